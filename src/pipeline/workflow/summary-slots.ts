import { draftSummary as extractiveSummary } from './builtin/summary/draft-summary.ts'
import { derived, type RunContext } from './definition.ts'
import type { Complaint, Grade, Summary } from './records.ts'

const DRAFT = 3335
const GRADES = [3336, 3337]
const IMPROVE = 3338
const REGRADE = 3339
const TICKET = 3340

function output<T>({ outputs }: RunContext, step: number): T | undefined {
  return outputs.get(step) as T | undefined
}

/** The summary in force: the improved one where there is one, else the draft. */
export const currentSummary = derived(
  'improved or drafted summary',
  [DRAFT],
  (context) => output<Summary>(context, IMPROVE) ?? output<Summary>(context, DRAFT),
)

/** What the newest verdict found wrong: the regrader's complaints once there are some, before that both graders'. */
export const openComplaints = derived('open complaints', GRADES, (context): Complaint[] | undefined => {
  const regrade = output<Grade>(context, REGRADE)
  if (regrade) return regrade.complaints
  const grades = GRADES.flatMap((step) => output<Grade>(context, step) ?? [])
  return grades.length === GRADES.length ? grades.flatMap(({ complaints }) => complaints) : undefined
})

/** What is formatted: after a ticket the extractive summary, which is grounded by construction; else the summary in force. */
export const publishedSummary = derived('published summary', [DRAFT], (context): Summary | undefined =>
  output(context, TICKET) ? extractiveSummary(context.posting.text) : (currentSummary.read(context) ?? undefined),
)
