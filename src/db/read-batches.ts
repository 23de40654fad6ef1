/** Operations and batches as a reader wants them. */
import { sql } from 'kysely'
import type { BatchCounts, BatchFilters, OperationRow, OperationState } from './batches.ts'
import type { Place } from './cursor.ts'
import type { Query } from './engine.ts'

export type BatchRecord = { batch_id: string; filters: BatchFilters; max_jobs: number; workers: number | null }
export type BatchWithOperation = BatchRecord & { operation: OperationRow }

const OPERATION = sql`o.operation_id, o.kind, o.state, o.progress, o.counts, o.estimate, o.eta, o.result, o.error, o.requested_by, o.created_at,
  o.started_at, o.finished_at`

/** At most `limit` batches after `after`, the newest first. */
export async function listBatches(
  db: Query,
  { state, limit, after }: { state?: OperationState | undefined; limit: number; after: Place | null },
): Promise<{ row: BatchWithOperation; place: Place }[]> {
  const beyond = after
    ? sql`and (o.created_at, o.operation_id) < (${after.key}::timestamptz, ${after.id}::uuid)`
    : sql``
  const { rows } = await sql<BatchRecord & OperationRow>`
    select b.batch_id, b.filters, b.max_jobs, b.workers, ${OPERATION} from batches b join operations o on o.operation_id = b.batch_id
    where (${state ?? null}::text is null or o.state = ${state ?? null}) ${beyond}
    order by o.created_at desc, o.operation_id desc limit ${limit}`.execute(db)
  return rows.map(({ batch_id, filters, max_jobs, workers, ...operation }) => ({
    row: { batch_id, filters, max_jobs, workers, operation },
    place: { key: operation.created_at, id: operation.operation_id },
  }))
}

export async function countBatches(db: Query, { state }: { state?: OperationState | undefined }): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from batches b join operations o on o.operation_id = b.batch_id
    where (${state ?? null}::text is null or o.state = ${state ?? null})`.execute(db)
  return rows[0]?.n ?? 0
}

export async function batchesByIds(db: Query, ids: readonly string[]): Promise<Map<string, BatchRecord>> {
  const { rows } = await sql<BatchRecord>`
    select batch_id, filters, max_jobs, workers from batches where batch_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.batch_id, row]))
}

/** Runs of each batch by status, counted now. Index: workflow_runs_batch. */
export async function countsOfBatches(db: Query, ids: readonly string[]): Promise<Map<string, BatchCounts>> {
  const { rows } = await sql<BatchCounts & { batch_id: string }>`
    select batch_id, total, completed, failed, needs_review, cancelled, pending, running, invalid from batch_counts
    where batch_id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ batch_id, ...counts }) => [batch_id, counts]))
}
