/** Live postings without an address, and the way to give them one. */
import { sql } from 'kysely'
import type { Query, Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import type { FieldOrigin } from './posting-columns.ts'
import { recordFieldEvents } from './posting-history.ts'

/** A posting without `external_url`, with all that is kept of how it came. */
export type WithoutUrl = {
  posting_id: number
  posting_uid: string
  external_id: string | null
  job_title: string | null
  organization: string | null
  location_raw: string | null
  apply_url: string | null
  canonical_version: number | null
  source: string | null
  kind: string | null
  config: Record<string, unknown> | null
  staged_url: string | null
  /** The source's own item as received: of its staging row, else of the posting. */
  item: unknown
}

export type MissingFilter = { source_id: number | null; after: number; limit: number }

/** The next of them by id, neither deleted nor judged invalid. The newest staging row of each counts. */
export async function withoutUrl(db: Query, { source_id, after, limit }: MissingFilter): Promise<WithoutUrl[]> {
  const { rows } = await sql<WithoutUrl>`
    select p.posting_id, p.posting_uid, p.external_id, p.job_title, p.organization, p.location_raw, p.apply_url, p.canonical_version,
      coalesce(o.source_name, p.source) as source, o.kind, o.config, s.posting_url as staged_url,
      coalesce(s.raw_data -> 'item', p.raw_data) as item
    from postings p
    left join sources o on o.source_id = p.source_id
    left join lateral (
      select posting_url, raw_data from postings_staging
      where promoted_to_posting_id = p.posting_id or staging_id = p.created_by_staging_id
      order by updated_at desc, staging_id desc limit 1) s on true
    where nullif(btrim(p.external_url), '') is null and p.deleted_at is null and not p.invalidated
      and (${source_id}::int is null or p.source_id = ${source_id}::int) and p.posting_id > ${after}::bigint
    order by p.posting_id limit ${limit}::int`.execute(db)
  return rows
}

export type FoundUrl = {
  posting_id: number
  external_url: string
  canonical_id: string | null
  /** null leaves it: of a posting without an own id it is what its source is recognised by. */
  canonical_hash: string | null
  origin: FieldOrigin
}

/** Gives postings their addresses, unless they got one meanwhile, and tells their history. Answers how many were changed. */
export async function saveFoundUrls(tx: Tx, found: readonly FoundUrl[], told: string): Promise<number> {
  if (found.length === 0) return 0
  const { rows } = await sql<{ posting_uid: string; external_url: string }>`
    with locked as (
      select f.* from postings p
      join jsonb_to_recordset(${toJsonbText(found)}::jsonb) as f (posting_id bigint, external_url text, canonical_id text,
        canonical_hash text, origin jsonb) using (posting_id)
      where nullif(btrim(p.external_url), '') is null order by p.posting_id for update of p)
    update postings p set external_url = l.external_url, canonical_hash = coalesce(l.canonical_hash, p.canonical_hash),
      canonical_id = case when p.canonical_version is null then p.canonical_id else l.canonical_id end,
      provenance = p.provenance || jsonb_build_object('external_url', l.origin), version = p.version + 1, updated_at = now()
    from locked l where l.posting_id = p.posting_id returning p.posting_uid, p.external_url`.execute(tx)
  await recordFieldEvents(
    tx,
    rows.map(({ posting_uid, external_url }) => {
      return { posting_uid, field: 'external_url', old_value: null, new_value: external_url, origin: told }
    }),
  )
  return rows.length
}
