import Type from 'typebox'
import { findOperation } from '../../db/batches.ts'
import { readOperationEvents } from '../../db/read-operations.ts'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, Instant, instant } from '../schemas.ts'
import { isUuid, OperationParams, State } from './operation.ts'

const Event = Type.Object({
  seq: Type.Integer({ minimum: 1, description: 'Grows by one with every event of the operation' }),
  kind: Type.String({ description: 'created, running, progress, paused, cancelled, succeeded, rolled_back, ...' }),
  data: Type.Any(),
  created_at: Instant,
})

/** What happened to an operation since the event with the number `after`, so that a reader who lost touch misses nothing. */
export const listEvents = endpoint({
  operation: 'operations.events',
  method: 'GET',
  path: '/:id/events',
  scope: 'read',
  summary: 'Events of an operation after a number, oldest first',
  params: OperationParams,
  query: Type.Object({
    after: Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 0, description: '`last` of the answer before' }),
    limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 100 }),
  }),
  response: envelope(
    Type.Object({
      items: Type.Array(Event),
      last: Type.Integer({ description: 'Send it as `after` to go on' }),
      state: State,
    }),
  ),
  errors: ['OPERATION_NOT_FOUND', 'DATABASE_BUSY'],
  async handle({ params: { id }, query: { after, limit } }, { database: { db } }) {
    // The state first: an operation that has ended has all its events.
    const found = isUuid(id) ? await findOperation(db, id) : undefined
    if (!found) throw errors.operationNotFound(id)
    const events = await readOperationEvents(db, id, { after, limit })
    const items = events.map((event) => ({ ...event, created_at: instant(event.created_at) }))
    return ok({ items, last: items.at(-1)?.seq ?? after, state: found.state })
  },
})
