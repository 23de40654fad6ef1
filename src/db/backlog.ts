import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** Steps of one conversation that could be performed now. `oldest_open_seconds` is of those outside closed batches. */
export type Backlog = {
  conversation_id: number
  jobs: number
  oldest_seconds: number
  oldest_open_seconds: number | null
}

/** What waits of the named conversations. Index: interactions_pending. */
export async function readBacklog(
  db: Query,
  { conversations, batchId = null }: { conversations: readonly number[]; batchId?: string | null },
): Promise<Backlog[]> {
  const { rows } = await sql<Backlog>`
    select i.conversation_id, count(*) as jobs,
      greatest(0, extract(epoch from now() - min(i.ready_at)))::double precision as oldest_seconds,
      extract(epoch from now() - min(i.ready_at) filter (where r.batch_id is null))::double precision as oldest_open_seconds
    from interactions i join workflow_runs r using (workflow_run_id) left join operations o on o.operation_id = r.batch_id
    where i.status = 'pending' and i.conversation_id = any(${[...conversations]}::int[]) and i.ready_at <= now()
      and (r.batch_id is null or o.state = 'running') and (${batchId}::uuid is null or r.batch_id = ${batchId}::uuid)
    group by i.conversation_id order by i.conversation_id`.execute(db)
  return rows
}
