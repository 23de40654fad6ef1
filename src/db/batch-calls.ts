import { sql } from 'kysely'
import type { Query } from './engine.ts'
import { didLoad } from './step-statistics.ts'

/** Attempts of one batch that reached one model on one host. Seconds; instants in seconds since 1970. */
export type HostCalls = {
  batch_id: string
  host: string
  model: string
  calls: number
  /** Calls that began on another model than the host's call before; the host's first call is one. */
  changes: number
  /** Time of the calls, with and without loading. */
  busy_seconds: number
  work_seconds: number
  /** Mean over the calls that loaded the model; null when none did. */
  mean_load_seconds: number | null
  prompt_tokens: number
  output_tokens: number
  first_start: number
  last_end: number
  /** Of the whole batch: the most work of calls in one run. */
  largest_run_seconds: number
  /** Of the whole batch: calls at once at the busiest instant. */
  most_at_once: number
  /** Of the whole batch, from its estimate: hosts, calls at once on all of them, models that each keeps; null for older batches. */
  hosts: number | null
  slots: number | null
  loaded: number | null
}

/** A model was reached when it answered, whatever the answer was worth. What a replay took over was not called again. */
const REACHED = sql`i.model_used <> 'builtin' and i.copied_from is null and i.started_at is not null and i.completed_at is not null
  and (i.status = 'completed' or i.load_ms is not null)`

/** Calls of models in the named batches, by host and model. Indexes: workflow_runs_batch, the ledger's unique key. */
export async function readHostCalls(db: Query, batchIds: readonly string[]): Promise<HostCalls[]> {
  if (batchIds.length === 0) return []
  const { rows } = await sql<HostCalls>`
    with calls as (
      select r.batch_id, i.workflow_run_id, i.interaction_id, coalesce(i.host, 'unknown') as host, i.model_used as model, i.started_at,
        i.completed_at, i.load_ms, coalesce(i.prompt_tokens, 0) as prompt_tokens, coalesce(i.output_tokens, 0) as output_tokens,
        t.seconds, greatest(0, t.seconds - coalesce(i.load_ms, 0) / 1000) as work
      from workflow_runs r join interactions i using (workflow_run_id)
      cross join lateral (select extract(epoch from i.completed_at - i.started_at)::double precision as seconds) t
      where r.batch_id = any(${[...batchIds]}::uuid[]) and ${REACHED}
    ), placed as (
      select *, model is distinct from lag(model) over (partition by batch_id, host order by started_at, interaction_id) as changed from calls
    ), largest as (
      select batch_id, max(work) as seconds from (
        select batch_id, workflow_run_id, sum(work) as work from calls group by batch_id, workflow_run_id) runs group by batch_id
    ), busiest as (
      select batch_id, max(n) as n from (
        select batch_id, sum(step) over (partition by batch_id order by at, step) as n from (
          select batch_id, started_at as at, 1 as step from calls union all select batch_id, completed_at, -1 from calls) edges) counted
      group by batch_id
    )
    select p.batch_id, p.host, p.model, count(*) as calls, count(*) filter (where p.changed) as changes, sum(p.seconds) as busy_seconds,
      sum(p.work) as work_seconds, avg(p.load_ms) filter (where ${didLoad(sql`p.load_ms`, sql`p.seconds`)}) / 1000 as mean_load_seconds,
      sum(p.prompt_tokens)::bigint as prompt_tokens, sum(p.output_tokens)::bigint as output_tokens,
      extract(epoch from min(p.started_at))::double precision as first_start, extract(epoch from max(p.completed_at))::double precision as last_end,
      min(l.seconds) as largest_run_seconds, min(m.n)::int as most_at_once,
      min((o.estimate ->> 'hosts')::int) as hosts, min((o.estimate ->> 'slots')::int) as slots, min((o.estimate ->> 'loaded')::int) as loaded
    from placed p join largest l using (batch_id) join busiest m using (batch_id) join operations o on o.operation_id = p.batch_id
    group by p.batch_id, p.host, p.model order by p.batch_id, p.host, p.model`.execute(db)
  return rows
}

/** A step of a run as a link of chains; `model` is null and `work_seconds` 0 where no model worked. */
export type ChainLink = {
  batch_id: string
  workflow_run_id: number
  interaction_id: number
  parent_ids: number[]
  model: string | null
  work_seconds: number
}

/** Completed steps of the runs whose calls took more than `above` seconds of work. */
export async function readChainLinks(
  db: Query,
  batches: readonly { batch_id: string; above: number }[],
): Promise<ChainLink[]> {
  if (batches.length === 0) return []
  const { rows } = await sql<ChainLink>`
    with wanted as (
      select batch_id, above from jsonb_to_recordset(${JSON.stringify(batches)}::jsonb) as w (batch_id uuid, above double precision)
    ), steps as (
      select r.batch_id, w.above, i.workflow_run_id, i.interaction_id, i.parent_ids, case when ${REACHED} then i.model_used end as model,
        case when ${REACHED} then greatest(0, extract(epoch from i.completed_at - i.started_at)::double precision - coalesce(i.load_ms, 0) / 1000)
          else 0 end as work_seconds
      from wanted w join workflow_runs r using (batch_id) join interactions i using (workflow_run_id) where i.status = 'completed'
    ), summed as (
      select *, sum(work_seconds) over (partition by workflow_run_id) as run_seconds from steps
    )
    select batch_id, workflow_run_id, interaction_id, parent_ids, model, work_seconds from summed
    where run_seconds > above order by interaction_id`.execute(db)
  return rows
}
