import { draftSummaryAsk } from '../asks/draft-summary.ts'
import { draftSummary as draft } from '../builtin/summary/draft-summary.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { Summary } from '../records.ts'

/** Drafts the summary from the posting alone (seed conversation 3335). */
export const draftSummary = step({
  id: 3335,
  name: 'session_a_gemma3_extract',
  model: 'gemma3:1b',
  needs: { posting: posting.text },
  yields: Summary,
  tokens: ['DONE'],
  builtin: ({ posting }) => draft(posting),
  asks: draftSummaryAsk,
  decides: () => 'DONE',
})
