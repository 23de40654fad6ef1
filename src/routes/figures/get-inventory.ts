import Type from 'typebox'
import { inventory } from '../../db/inventory.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, InstantOrNull, instantOrNull, SourceName } from '../schemas.ts'

const Count = Type.Integer({ minimum: 0 })

const SourceInventory = Type.Object({
  source: Type.String(),
  staged: Count,
  promoted: Count,
  available: Type.Integer({ minimum: 0, description: 'Staged rows that a batch would take' }),
  unchecked: Count,
  on_trial: Type.Integer({ minimum: 0, description: 'Rows staged for shadow: no batch takes them' }),
  invalid_staged: Count,
  postings: Count,
  unprocessed: Count,
  complete: Count,
  invalid: Count,
  removed: Count,
  shadow: Count,
  oldest_available: InstantOrNull,
  newest_posting: InstantOrNull,
})

/** What each source has, from the raw rows to the finished records. */
export const getInventory = endpoint({
  operation: 'inventory.get',
  method: 'GET',
  path: '/inventory',
  scope: 'read',
  summary: 'What each source has, staged and stored',
  query: Type.Object({ source: Type.Optional(SourceName) }),
  response: envelope(Type.Object({ sources: Type.Array(SourceInventory) })),
  errors: ['DATABASE_BUSY'],
  async handle({ query: { source } }, { database }) {
    const rows = await inventory(database.db, { source })
    const sources = rows.map(({ oldest_available, newest_posting, ...row }) => ({
      ...row,
      oldest_available: instantOrNull(oldest_available),
      newest_posting: instantOrNull(newest_posting),
    }))
    return ok({ sources })
  },
})
