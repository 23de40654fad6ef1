import Type from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Pages, StartedWork, startedAnswer } from './started.ts'

/** Collects what was published in the last hour: 202 with the operation; 200 with the open one while it runs already. */
export const startHourly = endpoint({
  operation: 'pipeline.hourly',
  method: 'POST',
  path: '/hourly',
  scope: 'trigger',
  summary: "Collect the last hour of the home country's employers",
  body: Type.Object({ pages: Type.Optional(Pages) }),
  response: StartedWork,
  status: 202,
  statuses: [200],
  errors: [
    'UNKNOWN_SOURCE',
    'SOURCE_NOT_COLLECTED',
    'SOURCE_KIND_UNKNOWN',
    'SOURCE_CONFIG_INVALID',
    'SOURCE_PAUSED',
    'SOURCE_KEY_MISSING',
    'DATABASE_BUSY',
  ],
  handle: async ({ body, caller }, { collection }) =>
    startedAnswer(await collection().hourly(body, caller ?? 'unknown')),
})
