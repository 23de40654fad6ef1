import Type from 'typebox'
import { formatSummaryAsk } from '../asks/format-summary.ts'
import { formatSummary as format } from '../builtin/summary/format-summary.ts'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'
import { publishedSummary } from '../summary-slots.ts'

/** Writes the summary under its seven headers (seed conversation 3341): a job for code, which cannot run away. */
export const formatSummary = step({
  id: 3341,
  name: 'Format Standardization',
  model: 'builtin',
  needs: { posting: posting.text, summary: publishedSummary },
  yields: Type.Object({ text: Type.String({ maxLength: 8000 }) }),
  tokens: ['DONE'],
  builtin: ({ posting, summary }) => ({ text: format(posting, summary) }),
  asks: formatSummaryAsk,
  decides: () => 'DONE',
})
