import { sql } from 'kysely'
import type { Tx } from './engine.ts'

/**
 * Cancels the active runs of a batch with all their open steps; an answer that is still on its way finds nothing to complete. Runs are
 * locked first and in the order of their ids, as a commit does: the two never wait crosswise. Runs that need review stay for a person.
 */
export async function cancelRuns(tx: Tx, batchId: string): Promise<number> {
  const { rows } = await sql<{ workflow_run_id: number }>`
    select workflow_run_id from workflow_runs where batch_id = ${batchId}::uuid and status in ('pending', 'running')
    order by workflow_run_id for update`.execute(tx)
  const ids = rows.map(({ workflow_run_id }) => workflow_run_id)
  await sql`
    update workflow_runs set status = 'cancelled', completed_at = now(), revision = revision + 1
    where workflow_run_id = any(${ids}::bigint[])`.execute(tx)
  await sql`
    update interactions set status = 'cancelled', completed_at = greatest(now(), started_at), owner = null, lease_until = null
    where workflow_run_id = any(${ids}::bigint[]) and status in ('pending', 'running')`.execute(tx)
  await sql`
    update operations o set counts = to_jsonb(c) - 'batch_id' from batch_counts c
    where o.operation_id = ${batchId}::uuid and c.batch_id = o.operation_id`.execute(tx)
  return ids.length
}
