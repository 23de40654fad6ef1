import { appendAudit } from '../../db/audit.ts'
import { findOperation, moveOperation, type OperationRow } from '../../db/batches.ts'
import type { Database, Tx } from '../../db/engine.ts'
import { announceWork } from '../../db/interactions.ts'
import {
  insertHeads,
  type LedgerStep,
  lockFailedRuns,
  type RetrySkip,
  readLedgerSteps,
  recountBatch,
  reopenRuns,
} from '../../db/retry-runs.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { lockBatch } from '../../db/rollbacks.ts'
import { errors } from '../../errors.ts'
import { frontier, type KeptStep } from './frontier.ts'
import type { Workflow } from './graph.ts'
import { priorityOf } from './scheduler/priority.ts'

/** Runs reopened in one transaction. */
const SLICE = 500

/** What became of a batch's failed runs: `retried` and the skipped ones add up to `failed`. */
export type Retried = { failed: number; retried: number; skipped: Partial<Record<RetrySkip, number>> }

/**
 * Carries on every run of a batch that failed or needs review: the same run becomes active again and what did not complete gets a new
 * attempt, so that the batch keeps its total and every failed row stays. The batch runs again, unless it is paused. Throws
 * BATCH_NOT_FOUND, or NOTHING_TO_RETRY when no run can be carried on.
 */
export function createRetryFailed({ database, workflow }: { database: Database; workflow: Workflow }) {
  async function retrySlice(tx: Tx, batchId: string, after: number, by: string) {
    const state = await lockBatch(tx, batchId)
    if (state === undefined) throw errors.batchNotFound(batchId)
    const runs = await lockFailedRuns(tx, { batchId, after, limit: SLICE, definition_version: workflow.version })
    const free = runs.filter(({ skip }) => skip === null).map(({ workflow_run_id }) => workflow_run_id)
    const byRun = Map.groupBy(await readLedgerSteps(tx, free), ({ workflow_run_id }) => workflow_run_id)
    const heads = free.flatMap((run) => headsOf(workflow, run, batchId, byRun.get(run) ?? []))
    const reopened = [...new Set(heads.map(({ workflow_run_id }) => workflow_run_id))]
    const skipped: Retried['skipped'] = {}
    for (const { workflow_run_id, skip } of runs) {
      const reason = skip ?? (reopened.includes(workflow_run_id) ? null : 'nothing_left')
      if (reason) skipped[reason] = (skipped[reason] ?? 0) + 1
    }
    if (reopened.length > 0) {
      await reopenRuns(tx, reopened)
      await insertHeads(tx, heads)
      await moveOperation(tx, batchId, ['succeeded', 'failed', 'cancelled'], 'running', by)
      await recountBatch(tx, batchId)
      const detail = { retried: reopened.length, skipped, workflow_run_ids: reopened }
      await appendAudit(tx, { actor: by, action: 'batch.retry_failed', subject: batchId, detail })
      await announceWork(tx)
    }
    return { last: runs.at(-1)?.workflow_run_id ?? null, failed: runs.length, retried: reopened.length, skipped }
  }

  return async (batchId: string, by: string): Promise<{ operation: OperationRow; retried: Retried }> => {
    const sum: Retried = { failed: 0, retried: 0, skipped: {} }
    for (let after: number | null = 0; after !== null; ) {
      const from: number = after
      const slice = await retryTransaction(database, (tx) => retrySlice(tx, batchId, from, by))
      sum.failed += slice.failed
      sum.retried += slice.retried
      add(sum.skipped, slice.skipped)
      after = slice.last
    }
    if (sum.retried === 0) throw errors.nothingToRetry(batchId, sum.skipped)
    const operation = await findOperation(database.db, batchId)
    if (!operation) throw errors.batchNotFound(batchId)
    return { operation, retried: sum }
  }
}

/** Adds counts by reason to others. */
export function add<Reason extends string>(
  sum: Partial<Record<Reason, number>>,
  more: Partial<Record<Reason, number>>,
) {
  for (const [reason, count] of Object.entries(more) as [Reason, number][]) sum[reason] = (sum[reason] ?? 0) + count
}

/** The completed steps of a run, as the graph is asked about them. */
export function keptSteps(steps: readonly LedgerStep[]): KeptStep[] {
  return steps.flatMap(({ status, token, ...step }) =>
    status === 'completed' && token !== null ? [{ ...step, token }] : [],
  )
}

function headsOf(workflow: Workflow, workflow_run_id: number, batch_id: string, steps: readonly LedgerStep[]) {
  return frontier(workflow, keptSteps(steps)).map((step) => ({
    ...step,
    workflow_run_id,
    priority: priorityOf({ ...step, workflow_run_id, batch_id }),
  }))
}
