import Type from 'typebox'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, text } from '../schemas.ts'

/** Runs the workflow for one posting, outside any batch. 409 CONFLICT while the posting has a run that has not ended. */
export const startRun = endpoint({
  operation: 'pipeline.runs',
  method: 'POST',
  path: '/runs',
  scope: 'trigger',
  summary: 'Run the workflow for one posting',
  body: Type.Object({ posting_id: text(500, 'Id of the posting, or the id that its source gave it') }),
  response: envelope(Type.Object({ run_id: Type.Integer() })),
  status: 202,
  errors: ['JOB_NOT_FOUND', 'CONFLICT', 'DATABASE_BUSY'],
  async handle({ body: { posting_id }, caller }, { batches }) {
    const run_id = await batches().startRun(posting_id, caller ?? 'unknown')
    if (run_id === null)
      throw errors.conflict('The posting has a run that has not ended.', 'Wait for it, or cancel its batch.')
    return { ...ok({ run_id }), headers: { location: `/_internal/runs/${run_id}` } }
  },
})
