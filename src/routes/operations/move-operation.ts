import { findOperation, type OperationRow } from '../../db/batches.ts'
import { errors } from '../../errors.ts'
import { endpoint, ok } from '../endpoint.ts'
import { envelope, ref } from '../schemas.ts'
import { isUuid, Operation, OperationParams, toOperation } from './operation.ts'

type Move = 'cancel' | 'pause' | 'resume'
type Movers = Record<Move, (id: string, by: string) => Promise<OperationRow>>

/** Kinds of operations whose steps the workflow's worker performs; all others are long work of collection. */
const OF_WORKFLOW = ['batch', 'trial']

/** Moves an operation to another state, with an audit line. 409 ALREADY_FINISHED when it cannot go there any more. */
function moving(name: Move, summary: string) {
  return endpoint({
    operation: `operations.${name}`,
    method: 'POST',
    path: `/:id/${name}`,
    scope: 'trigger',
    summary,
    params: OperationParams,
    response: envelope(ref(Operation)),
    errors: ['OPERATION_NOT_FOUND', 'BATCH_NOT_FOUND', 'ALREADY_FINISHED', 'CONFLICT', 'DATABASE_BUSY'],
    async handle({ params: { id }, caller }, { database: { db }, batches, collection }) {
      const found = isUuid(id) ? await findOperation(db, id) : undefined
      if (!found) throw errors.operationNotFound(id)
      const movers: Movers = OF_WORKFLOW.includes(found.kind) ? batches() : collection()
      await movers[name](id, caller ?? 'unknown')
      // Read again: what the change did to the operation's runs is in its counts by now.
      const moved = await findOperation(db, id)
      if (!moved) throw errors.operationNotFound(id)
      return ok(toOperation(moved))
    },
  })
}

export const cancelOperation = moving(
  'cancel',
  'End it: what has not completed is cancelled, answers on their way are discarded',
)
export const pauseOperation = moving('pause', 'Let it take no new step until it is resumed')
export const resumeOperation = moving('resume', 'Let a paused operation go on')
