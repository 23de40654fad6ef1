import { sql } from 'kysely'
import type { Query } from './engine.ts'

export type TracedRun = {
  workflow_run_id: number
  posting_id: string
  external_job_id: string | null
  job_title: string | null
  organization: string | null
  batch_id: string | null
  status: string
  outcome: string | null
  outcome_reason: string | null
  trigger: string
  /** The run whose steps this one took over. */
  replay_of: number | null
  rolled_back_at: string | null
  definition_version: string
  created_at: string
  started_at: string | null
  completed_at: string | null
}

export type TracedInteraction = {
  interaction_id: number
  conversation_id: number
  conversation_name: string
  actor: string
  status: string
  iteration: number
  attempt: number
  model_used: string | null
  /** The interaction of an earlier run whose output was taken over: nothing was performed here. */
  copied_from: number | null
  temperature: number | null
  prompt_tokens: number | null
  output_tokens: number | null
  load_ms: number | null
  /** The Ollama server that answered. */
  host: string | null
  parent_ids: number[]
  seconds: number | null
  created_at: string
  started_at: string | null
  completed_at: string | null
  input: unknown
  output: unknown
}

export type Trace = {
  run: TracedRun
  interactions: TracedInteraction[]
  /** The text that the run read, which every span of evidence counts in; null when it is no longer kept. */
  description: string | null
}

export async function findRun(db: Query, runId: number): Promise<TracedRun | undefined> {
  const { rows } = await sql<TracedRun>`
    select r.workflow_run_id, p.posting_uid as posting_id, p.external_job_id, p.job_title, p.organization, r.batch_id, r.status, r.outcome,
      r.outcome_reason, r.trigger, r.replay_of, r.rolled_back_at, r.definition_version, r.created_at, r.started_at, r.completed_at
    from workflow_runs r join postings p using (posting_id) where r.workflow_run_id = ${runId}::bigint`.execute(db)
  return rows[0]
}

/** A run with all its interactions in the order in which they came to be; undefined when there is no such run. */
export async function readTrace(db: Query, runId: number): Promise<Trace | undefined> {
  const run = await findRun(db, runId)
  if (!run) return undefined
  const { rows } = await sql<TracedInteraction>`
    select i.interaction_id, i.conversation_id, c.conversation_name, a.actor_name as actor, i.status, i.iteration, i.attempt, i.model_used,
      i.copied_from, i.temperature, i.prompt_tokens, i.output_tokens, i.load_ms, i.host, to_json(i.parent_ids) as parent_ids,
      extract(epoch from i.completed_at - i.started_at)::double precision as seconds, i.created_at, i.started_at, i.completed_at, i.input, i.output
    from interactions i join conversations c using (conversation_id) join actors a on a.actor_id = i.actor_id
    where i.workflow_run_id = ${runId}::bigint order by i.created_at, i.interaction_id`.execute(db)
  return { run, interactions: rows, description: await readDescription(db, runId) }
}

/** The posting's text of the run's input hash: the present one, or a superseded one. */
async function readDescription(db: Query, runId: number): Promise<string | null> {
  const { rows } = await sql<{ description: string | null }>`
    select case when r.input_hash is not distinct from p.content_hash then p.job_description else (
      select v.job_description from posting_revisions v where v.posting_id = r.posting_id and v.content_hash = r.input_hash
      order by v.created_at desc limit 1) end as description
    from workflow_runs r join postings p using (posting_id) where r.workflow_run_id = ${runId}::bigint`.execute(db)
  return rows[0]?.description ?? null
}
