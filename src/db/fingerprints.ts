/** Fingerprints of live postings: what finds the near-duplicates of a posting without reading the others. */
import { type RawBuilder, sql } from 'kysely'
import type { Query, Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import { OPEN_STATUSES } from './posting-filter.ts'

/** A posting that is to be compared with the others. `gone`: it is no longer served and takes no part. */
export type DuePosting = {
  posting_id: number
  gone: boolean
  content_hash: string | null
  job_description: string | null
  ai_job_language: string | null
  country_code: string | null
  cities: (string | null)[]
}

export type Fingerprint = {
  posting_id: number
  version: number
  /** Of the content that it was made from. */
  content_hash: string | null
  country_code: string | null
  cities: readonly string[]
  /** Hex; null for a text that is too short. */
  signature: string | null
  bands: readonly number[]
}

/** Of a row `p`: it is no longer served. */
export const GONE = sql`(p.deleted_at is not null or p.invalidated or p.posting_status = 'invalid')`
/** Of a row `p`: the opening is still to be had. */
export const OPEN = sql`(p.posting_status = any(${sql.lit(`{${OPEN_STATUSES.join(',')}}`)}::text[]))`
const CITIES = sql`array_prepend(p.location_city, p.cities_derived)`

/** Puts postings whose fingerprints are of an older version on the list of those to be compared. Index: posting_fingerprints_version. */
export async function renewFingerprints(db: Query, version: number): Promise<void> {
  await sql`
    insert into posting_comparisons_due select posting_id from posting_fingerprints where version < ${version}::smallint
    on conflict do nothing`.execute(db)
}

/**
 * Postings behind `after` that are to be compared, by id, locked; those that another process works on are left to it. One typed by hand
 * waits for its adoption.
 */
export async function claimDue(tx: Tx, { after, limit }: { after: number; limit: number }): Promise<DuePosting[]> {
  const { rows } = await sql<DuePosting>`
    select p.posting_id, ${GONE} as gone, p.content_hash, p.job_description, p.ai_job_language, p.country_code, ${CITIES} as cities
    from posting_comparisons_due d join postings p using (posting_id)
    where d.posting_id > ${after}::bigint and (p.canonical_version is not null or ${GONE})
    order by d.posting_id limit ${limit} for no key update of p skip locked`.execute(tx)
  return rows
}

export async function saveFingerprints(tx: Tx, fingerprints: readonly Fingerprint[]): Promise<void> {
  if (fingerprints.length === 0) return
  const columns = sql`posting_id, version, content_hash, country_code, cities, signature, bands`
  await sql`
    insert into posting_fingerprints (${columns})
    select posting_id, version, content_hash, country_code, cities, decode(signature, 'hex'), bands
    from jsonb_to_recordset(${toJsonbText(fingerprints)}::jsonb) as f (posting_id bigint, version smallint, content_hash text,
      country_code text, cities text[], signature text, bands int[])
    on conflict (posting_id) do update set (${columns}) = row (excluded.posting_id, excluded.version, excluded.content_hash,
      excluded.country_code, excluded.cities, excluded.signature, excluded.bands)`.execute(tx)
}

/** Takes postings out of the comparison; what repeats them is compared anew. A person's link stays. */
export async function forgetFingerprints(tx: Tx, gone: readonly number[]): Promise<void> {
  if (gone.length === 0) return
  const ids = sql`${[...gone]}::bigint[]`
  await sql`delete from posting_fingerprints where posting_id = any(${ids})`.execute(tx)
  await sql`delete from posting_comparisons_due where posting_id = any(${ids})`.execute(tx)
  await sql`
    with released as (
      update postings set duplicate_of = null, duplicate_similarity = null
      where duplicate_of = any(${ids}) and duplicate_similarity is not null returning posting_id
    )
    insert into posting_comparisons_due select posting_id from released on conflict do nothing`.execute(tx)
}

/** Two postings that may be one opening, with their signatures in base64. `exact`: title and address are the same. */
export type CandidatePair = {
  posting_id: number
  candidate_id: number
  exact: boolean
  own: string | null
  other: string | null
}

/** Candidates of one posting, at most: its oldest. */
const MOST_CANDIDATES = 64

/**
 * For each posting the others that share a band, or title and address, and could be its original or repeat it: not in another country
 * or city, not listed beside it by the same source. Indexes: posting_fingerprints_bands, postings_canonical_hash; the "+ 0" keeps the
 * planner from walking all postings in the order of their ids instead.
 */
export async function findCandidates(db: Query, ids: readonly number[]): Promise<CandidatePair[]> {
  const { rows } = await sql<CandidatePair>`
    with wanted as (
      select f.*, p.source_id, p.canonical_hash, ${OPEN} as open from posting_fingerprints f join postings p using (posting_id)
      where f.posting_id = any(${[...ids]}::bigint[])
    )
    select w.posting_id, c.posting_id as candidate_id, c.exact, encode(w.signature, 'base64') as own,
      encode(c.signature, 'base64') as other
    from wanted w cross join lateral (
      (select f.posting_id, false as exact, f.signature from posting_fingerprints f join postings p using (posting_id)
        where f.bands && w.bands and ${standsApart()} and (p.source_id <> w.source_id or not (${OPEN} and w.open))
          and (f.country_code = w.country_code or f.country_code is null or w.country_code is null)
          and (f.cities && w.cities or f.cities = '{}' or w.cities = '{}')
        order by f.posting_id + 0 limit ${MOST_CANDIDATES})
      union all
      (select f.posting_id, true, null from postings p join posting_fingerprints f using (posting_id)
        where p.canonical_hash = w.canonical_hash and f.posting_id <> w.posting_id order by f.posting_id + 0 limit ${MOST_CANDIDATES})
    ) c
    order by w.posting_id, c.exact desc, c.posting_id`.execute(db)
  return rows
}

/** An older original, or a newer posting that repeats nothing, or nothing older than the wanted one. */
function standsApart(): RawBuilder<unknown> {
  return sql`f.posting_id <> w.posting_id and (p.duplicate_of is null
    or (f.posting_id > w.posting_id and p.duplicate_of >= w.posting_id))`
}

/** What comparing two postings needs. */
export type ComparedPosting = {
  posting_id: number
  content_hash: string | null
  canonical_hash: string | null
  source_id: number | null
  job_title: string | null
  job_description: string | null
  ai_job_language: string | null
  organization: string | null
  country_code: string | null
  cities: (string | null)[]
  employment_type: string[] | null
  open: boolean
  first_seen_at: string
  last_seen_at: string
}

export async function readCompared(db: Query, ids: readonly number[]): Promise<ComparedPosting[]> {
  const { rows } = await sql<ComparedPosting>`
    select p.posting_id, p.content_hash, p.canonical_hash, p.source_id, p.job_title, p.job_description, p.ai_job_language,
      p.organization, p.country_code, ${CITIES} as cities, p.employment_type, ${OPEN} as open, p.first_seen_at, p.last_seen_at
    from postings p where p.posting_id = any(${[...ids]}::bigint[]) and not ${GONE}`.execute(db)
  return rows
}
