import { improveSummaryAsk } from '../asks/improve-summary.ts'
import { improveSummary as improve } from '../builtin/summary/improve-summary.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Summary } from '../records.ts'
import { currentSummary, openComplaints } from '../summary-slots.ts'

/** Rebuilds the sections that the newest verdict faults (seed conversation 3338). */
export const improveSummary = step({
  id: 3338,
  name: 'session_d_qwen25_improve',
  model: 'qwen2.5:7b',
  needs: { posting: posting.text, summary: currentSummary, complaints: openComplaints },
  yields: Summary,
  tokens: ['DONE'],
  builtin: ({ posting, summary, complaints }) => improve(posting, summary, complaints),
  asks: improveSummaryAsk,
  decides: () => 'DONE',
})
