import { sql } from 'kysely'
import type { Database } from '../../src/db/engine.ts'

/** A call of a model as the ledger keeps it. Seconds after `from`, the call's whole time, and the part of it that was loading. */
export type RecordedCall = {
  run: number
  conversation: number
  model: string
  start: number
  seconds: number
  load?: number
  host?: string
  token?: string
  prompt_tokens?: number
  output_tokens?: number
  status?: 'completed' | 'failed'
  attempt?: number
  /** Places of other calls in the list. */
  after?: number[]
}

/** Where the recorded calls begin: an hour ago, so that all of them have ended. */
export const FROM = sql`date_trunc('second', now()) - interval '1 hour'`

/** Writes runs of the first postings, and calls of theirs; ids grow in the order of the list. */
export async function recordCalls(
  { db }: Database,
  { batch = null, runs, calls }: { batch?: string | null; runs: number; calls: readonly RecordedCall[] },
): Promise<void> {
  const { rows } = await sql<{ workflow_run_id: number; posting_id: number }>`
    insert into workflow_runs (workflow_id, posting_id, batch_id, status, outcome, definition_version, started_at, completed_at)
    select 3001, p.posting_id, ${batch}::uuid, 'completed', 'processed', 'test', ${FROM}, now()
    from postings p order by p.posting_id limit ${runs} returning workflow_run_id, posting_id`.execute(db)
  const { rows: first } = await sql<{ id: number }>`
    select coalesce(max(interaction_id), 0) as id from interactions`.execute(db)
  const base = (first[0]?.id ?? 0) + 1
  const values = calls.map((call, index) => ({
    ...call,
    ...rows[call.run],
    id: base + index,
    parents: (call.after ?? []).map((place) => base + place),
  }))
  await sql`
    insert into interactions (interaction_id, workflow_run_id, posting_id, conversation_id, actor_id, status, attempt, model_used, host, started_at,
      completed_at, load_ms, prompt_tokens, output_tokens, output, parent_ids)
    select c.id, c.workflow_run_id, c.posting_id, c.conversation, 1, coalesce(c.status, 'completed'), coalesce(c.attempt, 1), c.model,
      coalesce(c.host, 'http://one:11434'), ${FROM} + make_interval(secs => c.start), ${FROM} + make_interval(secs => c.start + c.seconds),
      coalesce(c.load, 0) * 1000, coalesce(c.prompt_tokens, 100), coalesce(c.output_tokens, 10),
      jsonb_build_object('status', coalesce(c.token, 'DONE')), c.parents
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as c (id bigint, workflow_run_id bigint, posting_id bigint, conversation int,
      model text, start double precision, seconds double precision, load double precision, host text, token text, prompt_tokens int,
      output_tokens int, status text, attempt int, parents bigint[])`.execute(db)
  await sql`select setval(pg_get_serial_sequence('interactions', 'interaction_id'), ${base + calls.length}::bigint)`.execute(
    db,
  )
}
