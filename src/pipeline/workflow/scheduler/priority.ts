/**
 * Which step of a family comes first, by conversation: those that others wait for before those that nothing follows. Measured by
 * bench/schedule: another order leaves the longest chains for last.
 */
const RANKS: Readonly<Record<number, number>> = {
  3338: 0,
  3339: 1,
  9161: 2,
  3337: 3,
  9163: 4,
  3350: 5,
  3340: 6,
  3336: 0,
  9162: 1,
  3335: 0,
}
/** In a batch a rank weighs as much as so many runs: rank alone lets the first postings wait for the last. */
const RUNS_A_RANK = 50
/** Work outside batches goes before all batches, the oldest run first. */
const OUTSIDE_BATCHES = 2 ** 40
const RANKS_A_RUN = 16

/** The ledger's priority of a step: the highest is taken first. */
export function priorityOf(step: {
  workflow_run_id: number
  conversation_id: number
  batch_id: string | null
}): number {
  const rank = RANKS[step.conversation_id] ?? 0
  return step.batch_id === null
    ? OUTSIDE_BATCHES - (step.workflow_run_id * RANKS_A_RUN + rank)
    : -(step.workflow_run_id + rank * RUNS_A_RANK)
}
