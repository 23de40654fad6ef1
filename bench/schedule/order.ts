import { priorityOf } from '../../src/pipeline/workflow/scheduler/priority.ts'
import type { Item } from './ledger.ts'
import type { StepName } from './steps.ts'

const CONVERSATIONS: Readonly<Record<StepName, number>> = {
  extract: 3335,
  grade_a: 3336,
  grade_b: 3337,
  improve: 3338,
  regrade: 3339,
  ticket: 3340,
  skills: 3350,
  analyst: 9161,
  skeptic: 9162,
  expert: 9163,
}

/** The order in which jobs of one family are handed out, the smallest first: the product's own priority. */
export function handOutOrder({ open, posting, step }: Item): number {
  const run = { workflow_run_id: posting.index, conversation_id: CONVERSATIONS[step], batch_id: open ? null : 'closed' }
  return -priorityOf(run)
}
