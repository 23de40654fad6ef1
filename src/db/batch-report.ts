import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** Statements behind the batch report: each reads the committed rows of one batch (index: workflow_runs_batch). Seconds throughout. */

export type BatchRow = {
  batch_id: string
  state: string
  requested_by: string | null
  filters: { source?: string; posting_ids?: string[] }
  max_jobs: number
  /** Most calls of models at once; null: as many as there are slots. */
  workers: number | null
  created_at: string
  started_at: string | null
  finished_at: string | null
  /** From start to end; to now while it runs. */
  seconds: number
}

export async function readBatch(db: Query, batchId: string): Promise<BatchRow | undefined> {
  const { rows } = await sql<BatchRow>`
    select b.batch_id, o.state, o.requested_by, b.filters, b.max_jobs, b.workers, o.created_at, o.started_at, o.finished_at,
      coalesce(extract(epoch from coalesce(o.finished_at, now()) - o.started_at), 0)::double precision as seconds
    from batches b join operations o on o.operation_id = b.batch_id where b.batch_id = ${batchId}::uuid`.execute(db)
  return rows[0]
}

export type ConversationFigures = {
  conversation_id: number
  conversation_name: string
  count: number
  mean_seconds: number
  min_seconds: number
  max_seconds: number
  failures: number
}

/** Per conversation in the order of the workflow: completed interactions with their times, and failed ones. */
export async function conversationFigures(db: Query, batchId: string): Promise<ConversationFigures[]> {
  const { rows } = await sql<ConversationFigures>`
    select c.conversation_id, c.conversation_name, count(*) filter (where i.status = 'completed') as count,
      coalesce(avg(s.seconds) filter (where i.status = 'completed'), 0)::double precision as mean_seconds,
      coalesce(min(s.seconds) filter (where i.status = 'completed'), 0)::double precision as min_seconds,
      coalesce(max(s.seconds) filter (where i.status = 'completed'), 0)::double precision as max_seconds,
      count(*) filter (where i.status = 'failed') as failures
    from workflow_runs r join interactions i using (workflow_run_id) join conversations c using (conversation_id)
    join workflow_conversations w on w.workflow_id = r.workflow_id and w.conversation_id = c.conversation_id
    cross join lateral (select extract(epoch from i.completed_at - i.started_at)::double precision as seconds) s
    where r.batch_id = ${batchId}::uuid
    group by c.conversation_id, c.conversation_name, w.execution_order order by w.execution_order`.execute(db)
  return rows
}

export type RunFigures = {
  runs: number
  mean_seconds: number
  min_seconds: number
  max_seconds: number
  retries: number
  watchdog: number
}

/** Times of the completed runs, and how often an attempt was repeated or stopped by the watchdog. */
export async function runFigures(db: Query, batchId: string): Promise<RunFigures> {
  const { rows } = await sql<RunFigures>`
    select count(*) as runs, coalesce(avg(seconds), 0)::double precision as mean_seconds, coalesce(min(seconds), 0)::double precision as min_seconds,
      coalesce(max(seconds), 0)::double precision as max_seconds,
      (select count(*) from interactions i join workflow_runs r using (workflow_run_id) where r.batch_id = ${batchId}::uuid and i.attempt > 1) as retries,
      (select count(*) from interactions i join workflow_runs r using (workflow_run_id)
        where r.batch_id = ${batchId}::uuid and i.status = 'failed' and i.output ->> 'error' like '%watchdog%') as watchdog
    from (select extract(epoch from completed_at - started_at) as seconds from workflow_runs
      where batch_id = ${batchId}::uuid and status = 'completed') done`.execute(db)
  return rows[0] as RunFigures
}

export type ErrorGroup = { conversation_name: string; fault: string; error: string; count: number }

export async function errorGroups(db: Query, batchId: string): Promise<ErrorGroup[]> {
  const { rows } = await sql<ErrorGroup>`
    select c.conversation_name, coalesce(i.output ->> 'fault', 'operator') as fault, coalesce(i.output ->> 'error', 'no reason given') as error,
      count(*) as count
    from workflow_runs r join interactions i using (workflow_run_id) join conversations c using (conversation_id)
    where r.batch_id = ${batchId}::uuid and i.status = 'failed' group by 1, 2, 3 order by count(*) desc, 1, 3 limit 50`.execute(
    db,
  )
  return rows
}

