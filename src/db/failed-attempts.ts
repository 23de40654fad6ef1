import { sql } from 'kysely'
import type { Tx } from './engine.ts'
import type { Completion } from './interactions.ts'

/** After so long an outage a person decides: the run is failed. */
const UPSTREAM_FOR_DAYS = 7
/** Attempts that the text or the answer may spoil before a person looks. */
const CONTENT_ATTEMPTS = 2
/** An outage is asked about again after 1, 2, 4, ... seconds, at most this many. */
const LONGEST_BACKOFF_SECONDS = 300

export type FailedAttempt = Omit<Completion, 'failed'> & {
  fault: 'content' | 'upstream' | 'internal' | 'watchdog'
  error_code: string
  error: string
}

/** What became of the step: tried again, given to a person, given up, or not held any more. */
export type AttemptEnd = 'retried' | 'needs_review' | 'failed' | 'late'

/**
 * Fails a held attempt by its owner's fault. Upstream and watchdog: a new attempt later, for up to seven days. Content: a new attempt at
 * once, until the second has failed; then the run needs review. Internal: the run fails. A run that ends takes its open steps with it.
 * The caller has locked the run.
 */
export async function failAttempt(tx: Tx, attempt: FailedAttempt): Promise<AttemptEnd> {
  const output = {
    error: attempt.error,
    code: attempt.error_code,
    data: { error: attempt.error },
    fault: attempt.fault,
  }
  const { rows } = await sql<Failed>`
    update interactions i set status = 'failed', input = ${JSON.stringify(attempt.input)}::jsonb, output = ${JSON.stringify(output)}::jsonb,
      model_used = ${attempt.model_used}, temperature = ${attempt.temperature}, prompt_tokens = ${attempt.prompt_tokens ?? null},
      output_tokens = ${attempt.output_tokens ?? null}, load_ms = ${attempt.load_ms ?? null}, host = ${attempt.host ?? null},
      request_hash = ${attempt.request_hash ?? null}, started_at = ${attempt.started_at}::timestamptz,
      completed_at = greatest(${attempt.completed_at}::timestamptz, ${attempt.started_at}::timestamptz), lease_until = null
    where i.interaction_id = ${attempt.interaction_id} and i.attempt = ${attempt.attempt} and i.status = 'running' and i.owner = ${attempt.owner}
    returning i.workflow_run_id, i.posting_id, i.conversation_id, i.interaction_id,
      (select count(*) from interactions e where e.workflow_run_id = i.workflow_run_id and e.conversation_id = i.conversation_id
        and e.iteration = i.iteration and e.status = 'failed' and e.output ->> 'fault' = 'content' and e.interaction_id <> i.interaction_id) as content,
      (select count(*) from interactions e where e.workflow_run_id = i.workflow_run_id and e.conversation_id = i.conversation_id
        and e.iteration = i.iteration and e.status = 'failed' and e.output ->> 'fault' in ('upstream', 'watchdog') and e.interaction_id <> i.interaction_id) as upstream,
      i.created_at < now() - make_interval(days => ${UPSTREAM_FOR_DAYS}) as old`.execute(tx)
  const [failed] = rows
  if (!failed) return 'late'
  const end = endOf(attempt, failed)
  if (end === 'retried') {
    const wait = attempt.fault === 'content' ? 0 : Math.min(LONGEST_BACKOFF_SECONDS, 2 ** Math.min(failed.upstream, 9))
    await retry(tx, failed.interaction_id, wait)
    return end
  }
  await endRun(tx, failed, end, attempt)
  return end
}

type Failed = {
  workflow_run_id: number
  posting_id: number
  conversation_id: number
  interaction_id: number
  content: number
  upstream: number
  old: boolean
}

function endOf({ fault, error_code }: FailedAttempt, { content, old }: Failed): 'retried' | 'needs_review' | 'failed' {
  if (fault === 'internal') return 'failed'
  // A text that does not fit will not fit the next time either.
  if (error_code === 'LLM_PROMPT_TOO_LONG') return 'needs_review'
  if (fault === 'content') return content + 1 < CONTENT_ATTEMPTS ? 'retried' : 'needs_review'
  return old ? 'failed' : 'retried'
}

async function retry(tx: Tx, id: number, waitSeconds: number): Promise<void> {
  // The first attempt's creation is kept: it tells how long the step has been tried.
  await sql`
    insert into interactions (workflow_run_id, posting_id, conversation_id, actor_id, iteration, attempt, priority, ready_at, parent_ids, created_at)
    select workflow_run_id, posting_id, conversation_id, actor_id, iteration, attempt + 1, priority,
      now() + make_interval(secs => ${waitSeconds}), parent_ids, created_at
    from interactions where interaction_id = ${id} on conflict do nothing`.execute(tx)
}

async function endRun(
  tx: Tx,
  failed: Failed,
  status: 'needs_review' | 'failed',
  attempt: FailedAttempt,
): Promise<void> {
  await sql`
    update workflow_runs set status = ${status}, outcome_reason = ${attempt.error}, completed_at = now(), revision = revision + 1
    where workflow_run_id = ${failed.workflow_run_id} and status in ('pending', 'running')`.execute(tx)
  if (status === 'needs_review')
    await sql`update postings set review_flag = true where posting_id = ${failed.posting_id} and review_flag is distinct from true`.execute(
      tx,
    )
  await cancelOpenSteps(tx, [failed.workflow_run_id])
  await tx
    .insertInto('workflow_errors')
    .values({
      workflow_run_id: failed.workflow_run_id,
      posting_id: failed.posting_id,
      conversation_id: failed.conversation_id,
      interaction_id: failed.interaction_id,
      error_code: attempt.error_code,
      message: attempt.error,
    })
    .execute()
}

/** Cancels what still waits or runs of runs that have ended: answers on their way find nothing to complete. */
export async function cancelOpenSteps(tx: Tx, runIds: readonly number[]): Promise<void> {
  if (runIds.length === 0) return
  await sql`
    update interactions set status = 'cancelled', lease_until = null, completed_at = greatest(now(), started_at)
    where workflow_run_id = any(${[...runIds]}::bigint[]) and status in ('pending', 'running')`.execute(tx)
}
