import { gradeAAsk } from '../asks/grade-summary.ts'
import { gradeByRubricA } from '../builtin/summary/grade-by-rubric-a.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Grade } from '../records.ts'
import { draftSummary } from './draft-summary.ts'

/** Grader A: grounding, coverage and template of the drafted summary (seed conversation 3336). */
export const gradeA = step({
  id: 3336,
  name: 'session_b_gemma2_grade',
  model: 'gemma2:latest',
  needs: { posting: posting.text, summary: draftSummary.output },
  yields: Grade,
  tokens: ['PASS', 'FAIL'],
  builtin: ({ posting, summary }) => gradeByRubricA(posting, summary),
  asks: gradeAAsk,
  decides: ({ verdict }) => verdict,
})
