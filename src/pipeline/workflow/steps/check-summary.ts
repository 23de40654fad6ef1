import Type from 'typebox'
import { step } from '../definition.ts'
import { isCurrent } from '../lineage.ts'
import { posting } from '../posting.ts'

/** Skips the summary branch when a summary of the same text by the same versions exists (seed conversation 9184). */
export const checkSummary = step({
  id: 9184,
  name: 'Check if Summary Exists',
  model: null,
  needs: { posting: posting.self },
  yields: Type.Object({ current: Type.Boolean() }),
  tokens: ['RUN', 'SKIP'],
  builtin: ({ posting }) => ({ current: isCurrent(posting.summary_lineage, posting) }),
  decides: ({ current }) => (current ? 'SKIP' : 'RUN'),
})
