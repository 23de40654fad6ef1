import { sql } from 'kysely'
import type { Query, Tx } from './engine.ts'

export type RunRow = {
  workflow_run_id: number
  posting_id: number
  batch_id: string | null
  status: string
  revision: number
}

/** Locks runs in the order of their ids, so that two workers that share runs never wait for each other crosswise. */
export async function lockRuns(tx: Tx, ids: readonly number[]): Promise<Map<number, RunRow>> {
  const { rows } = await sql<RunRow>`
    select workflow_run_id, posting_id, batch_id, status, revision from workflow_runs
    where workflow_run_id = any(${[...ids]}::bigint[]) order by workflow_run_id for update`.execute(tx)
  return new Map(rows.map((row) => [row.workflow_run_id, row]))
}

/**
 * Locks postings in the order of their ids, as every writer does, and answers their present content hashes: what was read from another
 * text must not land on this one.
 */
export async function lockContents(tx: Tx, postingIds: readonly number[]): Promise<Map<number, string | null>> {
  const { rows } = await sql<{ posting_id: number; content_hash: string | null }>`
    select posting_id, content_hash from postings where posting_id = any(${[...postingIds]}::bigint[]) order by posting_id
    for no key update`.execute(tx)
  return new Map(rows.map(({ posting_id, content_hash }) => [posting_id, content_hash]))
}

export type RunChange = {
  workflow_run_id: number
  input_hash: string
  status: 'running' | 'completed' | 'failed' | 'needs_review'
  outcome: 'processed' | 'invalid' | 'removed' | null
  outcome_reason: string | null
  started_at: string
  completed_at: string | null
}

export async function changeRuns(tx: Tx, changes: readonly RunChange[]): Promise<void> {
  await sql`
    update workflow_runs r set status = c.status, outcome = c.outcome, outcome_reason = c.outcome_reason, revision = r.revision + 1,
      started_at = coalesce(r.started_at, c.started_at), completed_at = c.completed_at, input_hash = c.input_hash
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as c (workflow_run_id bigint, input_hash text, status text, outcome text, outcome_reason text,
      started_at timestamptz, completed_at timestamptz)
    where r.workflow_run_id = c.workflow_run_id`.execute(tx)
}

/** Everything a chain needs of its runs: posting, what is done, what waits elsewhere. One row a run. */
export type ChainRow = {
  workflow_run_id: number
  revision: number
  posting_id: number
  posting_uid: string
  job_title: string | null
  organization: string | null
  location_raw: string | null
  external_job_id: string | null
  external_id: string | null
  job_description: string | null
  content_hash: string | null
  ai_job_language: string | null
  posting_status: string
  provenance: Record<string, { input_hash?: string; versions?: string }>
  has_summary: boolean
  has_skills: boolean
  /** Steps of this run that are completed; null when none is. */
  done:
    | {
        interaction_id: number
        conversation_id: number
        iteration: number
        model_used: string | null
        output: { status: string; data: unknown }
      }[]
    | null
  elsewhere: number
}

export async function readChainRows(
  db: Query,
  runIds: readonly number[],
  held: readonly number[],
): Promise<ChainRow[]> {
  const { rows } = await sql<ChainRow>`
    select r.workflow_run_id, r.revision, p.posting_id, p.posting_uid, p.job_title, p.organization, p.location_raw, p.external_job_id,
      p.external_id, p.job_description, p.content_hash, p.ai_job_language, p.posting_status, p.provenance,
      p.extracted_summary is not null as has_summary, p.skill_keywords is not null as has_skills,
      (select jsonb_agg(jsonb_build_object('interaction_id', i.interaction_id, 'conversation_id', i.conversation_id,
          'iteration', i.iteration, 'model_used', i.model_used, 'output', i.output) order by i.interaction_id)
        from interactions i where i.workflow_run_id = r.workflow_run_id and i.status = 'completed') as done,
      (select count(*) from interactions i where i.workflow_run_id = r.workflow_run_id and i.status in ('pending', 'running')
        and i.interaction_id <> all(${[...held]}::bigint[])) as elsewhere
    from workflow_runs r join postings p using (posting_id)
    where r.workflow_run_id = any(${[...runIds]}::bigint[])`.execute(db)
  return rows
}

/**
 * Starts a run for each given posting that has none active, with its first interaction pending, and returns the runs' ids.
 * A posting whose run is active is left to that run (index: workflow_runs_one_active).
 */
export async function startRuns(
  tx: Tx,
  run: {
    workflow_id: number
    definition_version: string
    entry: number
    actor_id: number
    trigger: string
    batch_id: string | null
    posting_ids: readonly number[]
  },
): Promise<number[]> {
  const { rows } = await sql<{ workflow_run_id: number }>`
    with batch as (
      -- A batch that is cancelled while its runs are being created gets no more of them.
      select 1 from operations where operation_id = ${run.batch_id}::uuid and state in ('queued', 'running', 'paused') for share
    ), started as (
      insert into workflow_runs (workflow_id, posting_id, batch_id, trigger, definition_version, input_hash)
      select ${run.workflow_id}::int, p.posting_id, ${run.batch_id}::uuid, ${run.trigger}, ${run.definition_version}, p.content_hash
      from postings p join unnest(${[...run.posting_ids]}::bigint[]) with ordinality as wanted (posting_id, place) using (posting_id)
      where ${run.batch_id}::uuid is null or exists (select 1 from batch)
      order by wanted.place
      on conflict (workflow_id, posting_id) where status in ('pending', 'running') do nothing
      returning workflow_run_id, posting_id
    ), heads as (
      insert into interactions (workflow_run_id, posting_id, conversation_id, actor_id)
      select workflow_run_id, posting_id, ${run.entry}::int, ${run.actor_id}::int from started order by workflow_run_id
    )
    select workflow_run_id from started order by workflow_run_id`.execute(tx)
  return rows.map(({ workflow_run_id }) => workflow_run_id)
}

/** Active runs that nothing will ever carry on: no interaction of theirs waits or runs. They are failed with the reason. */
export async function failStrandedRuns(db: Query): Promise<number> {
  const { numAffectedRows } = await sql`
    update workflow_runs r set status = 'failed', outcome_reason = 'stranded: no interaction waits or runs', completed_at = now(), revision = revision + 1
    where r.status in ('pending', 'running') and r.created_at < now() - interval '1 minute'
      and not exists (select 1 from interactions i where i.workflow_run_id = r.workflow_run_id and i.status in ('pending', 'running'))`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}
