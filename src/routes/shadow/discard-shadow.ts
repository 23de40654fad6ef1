import Type from 'typebox'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, nullable } from '../schemas.ts'
import { WORK_MS } from './promote-shadow.ts'
import { Count, SCOPE, scopeOf, Uuid } from './schemas.ts'

/** Empties the shadow table of a source or of all; live postings stay as they are. */
export const discardShadow = endpoint({
  operation: 'shadow.discard',
  method: 'POST',
  path: '/discard',
  scope: 'admin',
  summary: 'Throw shadow postings of a source, or all, away',
  body: Type.Object(SCOPE),
  response: envelope(
    Type.Object({
      action_id: nullable(Uuid),
      dry_run: Type.Boolean(),
      discarded: Count,
      remaining: Type.Integer({ minimum: 0, description: 'Shadow postings that are there afterwards' }),
    }),
  ),
  errors: ['UNKNOWN_SOURCE', 'CONFLICT', 'DATABASE_BUSY'],
  async handle({ body, caller, signal }, { shadow }) {
    return ok(
      await shadow.discard({
        source: scopeOf(body),
        dryRun: body.dry_run,
        by: caller ?? 'unknown',
        signal: AbortSignal.any([signal, AbortSignal.timeout(WORK_MS)]),
      }),
    )
  },
})
