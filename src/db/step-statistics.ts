import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** A conversation's newest calls of one model. Seconds are without loading. */
export type StepStatistic = {
  conversation_id: number
  model: string
  n: number
  mean_seconds: number
  p90_seconds: number
  mean_prompt_tokens: number | null
  mean_output_tokens: number | null
  /** Over the calls that loaded the model; null when none of them did. */
  mean_load_seconds: number | null
}

/** Older calls say little about the server and the prompt of today. */
const NEWEST = 1_000

/** Index: interactions_calls. What a replay took over was not called again: it has no start. */
const CALLS = sql`status = 'completed' and model_used <> 'builtin' and started_at is not null`

/**
 * Whether a call loaded its model. Ollama reports some milliseconds for a model in memory (below 2 % of a call) and seconds for a load;
 * the share holds on a server whose times are scaled down, the half second for loads that are short beside a long call.
 * `load_ms` is in milliseconds, `seconds` the whole call.
 */
export const didLoad = (load_ms: ReturnType<typeof sql>, seconds: ReturnType<typeof sql>) =>
  sql`(coalesce(${load_ms}, 0) >= 500 or (${load_ms} > 0 and ${load_ms} >= 100 * ${seconds}))`

/**
 * Brings step_statistics up to date from the newest calls of each conversation and model, in one statement, and returns how many rows
 * it wrote. Pairs are found by skipping through the index interactions_calls, so that the size of the ledger does not matter.
 */
export async function refreshStepStatistics(db: Query): Promise<number> {
  const { numAffectedRows } = await sql`
    with recursive pairs as (
      (select conversation_id, model_used from interactions where ${CALLS} order by conversation_id, model_used limit 1)
      union all
      select further.* from pairs cross join lateral (
        select i.conversation_id, i.model_used from interactions i where ${CALLS}
          and (i.conversation_id, i.model_used) > (pairs.conversation_id, pairs.model_used)
        order by i.conversation_id, i.model_used limit 1) further
    ), calls as (
      select pairs.conversation_id, pairs.model_used, newest.* from pairs cross join lateral (
        select extract(epoch from i.completed_at - i.started_at)::double precision as seconds, i.load_ms, i.prompt_tokens, i.output_tokens
        from interactions i
        where ${CALLS} and i.conversation_id = pairs.conversation_id and i.model_used = pairs.model_used
        order by i.completed_at desc limit ${sql.lit(NEWEST)}) newest
    ), worked as (
      select *, greatest(0, seconds - coalesce(load_ms, 0) / 1000) as work from calls where seconds is not null
    )
    insert into step_statistics (conversation_id, model, n, mean_seconds, p90_seconds, mean_prompt_tokens, mean_output_tokens,
      mean_load_seconds)
    select conversation_id, model_used, count(*), avg(work), percentile_cont(0.9) within group (order by work), avg(prompt_tokens),
      avg(output_tokens), avg(load_ms) filter (where ${didLoad(sql`load_ms`, sql`seconds`)}) / 1000
    from worked group by conversation_id, model_used
    on conflict (conversation_id, model, host_class) do update set n = excluded.n, mean_seconds = excluded.mean_seconds,
      p90_seconds = excluded.p90_seconds, mean_prompt_tokens = excluded.mean_prompt_tokens,
      mean_output_tokens = excluded.mean_output_tokens,
      mean_load_seconds = coalesce(excluded.mean_load_seconds, step_statistics.mean_load_seconds), updated_at = now()`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

export async function readStepStatistics(db: Query): Promise<StepStatistic[]> {
  const { rows } = await sql<StepStatistic>`
    select conversation_id, model, n, mean_seconds, p90_seconds, mean_prompt_tokens, mean_output_tokens, mean_load_seconds
    from step_statistics where host_class = 'default' and n > 0 order by conversation_id, model`.execute(db)
  return rows
}

/** How a conversation's newest calls of a model ended, by token. Index: interactions_calls. */
export async function readTokenCounts(
  db: Query,
  { conversation_id, model }: { conversation_id: number; model: string },
): Promise<{ token: string; n: number }[]> {
  const { rows } = await sql<{ token: string; n: number }>`
    select newest.token, count(*) as n from (
      select output ->> 'status' as token from interactions
      where ${CALLS} and conversation_id = ${conversation_id}::int and model_used = ${model} order by completed_at desc limit ${sql.lit(NEWEST)}) newest
    where newest.token is not null group by newest.token`.execute(db)
  return rows
}

/**
 * Of the newest groups of steps that met, how many there are and how many passed together. `model` performed the first member; a group
 * counts when all its members are completed. Indexes: interactions_calls, the ledger's unique key.
 */
export async function readJoinCounts(
  db: Query,
  { members, passes, model }: { members: readonly number[]; passes: string; model: string },
): Promise<{ n: number; passed: number }> {
  const { rows } = await sql<{ n: number; passed: number }>`
    select count(*) as n, count(*) filter (where met.passed = ${members.length}::int) as passed from (
      select workflow_run_id, iteration from interactions
      where ${CALLS} and conversation_id = ${members[0] ?? 0}::int and model_used = ${model} order by completed_at desc limit ${sql.lit(NEWEST)}) newest
    cross join lateral (
      select count(*) as n, count(*) filter (where i.output ->> 'status' = ${passes}) as passed from interactions i
      where i.workflow_run_id = newest.workflow_run_id and i.iteration = newest.iteration
        and i.conversation_id = any(${[...members]}::int[]) and i.status = 'completed') met
    where met.n = ${members.length}::int`.execute(db)
  return rows[0] ?? { n: 0, passed: 0 }
}
