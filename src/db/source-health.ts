/** How a source fares: its failures, its pauses, its last success. */
import { sql } from 'kysely'
import { appendAudit } from './audit.ts'
import type { Query, Tx } from './engine.ts'
import type { Source } from './sources.ts'

export type CollectedSource = Source & {
  target: 'live' | 'shadow'
  politeness: Record<string, unknown>
  consecutive_failures: number
  paused_reason: string | null
  /** ISO instant until which it is left alone after failures; null where it is not, or not any more. */
  rests_until: string | null
}

const COLUMNS = sql`
  source_id, source_name, kind, org_name, config, status, target, politeness, consecutive_failures, paused_reason,
  case when paused_until > now() then to_char(paused_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end as rests_until`

export async function findCollected(db: Query, name: string): Promise<CollectedSource | undefined> {
  const { rows } = await sql<CollectedSource>`select ${COLUMNS} from sources where source_name = ${name}`.execute(db)
  return rows[0]
}

/** A source that failed so often in a row is left alone for a while. */
const FAILURES_BEFORE_REST = 5
const FIRST_REST_MINUTES = 15
const LONGEST_REST_MINUTES = 24 * 60

export type SourceFailure = { code: string; message: string }

/**
 * Counts a failure of the source. From the fifth in a row on it rests: 15 minutes, doubled by each further failure, at most a day.
 * Answers the instant until which it rests, or null.
 */
export async function recordSourceFailure(db: Query, sourceId: number, failure: SourceFailure): Promise<string | null> {
  const { rows } = await sql<{ paused_until: string | null }>`
    update sources set last_error = ${lineOf(failure)}, consecutive_failures = consecutive_failures + 1,
      paused_reason = case when consecutive_failures + 1 >= ${FAILURES_BEFORE_REST}::int and status = 'active' then ${failure.code} else paused_reason end,
      paused_until = case when consecutive_failures + 1 >= ${FAILURES_BEFORE_REST}::int then
        now() + make_interval(mins => least(${LONGEST_REST_MINUTES}::int,
          (${FIRST_REST_MINUTES}::int * 2 ^ least(consecutive_failures + 1 - ${FAILURES_BEFORE_REST}::int, 10))::int)) end
    where source_id = ${sourceId}::int returning paused_until`.execute(db)
  return rows[0]?.paused_until ?? null
}

/** Notes what went wrong with part of a source, or on this side, without counting it against the source. */
export async function recordSourceError(db: Query, sourceId: number, failure: SourceFailure): Promise<void> {
  await sql`update sources set last_error = ${lineOf(failure)} where source_id = ${sourceId}::int`.execute(db)
}

/** The source gave all that it was asked for; with `complete` its whole listing was read. */
export async function recordSourceRead(
  db: Query,
  sourceId: number,
  { complete }: { complete: boolean },
): Promise<void> {
  await sql`
    update sources set last_success_at = now(), last_error = null, consecutive_failures = 0, paused_until = null,
      paused_reason = case when status = 'paused' then paused_reason end,
      last_complete_sweep_at = case when ${complete}::boolean then now() else last_complete_sweep_at end
    where source_id = ${sourceId}::int`.execute(db)
}

/** A person's pause: nothing is collected until a person resumes it. False when there is no such source. */
export async function pauseSource(
  tx: Tx,
  name: string,
  { by, reason }: { by: string; reason: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    update sources set status = 'paused', paused_reason = ${reason} where source_name = ${name} returning 1`.execute(tx)
  if (rows.length > 0) await appendAudit(tx, { actor: by, action: 'source.paused', subject: name, detail: { reason } })
  return rows.length > 0
}

/** Ends a pause or a rest and forgives the failures that led to it. False when there is no such source. */
export async function resumeSource(tx: Tx, name: string, { by }: { by: string }): Promise<boolean> {
  const { rows } = await sql`
    update sources set status = 'active', paused_reason = null, paused_until = null, consecutive_failures = 0
    where source_name = ${name} returning 1`.execute(tx)
  if (rows.length > 0) await appendAudit(tx, { actor: by, action: 'source.resumed', subject: name })
  return rows.length > 0
}

const lineOf = ({ code, message }: SourceFailure) => `${code}: ${message}`.slice(0, 500)
