import { type RawBuilder, sql } from 'kysely'
import type { StoredPosting } from './compare-posting.ts'
import type { Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import { CONTENT_COLUMNS } from './posting-columns.ts'

export type Identity = {
  /** The caller's name for the row, in the answer again. */
  index: number
  source_id: number
  external_id: string | null
  canonical_hash: string
  content_hash: string
  /** The row brings HTML, so that the stored HTML's hash is wanted. */
  has_html: boolean
}

/**
 * Locks the postings that are stored under these identities, in the order of their ids, and answers them by `index`. The description
 * itself is not read: its hash is, and only where the content hash differs; that of its HTML only where a row brings some. Indexes: postings_source_external_id,
 * postings_source_canonical_hash.
 */
export async function lockStored(
  tx: Tx,
  table: RawBuilder<unknown>,
  identities: readonly Identity[],
): Promise<Map<number, StoredPosting>> {
  const own = identities.filter(({ external_id }) => external_id !== null)
  const without = identities.filter(({ external_id }) => external_id === null)
  const found = [
    ...(await lock(tx, table, own, sql`p.external_id = k.external_id`)),
    ...(await lock(tx, table, without, sql`p.external_id is null and p.canonical_hash = k.canonical_hash`)),
  ]
  return new Map(found.map(({ index, ...stored }) => [index, stored]))
}

async function lock(
  tx: Tx,
  table: RawBuilder<unknown>,
  identities: readonly Identity[],
  same: RawBuilder<unknown>,
): Promise<(StoredPosting & { index: number })[]> {
  if (identities.length === 0) return []
  const { rows } = await sql<StoredPosting & { index: number }>`
    select k.index, p.posting_id, p.posting_uid, p.posting_status, p.invalidated, p.deleted_at is not null as deleted, p.deletion_hold,
      p.canonical_version, p.content_hash, p.provenance -> 'posted_date' ->> 'raw' as posted_raw, current_date::text as today,
      case when p.content_hash is distinct from k.content_hash then md5(coalesce(p.job_description, '')) end as description_hash,
      case when k.has_html then md5(coalesce(p.description_html, '')) end as html_hash,
      p.extracted_summary is not null and p.skill_keywords is not null and p.ihl_score is not null as has_results,
      to_jsonb(c) as content
    from jsonb_to_recordset(${toJsonbText(identities)}::jsonb)
      as k (index int, source_id int, external_id text, canonical_hash text, content_hash text, has_html boolean)
    join ${table} p on p.source_id = k.source_id and ${same}
    cross join lateral (select ${sql.join(CONTENT_COLUMNS.map((column) => sql.ref(`p.${column}`)))}) c
    order by p.posting_id for update of p`.execute(tx)
  return rows
}
