/** Postings whose source could be asked again, with what is kept of how each came. */
import { sql } from 'kysely'
import type { Query } from './engine.ts'
import { IS_OPEN } from './known-openings.ts'

export type Refreshable = {
  posting_id: number
  posting_uid: string
  external_id: string | null
  external_url: string | null
  source_id: number
  source_name: string
  kind: string
  /** null while it is young. */
  kept: {
    /** How it was read; null for a row of a file. */
    from: 'record' | 'page' | null
    /** As in `raw_data.item` of its staging row. */
    item: unknown
    listing_hash: string | null
  } | null
}

/**
 * Those of the postings that are open and came from a source that is collected; `kept` is read only where the source was last read before
 * `readBefore`, because it is long. Imported and hand-written postings, which have no such source, are absent.
 */
export async function refreshablePostings(
  db: Query,
  postingIds: readonly number[],
  readBefore: Date,
): Promise<Refreshable[]> {
  const { rows } = await sql<Refreshable>`
    select p.posting_id, p.posting_uid, p.external_id, p.external_url, o.source_id, o.source_name, o.kind,
      case when greatest(s.updated_at, p.fetched_at, p.created_at) < ${readBefore.toISOString()}::timestamptz then jsonb_build_object(
        'from', case when s.raw_data ? 'collected' then 'record' when s.raw_data ? 'extraction' then 'page' end,
        'item', s.raw_data -> 'item', 'listing_hash', s.raw_data #> '{collected,listing_hash}') end as kept
    from postings p
    join sources o on o.source_id = p.source_id and o.kind <> 'manual'
    join postings_staging s on s.staging_id = p.created_by_staging_id and s.source_id = p.source_id
    where p.posting_id = any(${[...postingIds]}::bigint[]) and ${IS_OPEN}
    order by p.posting_id`.execute(db)
  return rows
}

/** Which of the postings are removed by now. */
export async function removedAmong(db: Query, postingIds: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ posting_id: number }>`
    select posting_id from postings where posting_id = any(${[...postingIds]}::bigint[]) and posting_status = 'removed'`.execute(
    db,
  )
  return new Set(rows.map(({ posting_id }) => posting_id))
}
