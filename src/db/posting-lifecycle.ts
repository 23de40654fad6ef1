import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './engine.ts'

/** Which live postings an operator means: by their public ids, or by what they have in common. Both together narrow. */
export type PostingFilter = {
  uids?: readonly string[] | undefined
  source?: string | undefined
  /** Postings that this batch ran on. */
  batch_id?: string | undefined
  /** ISO instants, the first included, the second not. */
  created_since?: string | undefined
  created_before?: string | undefined
}

/** Public ids of the postings that a change reached. */
type Changed = Promise<string[]>

export async function markInvalidated(tx: Tx, filter: PostingFilter, reason: string): Changed {
  return change(
    tx,
    sql`invalidated = true, invalidated_reason = ${reason}, invalidated_at = now()`,
    sql`not p.invalidated and ${matching(filter)}`,
  )
}

/**
 * Serves postings again that were judged invalid, deleted (with hold too) or gone. A posting with all results of its present text is
 * complete, another is due.
 */
export async function markRestored(tx: Tx, filter: PostingFilter): Changed {
  const complete = sql`(extracted_summary is not null and skill_keywords is not null and ihl_score is not null)`
  return change(
    tx,
    sql`invalidated = false, invalidated_reason = null, invalidated_at = null, deleted_at = null, deleted_by = null, deletion_hold = false,
      posting_status = case when posting_status in ('expired', 'removed', 'filled', 'invalid')
        then case when ${complete} then 'complete' else 'active' end else posting_status end`,
    sql`(p.invalidated or p.deleted_at is not null or p.posting_status in ('expired', 'removed', 'filled', 'invalid')) and ${matching(filter)}`,
  )
}

/** Deletes softly; with `hold` no import brings the posting back. A second call may add the hold. */
export async function markDeleted(tx: Tx, filter: PostingFilter, { hold, by }: { hold: boolean; by: string }): Changed {
  return change(
    tx,
    sql`deleted_at = coalesce(deleted_at, now()), deleted_by = coalesce(deleted_by, ${by}), deletion_hold = deletion_hold or ${hold}::boolean`,
    sql`(p.deleted_at is null or (${hold}::boolean and not p.deletion_hold)) and ${matching(filter)}`,
  )
}

/** Rows are locked in the order of their ids, as every writer of postings does: two never wait crosswise. */
async function change(tx: Tx, set: RawBuilder<unknown>, where: RawBuilder<unknown>): Changed {
  const { rows } = await sql<{ posting_uid: string }>`
    update postings set ${set} where posting_id in (
      select p.posting_id from postings p where ${where} order by p.posting_id for update of p)
    returning posting_uid`.execute(tx)
  return rows.map(({ posting_uid }) => posting_uid)
}

function matching({ uids, source, batch_id, created_since, created_before }: PostingFilter): RawBuilder<unknown> {
  const conditions = [
    ...(uids === undefined ? [] : [sql`p.posting_uid = any(${[...uids]}::uuid[])`]),
    ...(source === undefined ? [] : [sql`p.source = ${source}`]),
    ...(batch_id === undefined
      ? []
      : [
          sql`exists (select 1 from workflow_runs r where r.posting_id = p.posting_id and r.batch_id = ${batch_id}::uuid)`,
        ]),
    ...(created_since === undefined ? [] : [sql`p.created_at >= ${created_since}::timestamptz`]),
    ...(created_before === undefined ? [] : [sql`p.created_at < ${created_before}::timestamptz`]),
  ]
  // An empty filter means nothing, never everything.
  return conditions.length === 0 ? sql`false` : sql.join(conditions, sql` and `)
}
