import Type from 'typebox'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref } from '../schemas.ts'
import { isUuid, Operation, OperationParams, Skipped, toOperation } from './operation.ts'

const Count = Type.Integer({ minimum: 0 })

/** Carries on what failed or needs review of a batch; the batch runs again. 409 NOTHING_TO_RETRY when there is nothing to carry on. */
export const retryOperation = endpoint({
  operation: 'operations.retry',
  method: 'POST',
  path: '/:id/retry',
  scope: 'trigger',
  summary: 'Carry on the runs of a batch that failed or need review',
  params: OperationParams,
  response: envelope(
    Type.Object({
      operation: ref(Operation),
      failed: Type.Integer({ minimum: 0, description: 'Runs that had failed or needed review: retried and skipped' }),
      retried: Count,
      skipped: Skipped,
    }),
  ),
  errors: ['BATCH_NOT_FOUND', 'NOTHING_TO_RETRY', 'DATABASE_BUSY'],
  async handle({ params: { id }, caller }, { batches }) {
    if (!isUuid(id)) throw errors.batchNotFound(id)
    const { operation, retried } = await batches().retryFailed(id, caller ?? 'unknown')
    return ok({ operation: toOperation(operation), ...retried })
  },
})
