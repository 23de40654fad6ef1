import { sql } from 'kysely'
import type { Database, Query, Tx } from './engine.ts'
import type { Eta } from './progress-of-work.ts'

export type OperationState = 'queued' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled'
export type OperationRow = {
  operation_id: string
  kind: string
  state: OperationState
  progress: number
  counts: Record<string, number>
  estimate: unknown
  /** Of a batch, as of its last recorded progress; null before. */
  eta: Eta | null
  result: unknown
  error: unknown
  requested_by: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
}

const COLUMNS = [
  'operation_id',
  'kind',
  'state',
  'progress',
  'counts',
  'estimate',
  'eta',
  'result',
  'error',
  'requested_by',
] as const
const TIMES = ['created_at', 'started_at', 'finished_at'] as const

export async function findOperation(db: Query, id: string): Promise<OperationRow | undefined> {
  return db.selectFrom('operations').select(COLUMNS).select(TIMES).where('operation_id', '=', id).executeTakeFirst()
}

/** The newest batch; with `open` only one that has not ended. */
export async function latestBatch(db: Query, { open }: { open: boolean }): Promise<OperationRow | undefined> {
  return db
    .selectFrom('operations')
    .select(COLUMNS)
    .select(TIMES)
    .where('kind', '=', 'batch')
    .$if(open, (query) => query.where('state', 'in', ['queued', 'running', 'paused']))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type BatchFilters = { source?: string; posting_ids?: string[] }
export type NewBatch = {
  workflow_id: number
  filters: BatchFilters
  max_jobs: number
  /** Most calls of models at once; null: as many as there are slots. */
  workers: number | null
  /** What it is expected to take: progress is measured against it. */
  estimate?: unknown
  requested_by: string
  code_version: string
  schema_version: string
  definition_version: string
  idempotency_key?: string | undefined
}

export async function createBatch(database: Database, batch: NewBatch): Promise<string> {
  const { workflow_id, filters, max_jobs, workers, estimate, ...operation } = batch
  return database.transaction(async (tx) => {
    const { operation_id } = await tx
      .insertInto('operations')
      .values({ kind: 'batch', ...operation, estimate: estimate === undefined ? null : JSON.stringify(estimate) })
      .returning('operation_id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('batches')
      .values({ batch_id: operation_id, workflow_id, filters: JSON.stringify(filters), max_jobs, workers })
      .execute()
    await appendEvent(tx, operation_id, 'created', { max_jobs, workers, ...filters })
    return operation_id
  })
}

/** Adds an event with the next number; readers resume after the last number they saw. */
export async function appendEvent(tx: Query, operationId: string, kind: string, data: unknown): Promise<void> {
  await sql`
    insert into operation_events (operation_id, seq, kind, data)
    select ${operationId}::uuid, coalesce(max(seq), 0) + 1, ${kind}, ${JSON.stringify(data)}::jsonb
    from operation_events where operation_id = ${operationId}::uuid
    on conflict do nothing`.execute(tx)
}

/** Moves an operation from one of `from` to `state`; undefined when it was in none of them. */
export async function moveOperation(
  tx: Tx,
  id: string,
  from: readonly OperationState[],
  state: OperationState,
  by: string,
): Promise<OperationRow | undefined> {
  const ended = ['succeeded', 'failed', 'cancelled'].includes(state)
  const row = await tx
    .updateTable('operations')
    .set({
      state,
      updated_at: sql<string>`now()`,
      started_at: sql<string>`case when ${state} = 'running' then coalesce(started_at, now()) else started_at end`,
      ...(ended ? { finished_at: sql<string>`now()` } : {}),
    })
    .where('operation_id', '=', id)
    .where('state', 'in', [...from])
    .returning(COLUMNS)
    .returning(TIMES)
    .executeTakeFirst()
  if (row) {
    await appendEvent(tx, id, state, { by })
    await tx
      .insertInto('audit_log')
      .values({ actor: by, action: `operation.${state}`, subject: id })
      .execute()
  }
  return row
}

export type BatchCounts = {
  total: number
  completed: number
  failed: number
  needs_review: number
  cancelled: number
  pending: number
  running: number
  invalid: number
}

export async function countBatch(db: Query, batchId: string): Promise<BatchCounts> {
  const { rows } = await sql<BatchCounts>`
    select total, completed, failed, needs_review, cancelled, pending, running, invalid from batch_counts where batch_id = ${batchId}::uuid`.execute(
    db,
  )
  return (
    rows[0] ?? { total: 0, completed: 0, failed: 0, needs_review: 0, cancelled: 0, pending: 0, running: 0, invalid: 0 }
  )
}

/** Ends running batches whose every run has ended, and returns their ids. Safe in any number of processes at once. */
export async function finishBatches(database: Database): Promise<string[]> {
  const done = sql`o.kind = 'batch' and o.state = 'running' and not exists (
    select 1 from workflow_runs r where r.batch_id = o.operation_id and r.status in ('pending', 'running'))`
  const { rows: candidates } = await sql<{ operation_id: string }>`
    select o.operation_id from operations o where ${done}`.execute(database.db)
  if (candidates.length === 0) return []
  const ids = candidates.map(({ operation_id }) => operation_id)
  return database.transaction(async (tx) => {
    // The lock comes first: runs that were started again meanwhile are then seen by the statement that ends the batch.
    await sql`
      select 1 from operations where operation_id = any(${ids}::uuid[]) order by operation_id for update`.execute(tx)
    const { rows } = await sql<{ operation_id: string }>`
      update operations o set state = 'succeeded', progress = 1, finished_at = now(), updated_at = now(),
        counts = (select to_jsonb(c) - 'batch_id' from batch_counts c where c.batch_id = o.operation_id)
      where o.operation_id = any(${ids}::uuid[]) and ${done}
      returning o.operation_id`.execute(tx)
    for (const { operation_id } of rows) await appendEvent(tx, operation_id, 'succeeded', {})
    return rows.map(({ operation_id }) => operation_id)
  })
}

/** Which of the named operations have ended. */
export async function endedOperations(db: Query, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('operations')
    .select('operation_id')
    .where('operation_id', 'in', [...ids])
    .where('state', 'in', ['succeeded', 'failed', 'cancelled'])
    .execute()
  return rows.map(({ operation_id }) => operation_id)
}
