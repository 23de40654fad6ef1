import Type from 'typebox'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, text } from '../schemas.ts'
import { RunParams } from './run.ts'

/**
 * Runs an earlier run again from a conversation on, as a new run that takes over what came before. 409 CONVERSATION_NOT_REACHED names
 * the conversations that it could start from.
 */
export const replayRun = endpoint({
  operation: 'runs.replay',
  method: 'POST',
  path: '/:id/replay',
  scope: 'trigger',
  summary: 'Run it again from a conversation on',
  params: RunParams,
  body: Type.Object({ from: text(200, 'Number or name of the first conversation to perform again') }),
  response: envelope(Type.Object({ run_id: Type.Integer({ description: 'The new run' }) })),
  status: 202,
  errors: ['RUN_NOT_FOUND', 'CONVERSATION_NOT_FOUND', 'CONVERSATION_NOT_REACHED', 'CONFLICT', 'DATABASE_BUSY'],
  async handle({ params: { id }, body: { from }, caller }, { batches }) {
    const run_id = await batches().replayRun(id, from, caller ?? 'unknown')
    return { ...ok({ run_id }), headers: { location: `/_internal/runs/${run_id}` } }
  },
})
