import { sql } from 'kysely'
import type { Query } from './engine.ts'
import { IS_OPEN, tableOf } from './known-openings.ts'
import type { Target } from './write-postings.ts'

/** A posting that was read from a page. */
export type KnownPage = {
  posting_id: number
  /** Identity of the page's address, as in `postings.canonical_id`. */
  canonical_id: string
  is_open: boolean
  /** ISO instant at which the page was last read. */
  received_at: string
}

/** Postings of a source that stand at these addresses. Index: postings_source_seen. */
export async function knownPages(
  db: Query,
  target: Target,
  sourceId: number,
  canonicalIds: readonly string[],
): Promise<KnownPage[]> {
  if (canonicalIds.length === 0) return []
  const { rows } = await sql<KnownPage>`
    select p.posting_id, p.canonical_id, ${IS_OPEN} as is_open,
      to_char(greatest(s.updated_at, p.fetched_at, p.created_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as received_at
    from ${tableOf(target)} p
    left join postings_staging s on s.source_id = p.source_id and s.staging_id = p.created_by_staging_id
    where p.source_id = ${sourceId}::int and p.canonical_id = any(${[...canonicalIds]}::text[])`.execute(db)
  return rows
}

/** Open postings are seen again; nothing but the time is written. Answers how many. */
export async function touchPostings(db: Query, target: Target, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const { rows } = await sql`
    update ${tableOf(target)} p set last_seen_at = now() where posting_id in (
      select p.posting_id from ${tableOf(target)} p where p.posting_id = any(${[...ids]}::bigint[]) and ${IS_OPEN}
      order by p.posting_id for update of p)
    returning 1`.execute(db)
  return rows.length
}
