import { sql } from 'kysely'
import type { Database, Query, Tx } from './engine.ts'

export type OperationState = 'queued' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled'
export type OperationRow = {
  operation_id: string
  kind: string
  state: OperationState
  progress: number
  counts: Record<string, number>
  estimate: unknown
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
  workers: number
  requested_by: string
  code_version: string
  schema_version: string
  definition_version: string
  idempotency_key?: string | undefined
}

export async function createBatch(database: Database, batch: NewBatch): Promise<string> {
  const { workflow_id, filters, max_jobs, workers, ...operation } = batch
  return database.transaction(async (tx) => {
    const { operation_id } = await tx
      .insertInto('operations')
      .values({ kind: 'batch', ...operation })
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

/** Cancels what has not started of a batch: its runs end as cancelled; steps in hand finish and their answers are discarded. */
export async function cancelRuns(tx: Tx, batchId: string): Promise<number> {
  await sql`
    update interactions i set status = 'cancelled', completed_at = now(), owner = null, lease_until = null
    from workflow_runs r where r.workflow_run_id = i.workflow_run_id and r.batch_id = ${batchId}::uuid and i.status in ('pending', 'running')`.execute(
    tx,
  )
  const { numAffectedRows } = await sql`
    update workflow_runs set status = 'cancelled', completed_at = now(), revision = revision + 1
    where batch_id = ${batchId}::uuid and status in ('pending', 'running')`.execute(tx)
  return Number(numAffectedRows ?? 0)
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
  return database.transaction(async (tx) => {
    const { rows } = await sql<{ operation_id: string }>`
      update operations o set state = 'succeeded', progress = 1, finished_at = now(), updated_at = now(),
        counts = (select to_jsonb(c) - 'batch_id' from batch_counts c where c.batch_id = o.operation_id)
      where o.kind = 'batch' and o.state = 'running' and not exists (
        select 1 from workflow_runs r where r.batch_id = o.operation_id and r.status in ('pending', 'running'))
      returning o.operation_id`.execute(tx)
    for (const { operation_id } of rows) await appendEvent(tx, operation_id, 'succeeded', {})
    return rows.map(({ operation_id }) => operation_id)
  })
}

/**
 * Stores the progress of running batches and appends it as an event, at most once a second whatever the number of workers, so that
 * every reader sees the same figures.
 */
export async function recordProgress(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    const { rows } = await sql<{ operation_id: string; counts: BatchCounts; progress: number }>`
      update operations o set updated_at = now(), counts = to_jsonb(c) - 'batch_id',
        progress = case when c.total = 0 then 0 else (c.total - c.pending - c.running)::double precision / c.total end
      from batch_counts c where c.batch_id = o.operation_id and o.kind = 'batch' and o.state = 'running'
        and o.updated_at < now() - interval '900 milliseconds'
      returning o.operation_id, o.counts, o.progress`.execute(tx)
    for (const { operation_id, counts, progress } of rows) {
      await appendEvent(tx, operation_id, 'progress', { progress, ...counts })
    }
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

/** Postings of a source that are due: served, not processed for their present text, and without an active run; the oldest first. */
export async function duePostings(
  db: Query,
  options: { workflow_id: number; source?: string | undefined; limit: number; exclude: readonly number[] },
): Promise<number[]> {
  const { rows } = await sql<{ posting_id: number }>`
    select p.posting_id from postings p
    where p.posting_status = 'active' and not p.invalidated and p.deleted_at is null and p.canonical_version is not null
      and (${options.source ?? null}::text is null or p.source = ${options.source ?? null})
      and p.posting_id <> all(${[...options.exclude]}::bigint[])
      and not exists (select 1 from workflow_runs r where r.posting_id = p.posting_id and r.workflow_id = ${options.workflow_id}::int
        and (r.status in ('pending', 'running') or (r.status = 'completed' and r.outcome <> 'removed' and r.input_hash is not distinct from p.content_hash)))
    order by p.created_at, p.posting_id limit ${options.limit}`.execute(db)
  return rows.map(({ posting_id }) => posting_id)
}

/** What a batch would find: staged rows that are valid, staged rows not looked at yet, and postings that are due. */
export async function countDue(
  db: Query,
  options: { workflow_id: number; source?: string | undefined },
): Promise<{ staged_valid: number; staged_unchecked: number; due: number }> {
  const source = options.source ?? null
  const { rows } = await sql<{ staged_valid: number; staged_unchecked: number; due: number }>`
    select
      (select count(*) from postings_staging s where s.promoted_to_posting_id is null and s.validation_status = 'valid'
        and (${source}::text is null or s.source_website = ${source})) as staged_valid,
      (select count(*) from postings_staging s where s.promoted_to_posting_id is null and coalesce(s.validation_status, 'pending') = 'pending'
        and (${source}::text is null or s.source_website = ${source})) as staged_unchecked,
      (select count(*) from postings p where p.posting_status = 'active' and not p.invalidated and p.deleted_at is null
        and (${source}::text is null or p.source = ${source})
        and not exists (select 1 from workflow_runs r where r.posting_id = p.posting_id and r.workflow_id = ${options.workflow_id}::int
          and (r.status in ('pending', 'running') or (r.status = 'completed' and r.outcome <> 'removed' and r.input_hash is not distinct from p.content_hash)))) as due`.execute(
    db,
  )
  return rows[0] ?? { staged_valid: 0, staged_unchecked: 0, due: 0 }
}

/** Internal ids of postings named by their public id or the source's own id, in the order given; unknown ones are left out. */
export async function postingIdsOf(
  db: Query,
  names: readonly string[],
): Promise<{ posting_id: number; name: string }[]> {
  const { rows } = await sql<{ posting_id: number; name: string }>`
    select p.posting_id, wanted.name from unnest(${[...names]}::text[]) with ordinality as wanted (name, place)
    join postings p on p.posting_uid::text = lower(wanted.name) or p.external_job_id = wanted.name
    order by wanted.place, p.posting_id`.execute(db)
  return rows
}
