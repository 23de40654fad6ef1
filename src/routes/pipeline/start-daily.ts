import Type from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Pages, StartedWork, startedAnswer } from './started.ts'

/** Collects the last day for the distinct searches of all users: 202 with the operation; 200 with the open one while it runs already. */
export const startDaily = endpoint({
  operation: 'pipeline.daily',
  method: 'POST',
  path: '/daily',
  scope: 'trigger',
  summary: "Collect the last day for all users' searches",
  body: Type.Object({ pages: Type.Optional(Pages) }),
  response: StartedWork,
  status: 202,
  statuses: [200],
  errors: ['SOURCE_CONFIG_INVALID', 'SOURCE_PAUSED', 'SOURCE_KEY_MISSING', 'CONFLICT', 'DATABASE_BUSY'],
  handle: async ({ body, caller }, { collection }) =>
    startedAnswer(await collection().daily(body, caller ?? 'unknown')),
})
