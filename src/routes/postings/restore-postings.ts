import Type from 'typebox'
import { restore } from '../../pipeline/store/lifecycle.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope } from '../schemas.ts'
import { Changed, filterOf, Selection } from './selection.ts'

/** Brings back postings that were invalidated, deleted (with hold too) or gone. */
export const restorePostings = endpoint({
  operation: 'postings.restore',
  method: 'POST',
  path: '/restore',
  scope: 'trigger',
  summary: 'Bring postings back into use',
  body: Type.Object(Selection),
  response: envelope(Changed),
  errors: ['DATABASE_BUSY'],
  async handle({ body, caller }, { database }) {
    const { posting_uids } = await restore(database, filterOf(body), { by: caller ?? 'unknown' })
    return ok({ changed: posting_uids.length, posting_ids: posting_uids })
  },
})
