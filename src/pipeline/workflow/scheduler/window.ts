/** The time in which a posting of a batch is to end once it has started. */
export const LATENCY_TARGET_SECONDS = 3_600

export type WindowInput = {
  /** Expected seconds of all calls of a posting, one after another and without loading. */
  posting_seconds: number
  /** Seconds of loading in one round through the models. */
  load_seconds: number
  /** Calls that all hosts together answer at once. */
  slots: number
  latency_target_seconds?: number
}

/** With fewer postings in the air for each slot, a family runs dry before it has paid for its load. */
const FEWEST_PER_SLOT = 4

/** More than any batch has, and still an integer of the database. */
const MOST = 1_000_000_000

/**
 * How many postings of a batch are under way at once. All of them at once would need the fewest loads and end together, at the very
 * end; this many end within the latency target of their start, and a round of them is long against its loads.
 */
export function admissionWindow(input: WindowInput): number {
  const { posting_seconds, load_seconds, slots, latency_target_seconds = LATENCY_TARGET_SECONDS } = input
  const computing = Math.max(0, latency_target_seconds - load_seconds)
  const inTime = posting_seconds > 0 ? Math.floor((computing * slots) / posting_seconds) : MOST
  return Math.min(MOST, Math.max(FEWEST_PER_SLOT * slots, inTime))
}
