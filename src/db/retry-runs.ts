/** Runs of a batch that failed or need review, and carrying them on where they stopped. */
import { sql } from 'kysely'
import type { Query, Tx } from './engine.ts'

/** Why a failed run is not carried on. */
export type RetrySkip =
  | 'rolled_back'
  | 'newer_run'
  | 'text_changed'
  | 'posting_withdrawn'
  | 'workflow_changed'
  | 'nothing_left'

/** A step of a run as the ledger holds it, without its body. `token` is null unless it is completed. */
export type LedgerStep = {
  interaction_id: number
  workflow_run_id: number
  conversation_id: number
  iteration: number
  status: 'pending' | 'running' | 'completed' | 'failed' | 'skipped' | 'cancelled'
  parent_ids: number[]
  token: string | null
}

export type FailedRun = { workflow_run_id: number; posting_id: number; skip: Exclude<RetrySkip, 'nothing_left'> | null }

/** The next failed runs of a batch, locked in the order of their ids, each with why it cannot be carried on, or null. */
export async function lockFailedRuns(
  tx: Tx,
  options: { batchId: string; after: number; limit: number; definition_version: string },
): Promise<FailedRun[]> {
  const { batchId, after, limit, definition_version } = options
  const { rows: locked } = await sql<{ workflow_run_id: number }>`
    select workflow_run_id from workflow_runs
    where batch_id = ${batchId}::uuid and status in ('failed', 'needs_review') and workflow_run_id > ${after}::bigint
    order by workflow_run_id limit ${limit} for update`.execute(tx)
  const { rows } = await sql<FailedRun>`
    select r.workflow_run_id, r.posting_id, case
      when r.rolled_back_at is not null then 'rolled_back'
      when exists (select 1 from workflow_runs n where n.posting_id = r.posting_id and n.workflow_id = r.workflow_id
        and n.workflow_run_id > r.workflow_run_id) then 'newer_run'
      when p.deleted_at is not null or p.invalidated or p.posting_status in ('filled', 'expired', 'removed') then 'posting_withdrawn'
      when r.input_hash is distinct from p.content_hash then 'text_changed'
      when r.definition_version <> ${definition_version} then 'workflow_changed' end as skip
    from workflow_runs r join postings p using (posting_id)
    where r.workflow_run_id = any(${locked.map(({ workflow_run_id }) => workflow_run_id)}::bigint[])
    order by r.workflow_run_id`.execute(tx)
  return rows
}

/** Every attempt of every step of the runs, in the order of creation. */
export async function readLedgerSteps(db: Query, runIds: readonly number[]): Promise<LedgerStep[]> {
  const { rows } = await sql<LedgerStep>`
    select interaction_id, workflow_run_id, conversation_id, iteration, status, to_json(parent_ids) as parent_ids,
      case when status = 'completed' then output ->> 'status' end as token
    from interactions where workflow_run_id = any(${[...runIds]}::bigint[]) order by interaction_id`.execute(db)
  return rows
}

/** A step to be taken up: the next attempt of its iteration in its run. */
export type NewHead = {
  workflow_run_id: number
  conversation_id: number
  iteration: number
  priority: number
  parent_ids: number[]
}

/** Puts steps into the list of work; what was tried before stays as its own row. Who performs them is decided when they are taken. */
export async function insertHeads(tx: Tx, heads: readonly NewHead[]): Promise<void> {
  await sql`
    insert into interactions (workflow_run_id, posting_id, conversation_id, actor_id, iteration, attempt, priority, parent_ids)
    select h.workflow_run_id, r.posting_id, h.conversation_id, c.actor_id, h.iteration,
      (select coalesce(max(i.attempt), 0) + 1 from interactions i where i.workflow_run_id = h.workflow_run_id
        and i.conversation_id = h.conversation_id and i.iteration = h.iteration), h.priority, coalesce(h.parent_ids, '{}')
    from jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as h (workflow_run_id bigint, conversation_id int, iteration smallint,
      priority bigint, parent_ids bigint[])
    join workflow_runs r using (workflow_run_id) join conversations c using (conversation_id)`.execute(tx)
}

/** Makes ended runs active again. */
export async function reopenRuns(tx: Tx, runIds: readonly number[]): Promise<void> {
  await sql`
    update workflow_runs set status = 'running', outcome = null, outcome_reason = null, completed_at = null, revision = revision + 1
    where workflow_run_id = any(${[...runIds]}::bigint[])`.execute(tx)
}

/** The figures of a batch that has work again: not ended, and as far as its runs are. */
export async function recountBatch(tx: Tx, batchId: string): Promise<void> {
  await sql`
    update operations o set finished_at = null, counts = to_jsonb(c) - 'batch_id', eta = null,
      progress = (c.total - c.pending - c.running)::double precision / greatest(c.total, 1)
    from batch_counts c where o.operation_id = ${batchId}::uuid and c.batch_id = o.operation_id`.execute(tx)
}
