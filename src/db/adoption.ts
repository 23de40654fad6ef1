import { sql } from 'kysely'
import type { Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import type { FieldOrigin } from './posting-columns.ts'

/** A posting that a person typed, with what its source and its staging row know. */
export type HandWritten = {
  posting_id: number
  job_title: string | null
  job_description: string | null
  organization: string | null
  location_raw: string | null
  location_city: string | null
  location_country: string | null
  external_url: string | null
  apply_url: string | null
  source_id: number | null
  source: string | null
  org_name: string | null
  staged_location: string | null
  staged_company: string | null
  staged_url: string | null
}

/** Live postings without an identity, the oldest first, locked; those that another adoption holds are left to it. Index: postings_not_adopted. */
export async function claimHandWritten(tx: Tx, limit: number): Promise<HandWritten[]> {
  const { rows } = await sql<HandWritten>`
    select p.posting_id, p.job_title, p.job_description, p.organization, p.location_raw, p.location_city, p.location_country, p.external_url,
      p.apply_url, o.source_id, coalesce(o.source_name, p.source) as source, o.org_name,
      s.location as staged_location, s.company_name as staged_company, s.posting_url as staged_url
    from postings p
    left join postings_staging s on s.staging_id = p.created_by_staging_id
    left join sources o on o.source_id = p.source_id or (p.source_id is null and o.source_name = p.source)
    where p.canonical_version is null order by p.posting_id limit ${limit} for update of p skip locked`.execute(tx)
  return rows
}

/** What adoption gives a posting; null leaves what the person typed. */
export type Adopted = {
  posting_id: number
  source_id: number | null
  source: string | null
  job_title: string | null
  posting_name: string | null
  job_description: string | null
  organization: string | null
  location_raw: string | null
  location_city: string | null
  location_region: string | null
  location_country: string | null
  country_code: string | null
  external_url: string | null
  ai_job_language: string | null
  canonical_version: number
  canonical_hash: string
  canonical_id: string | null
  content_hash: string
  provenance: Record<string, FieldOrigin>
}

/**
 * Stores what adoption found. Places are replaced as a whole, since a part of a split place typed by hand may be the whole of it. Where
 * the source has the same posting without an own id already, the row keeps no hash and is linked to it: a link, never a delete, and
 * without a similarity, so that it stays.
 */
export async function saveAdopted(tx: Tx, adopted: readonly Adopted[]): Promise<void> {
  if (adopted.length === 0) return
  await sql`
    with adopted as (
      select a.*, row_number() over (partition by a.source_id, a.canonical_hash order by a.posting_id) as turn,
        min(a.posting_id) over (partition by a.source_id, a.canonical_hash) as first, p.external_id
      from jsonb_to_recordset(${toJsonbText(adopted)}::jsonb) as a (posting_id bigint, source_id int, source text, job_title text,
        posting_name text, job_description text, organization text, location_raw text, location_city text, location_region text,
        location_country text, country_code text, external_url text, ai_job_language text, canonical_version smallint,
        canonical_hash text, canonical_id text, content_hash text, provenance jsonb)
      join postings p using (posting_id)
    ), placed as (
      select a.*, least(nullif(a.first, a.posting_id),
          (select min(o.posting_id) from postings o where o.canonical_hash = a.canonical_hash and o.posting_id <> a.posting_id)) as twin,
        a.external_id is null and (a.turn > 1 or exists (select 1 from postings o where o.source_id = a.source_id and o.external_id is null
          and o.canonical_hash = a.canonical_hash and o.posting_id <> a.posting_id)) as taken
      from adopted a
    )
    update postings p set source_id = coalesce(a.source_id, p.source_id), source = coalesce(p.source, a.source),
      job_title = coalesce(a.job_title, p.job_title), posting_name = coalesce(p.posting_name, a.posting_name),
      job_description = coalesce(a.job_description, p.job_description), organization = coalesce(a.organization, p.organization),
      location_raw = coalesce(a.location_raw, p.location_raw),
      location_city = case when a.location_raw is null then p.location_city else a.location_city end,
      location_region = case when a.location_raw is null then p.location_region else coalesce(p.location_region, a.location_region) end,
      location_country = case when a.location_raw is null then p.location_country else a.location_country end,
      country_code = coalesce(p.country_code, a.country_code), external_url = coalesce(p.external_url, a.external_url),
      ai_job_language = coalesce(p.ai_job_language, a.ai_job_language),
      canonical_version = a.canonical_version, canonical_hash = case when a.taken then null else a.canonical_hash end,
      canonical_id = a.canonical_id, content_hash = a.content_hash, duplicate_of = coalesce(p.duplicate_of, a.twin),
      duplicate_similarity = case when p.duplicate_of is null and a.twin is not null and not a.taken then 1 else p.duplicate_similarity end,
      provenance = a.provenance || p.provenance, fetched_at = coalesce(p.fetched_at, p.created_at)
    from placed a where p.posting_id = a.posting_id`.execute(tx)
}
