/** The seeds' queries on failures and times of interactions. Source: batch and test plans of Workflow 3001. */
import { type RawBuilder, sql } from 'kysely'
import type { Query } from './engine.ts'

export type InteractionScope = {
  /** ISO instant; interactions created since then. */
  since?: string | undefined
  batchId?: string | undefined
}

export type ErrorSummaryRow = {
  conversation_name: string
  actor_name: string
  fault: string
  error: string
  count: number
  last_at: string
}

/** Longer reasons are cut: they are read in a table. */
const REASON_LENGTH = 500
const MOST_REASONS = 100

/** Failed interactions by conversation, actor and reason. Index: interactions_created, or workflow_runs_batch. */
export async function errorSummary(db: Query, scope: InteractionScope): Promise<ErrorSummaryRow[]> {
  const { rows } = await sql<ErrorSummaryRow>`
    select c.conversation_name, a.actor_name, coalesce(i.output ->> 'fault', 'operator') as fault,
      left(coalesce(i.output ->> 'error', 'no reason given'), ${sql.lit(REASON_LENGTH)}) as error, count(*) as count,
      max(coalesce(i.completed_at, i.created_at)) as last_at
    from interactions i join conversations c using (conversation_id) join actors a on a.actor_id = i.actor_id
    where i.status = 'failed' and ${inScope(scope)}
    group by 1, 2, 3, 4 order by count(*) desc, 1, 4 limit ${sql.lit(MOST_REASONS)}`.execute(db)
  return rows
}

export type PerformanceRow = {
  conversation_name: string
  actor_name: string
  count: number
  mean_seconds: number
  min_seconds: number
  p90_seconds: number
  max_seconds: number
  failures: number
}

/** Times of completed interactions by conversation and actor, the slowest mean first. Index: as errorSummary. */
export async function interactionPerformance(db: Query, scope: InteractionScope): Promise<PerformanceRow[]> {
  const { rows } = await sql<PerformanceRow>`
    select c.conversation_name, a.actor_name, timed.count, timed.mean_seconds, timed.min_seconds, timed.p90_seconds, timed.max_seconds, timed.failures
    from (
      select i.conversation_id, i.actor_id, count(*) filter (where i.status = 'completed') as count,
        coalesce(avg(s.seconds), 0)::double precision as mean_seconds, coalesce(min(s.seconds), 0)::double precision as min_seconds,
        coalesce(percentile_cont(0.9) within group (order by s.seconds), 0)::double precision as p90_seconds,
        coalesce(max(s.seconds), 0)::double precision as max_seconds, count(*) filter (where i.status = 'failed') as failures
      from interactions i cross join lateral (
        select case when i.status = 'completed' then extract(epoch from i.completed_at - i.started_at)::double precision end as seconds) s
      where i.status in ('completed', 'failed') and i.copied_from is null and ${inScope(scope)} group by 1, 2) timed
    join conversations c using (conversation_id) join actors a on a.actor_id = timed.actor_id
    order by timed.mean_seconds desc, c.conversation_name, a.actor_name`.execute(db)
  return rows
}

function inScope({ since, batchId }: InteractionScope): RawBuilder<unknown> {
  const conditions = [sql`true`]
  if (since !== undefined) conditions.push(sql`i.created_at >= ${since}::timestamptz`)
  if (batchId !== undefined) {
    conditions.push(
      sql`i.workflow_run_id in (select workflow_run_id from workflow_runs where batch_id = ${batchId}::uuid)`,
    )
  }
  return sql.join(conditions, sql` and `)
}
