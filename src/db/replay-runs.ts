/** A new run that takes over completed steps of an earlier one. */
import { sql } from 'kysely'
import type { Tx } from './engine.ts'
import { reserveIds } from './interactions.ts'

export type ReplayedRun = {
  workflow_run_id: number
  posting_id: number
  status: string
  rolled_back: boolean
  text_changed: boolean
  definition_version: string
  /** Another run of the posting that has not ended. */
  active_run: number | null
  /** A later run of the posting that has left results. */
  newer_run: number | null
}

/** The run that is to be replayed, with its posting locked: no other run of the posting starts or writes meanwhile. */
export async function lockReplayedRun(tx: Tx, runId: number): Promise<ReplayedRun | undefined> {
  await sql`
    select 1 from postings where posting_id = (select posting_id from workflow_runs where workflow_run_id = ${runId}::bigint) for update`.execute(
    tx,
  )
  const { rows } = await sql<ReplayedRun>`
    select r.workflow_run_id, r.posting_id, r.status, r.rolled_back_at is not null as rolled_back,
      r.input_hash is distinct from p.content_hash as text_changed, r.definition_version,
      (select min(a.workflow_run_id) from workflow_runs a where a.posting_id = r.posting_id and a.workflow_id = r.workflow_id
        and a.status in ('pending', 'running')) as active_run,
      (select max(v.workflow_run_id) from result_revisions v where v.posting_id = r.posting_id and v.workflow_run_id > r.workflow_run_id
        and v.rolled_back_at is null) as newer_run
    from workflow_runs r join postings p using (posting_id) where r.workflow_run_id = ${runId}::bigint`.execute(tx)
  return rows[0]
}

/** Starts a run of the same posting, outside any batch. Its steps are added by the caller in the same transaction. */
export async function startReplay(
  tx: Tx,
  runId: number,
  trigger: string,
  status: 'pending' | 'running',
): Promise<number> {
  const { rows } = await sql<{ workflow_run_id: number }>`
    insert into workflow_runs (workflow_id, posting_id, trigger, definition_version, input_hash, replay_of, status, started_at)
    select workflow_id, posting_id, ${trigger}, definition_version, input_hash, workflow_run_id, ${status},
      case when ${status} = 'running' then now() end
    from workflow_runs where workflow_run_id = ${runId}::bigint returning workflow_run_id`.execute(tx)
  const [started] = rows
  if (!started) throw new RangeError(`there is no run ${runId}`)
  return started.workflow_run_id
}

/**
 * Copies completed interactions into a run, their parents among them mapped to the copies, and returns the new id of each. A copy names
 * its original and carries no time and no tokens of its own: nothing was performed, and nothing may be counted twice.
 */
export async function copyInteractions(
  tx: Tx,
  runId: number,
  kept: readonly { interaction_id: number; parent_ids: readonly number[] }[],
): Promise<Map<number, number>> {
  const reserved = await reserveIds(tx, kept.length)
  const ids = new Map(kept.map(({ interaction_id }, index) => [interaction_id, reserved[index] as number]))
  const copies = kept.map(({ interaction_id, parent_ids }) => ({
    original: interaction_id,
    copy: ids.get(interaction_id),
    parent_ids: parent_ids.flatMap((id) => ids.get(id) ?? []),
  }))
  await sql`
    insert into interactions (interaction_id, workflow_run_id, posting_id, conversation_id, actor_id, iteration, attempt, status, priority,
      parent_ids, input, output, model_used, temperature, copied_from, completed_at)
    select c.copy, ${runId}::bigint, i.posting_id, i.conversation_id, i.actor_id, i.iteration, i.attempt, i.status, i.priority,
      coalesce(c.parent_ids, '{}'), i.input, i.output, i.model_used, i.temperature, i.interaction_id, now()
    from jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as c (original bigint, copy bigint, parent_ids bigint[])
    join interactions i on i.interaction_id = c.original`.execute(tx)
  return ids
}

/** Lets the check steps make these results again, though text and versions are the same. The results stand until then. */
export async function markOutdated(tx: Tx, postingId: number, fields: readonly string[]): Promise<void> {
  for (const field of fields) {
    await sql`
      update postings set provenance = jsonb_set(provenance, array[${field}::text], (provenance -> ${field}::text) - 'versions')
      where posting_id = ${postingId}::bigint and jsonb_typeof(provenance -> ${field}::text) = 'object'`.execute(tx)
  }
}
