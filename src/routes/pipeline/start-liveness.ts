import Type from 'typebox'
import { endpoint } from '../endpoint.ts'
import { SourceName } from '../schemas.ts'
import { StartedWork, startedAnswer } from './started.ts'

/** Asks the addresses of open postings whether they are still there: 202 with the operation; 200 with the open one while it runs already. */
export const startLiveness = endpoint({
  operation: 'pipeline.liveness',
  method: 'POST',
  path: '/liveness',
  scope: 'trigger',
  summary: 'Check whether open postings are still there',
  body: Type.Object({
    source: Type.Optional(SourceName),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 100_000, description: 'Most postings, those asked longest ago first' }),
    ),
  }),
  response: StartedWork,
  status: 202,
  statuses: [200],
  errors: ['UNKNOWN_SOURCE', 'DATABASE_BUSY'],
  handle: async ({ body, caller }, { collection }) =>
    startedAnswer(await collection().liveness(body, caller ?? 'unknown')),
})
