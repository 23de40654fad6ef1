import Type from 'typebox'
import { endpoint, ok } from '../endpoint.ts'
import { text } from '../schemas.ts'
import { Pages, StartedOrEstimated, startedAnswer, WindowName } from './started.ts'

/**
 * Fetches what nobody has had fetched yet of a user's searches: 202 with the operation; 200 with the open one while that user's backfill
 * runs already. A dry run answers 200 with the combinations that are left.
 */
export const startBackfill = endpoint({
  operation: 'pipeline.backfill',
  method: 'POST',
  path: '/backfill',
  scope: 'trigger',
  summary: "Backfill a user's searches, or count what is left",
  body: Type.Object({
    user: text(320, "The user's id or e-mail address"),
    window: Type.Optional(WindowName),
    pages: Type.Optional(Pages),
    dry_run: Type.Boolean({ default: false, description: 'Only count; ask and write nothing' }),
  }),
  response: StartedOrEstimated,
  status: 202,
  statuses: [200],
  errors: [
    'USER_NOT_FOUND',
    'SOURCE_CONFIG_INVALID',
    'SOURCE_PAUSED',
    'SOURCE_KEY_MISSING',
    'CONFLICT',
    'DATABASE_BUSY',
  ],
  async handle({ body: { dry_run, ...request }, caller }, { collection }) {
    if (dry_run) return { ...ok({ estimate: await collection().estimateBackfill(request) }), status: 200 }
    return startedAnswer(await collection().backfill(request, caller ?? 'unknown'))
  },
})
