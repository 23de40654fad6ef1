import { gradeAsk } from './grade-answer.ts'
import { RUBRIC_A, RUBRIC_B } from './grade-summary.ts'

/** The improved summary answers to both rubrics. */
export const regradeSummaryAsk = gradeAsk([...RUBRIC_A, ...RUBRIC_B])
