/** Taking the results of a batch back, and bringing them back again, a slice of runs at a time. */
import { sql } from 'kysely'
import { appendAudit } from './audit.ts'
import type { OperationState } from './batches.ts'
import type { Tx } from './engine.ts'
import { putResultsBack, resultsOf } from './result-revisions.ts'

/** Why a run's posting is left as it is. */
export type RollbackSkip =
  | 'nothing_written'
  | 'not_recorded'
  | 'rolled_back_before'
  | 'not_rolled_back'
  | 'being_processed'
  | 'newer_results'
  | 'text_changed'
  | 'changed_since'

export type RollbackSlice = {
  /** The last run looked at; null when there was none left. */
  last: number | null
  restored: number[]
  skipped: Partial<Record<RollbackSkip, number>>
}

export type SliceOptions = { batchId: string; after: number; limit: number; by: string }

/** The state of a batch, locked until the transaction ends: nobody starts it again meanwhile. undefined when there is none. */
export async function lockBatch(tx: Tx, id: string): Promise<OperationState | undefined> {
  const { rows } = await sql<{ state: OperationState }>`
    select state from operations where operation_id = ${id}::uuid and kind = 'batch' for update`.execute(tx)
  return rows[0]?.state
}

/**
 * Takes back what the next runs of a batch wrote: results as they stood before, the runs marked with the reason, their tickets closed.
 * What somebody wrote later, another text and postings in work are left alone and counted.
 */
export async function rollBackSlice(tx: Tx, options: SliceOptions & { reason: string }): Promise<RollbackSlice> {
  const { by, reason } = options
  const slice = await judge(tx, options, 'rollback')
  if (slice.restored.length === 0) return slice
  const ids = slice.restored
  await sql`
    update result_revisions v set after = ${resultsOf('p')} || jsonb_build_object('outcome_reason', r.outcome_reason),
      rolled_back_at = now(), rolled_back_by = ${by}, reason = ${reason}
    from postings p, workflow_runs r
    where v.workflow_run_id = any(${ids}::bigint[]) and p.posting_id = v.posting_id and r.workflow_run_id = v.workflow_run_id`.execute(
    tx,
  )
  await putResultsBack(tx, ids, 'before')
  await sql`
    update workflow_runs set rolled_back_at = now(), outcome_reason = ${`rolled back: ${reason}`}, revision = revision + 1
    where workflow_run_id = any(${ids}::bigint[])`.execute(tx)
  // A ticket that the run's own ticket had replaced waits for a person again.
  await sql`
    update review_tickets t set status = 'open', resolution = null, resolved_by = null, resolved_at = null
    from review_tickets mine where mine.workflow_run_id = any(${ids}::bigint[]) and mine.posting_id = t.posting_id
      and t.resolution = 'superseded' and t.resolved_by = 'workflow' and t.resolved_at = mine.created_at`.execute(tx)
  await sql`
    update review_tickets set status = 'resolved', resolution = ${`rolled back: ${reason}`}, resolved_by = ${by}, resolved_at = now()
    where workflow_run_id = any(${ids}::bigint[]) and status = 'open'`.execute(tx)
  await audit(tx, options, 'batch.rolled_back', slice, { reason })
  return slice
}

