import { findOperation } from '../../db/batches.ts'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref } from '../schemas.ts'
import { isUuid, Operation, OperationParams, toOperation } from './operation.ts'

/** How one piece of long work stands. 404 OPERATION_NOT_FOUND. */
export const getOperation = endpoint({
  operation: 'operations.get',
  method: 'GET',
  path: '/:id',
  scope: 'read',
  summary: 'One operation: state, progress, counts, time left, result',
  params: OperationParams,
  response: envelope(ref(Operation)),
  errors: ['OPERATION_NOT_FOUND', 'DATABASE_BUSY'],
  async handle({ params: { id } }, { database: { db } }) {
    const found = isUuid(id) ? await findOperation(db, id) : undefined
    if (!found) throw errors.operationNotFound(id)
    return ok(toOperation(found))
  },
})
