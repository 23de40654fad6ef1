import { regradeSummaryAsk } from '../asks/regrade-summary.ts'
import { regradeSummary as regrade } from '../builtin/summary/regrade-summary.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Grade } from '../records.ts'
import { improveSummary } from './improve-summary.ts'

/** Grades the improved summary (seed conversation 3339). */
export const regradeSummary = step({
  id: 3339,
  name: 'session_e_qwen25_regrade',
  model: 'qwen2.5:7b',
  needs: { posting: posting.text, summary: improveSummary.output },
  yields: Grade,
  tokens: ['PASS', 'FAIL'],
  builtin: ({ posting, summary }) => regrade(posting, summary),
  asks: regradeSummaryAsk,
  decides: ({ verdict }) => verdict,
})
