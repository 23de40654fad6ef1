import type { Folder } from '../endpoint.ts'
import { getOperation } from './get-operation.ts'
import { listEvents } from './list-events.ts'
import { listOperations } from './list-operations.ts'
import { cancelOperation, pauseOperation, resumeOperation } from './move-operation.ts'
import { retryOperation } from './retry-operation.ts'
import { rollBackOperation } from './roll-back-operation.ts'

/** Long work: read by any key, changed by keys that may trigger work, taken back by admins. */
export const operations: Folder = {
  prefix: '/_internal/operations',
  tag: 'operations',
  endpoints: [
    listOperations,
    getOperation,
    listEvents,
    cancelOperation,
    pauseOperation,
    resumeOperation,
    retryOperation,
    rollBackOperation,
  ],
}
