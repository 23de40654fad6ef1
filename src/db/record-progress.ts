import { sql } from 'kysely'
import { appendEvent, countBatch } from './batches.ts'
import type { Database, Tx } from './engine.ts'
import { type Eta, type PlannedWork, progressOf, type WorkCounts } from './progress-of-work.ts'

/** Calls of a plan that are looked at anew once a second; a larger batch is looked at less often, because every look reads them all. */
const CALLS_A_SECOND = 10_000

type Recorded = {
  operation_id: string
  estimate: PlannedWork | null
  eta: Eta | null
  now: number
  since_seconds: number
  running_seconds: number
}

/**
 * Stores the progress of running batches with the time left and appends it as an event, at most once a second whatever the number of
 * workers, so that every reader sees the same figures.
 */
export async function recordProgress(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    const { rows } = await sql<Recorded>`
      select o.operation_id, o.estimate, o.eta, extract(epoch from now())::double precision as now,
        extract(epoch from now() - o.updated_at)::double precision as since_seconds,
        extract(epoch from now() - coalesce(o.started_at, o.created_at))::double precision as running_seconds
      from operations o where o.kind = 'batch' and o.state = 'running'
        and o.updated_at < now() - make_interval(secs => greatest(0.9, coalesce((o.estimate ->> 'calls')::double precision, 0) / ${CALLS_A_SECOND}))
      order by o.operation_id for update skip locked`.execute(tx)
    for (const { operation_id, estimate, eta: previous, ...times } of rows) {
      const counts = await countBatch(tx, operation_id)
      const work = estimate?.by_conversation?.length ? await countWork(tx, operation_id, estimate.by_conversation) : []
      const { progress, eta } = progressOf({ counts, work, estimate, previous, ...times })
      const calls = eta.calls_expected > 0 ? { calls_done: eta.calls_done, calls_expected: eta.calls_expected } : {}
      await tx
        .updateTable('operations')
        .set({
          updated_at: sql<string>`now()`,
          counts: JSON.stringify({ ...counts, ...calls }),
          progress,
          eta: JSON.stringify(eta),
        })
        .where('operation_id', '=', operation_id)
        .execute()
      const { seconds: eta_seconds, finish_at } = eta
      await appendEvent(tx, operation_id, 'progress', { progress, ...counts, ...calls, eta_seconds, finish_at })
    }
  })
}

/** Steps of a batch's planned conversations: completed, completed in runs that go on, and waiting or running. */
async function countWork(
  tx: Tx,
  batchId: string,
  planned: readonly { conversation_id: number }[],
): Promise<WorkCounts[]> {
  const ids = planned.map(({ conversation_id }) => conversation_id)
  const { rows } = await sql<WorkCounts>`
    select i.conversation_id, count(*) filter (where i.status = 'completed') as done,
      count(*) filter (where i.status = 'completed' and r.status in ('pending', 'running')) as done_in_open_runs,
      count(*) filter (where i.status in ('pending', 'running')) as live
    from workflow_runs r join interactions i using (workflow_run_id)
    where r.batch_id = ${batchId}::uuid and i.conversation_id = any(${ids}::int[]) group by i.conversation_id`.execute(
    tx,
  )
  return rows
}
