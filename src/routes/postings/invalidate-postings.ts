import Type from 'typebox'
import { errors } from '../../errors.ts'
import { invalidate } from '../../pipeline/store/lifecycle.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, text } from '../schemas.ts'
import { Changed, filterOf, Selection } from './selection.ts'

/** Takes postings out of every list and out of processing, with a reason; they are kept, and restoring brings them back. */
export const invalidatePostings = endpoint({
  operation: 'postings.invalidate',
  method: 'POST',
  path: '/invalidate',
  scope: 'trigger',
  summary: 'Take postings out of use, with a reason',
  body: Type.Object({ ...Selection, reason: text(500, 'Why; stands on each posting') }),
  response: envelope(Changed),
  errors: ['DATABASE_BUSY'],
  async handle({ body: { reason, ...selection }, caller }, { database }) {
    if (reason.trim() === '') throw errors.validation([{ pointer: '/reason', message: 'is required' }])
    const by = caller ?? 'unknown'
    const { posting_uids } = await invalidate(database, filterOf(selection), { reason: reason.trim(), by })
    return ok({ changed: posting_uids.length, posting_ids: posting_uids })
  },
})
