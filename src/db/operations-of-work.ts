/** Long work other than batches and trials: who asked for it, who performs it, how far it is and how it ended. */
import { sql } from 'kysely'
import { appendEvent } from './batches.ts'
import type { Database, Query, Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'

/** Work whose process has been silent for so long is taken over. */
const SILENT_SECONDS = 30
/** Work that was taken over so often brings its processes down: it ends as failed. */
const MOST_TAKEOVERS = 3

export type Work = { operation_id: string; kind: string; input: unknown; requested_by: string | null }
export type NewWork = {
  kind: string
  input: unknown
  by: string
  /** Who performs it at once; null: whoever comes first. */
  owner: string | null
  /** Names of the parts of `input` that tell two works of the kind apart: only one of those that agree may be open. */
  oneFor: readonly string[]
  code_version?: string | undefined
  schema_version?: string | undefined
}

/** Asks for work. While an open one of the same kind agrees with it, that one is returned instead, `started: false`. */
export async function beginWork(
  database: Database,
  work: NewWork,
): Promise<{ operation_id: string; started: boolean }> {
  const { kind, input, by, owner, oneFor, code_version = null, schema_version = null } = work
  return database.transaction(async (tx) => {
    // Two processes that ask at the same moment wait here for each other.
    await sql`select pg_advisory_xact_lock(hashtext(${`work ${kind}`}))`.execute(tx)
    const open = await openWork(tx, kind)
    const same = open.find((other) => oneFor.every((part) => partOf(other.input, part) === partOf(input, part)))
    if (same) return { operation_id: same.operation_id, started: false }
    const { rows } = await sql<{ operation_id: string }>`
      insert into operations (kind, state, input, requested_by, owner, started_at, code_version, schema_version)
      values (${kind}, ${owner === null ? 'queued' : 'running'}, ${toJsonbText(input)}::jsonb, ${by}, ${owner},
        case when ${owner}::text is null then null else now() end, ${code_version}, ${schema_version})
      returning operation_id`.execute(tx)
    const id = rows[0]?.operation_id as string
    await appendEvent(tx, id, 'created', { kind })
    await tx
      .insertInto('audit_log')
      .values({ actor: by, action: `${kind}.start`, subject: id })
      .execute()
    return { operation_id: id, started: true }
  })
}

async function openWork(tx: Tx, kind: string): Promise<{ operation_id: string; input: unknown }[]> {
  const { rows } = await sql<{ operation_id: string; input: unknown }>`
    select operation_id, input from operations where kind = ${kind} and state in ('queued', 'running', 'paused')
    order by created_at limit 1000`.execute(tx)
  return rows
}

function partOf(input: unknown, part: string): string {
  return JSON.stringify((input as Record<string, unknown> | null)?.[part] ?? null)
}

/**
 * The oldest work of these kinds that nobody performs, now performed by `owner`; undefined when there is none. Work that was taken over
 * too often ends as failed instead. Index: operations_open.
 */
export async function claimWork(
  database: Database,
  kinds: readonly string[],
  owner: string,
): Promise<Work | undefined> {
  if (kinds.length === 0) return undefined
  const claimed = await database.transaction(async (tx) => {
    const { rows } = await sql<Work & { abandoned: boolean }>`
      select operation_id, kind, input, requested_by, state = 'running' and owner is not null as abandoned from operations
      where kind = any(${[...kinds]}::text[]) and (state = 'queued'
        or state = 'running' and (owner is null or updated_at < now() - make_interval(secs => ${SILENT_SECONDS})))
      order by created_at limit 1 for update skip locked`.execute(tx)
    const [work] = rows
    if (!work) return undefined
    const { abandoned, ...claimed } = work
    if (abandoned) await appendEvent(tx, work.operation_id, 'taken_over', {})
    await sql`
      update operations set state = 'running', owner = ${owner}, started_at = coalesce(started_at, now()), updated_at = now()
      where operation_id = ${work.operation_id}::uuid`.execute(tx)
    const { rows: before } = await sql<{ takeovers: number }>`
      select count(*)::int as takeovers from operation_events
      where operation_id = ${work.operation_id}::uuid and kind = 'taken_over'`.execute(tx)
    return { work: claimed, takeovers: before[0]?.takeovers ?? 0 }
  })
  if (!claimed) return undefined
  if (claimed.takeovers <= MOST_TAKEOVERS) return claimed.work
  const error = {
    code: 'WORK_ABANDONED',
    message: `Its process ended ${claimed.takeovers} times in the middle of it.`,
    fix: 'Look into the log for what ended the processes, then start it again.',
  }
  await endWork(database, claimed.work.operation_id, owner, { error })
  return undefined
}

/** Says that the work is alive and how far it is (0 to 1). False when it was cancelled or paused, or is another's by now. */
export async function touchWork(
  database: Database,
  id: string,
  owner: string,
  { progress, counts }: { progress: number; counts: Record<string, number> },
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const { rows } = await sql<{ moved: boolean }>`
      update operations o set progress = ${progress}::double precision, counts = ${JSON.stringify(counts)}::jsonb, updated_at = now()
      from (select operation_id, progress, counts from operations where operation_id = ${id}::uuid for update) before
      where o.operation_id = before.operation_id and o.state = 'running' and o.owner = ${owner}
      returning before.progress <> o.progress or before.counts <> o.counts as moved`.execute(tx)
    if (rows[0]?.moved) await appendEvent(tx, id, 'progress', { progress, counts })
    return rows.length > 0
  })
}

