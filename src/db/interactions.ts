import { sql } from 'kysely'
import type { Query, Tx } from './engine.ts'

/** A lease is renewed every third of this; older than this it is lost and the attempt belongs to nobody. */
export const LEASE_SECONDS = 30

export type ClaimedInteraction = {
  interaction_id: number
  workflow_run_id: number
  posting_id: number
  batch_id: string | null
  conversation_id: number
  iteration: number
  attempt: number
}

export type ClaimOptions = {
  owner: string
  conversations: readonly number[]
  limit: number
  batchId?: string | undefined
  /** Conversations that models perform: for a batch no more of them run at once than its `workers`. */
  limited?: readonly number[]
  /** At the workflow's entry: a batch has at most so many runs under way, so that its first ones end long before its last. */
  admit?: { entry: number; window: number } | undefined
}

/**
 * Gives `owner` at most `limit` pending interactions of the named conversations, the highest priority first, with a lease. Paused,
 * cancelled and finished batches are left alone. Two claims never return the same row. Indexes: interactions_pending,
 * workflow_runs_batch.
 */
export async function claim(db: Query, options: ClaimOptions): Promise<ClaimedInteraction[]> {
  const { owner, conversations, limit, batchId = null, limited = [], admit } = options
  const entry = admit?.entry ?? 0
  const { rows } = await sql<ClaimedInteraction>`
    with candidates as (
      select picked.* from unnest(${[...conversations]}::int[]) as wanted (id)
      cross join lateral (
        select i.interaction_id, i.conversation_id, i.priority, i.ready_at, r.batch_id, b.workers
        from interactions i join workflow_runs r using (workflow_run_id)
        left join batches b on b.batch_id = r.batch_id
        left join operations o on o.operation_id = r.batch_id
        where i.status = 'pending' and i.conversation_id = wanted.id and i.ready_at <= now()
          and (r.batch_id is null or o.state = 'running') and (${batchId}::uuid is null or r.batch_id = ${batchId}::uuid)
        order by i.priority desc, i.ready_at limit ${limit} for update of i skip locked
      ) picked
    ), numbered as (
      select *, row_number() over (partition by batch_id, conversation_id = ${entry}::int order by priority desc, ready_at, interaction_id) as place
      from candidates
    ), chosen as (
      select interaction_id from numbered
      where (conversation_id <> all(${[...limited]}::int[]) or workers is null or place <= workers - (
          select count(*) from interactions busy join workflow_runs r using (workflow_run_id)
          where busy.status = 'running' and busy.conversation_id = any(${[...limited]}::int[]) and r.batch_id = numbered.batch_id))
        and (conversation_id <> ${entry}::int or batch_id is null or place <= ${admit?.window ?? 0}::int - (
          select count(*) from workflow_runs r where r.batch_id = numbered.batch_id and r.status = 'running'))
      order by priority desc, ready_at, interaction_id limit ${limit}
    )
    update interactions i set status = 'running', owner = ${owner}, started_at = now(),
      lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    from chosen, workflow_runs r
    where i.interaction_id = chosen.interaction_id and r.workflow_run_id = i.workflow_run_id
    returning i.interaction_id, i.workflow_run_id, i.posting_id, r.batch_id, i.conversation_id, i.iteration, i.attempt`.execute(
    db,
  )
  return rows
}

/** Renews every lease of `owner` in one statement and returns what it holds. Index: interactions_running. */
export async function renewLeases(db: Query, owner: string): Promise<number[]> {
  const { rows } = await sql<{ interaction_id: number }>`
    update interactions set lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    where status = 'running' and owner = ${owner} returning interaction_id`.execute(db)
  return rows.map(({ interaction_id }) => interaction_id)
}

/** Gives back what `owner` has not finished, so that a stopped process leaves work that anybody may take at once. */
export async function releaseLeases(db: Query, owner: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update interactions set status = 'pending', owner = null, lease_until = null, started_at = null
    where status = 'running' and owner = ${owner}`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** Gives back the named claims of `owner`, as if they had never been taken. */
export async function returnClaims(db: Query, owner: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update interactions set status = 'pending', owner = null, lease_until = null, started_at = null
    where interaction_id = any(${[...ids]}::bigint[]) and status = 'running' and owner = ${owner}`.execute(db)
}

export type Completion = {
  interaction_id: number
  attempt: number
  owner: string
  failed: boolean
  input: unknown
  output: unknown
  actor_id: number
  model_used: string
  temperature: number | null
  started_at: string
  completed_at: string
  prompt_tokens?: number
  output_tokens?: number
  load_ms?: number
  host?: string
  request_hash?: string
}

/**
 * Completes held interactions and returns the ids it did complete. An interaction whose lease was lost, that was cancelled or failed
 * by hand, or that is a later attempt, is not touched: its answer came too late.
 */
export async function completeHeld(tx: Tx, completions: readonly Completion[]): Promise<Set<number>> {
  const { rows } = await sql<{ interaction_id: number }>`
    update interactions i set status = case when c.failed then 'failed' else 'completed' end, input = c.input, output = c.output,
      actor_id = c.actor_id, model_used = c.model_used, temperature = c.temperature, started_at = c.started_at,
      completed_at = c.completed_at, prompt_tokens = c.prompt_tokens, output_tokens = c.output_tokens, load_ms = c.load_ms,
      host = c.host, request_hash = c.request_hash, lease_until = null
    from jsonb_to_recordset(${JSON.stringify(completions)}::jsonb) as c (interaction_id bigint, attempt smallint, owner text, failed boolean,
      input jsonb, output jsonb, actor_id int, model_used text, temperature double precision, started_at timestamptz,
      completed_at timestamptz, prompt_tokens int, output_tokens int, load_ms double precision,
      host text, request_hash text)
    where i.interaction_id = c.interaction_id and i.attempt = c.attempt and i.status = 'running' and i.owner = c.owner
    returning i.interaction_id`.execute(tx)
  return new Set(rows.map(({ interaction_id }) => interaction_id))
}

