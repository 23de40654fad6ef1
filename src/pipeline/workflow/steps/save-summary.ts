import Type from 'typebox'
import { step } from '../definition.ts'
import { formatSummary } from './format-summary.ts'

/** Below this a text is no summary, whatever made it (seed 9168). */
const SHORTEST_SUMMARY = 50

/** Publishes the formatted summary (seed conversation 9168). Throws when it is too short to be one: that is a fault, not a result. */
export const saveSummary = step({
  id: 9168,
  name: 'Save Summary',
  model: null,
  needs: { formatted: formatSummary.output },
  yields: Type.Object({ extracted_summary: Type.String({ minLength: SHORTEST_SUMMARY }) }),
  tokens: ['SAVED'],
  builtin: ({ formatted }) => ({ extracted_summary: formatted.text }),
  decides: () => 'SAVED',
  saves: ({ extracted_summary }) => ({ extracted_summary }),
})