/** Brings back what `rollBackSlice` took from the next runs of a batch, unless somebody wrote to the posting since. */
export async function undoSlice(tx: Tx, options: SliceOptions): Promise<RollbackSlice> {
  const slice = await judge(tx, options, 'undo')
  if (slice.restored.length === 0) return slice
  const ids = slice.restored
  await putResultsBack(tx, ids, 'after')
  await sql`
    update review_tickets t set status = 'open', resolution = null, resolved_by = null, resolved_at = null
    from result_revisions v where v.workflow_run_id = any(${ids}::bigint[]) and t.workflow_run_id = v.workflow_run_id
      and t.resolved_at = v.rolled_back_at`.execute(tx)
  await sql`
    update review_tickets t set status = 'resolved', resolution = 'superseded', resolved_by = 'workflow', resolved_at = mine.created_at
    from review_tickets mine where mine.workflow_run_id = any(${ids}::bigint[]) and mine.status = 'open' and mine.posting_id = t.posting_id
      and t.status = 'open' and t.created_at < mine.created_at`.execute(tx)
  await sql`
    update workflow_runs r set rolled_back_at = null, outcome_reason = v.after ->> 'outcome_reason', revision = r.revision + 1
    from result_revisions v where v.workflow_run_id = any(${ids}::bigint[]) and r.workflow_run_id = v.workflow_run_id`.execute(
    tx,
  )
  await sql`
    update result_revisions set after = null, rolled_back_at = null, rolled_back_by = null, reason = null
    where workflow_run_id = any(${ids}::bigint[])`.execute(tx)
  await audit(tx, options, 'batch.rollback_undone', slice, {})
  return slice
}

/** The next runs of the batch, each with why it is left alone, or null. Runs, then their postings, are locked in the order of their ids. */
async function judge(
  tx: Tx,
  { batchId, after, limit }: SliceOptions,
  what: 'rollback' | 'undo',
): Promise<RollbackSlice> {
  const { rows: runs } = await sql<{ workflow_run_id: number; posting_id: number }>`
    select workflow_run_id, posting_id from workflow_runs where batch_id = ${batchId}::uuid and workflow_run_id > ${after}::bigint
    order by workflow_run_id limit ${limit} for update`.execute(tx)
  const ids = runs.map(({ workflow_run_id }) => workflow_run_id)
  // Stronger than other writers' lock: a run that is being started on the posting waits, and is seen below or reads what stands then.
  await sql`
    select 1 from postings where posting_id = any(${runs.map(({ posting_id }) => posting_id)}::bigint[]) order by posting_id
    for update`.execute(tx)
  const own =
    what === 'rollback'
      ? sql`when r.rolled_back_at is not null then 'rolled_back_before'
          when v.workflow_run_id is null then case when r.outcome is null then 'nothing_written' else 'not_recorded' end`
      : sql`when v.rolled_back_at is null then 'not_rolled_back'`
  const changed =
    what === 'rollback'
      ? sql``
      : sql`when ${comparable(resultsOf('p'))} is distinct from ${comparable(sql`v.before`)} then 'changed_since'`
  const { rows } = await sql<{ workflow_run_id: number; skip: RollbackSkip | null }>`
    select r.workflow_run_id, case ${own}
      when exists (select 1 from workflow_runs a where a.posting_id = r.posting_id and a.status in ('pending', 'running')) then 'being_processed'
      when exists (select 1 from result_revisions n where n.posting_id = r.posting_id and n.workflow_run_id > r.workflow_run_id
        and n.rolled_back_at is null) then 'newer_results'
      when p.content_hash is distinct from v.content_hash then 'text_changed' ${changed} end as skip
    from workflow_runs r join postings p using (posting_id) left join result_revisions v using (workflow_run_id)
    where r.workflow_run_id = any(${ids}::bigint[]) order by r.workflow_run_id`.execute(tx)
  const skipped: RollbackSlice['skipped'] = {}
  for (const { skip } of rows) if (skip) skipped[skip] = (skipped[skip] ?? 0) + 1
  const restored = rows.flatMap(({ workflow_run_id, skip }) => (skip ? [] : [workflow_run_id]))
  return { last: ids.at(-1) ?? null, restored, skipped }
}

/** Results without what other people's work moves: a status that expires, a flag that is taken off with its ticket. */
function comparable(results: ReturnType<typeof sql>) {
  return sql`(${results} - '{posting_status,invalidated_reason,review_flag,ai_key_skills,provenance}'::text[])`
}

async function audit(tx: Tx, { batchId, by }: SliceOptions, action: string, slice: RollbackSlice, detail: object) {
  const { restored, skipped } = slice
  await appendAudit(tx, {
    actor: by,
    action,
    subject: batchId,
    detail: { ...detail, restored: restored.length, skipped, workflow_run_ids: restored },
  })
}
