import { type RawBuilder, sql } from 'kysely'
import type { Query } from './engine.ts'
import type { Target } from './write-postings.ts'

/** What is known of an opening before it is read again. */
export type KnownOpening = {
  /** ISO instant at which its text was last read. */
  fetched_at: string | null
  /** Of its item in the listing at that time; null where none was kept. */
  listing_hash: string | null
  /** It is served: neither gone nor deleted nor judged invalid. */
  is_open: boolean
}

/** The postings of a source that are stored under these ids, by id. Indexes: postings_source_external_id, staging's (source_id, external_id). */
export async function knownOpenings(
  db: Query,
  source_id: number,
  external_ids: readonly string[],
  target: Target = 'live',
): Promise<Map<string, KnownOpening>> {
  if (external_ids.length === 0) return new Map()
  const { rows } = await knownQuery(source_id, external_ids, target).execute(db)
  return new Map(rows.map(({ external_id, ...known }) => [external_id, known]))
}

/** The query by itself, for EXPLAIN. */
export function knownQuery(source_id: number, external_ids: readonly string[], target: Target = 'live') {
  return sql<KnownOpening & { external_id: string }>`
    select p.external_id, s.raw_data #>> '{collected,listing_hash}' as listing_hash, ${IS_OPEN} as is_open,
      coalesce(s.raw_data #>> '{collected,read_at}', to_char(p.fetched_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as fetched_at
    from ${tableOf(target)} p
    left join postings_staging s on s.source_id = p.source_id and s.external_id = p.external_id
    where p.source_id = ${source_id}::int and p.external_id = any(${[...external_ids]}::text[])`
}

/** Postings that a reader sees; all others must be read in full to come back. */
export const IS_OPEN = sql`(p.posting_status in ('pending', 'active', 'complete') and not p.invalidated and p.deleted_at is null)`

export const tableOf = (target: Target): RawBuilder<unknown> =>
  target === 'live' ? sql`postings` : sql`postings_shadow`
