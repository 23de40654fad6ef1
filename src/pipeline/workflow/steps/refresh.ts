import Type from 'typebox'
import { step } from '../definition.ts'
import { posting } from '../posting.ts'

const OUTCOMES = ['SUCCESS', 'RATE_LIMITED', 'GONE', 'FAILED', 'TIMEOUT'] as const

/**
 * Brings the posting up to date from its source (seed conversation 9144). The fetch itself happens before the chain, outside any
 * transaction; this step records what it found. A fetch that failed, after its own retries, leaves the stored copy in force.
 */
export const refresh = step({
  id: 9144,
  name: 'Fetch Jobs from Deutsche Bank API',
  model: null,
  needs: { refreshed: posting.refreshed },
  yields: Type.Object({
    outcome: Type.Enum(OUTCOMES),
    reason: Type.String(),
  }),
  tokens: OUTCOMES,
  builtin: ({ refreshed }) => refreshed,
  decides: ({ outcome }) => outcome,
  saves: ({ outcome }) => (outcome === 'GONE' ? { posting_status: 'removed' } : {}),
})
