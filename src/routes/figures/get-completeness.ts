import Type from 'typebox'
import { completeness, OPTIONAL_FIELDS, REQUIRED_FIELDS } from '../../db/completeness.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, SourceName } from '../schemas.ts'

const Presence = Type.Object({ present: Type.Integer(), percent: Type.Number() })

const Completeness = Type.Object({
  total: Type.Integer({ description: 'Valid postings that have a URL' }),
  complete: Type.Integer({ description: 'Of those, the ones with every required field' }),
  percent: Type.Number({ minimum: 0, maximum: 100 }),
  missing_urls: Type.Integer(),
  invalid: Type.Integer(),
  by_field: Type.Record(Type.String(), Presence, {
    description: `Required: ${REQUIRED_FIELDS.join(', ')}; beside them ${OPTIONAL_FIELDS.join(', ')}`,
  }),
})

/** Share of postings that have everything, over all or of one source. */
export const getCompleteness = endpoint({
  operation: 'completeness.get',
  method: 'GET',
  path: '/completeness',
  scope: 'read',
  summary: 'How complete the postings are',
  query: Type.Object({ source: Type.Optional(SourceName) }),
  response: envelope(Completeness),
  errors: ['DATABASE_BUSY'],
  handle: async ({ query: { source } }, { database }) => ok(await completeness(database.db, { source })),
})