/** Puts work that `owner` cannot end back on the list; nothing when it is no longer its own. */
export async function returnWork(db: Query, id: string, owner: string): Promise<void> {
  await sql`
    update operations set state = 'queued', owner = null, updated_at = now()
    where operation_id = ${id}::uuid and state = 'running' and owner = ${owner}`.execute(db)
}

/** Forgets the owner of work that was paused, so that anybody takes it up once it is resumed. */
export async function leaveWork(db: Query, id: string, owner: string): Promise<void> {
  await sql`
    update operations set owner = null where operation_id = ${id}::uuid and state = 'paused' and owner = ${owner}`.execute(
    db,
  )
}

export type WorkEnd =
  | { result: unknown; counts?: Record<string, number> }
  | { error: { code: string; message: string; fix: string } }

/** Ends work with its result or with what went wrong; false when it is no longer `owner`'s. */
export async function endWork(database: Database, id: string, owner: string, end: WorkEnd): Promise<boolean> {
  const failed = 'error' in end
  const [result, error] = failed ? [null, JSON.stringify(end.error)] : [toJsonbText(end.result ?? null), null]
  const counts = failed || end.counts === undefined ? null : JSON.stringify(end.counts)
  return database.transaction(async (tx) => {
    const { rows } = await sql`
      update operations set state = ${failed ? 'failed' : 'succeeded'}, progress = case when ${failed}::boolean then progress else 1 end,
        counts = coalesce(${counts}::jsonb, counts), result = ${result}::jsonb, error = ${error}::jsonb, finished_at = now(),
        updated_at = now()
      where operation_id = ${id}::uuid and state = 'running' and owner = ${owner} returning operation_id`.execute(tx)
    if (rows.length > 0)
      await appendEvent(tx, id, failed ? 'failed' : 'succeeded', failed ? { code: end.error.code } : {})
    return rows.length > 0
  })
}

export type LastWork = { attempted_at: string | null; succeeded_at: string | null; open: boolean }

/** When work of a kind with this input was last asked for and last ended well, by whomever. */
export async function lastWork(db: Query, kind: string, input: unknown): Promise<LastWork> {
  const { rows } = await sql<LastWork>`
    select max(created_at) as attempted_at, max(finished_at) filter (where state = 'succeeded') as succeeded_at,
      coalesce(bool_or(state in ('queued', 'running', 'paused')), false) as open
    from operations where kind = ${kind} and input = ${toJsonbText(input)}::jsonb`.execute(db)
  return rows[0] ?? { attempted_at: null, succeeded_at: null, open: false }
}
