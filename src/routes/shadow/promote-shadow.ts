import Type from 'typebox'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, nullable } from '../schemas.ts'
import { Check, Count, Reasons, SCOPE, scopeOf, Uuid } from './schemas.ts'

/** An answer must come within the 30 seconds of a request: what is left then is taken by the next call. */
export const WORK_MS = 20_000

/**
 * Brings shadow postings to live under their public ids. 409 SHADOW_NOT_READY names the checks that do not pass, unless it is forced;
 * a dry run is never refused for them.
 */
export const promoteShadow = endpoint({
  operation: 'shadow.promote',
  method: 'POST',
  path: '/promote',
  scope: 'admin',
  summary: 'Bring shadow postings of a source, or all, to live',
  body: Type.Object({
    ...SCOPE,
    force: Type.Boolean({ default: false, description: 'Pass over checks that do not pass; stands in the audit log' }),
  }),
  response: envelope(
    Type.Object({
      action_id: nullable(Uuid),
      dry_run: Type.Boolean(),
      forced: Type.Boolean(),
      ready: Type.Boolean(),
      failing: Type.Array(Check),
      inserted: Count,
      updated: Count,
      unchanged: Count,
      restored: Count,
      skipped: Count,
      failed: Count,
      total: Type.Integer({ minimum: 0, description: 'The six counts add up to it' }),
      reasons: Reasons,
      remaining: Type.Integer({ minimum: 0, description: 'Shadow postings that are there afterwards' }),
    }),
  ),
  errors: ['UNKNOWN_SOURCE', 'SHADOW_NOT_READY', 'CONFLICT', 'DATABASE_BUSY'],
  async handle({ body, caller, signal }, { shadow }) {
    return ok(
      await shadow.promote({
        source: scopeOf(body),
        dryRun: body.dry_run,
        force: body.force,
        by: caller ?? 'unknown',
        signal: AbortSignal.any([signal, AbortSignal.timeout(WORK_MS)]),
      }),
    )
  },
})
