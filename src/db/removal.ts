/** Which postings of a source are gone, and taking them off. Removed is a status; a posting that is seen again comes back. */
import { type RawBuilder, sql } from 'kysely'
import type { Query, Tx } from './engine.ts'

/** A statement locks so many rows at most. */
export const REMOVED_AT_ONCE = 500

const OPEN = sql`p.posting_status in ('pending', 'active', 'complete') and p.deleted_at is null`
const GONE_SINCE_SEEN = sql`
  exists (select 1 from posting_liveness l where l.posting_id = p.posting_id and l.outcome = 'gone' and l.checked_at > p.last_seen_at)`

/** Open postings of a source. */
export async function countOpen(db: Query, sourceId: number): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from postings p where p.source_id = ${sourceId}::int and ${OPEN}`.execute(db)
  return rows[0]?.open ?? 0
}

export type SweepTimes = {
  /** When the complete sweep that just ended started. */
  started_at: string
  /** When the complete sweep of the same request before it started; null when there was none. */
  previous: string | null
}

/**
 * Open postings that the sweep did not see, and that the one before did not see either or whose own address says that they are gone.
 * None while the clock stands before the sweep's start: it was set back, and nothing is known of what was seen. Index:
 * postings_source_seen.
 */
export async function unseenPostings(
  db: Query,
  sourceId: number,
  { started_at, previous }: SweepTimes,
): Promise<number[]> {
  return ids(
    db,
    sql`p.source_id = ${sourceId}::int and ${OPEN} and p.last_seen_at < ${started_at}::timestamptz and now() > ${started_at}::timestamptz
      and (p.last_seen_at < ${previous}::timestamptz or ${GONE_SINCE_SEEN})`,
  )
}

/**
 * Open postings of a source whose address said in two checks in a row that they are gone, or in one while the last complete sweep of
 * the whole source (not of another base URL) did not see them.
 */
export async function gonePostings(db: Query, sourceId: number): Promise<number[]> {
  return ids(
    db,
    sql`p.source_id = ${sourceId}::int and ${OPEN} and exists (
      select 1 from posting_liveness l where l.posting_id = p.posting_id and l.outcome = 'gone' and l.checked_at > p.last_seen_at
        and (l.times_gone >= 2 or p.last_seen_at < (
          select max(s.started_at) from sweeps s
          where s.source_id = p.source_id and s.state = 'complete' and s.request @> '{"whole": true}'
            and not s.request ? 'base_url')))`,
  )
}

/**
 * Marks postings removed that are still open and were not seen since `unseenSince`; without it, those whose address still says that they
 * are gone. Answers their public ids. Rows are locked in the order of their ids, as every writer of postings does.
 */
export async function removePostings(
  tx: Tx,
  postingIds: readonly number[],
  unseenSince: string | null,
): Promise<string[]> {
  const still = unseenSince === null ? GONE_SINCE_SEEN : sql`p.last_seen_at < ${unseenSince}::timestamptz`
  const { rows } = await sql<{ posting_uid: string }>`
    update postings set posting_status = 'removed' where posting_id in (
      select p.posting_id from postings p where p.posting_id = any(${[...postingIds]}::bigint[]) and ${OPEN} and ${still}
      order by p.posting_id for update of p)
    returning posting_uid`.execute(tx)
  return rows.map(({ posting_uid }) => posting_uid)
}

async function ids(db: Query, where: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await sql<{ posting_id: number }>`
    select p.posting_id from postings p where ${where} order by p.posting_id`.execute(db)
  return rows.map(({ posting_id }) => posting_id)
}
