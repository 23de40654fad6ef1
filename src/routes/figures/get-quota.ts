import Type from 'typebox'
import { readQuota, requestersOf } from '../../db/read-quota.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, InstantOrNull, instantOrNull, nullable } from '../schemas.ts'

const Count = Type.Integer({ minimum: 0 })
const CountOrNull = nullable(Type.Integer())
const ShareOrNull = nullable(Type.Number())

const Figure = Type.Object({
  provider: Type.String(),
  unit: Type.String({ description: 'What is counted: requests, jobs, ...' }),
  month: Type.String({ format: 'date', description: 'Its first day' }),
  used: Count,
  reserved: Type.Integer({ minimum: 0, description: 'Of calls under way' }),
  limit: CountOrNull,
  left: CountOrNull,
  resets_at: InstantOrNull,
  today: Count,
  used_percent: ShareOrNull,
  projected_percent: ShareOrNull,
  days: Type.Integer({ minimum: 0, description: 'Days on which something was asked' }),
  per_day: ShareOrNull,
  days_in_month: Count,
  projected: nullable(Type.Integer({ description: 'A whole month at this pace' })),
  expected_at_end: CountOrNull,
})

const Requester = Type.Object({
  provider: Type.String(),
  unit: Type.String(),
  requested_by: nullable(Type.String()),
  source_name: nullable(Type.String()),
  request: nullable(Type.String({ description: 'The path that was asked' })),
  calls: Count,
  used: Count,
})

/** What is used and left of every provider's present month, what the month will come to, and who asked for it. */
export const getQuota = endpoint({
  operation: 'quota.get',
  method: 'GET',
  path: '/quota',
  scope: 'read',
  summary: "Quota of the providers' month: used, left, projected, by requester",
  response: envelope(Type.Object({ figures: Type.Array(Figure), by_requester: Type.Array(Requester) })),
  errors: ['DATABASE_BUSY'],
  async handle(_request, { database: { db }, clock }) {
    const figures = await readQuota(db, clock())
    return ok({
      figures: figures.map((figure) => ({ ...figure, resets_at: instantOrNull(figure.resets_at) })),
      by_requester: await requestersOf(db, figures),
    })
  },
})