export type NewInteraction = {
  interaction_id: number
  workflow_run_id: number
  posting_id: number
  conversation_id: number
  actor_id: number
  iteration: number
  status: 'pending' | 'completed' | 'failed'
  priority: number
  parent_ids: number[]
  input?: unknown
  output?: unknown
  model_used?: string
  created_at: string
  started_at?: string
  completed_at?: string
}

/** Channel on which a transaction that leaves steps for models says so. */
export const WORK_CHANNEL = 'winnow_work'

/** Wakes idle drivers, in whatever process, once the transaction has committed. */
export async function announceWork(tx: Tx): Promise<void> {
  await sql`select pg_notify(${WORK_CHANNEL}, '')`.execute(tx)
}

/** Ids for interactions that name one another as parents before they are written. */
export async function reserveIds(tx: Tx, count: number): Promise<number[]> {
  if (count === 0) return []
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('interactions', 'interaction_id')) as id from generate_series(1, ${count}::int)`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

export async function insertInteractions(tx: Tx, interactions: readonly NewInteraction[]): Promise<void> {
  if (interactions.length === 0) return
  await sql`
    insert into interactions (interaction_id, workflow_run_id, posting_id, conversation_id, actor_id, iteration, status, priority,
      parent_ids, input, output, model_used, created_at, started_at, completed_at)
    select interaction_id, workflow_run_id, posting_id, conversation_id, actor_id, iteration, status, priority,
      coalesce(parent_ids, '{}'), coalesce(input, '{}'), output, model_used, created_at, started_at, completed_at
    from jsonb_to_recordset(${JSON.stringify(interactions)}::jsonb) as n (interaction_id bigint, workflow_run_id bigint, posting_id bigint,
      conversation_id int, actor_id int, iteration smallint, status text, priority bigint, parent_ids bigint[], input jsonb, output jsonb,
      model_used text, created_at timestamptz, started_at timestamptz, completed_at timestamptz)`.execute(tx)
}

/**
 * Fails running interactions whose lease is over, or whose owner is known to be dead, and puts a new attempt of each into the list.
 * Returns how many. The dead owner's answer, should it still come, is fenced off by completeHeld.
 */
export async function failLostLeases(db: Query, deadOwners: readonly string[]): Promise<number> {
  const { rows } = await sql`
    with lost as (
      update interactions set status = 'failed', completed_at = greatest(now(), started_at), lease_until = null,
        output = ${JSON.stringify({ error: 'lease lost', data: { error: 'lease lost' }, fault: 'upstream' })}::jsonb
      where status = 'running' and (lease_until < now() or owner = any(${[...deadOwners]}::text[]))
      returning *
    ) ${insertNextAttempts('lost', sql`now()`)}`.execute(db)
  return rows.length
}

/**
 * Adopts what a person failed by hand (no fault recorded): it counts as `operator` and is tried again, while its run is still active.
 * Returns the number of new attempts.
 */
export async function retryFailedByHand(db: Query): Promise<number> {
  const { rows } = await sql`
    with marked as (
      update interactions i set output = coalesce(i.output, '{}') || ${JSON.stringify({ fault: 'operator' })}::jsonb
        || jsonb_build_object('error', coalesce(i.output ->> 'error', 'failed by hand'),
             'data', jsonb_build_object('error', coalesce(i.output ->> 'error', 'failed by hand')))
      from workflow_runs r
      where i.status = 'failed' and i.output ->> 'fault' is null and r.workflow_run_id = i.workflow_run_id
        and r.status in ('pending', 'running') and i.created_at > now() - interval '7 days'
        and not exists (select 1 from interactions live where live.workflow_run_id = i.workflow_run_id
          and live.conversation_id = i.conversation_id and live.iteration = i.iteration and live.status not in ('failed', 'cancelled'))
      returning i.*
    ) ${insertNextAttempts('marked', sql`now()`)}`.execute(db)
  return rows.length
}

/** Fails interactions that run longer than their conversation allows; the caller aborts their calls. Returns what it stopped. */
export async function failOverdue(db: Query): Promise<{ interaction_id: number; conversation_id: number }[]> {
  const { rows } = await sql<{ interaction_id: number; conversation_id: number }>`
    with overdue as (
      update interactions i set status = 'failed', completed_at = greatest(now(), i.started_at), lease_until = null,
        output = jsonb_build_object('error', 'watchdog: ran longer than ' || c.timeout_seconds || ' s',
          'data', jsonb_build_object('error', 'watchdog: ran longer than ' || c.timeout_seconds || ' s'), 'fault', 'watchdog')
      from conversations c
      where i.status = 'running' and c.conversation_id = i.conversation_id and i.started_at < now() - make_interval(secs => c.timeout_seconds)
      returning i.*
    ) ${insertNextAttempts('overdue', sql`now()`)}`.execute(db)
  return rows
}

/** A retry is a new row with the next attempt; the failed row stays as the record. */
function insertNextAttempts(failed: string, readyAt: ReturnType<typeof sql>) {
  return sql`
    insert into interactions (workflow_run_id, posting_id, conversation_id, actor_id, iteration, attempt, priority, ready_at, parent_ids)
    select workflow_run_id, posting_id, conversation_id, actor_id, iteration, attempt + 1, priority, ${readyAt}, parent_ids from ${sql.table(failed)}
    on conflict do nothing returning interaction_id, conversation_id`
}
