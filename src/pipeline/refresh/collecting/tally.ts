import type { SweepFigures } from '../../../db/sweeps.ts'
import { countActions, WRITE_ACTIONS, type WriteCounts } from '../../../db/write-totals.ts'

/** What a sweep has done so far: counts of committed rows, faults by code. */
export type Tally = ReturnType<typeof createTally>

export function createTally(
  before: { counts?: Partial<WriteCounts>; faults?: Record<string, number>; items?: number } = {},
) {
  const counts: WriteCounts = { ...countActions([]), ...before.counts }
  const faults: Record<string, number> = { ...before.faults }
  const details = { asked: 0, known: 0, failed: 0, gone: 0 }
  return {
    counts,
    faults,
    /** Details that were asked for; openings that were known well enough; details that failed, or said that the opening is gone. */
    details,
    items: before.items ?? 0,
    pages: 0,
    listed: null as number | null,
    removed: 0,
    add(more: WriteCounts): void {
      for (const action of WRITE_ACTIONS) counts[action] += more[action]
      counts.total += more.total
    },
    fault(code: string, times = 1): void {
      if (times > 0) faults[code] = (faults[code] ?? 0) + times
    },
  }
}

/** What of a tally stands in the row of its sweep. */
export function figuresOf({ items, listed, counts, faults }: Tally): SweepFigures {
  return { items, listed_total: listed, counts, faults }
}
