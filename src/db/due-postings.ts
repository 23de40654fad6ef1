/** What a batch takes: postings that wait for the workflow, or those that somebody names. */
import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** A posting is not due while a run of it is active, or after one that has processed its present text and was not rolled back. */
const TAKEN = sql`(r.status in ('pending', 'running') or (r.status = 'completed' and r.outcome <> 'removed' and r.rolled_back_at is null
  and r.input_hash is not distinct from p.content_hash))`

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
        and ${TAKEN})
    order by p.created_at, p.posting_id limit ${options.limit}`.execute(db)
  return rows.map(({ posting_id }) => posting_id)
}

/** What a batch would find: staged rows that are valid, staged rows not looked at yet, and postings that are due. Rows on trial are none of them. */
export async function countDue(
  db: Query,
  options: { workflow_id: number; source?: string | undefined },
): Promise<{ staged_valid: number; staged_unchecked: number; due: number }> {
  const source = options.source ?? null
  const { rows } = await sql<{ staged_valid: number; staged_unchecked: number; due: number }>`
    select
      (select count(*) from postings_staging s where s.promoted_to_posting_id is null and s.target = 'live' and s.validation_status = 'valid'
        and (${source}::text is null or s.source_website = ${source})) as staged_valid,
      (select count(*) from postings_staging s where s.promoted_to_posting_id is null and s.target = 'live'
        and coalesce(s.validation_status, 'pending') = 'pending'
        and (${source}::text is null or s.source_website = ${source})) as staged_unchecked,
      (select count(*) from postings p where p.posting_status = 'active' and not p.invalidated and p.deleted_at is null
        and (${source}::text is null or p.source = ${source})
        and not exists (select 1 from workflow_runs r where r.posting_id = p.posting_id and r.workflow_id = ${options.workflow_id}::int
          and ${TAKEN})) as due`.execute(db)
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
