import { appendEvent, findOperation, type OperationRow } from '../../db/batches.ts'
import type { Database, Tx } from '../../db/engine.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { lockBatch, type RollbackSkip, type RollbackSlice, rollBackSlice, undoSlice } from '../../db/rollbacks.ts'
import { errors } from '../../errors.ts'
import { add } from './retry-failed.ts'

/** Runs in one transaction: on the embedded database a longer one would hold everybody up. */
const SLICE = 250

/** What became of a batch's postings: `restored` and the skipped ones add up to `postings`. */
export type RolledBack = { postings: number; restored: number; skipped: Partial<Record<RollbackSkip, number>> }

export type Rollback = {
  /**
   * Takes back what a batch wrote to its postings, with a reason: results and status stand as before, postings without results are due
   * again. Throws BATCH_NOT_FOUND, BATCH_RUNNING, or NOTHING_TO_ROLL_BACK when nothing could be taken back.
   */
  rollback(batchId: string, reason: string, by: string): Promise<{ operation: OperationRow; counts: RolledBack }>
  /** Brings back what a rollback took, where nothing newer was written since. Throws as `rollback`, with NOTHING_TO_UNDO. */
  undoRollback(batchId: string, by: string): Promise<{ operation: OperationRow; counts: RolledBack }>
}

export function createRollback(database: Database): Rollback {
  async function walk(batchId: string, work: (tx: Tx, after: number) => Promise<RollbackSlice>): Promise<RolledBack> {
    const sum: RolledBack = { postings: 0, restored: 0, skipped: {} }
    for (let after: number | null = 0; after !== null; ) {
      const from: number = after
      const slice = await retryTransaction(database, async (tx) => {
        const state = await lockBatch(tx, batchId)
        if (state === undefined) throw errors.batchNotFound(batchId)
        if (['queued', 'running', 'paused'].includes(state)) throw errors.batchRunning(batchId)
        return work(tx, from)
      })
      sum.restored += slice.restored.length
      add(sum.skipped, slice.skipped)
      after = slice.last
    }
    const left = Object.values(sum.skipped).reduce((total, count) => total + count, 0)
    return { ...sum, postings: sum.restored + left }
  }

  async function told(batchId: string, kind: string, counts: RolledBack, detail: object) {
    await database.transaction((tx) => appendEvent(tx, batchId, kind, { ...detail, ...counts }))
    const operation = await findOperation(database.db, batchId)
    if (!operation) throw errors.batchNotFound(batchId)
    return { operation, counts }
  }

  return {
    rollback: async (batchId, reason, by) => {
      const counts = await walk(batchId, (tx, after) => rollBackSlice(tx, { batchId, after, limit: SLICE, by, reason }))
      if (counts.restored === 0) throw errors.nothingToRollBack(batchId, counts.skipped)
      return told(batchId, 'rolled_back', counts, { by, reason })
    },
    undoRollback: async (batchId, by) => {
      const counts = await walk(batchId, (tx, after) => undoSlice(tx, { batchId, after, limit: SLICE, by }))
      if (counts.restored === 0) throw errors.nothingToUndo(batchId, counts.skipped)
      return told(batchId, 'rollback_undone', counts, { by })
    },
  }
}
