import { gradeBAsk } from '../asks/grade-summary.ts'
import { gradeByRubricB } from '../builtin/summary/grade-by-rubric-b.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Grade } from '../records.ts'
import { draftSummary } from './draft-summary.ts'

/** Grader B: a second, independent verdict on the drafted summary (seed conversation 3337). */
export const gradeB = step({
  id: 3337,
  name: 'session_c_qwen25_grade',
  model: 'qwen2.5:7b',
  needs: { posting: posting.text, summary: draftSummary.output },
  yields: Grade,
  tokens: ['PASS', 'FAIL'],
  builtin: ({ posting, summary }) => gradeByRubricB(posting, summary),
  asks: gradeBAsk,
  decides: ({ verdict }) => verdict,
})
