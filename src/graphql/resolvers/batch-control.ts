import { errors } from '../../errors.ts'
import { mutation } from '../mutation.ts'
import { isUuid } from '../node-id.ts'
import type {
  Mutation,
  MutationRetryFailedArguments,
  MutationRollbackBatchArguments,
  MutationUndoRollbackArguments,
} from '../schema.generated.ts'
import { operationById } from './operation.ts'

const LONGEST_REASON = 500

export const retryFailed: Mutation['retryFailed'] = mutation(
  'trigger',
  { operation: null, failed: 0, retried: 0, skipped: {} },
  async ({ id }: MutationRetryFailedArguments, context) => {
    if (!isUuid(id)) throw errors.batchNotFound(id)
    const { retried } = await context.services.batches.retryFailed(id, context.caller.name)
    return { operation: await operationById(context, id), ...retried }
  },
)

export const rollbackBatch: Mutation['rollbackBatch'] = mutation(
  'admin',
  { operation: null, counts: null },
  async ({ input }: MutationRollbackBatchArguments, context) => {
    const reason = input.reason.trim()
    if (reason === '' || reason.length > LONGEST_REASON)
      throw errors.validation([{ pointer: 'input.reason', message: `must have 1 to ${LONGEST_REASON} characters` }])
    if (!isUuid(input.id)) throw errors.batchNotFound(input.id)
    const { counts } = await context.services.batches.rollback(input.id, reason, context.caller.name)
    return { operation: await operationById(context, input.id), counts }
  },
)

export const undoRollback: Mutation['undoRollback'] = mutation(
  'admin',
  { operation: null, counts: null },
  async ({ id }: MutationUndoRollbackArguments, context) => {
    if (!isUuid(id)) throw errors.batchNotFound(id)
    const { counts } = await context.services.batches.undoRollback(id, context.caller.name)
    return { operation: await operationById(context, id), counts }
  },
)
