import { sql } from 'kysely'
import { appendEvent } from './batches.ts'
import type { Database, Query } from './engine.ts'

/** A trial whose process has been silent for so long is taken over. */
const SILENT_SECONDS = 30

/** What a trial was asked to compare, in full: a later edit of the conversation does not change what was tried. */
export type TrialInput = {
  conversation_id: number
  model: string
  prompt_template: string
  temperature: number
  sample: number
}

export async function createTrial(database: Database, input: TrialInput, by: string): Promise<string> {
  return database.transaction(async (tx) => {
    const { operation_id } = await tx
      .insertInto('operations')
      .values({ kind: 'trial', input: JSON.stringify(input), requested_by: by })
      .returning('operation_id')
      .executeTakeFirstOrThrow()
    await appendEvent(tx, operation_id, 'created', { conversation_id: input.conversation_id, model: input.model })
    await tx.insertInto('audit_log').values({ actor: by, action: 'trial.start', subject: operation_id }).execute()
    return operation_id
  })
}

/** Only who drives a host gets answers: in any other process a trial would wait for ever. */
const drivesHost = (owner: string) =>
  sql`exists (select from llm_hosts h where h.owner = ${owner} and h.lease_until > now())`

/** The oldest trial that nobody performs, now performed by `owner`; undefined where it drives no host. Index: operations_open. */
export async function claimTrial(
  db: Query,
  owner: string,
): Promise<{ operation_id: string; input: TrialInput } | undefined> {
  const { rows } = await sql<{ operation_id: string; input: TrialInput }>`
    update operations set state = 'running', owner = ${owner}, started_at = coalesce(started_at, now()), updated_at = now()
    where operation_id = (
      select operation_id from operations where kind = 'trial' and state in ('queued', 'running')
        and (state = 'queued' or updated_at < now() - make_interval(secs => ${SILENT_SECONDS})) and ${drivesHost(owner)}
      order by created_at limit 1 for update skip locked)
    returning operation_id, input`.execute(db)
  return rows[0]
}

export type StoredTrial = { state: string; input: TrialInput; result: unknown; error: unknown }

/** Any text is an id; undefined when no trial has it. */
export async function readTrial(db: Query, id: string): Promise<StoredTrial | undefined> {
  const { rows } = await sql<StoredTrial>`
    select state, input, result, error from operations where kind = 'trial' and operation_id::text = ${id}`.execute(db)
  return rows[0]
}

/** Says that the trial is alive, and how far it is (0 to 1). False when it was cancelled, is another's, or has lost its host. */
export async function touchTrial(db: Query, id: string, owner: string, progress: number): Promise<boolean> {
  const { rows } = await sql`
    update operations set progress = ${progress}, updated_at = now()
    where operation_id = ${id}::uuid and state = 'running' and owner = ${owner} and ${drivesHost(owner)}
    returning operation_id`.execute(db)
  return rows.length > 0
}

/** Puts a trial that `owner` cannot end back on the list; nothing when it is no longer its own. */
export async function returnTrial(db: Query, id: string, owner: string): Promise<void> {
  await sql`
    update operations set state = 'queued', owner = null
    where operation_id = ${id}::uuid and state = 'running' and owner = ${owner}`.execute(db)
}

export type TrialEnd = { result: unknown } | { error: { code: string; message: string; fix: string } }

/** Ends a trial with its report or with what went wrong; nothing when it is no longer `owner`'s. */
export async function endTrial(database: Database, id: string, owner: string, end: TrialEnd): Promise<void> {
  const state = 'error' in end ? 'failed' : 'succeeded'
  const [result, error] = 'error' in end ? [null, JSON.stringify(end.error)] : [JSON.stringify(end.result), null]
  await database.transaction(async (tx) => {
    const { rows } = await sql`
      update operations set state = ${state}, progress = case when ${error}::text is null then 1 else progress end,
        result = ${result}::jsonb, error = ${error}::jsonb, finished_at = now(), updated_at = now()
      where operation_id = ${id}::uuid and state = 'running' and owner = ${owner} returning operation_id`.execute(tx)
    if (rows.length > 0) await appendEvent(tx, id, state, {})
  })
}
