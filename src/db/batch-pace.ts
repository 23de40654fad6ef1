import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** Batches older than the newest few say nothing of today's pace. */
const PACED_BATCHES = 20

/**
 * Wall seconds a posting of the newest batch that ended well with at least twenty completed runs and asked no model; null when there
 * was none. Index: workflow_runs_batch.
 */
export async function readBatchPace(db: Query, workflowId: number): Promise<number | null> {
  const { rows } = await sql<{ seconds: number | null }>`
    select paced.seconds from (
      select operation_id, finished_at from operations
      where kind = 'batch' and state = 'succeeded' and coalesce((estimate ->> 'calls')::double precision, 0) = 0
      order by finished_at desc nulls last limit ${sql.lit(PACED_BATCHES)}) newest
    cross join lateral (
      select count(*) as runs, (extract(epoch from max(completed_at) - min(started_at)) / nullif(count(*), 0))::double precision as seconds
      from workflow_runs where batch_id = newest.operation_id and workflow_id = ${workflowId}::int and status = 'completed') paced
    where paced.runs >= 20 order by newest.finished_at desc limit 1`.execute(db)
  return rows[0]?.seconds ?? null
}

/** The newest batch that runs and the one that ended last, of those that were to call models. */
export async function batchesWithCalls(db: Query): Promise<{ batch_id: string; running: boolean }[]> {
  const newest = (states: readonly string[], order: 'created_at' | 'finished_at') => sql`
    select operation_id as batch_id, state = 'running' as running from operations
    where kind = 'batch' and state = any(${[...states]}::text[]) and (estimate ->> 'calls')::double precision > 0
    order by ${sql.ref(order)} desc nulls last limit 1`
  const { rows } = await sql<{ batch_id: string; running: boolean }>`
    (${newest(['running'], 'created_at')}) union all (${newest(['succeeded', 'failed', 'cancelled'], 'finished_at')})`.execute(
    db,
  )
  return rows
}
