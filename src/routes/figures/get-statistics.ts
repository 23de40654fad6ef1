import Type from 'typebox'
import { readStatistics } from '../../db/read-statistics.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope } from '../schemas.ts'

const Grouping = Type.Array(Type.Object({ key: Type.String(), count: Type.Integer() }), {
  description: 'Largest first; unknown values are left out',
})

const Statistics = Type.Object({
  total: Type.Integer({ description: 'Open postings' }),
  last_24_hours: Type.Integer({ description: 'Of those, the ones that came in the last 24 hours' }),
  by_source: Grouping,
  by_work_arrangement: Grouping,
  by_experience_level: Grouping,
  by_country: Grouping,
  by_ihl_category: Grouping,
})

/** Open postings by source, work arrangement, experience, country and Internal Hire Likelihood. */
export const getStatistics = endpoint({
  operation: 'statistics.get',
  method: 'GET',
  path: '/statistics',
  scope: 'read',
  summary: 'Open postings, counted by what distinguishes them',
  response: envelope(Statistics),
  errors: ['DATABASE_BUSY'],
  handle: async (_request, { database }) => ok(await readStatistics(database.db)),
})
