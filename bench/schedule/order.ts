/**
 * The order in which jobs of one family are handed out: the oldest run first, but in a closed batch what has a longer way before it may
 * pass somewhat older runs, so that repairs, which run one after another, are not left for last.
 */
import type { Item } from './ledger.ts'
import type { StepName } from './steps.ts'

const RANK: Readonly<Record<StepName, number>> = {
  improve: 0,
  regrade: 1,
  analyst: 2,
  grade_b: 3,
  expert: 4,
  skills: 5,
  ticket: 6,
  grade_a: 0,
  skeptic: 1,
  extract: 0,
}
/** Runs that one rank may pass. Without bound the lowest rank would wait for the whole batch. */
const RUNS_PASSED = 50
const CLOSED = 1e9

export function handOutOrder({ open, posting, step }: Item): number {
  return open ? posting.index + RANK[step] / 10 : CLOSED + posting.index + RANK[step] * RUNS_PASSED
}
