import Type from 'typebox'
import { listOperations as list } from '../../db/read-operations.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, nullable, ref, text } from '../schemas.ts'
import { Operation, State, toOperation } from './operation.ts'

/** Pieces of long work, the newest first. Pages by cursor are stable while others are added. */
export const listOperations = endpoint({
  operation: 'operations.list',
  method: 'GET',
  path: '',
  scope: 'read',
  summary: 'Operations, newest first',
  query: Type.Object({
    kind: Type.Optional(text(100, 'batch, ...')),
    state: Type.Optional(State),
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
    cursor: Type.Optional(Type.String({ maxLength: 500, description: '`next` of the answer before' })),
  }),
  response: envelope(
    Type.Object({
      items: Type.Array(ref(Operation)),
      limit: Type.Integer(),
      next: nullable(Type.String({ description: 'Cursor of the next page; null on the last one' })),
    }),
  ),
  errors: ['BAD_CURSOR', 'DATABASE_BUSY'],
  async handle({ query: { kind, state, limit, cursor } }, { database: { db }, cursors }) {
    const listName = { list: 'operations', kind, state }
    const after = cursor === undefined ? null : cursors.decode(cursor, listName)
    const found = await list(db, { kind, state }, { limit: limit + 1, after })
    const page = found.slice(0, limit)
    const last = found.length > limit ? page.at(-1) : undefined
    const items = page.map(({ row }) => toOperation(row))
    return ok({ items, limit, next: last ? cursors.encode(last.place, listName) : null })
  },
})
