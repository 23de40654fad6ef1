import { from, join } from './graph.ts'
import { challengeFlags } from './steps/challenge-flags.ts'
import { checkSkills } from './steps/check-skills.ts'
import { checkSummary } from './steps/check-summary.ts'
import { createTicket } from './steps/create-ticket.ts'
import { decideLikelihood } from './steps/decide-likelihood.ts'
import { draftSummary } from './steps/draft-summary.ts'
import { extractSkills } from './steps/extract-skills.ts'
import { findRedFlags } from './steps/find-red-flags.ts'
import { formatSummary } from './steps/format-summary.ts'
import { gradeA } from './steps/grade-a.ts'
import { gradeB } from './steps/grade-b.ts'
import { improveSummary } from './steps/improve-summary.ts'
import { refresh } from './steps/refresh.ts'
import { regradeSummary } from './steps/regrade-summary.ts'
import { saveSummary } from './steps/save-summary.ts'
import { validate } from './steps/validate.ts'
import { workflow } from './workflow.ts'

/** Improving is tried this often before a person is asked (seed: max_iterations). */
const IMPROVE_AT_MOST = 2

/** Complete Job Processing. Throws WORKFLOW_INVALID when its wiring has a fault. */
export const createWorkflow3001 = () =>
  workflow(3001, 'Complete Job Processing', [
    from(refresh).on('SUCCESS', 'RATE_LIMITED', 'FAILED', 'TIMEOUT').to(validate).on('GONE').complete('removed'),
    from(validate)
      .on('VALID')
      .to(checkSummary, checkSkills, findRedFlags)
      .on('NO_DESCRIPTION', 'TOO_SHORT')
      .complete('invalid'),
    from(checkSummary).on('RUN').to(draftSummary).on('SKIP').done(),
    from(draftSummary).on('DONE').to(gradeA, gradeB),
    join(gradeA, gradeB).whenAll('PASS').to(formatSummary).otherwise(improveSummary),
    from(improveSummary).on('DONE').to(regradeSummary),
    from(regradeSummary)
      .on('PASS')
      .to(formatSummary)
      .on('FAIL')
      .toAtMost(IMPROVE_AT_MOST, improveSummary, createTicket),
    from(createTicket).on('DONE').to(formatSummary),
    from(formatSummary).on('DONE').to(saveSummary),
    from(saveSummary).on('SAVED').done(),
    from(checkSkills).on('RUN').to(extractSkills).on('SKIP').done(),
    from(extractSkills).on('DONE').done(),
    from(findRedFlags).on('DONE').to(challengeFlags),
    from(challengeFlags).on('DONE').to(decideLikelihood),
    from(decideLikelihood).on('DONE').done(),
  ])
