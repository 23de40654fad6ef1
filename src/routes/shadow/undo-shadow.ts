import Type from 'typebox'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, text } from '../schemas.ts'
import { WORK_MS } from './promote-shadow.ts'
import { Count, Reasons, Uuid } from './schemas.ts'

/**
 * Takes a promotion or a discard back; what somebody wrote to a live posting since is left alone. 404 SHADOW_ACTION_NOT_FOUND, 409
 * ALREADY_FINISHED, or CONFLICT when what undoing needs is kept no more.
 */
export const undoShadow = endpoint({
  operation: 'shadow.undo',
  method: 'POST',
  path: '/undo',
  scope: 'admin',
  summary: 'Take a promotion or a discard back',
  body: Type.Object({ action_id: text(100, 'As the promotion, the discard or the report names it') }),
  response: envelope(
    Type.Object({
      action_id: Uuid,
      kind: Type.Unsafe<'promote' | 'discard'>({ type: 'string', enum: ['promote', 'discard'] }),
      postings: Type.Integer({ minimum: 0, description: 'Postings of the action: undone and skipped' }),
      undone: Count,
      skipped: Reasons,
      complete: Type.Boolean({ description: 'false: time was up; the same call goes on' }),
    }),
  ),
  errors: ['SHADOW_ACTION_NOT_FOUND', 'ALREADY_FINISHED', 'CONFLICT', 'DATABASE_BUSY'],
  async handle({ body: { action_id }, caller, signal }, { shadow }) {
    const until = AbortSignal.any([signal, AbortSignal.timeout(WORK_MS)])
    return ok(await shadow.undo({ id: action_id, by: caller ?? 'unknown', signal: until }))
  },
})
