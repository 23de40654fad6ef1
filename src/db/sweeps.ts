import { type RawBuilder, sql } from 'kysely'
import type { Query, Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import type { WriteCounts } from './write-totals.ts'

export type SweepState = 'running' | 'complete' | 'partial' | 'failed'

/** A reading of a source's listing. `cursor` is where it goes on; null at the start, and where going on makes no sense. */
export type Sweep = {
  sweep_id: number
  request: Record<string, unknown>
  state: SweepState
  cursor: unknown
  pages: number
  items: number
  listed_total: number | null
  counts: Partial<WriteCounts>
  faults: Record<string, number>
  reason: string | null
  /** With the database's microseconds, to be compared with last_seen_at. */
  started_at: string
}

/** Who may write to a sweep: once another has taken it over, nothing of this owner is accepted any more. */
export type SweepLease = { sweep_id: number; owner: string; lease_seconds: number }

/** Totals of the sweep so far, not what is new. */
export type SweepFigures = {
  items: number
  listed_total: number | null
  counts: WriteCounts
  faults: Readonly<Record<string, number>>
}

const COLUMNS = sql`sweep_id, request, state, cursor, pages, items, listed_total, counts, faults, reason, started_at`

export type SweepStart = {
  source_id: number
  /** What is asked for: only the same question goes on where it stopped. */
  request: Record<string, unknown>
  owner: string
  lease_seconds: number
  /** A sweep that broke off longer ago is not gone on with: its listing has moved meanwhile. */
  resume_seconds: number
  requested_by: string | null
}

/**
 * Begins a sweep, or goes on with one of the same request that broke off; undefined while another owner's lease on the source holds. A
 * sweep of another request whose owner is gone ends as partial, `abandoned`.
 */
export async function beginSweep(tx: Tx, start: SweepStart): Promise<{ sweep: Sweep; resumed: boolean } | undefined> {
  const { source_id } = start
  const request = sql`${toJsonbText(start.request)}::jsonb`
  const fresh = sql`now() - make_interval(secs => ${start.resume_seconds}::double precision)`
  // Two that begin at once wait here for each other.
  await sql`select 1 from sources where source_id = ${source_id}::int for update`.execute(tx)
  const { rows: running } = await sql<{ sweep_id: number; held: boolean; resumable: boolean }>`
    select sweep_id, lease_until > now() as held, request = ${request} and cursor is not null and lease_until > ${fresh} as resumable
    from sweeps where source_id = ${source_id}::int and state = 'running'`.execute(tx)
  const [open] = running
  if (open?.held) return undefined
  if (open?.resumable) return { sweep: await take(tx, open.sweep_id, start), resumed: true }
  if (open) {
    await sql`
      update sweeps set state = 'partial', reason = 'abandoned', cursor = null, owner = null, lease_until = null, finished_at = now()
      where sweep_id = ${open.sweep_id}::bigint`.execute(tx)
  }
  const { rows: last } = await sql<{ sweep_id: number; resumable: boolean }>`
    select sweep_id, state = 'partial' and cursor is not null and finished_at > ${fresh} as resumable from sweeps
    where source_id = ${source_id}::int and request = ${request} order by started_at desc, sweep_id desc limit 1`.execute(
    tx,
  )
  if (last[0]?.resumable) return { sweep: await take(tx, last[0].sweep_id, start), resumed: true }
  const { rows } = await sql<Sweep>`
    insert into sweeps (source_id, request, owner, lease_until, requested_by)
    values (${source_id}::int, ${request}, ${start.owner}, ${leaseEnd(start)}, ${start.requested_by}) returning ${COLUMNS}`.execute(
    tx,
  )
  return { sweep: rows[0] as Sweep, resumed: false }
}

async function take(tx: Tx, id: number, start: SweepStart): Promise<Sweep> {
  const { rows } = await sql<Sweep>`
    update sweeps set state = 'running', reason = null, finished_at = null, owner = ${start.owner}, lease_until = ${leaseEnd(start)},
      requested_by = ${start.requested_by}
    where sweep_id = ${id}::bigint returning ${COLUMNS}`.execute(tx)
  return rows[0] as Sweep
}

/** Commits a page: from now on the sweep goes on after it. False when the sweep belongs to another owner by now. */
export async function commitPage(
  db: Query,
  lease: SweepLease,
  { cursor, ...figures }: SweepFigures & { cursor: unknown },
): Promise<boolean> {
  return change(
    db,
    lease,
    sql`pages = pages + 1, cursor = ${jsonOrNull(cursor)}, ${figuresOf(figures)}, lease_until = ${leaseEnd(lease)}`,
  )
}

/** Keeps what was stored within a page, and the lease. False when the sweep belongs to another owner by now. */
export async function renewSweep(db: Query, lease: SweepLease, figures: SweepFigures): Promise<boolean> {
  return change(db, lease, sql`${figuresOf(figures)}, lease_until = ${leaseEnd(lease)}`)
}

export type SweepOutcome = SweepFigures & {
  state: Exclude<SweepState, 'running'>
  /** Code of why it is not complete. */
  reason: string | null
  /** Whether the next sweep of the same request may go on from its cursor. */
  resumable: boolean
}

/** Ends a sweep. False when it belongs to another owner by now. */
export async function finishSweep(
  db: Query,
  lease: SweepLease,
  { state, reason, resumable, ...figures }: SweepOutcome,
): Promise<boolean> {
  const cursor = resumable ? sql`cursor` : sql`null`
  return change(
    db,
    lease,
    sql`state = ${state}, reason = ${reason}, cursor = ${cursor}, ${figuresOf(figures)}, owner = null, lease_until = null, finished_at = now()`,
  )
}

/** When the last complete sweep of the same request before this one started; null when there was none. Index: sweeps_source. */
export async function previousComplete(
  db: Query,
  { source_id, sweep_id }: { source_id: number; sweep_id: number },
): Promise<string | null> {
  const { rows } = await sql<{ started_at: string }>`
    select s.started_at from sweeps s join sweeps this on this.sweep_id = ${sweep_id}::bigint
    where s.source_id = ${source_id}::int and s.state = 'complete' and s.request = this.request and s.sweep_id <> this.sweep_id
    order by s.started_at desc limit 1`.execute(db)
  return rows[0]?.started_at ?? null
}

/**
 * Own ids of the source that were received or seen since `instant`: what a sweep that broke off has read already. Indexes:
 * postings_source_seen, staging's (source_id, external_id).
 */
export async function idsSeenSince(db: Query, sourceId: number, instant: string): Promise<string[]> {
  const { rows } = await sql<{ external_id: string }>`
    select external_id from postings
      where source_id = ${sourceId}::int and last_seen_at >= ${instant}::timestamptz and external_id is not null
    union
    select external_id from postings_staging where source_id = ${sourceId}::int and updated_at >= ${instant}::timestamptz`.execute(
    db,
  )
  return rows.map(({ external_id }) => external_id)
}

async function change(db: Query, { sweep_id, owner }: SweepLease, set: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql`
    update sweeps set ${set} where sweep_id = ${sweep_id}::bigint and owner = ${owner} and state = 'running' returning 1`.execute(
    db,
  )
  return rows.length > 0
}

function figuresOf({ items, listed_total, counts, faults }: SweepFigures): RawBuilder<unknown> {
  return sql`items = ${items}::int, listed_total = ${listed_total}::int, counts = ${toJsonbText(counts)}::jsonb, faults = ${toJsonbText(faults)}::jsonb`
}

const leaseEnd = ({ lease_seconds }: { lease_seconds: number }) =>
  sql`now() + make_interval(secs => ${lease_seconds}::double precision)`

const jsonOrNull = (value: unknown) =>
  value === null || value === undefined ? sql`null::jsonb` : sql`${toJsonbText(value)}::jsonb`