export type InvalidPosting = {
  posting_id: string
  external_job_id: string | null
  job_title: string | null
  reason: string
}

/** Postings that the workflow judged invalid or removed, with the reason. */
export async function invalidPostings(db: Query, batchId: string): Promise<InvalidPosting[]> {
  const { rows } = await sql<InvalidPosting>`
    select p.posting_uid as posting_id, p.external_job_id, p.job_title, coalesce(r.outcome_reason, p.invalidated_reason, r.outcome) as reason
    from workflow_runs r join postings p using (posting_id)
    where r.batch_id = ${batchId}::uuid and r.outcome in ('invalid', 'removed') order by reason, p.posting_id limit 200`.execute(
    db,
  )
  return rows
}

export type GradeGap = { pairs: number; mean_ms: number; max_ms: number }

/** Time between the creation of grader A's and grader B's interaction of a run: parallel execution means nearly none. */
export async function gradeGap(db: Query, batchId: string): Promise<GradeGap> {
  const { rows } = await sql<GradeGap>`
    select count(*) as pairs, coalesce(avg(gap), 0)::double precision as mean_ms, coalesce(max(gap), 0)::double precision as max_ms from (
      select abs(extract(epoch from b.created_at - a.created_at)) * 1000 as gap
      from workflow_runs r join interactions a using (workflow_run_id) join interactions b using (workflow_run_id)
      where r.batch_id = ${batchId}::uuid and a.conversation_id = 3336 and b.conversation_id = 3337
        and a.attempt = 1 and b.attempt = 1 and a.iteration = b.iteration) pairs`.execute(db)
  return rows[0] as GradeGap
}

/** How many of the batch's postings carry each IHL score. */
export async function likelihoodScores(
  db: Query,
  batchId: string,
): Promise<{ score: number; category: string | null; count: number }[]> {
  const { rows } = await sql<{ score: number; category: string | null; count: number }>`
    select p.ihl_score as score, p.ihl_category as category, count(*) as count from workflow_runs r join postings p using (posting_id)
    where r.batch_id = ${batchId}::uuid and r.outcome = 'processed' and p.ihl_score is not null group by 1, 2 order by 1`.execute(
    db,
  )
  return rows
}

export type SlowInteraction = {
  conversation_name: string
  actor_name: string
  posting_id: string
  job_title: string | null
  seconds: number
}

export async function slowestInteractions(db: Query, batchId: string, limit: number): Promise<SlowInteraction[]> {
  const { rows } = await sql<SlowInteraction>`
    select c.conversation_name, a.actor_name, p.posting_uid as posting_id, p.job_title, slow.seconds from (
      select i.conversation_id, i.actor_id, i.posting_id, extract(epoch from i.completed_at - i.started_at)::double precision as seconds
      from workflow_runs r join interactions i using (workflow_run_id)
      where r.batch_id = ${batchId}::uuid and i.status = 'completed' order by seconds desc limit ${limit}) slow
    join conversations c using (conversation_id) join actors a on a.actor_id = slow.actor_id join postings p on p.posting_id = slow.posting_id
    order by slow.seconds desc`.execute(db)
  return rows
}

/** Tickets that the batch's runs opened for a person. */
export async function countTickets(db: Query, batchId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from review_tickets t join workflow_runs r using (workflow_run_id) where r.batch_id = ${batchId}::uuid`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}

export type MissingUrl = { posting_id: string; external_job_id: string | null; job_title: string | null }

export async function postingsWithoutUrl(db: Query, batchId: string, limit: number): Promise<MissingUrl[]> {
  const { rows } = await sql<MissingUrl>`
    select p.posting_uid as posting_id, p.external_job_id, p.job_title from workflow_runs r join postings p using (posting_id)
    where r.batch_id = ${batchId}::uuid and p.external_url is null and r.outcome is distinct from 'invalid' order by p.posting_id limit ${limit}`.execute(
    db,
  )
  return rows
}
