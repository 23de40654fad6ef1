import { sql } from 'kysely'
import type { Query, Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'

export type FailedInsert = {
  source_id: number | null
  target: 'live' | 'shadow'
  /** What it takes to try again, without text of the posting or of a person: the staged row holds those. */
  payload: {
    staging_id: number | null
    external_id: string | null
    canonical_hash: string | null
    job_title: string | null
  }
  /** SQLSTATE, or a code of the error table. */
  error_code: string
  error: string
}

/** Keeps rows that the database refused. A row that failed before and is still open gets one more attempt instead of a twin. */
export async function recordFailedInserts(tx: Tx, failed: readonly FailedInsert[]): Promise<void> {
  if (failed.length === 0) return
  await sql`
    with failed as (
      select * from jsonb_to_recordset(${toJsonbText(failed)}::jsonb) as f (source_id int, target text, payload jsonb, error_code text, error text)
    ), again as (
      update failed_inserts o set attempts = o.attempts + 1, error_code = f.error_code, error = f.error, updated_at = now() from failed f
      where o.resolved_at is null and o.target = f.target and o.payload ->> 'staging_id' = f.payload ->> 'staging_id'
      returning o.payload ->> 'staging_id' as staging_id
    )
    insert into failed_inserts (source_id, target, payload, error_code, error)
    select source_id, target, payload, error_code, error from failed f
    where not exists (select 1 from again where again.staging_id = f.payload ->> 'staging_id')`.execute(tx)
}

export type OpenFailure = {
  failed_insert_id: number
  target: 'live' | 'shadow'
  staging_id: number | null
  attempts: number
}

/** Unresolved failures, the oldest first (index: failed_inserts_open). */
export async function openFailures(db: Query, after: number, limit: number): Promise<OpenFailure[]> {
  const { rows } = await sql<OpenFailure>`
    select failed_insert_id, target, (payload ->> 'staging_id')::bigint as staging_id, attempts from failed_inserts
    where resolved_at is null and failed_insert_id > ${after}::bigint order by failed_insert_id limit ${limit}`.execute(
    db,
  )
  return rows
}

export async function resolveFailures(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`
    update failed_inserts set resolved_at = now(), updated_at = now() where failed_insert_id = any(${[...ids]}::bigint[])`.execute(
    tx,
  )
}
