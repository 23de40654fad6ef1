import Type from 'typebox'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref, text } from '../schemas.ts'
import { isUuid, Operation, OperationParams, Skipped, toOperation } from './operation.ts'

const Count = Type.Integer({ minimum: 0 })

/**
 * Takes back what an ended batch wrote to its postings, with a reason, or with `undo` brings it back. What somebody wrote later stays.
 * 409 BATCH_RUNNING, NOTHING_TO_ROLL_BACK or NOTHING_TO_UNDO.
 */
export const rollBackOperation = endpoint({
  operation: 'operations.rollback',
  method: 'POST',
  path: '/:id/rollback',
  scope: 'admin',
  summary: 'Take back the results of an ended batch, or bring them back',
  params: OperationParams,
  body: Type.Object({
    reason: Type.Optional(text(500, 'Why; stands on the runs. Needed unless undo is true')),
    undo: Type.Boolean({ default: false, description: 'Bring back what a rollback took' }),
  }),
  response: envelope(
    Type.Object({
      operation: ref(Operation),
      postings: Type.Integer({ minimum: 0, description: 'Postings of the batch: restored and skipped' }),
      restored: Count,
      skipped: Skipped,
    }),
  ),
  errors: ['BATCH_NOT_FOUND', 'BATCH_RUNNING', 'NOTHING_TO_ROLL_BACK', 'NOTHING_TO_UNDO', 'DATABASE_BUSY'],
  async handle({ params: { id }, body: { reason, undo }, caller }, { batches }) {
    if (!isUuid(id)) throw errors.batchNotFound(id)
    const by = caller ?? 'unknown'
    if (undo && reason !== undefined)
      throw errors.validation([{ pointer: '/reason', message: 'cannot be combined with undo' }])
    const why = reason?.trim()
    if (!undo && !why) throw errors.validation([{ pointer: '/reason', message: 'is required' }])
    const { operation, counts } = undo
      ? await batches().undoRollback(id, by)
      : await batches().rollback(id, why ?? '', by)
    return ok({ operation: toOperation(operation), ...counts })
  },
})
