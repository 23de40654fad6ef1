import { sql } from 'kysely'
import type { Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'

export type ValidationStatus = 'pending' | 'valid' | 'invalid'

/** What a check found. An error makes the row invalid; a note says what is missing or was not understood. */
export type Finding = { code: string; kind: 'error' | 'note'; field: string }

/** A row as received, before anything is cleaned. */
export type StagedRow = {
  source_id: number
  source_website: string
  /** The source's own id; `hash:` and a canonical hash where it has none, so that the same row never stands here twice. */
  external_id: string
  job_title: string | null
  company_name: string | null
  location: string | null
  posting_url: string | null
  /** `extraction` holds what a page said, `collected` what a mapper made of the item, each with its provenance; rows of files have neither. */
  raw_data: {
    external_id: string | null
    job_description: unknown
    item: unknown
    extraction?: unknown
    collected?: unknown
  }
  validation_status: ValidationStatus
  validation_errors: Finding[]
}

/**
 * Writes rows as received and answers their ids by external_id. A row that came before is replaced and, for live, unpromoted again, so
 * that its posting is compared with what came now; for shadow its live posting stays as it is, and the row is on trial from now on: no
 * live promotion takes it unasked. `rows` names each external_id once and stands in its order, so that two writers never wait crosswise.
 */
export async function upsertStaged(
  tx: Tx,
  target: 'live' | 'shadow',
  rows: readonly StagedRow[],
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map()
  const live = target === 'live'
  const { rows: staged } = await sql<{ external_id: string; staging_id: number }>`
    insert into postings_staging as s (source_id, source_website, external_id, job_title, company_name, location, posting_url, raw_data,
      content_hash, validation_status, validation_errors, target)
    select source_id, source_website, external_id, job_title, company_name, location, posting_url, raw_data,
      md5(raw_data::text), validation_status, validation_errors, ${target}
    from jsonb_to_recordset(${toJsonbText(rows)}::jsonb) as r (source_id int, source_website text, external_id text, job_title text,
      company_name text, location text, posting_url text, raw_data jsonb, validation_status text, validation_errors jsonb)
    on conflict (source_id, external_id) do update set source_website = excluded.source_website, job_title = excluded.job_title,
      company_name = excluded.company_name, location = excluded.location, posting_url = excluded.posting_url,
      raw_data = excluded.raw_data, content_hash = excluded.content_hash, validation_status = excluded.validation_status,
      validation_errors = excluded.validation_errors, updated_at = now(), target = excluded.target, shadowed_at = null,
      promoted_to_posting_id = case when not ${live}::boolean then s.promoted_to_posting_id end,
      promoted_at = case when not ${live}::boolean then s.promoted_at end
    returning external_id, staging_id`.execute(tx)
  return new Map(staged.map(({ external_id, staging_id }) => [external_id, staging_id]))
}

/** A staged row as the checks and the mapper read it. Hand-written rows may lack all but the id. */
export type StagingRow = {
  staging_id: number
  source_id: number | null
  source: string | null
  org_name: string | null
  external_id: string | null
  job_title: string | null
  company_name: string | null
  location: string | null
  posting_url: string | null
  raw_data: {
    external_id?: unknown
    job_description?: unknown
    item?: unknown
    extraction?: unknown
    collected?: unknown
  } | null
  /** What the source's settings say about where fields land, unchecked. */
  field_mapping?: unknown
  /** ISO instant at which it was received. */
  received_at: string
}

const COLUMNS = sql`
  s.staging_id, o.source_id, coalesce(o.source_name, s.source_website) as source, o.org_name, s.external_id, s.job_title, s.company_name,
  s.location, s.posting_url, s.raw_data, o.config -> 'field_mapping' as field_mapping, to_char(s.updated_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as received_at`
// Rows typed by hand may name their source by source_website alone.
const WITH_SOURCE = sql`
  postings_staging s left join sources o on o.source_id = s.source_id or (s.source_id is null and o.source_name = s.source_website)`

/** Rows that nobody checked yet, the oldest first, locked against a second checker. */
export async function claimUnchecked(tx: Tx, source: string | null, limit: number): Promise<StagingRow[]> {
  const { rows } = await sql<StagingRow>`
    select ${COLUMNS} from ${WITH_SOURCE}
    where s.promoted_to_posting_id is null and coalesce(s.validation_status, 'pending') = 'pending'
      and (${source}::text is null or s.source_website = ${source} or o.source_name = ${source})
    order by s.staging_id limit ${limit} for update of s skip locked`.execute(tx)
  return rows
}

export type Verdict = { staging_id: number; validation_status: ValidationStatus; validation_errors: readonly Finding[] }

export async function saveVerdicts(tx: Tx, verdicts: readonly Verdict[]): Promise<void> {
  if (verdicts.length === 0) return
  await sql`
    update postings_staging s set validation_status = v.validation_status, validation_errors = v.validation_errors, updated_at = now()
    from jsonb_to_recordset(${toJsonbText(verdicts)}::jsonb) as v (staging_id bigint, validation_status text, validation_errors jsonb)
    where s.staging_id = v.staging_id`.execute(tx)
}

/** Which rows a promotion takes. `onTrial`: a live one takes rows that were staged for shadow too. */
export type Claim = { source: string | null; limit: number; target: 'live' | 'shadow'; onTrial: boolean }

/**
 * Valid rows that are not promoted, the oldest first, locked until the transaction ends; rows that another promotion holds are left to
 * it. For shadow: those that the shadow table has not seen since they came, promoted or not. Index: staging_unpromoted.
 */
export async function claimValid(tx: Tx, { source, limit, target, onTrial }: Claim): Promise<StagingRow[]> {
  const waiting =
    target === 'live'
      ? sql`s.promoted_to_posting_id is null and (s.target = 'live' or ${onTrial}::boolean)`
      : sql`s.shadowed_at is null`
  const { rows } = await sql<StagingRow>`
    select ${COLUMNS} from ${WITH_SOURCE}
    where ${waiting} and s.validation_status = 'valid'
      and (${source}::text is null or s.source_website = ${source} or o.source_name = ${source})
    order by s.created_at, s.staging_id limit ${limit} for update of s skip locked`.execute(tx)
  return rows
}

/** Staged rows by id, locked, whatever their status. */
export async function claimStaged(tx: Tx, ids: readonly number[]): Promise<StagingRow[]> {
  const { rows } = await sql<StagingRow>`
    select ${COLUMNS} from ${WITH_SOURCE} where s.staging_id = any(${[...ids]}::bigint[]) order by s.staging_id for update of s`.execute(
    tx,
  )
  return rows
}

/** Marks rows as written to the shadow table. One that live has not seen is on trial from now on. */
export async function markShadowed(tx: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update postings_staging set shadowed_at = now(), validation_status = 'valid',
      target = case when promoted_to_posting_id is null then 'shadow' else target end
    where staging_id = any(${[...ids]}::bigint[])`.execute(tx)
}

/** Marks rows as promoted to their live postings. */
export async function markPromoted(
  tx: Tx,
  promoted: readonly { staging_id: number; posting_id: number }[],
): Promise<void> {
  if (promoted.length === 0) return
  await sql`
    update postings_staging s set promoted_to_posting_id = v.posting_id, promoted_at = now(), validation_status = 'valid', target = 'live'
    from jsonb_to_recordset(${toJsonbText(promoted)}::jsonb) as v (staging_id bigint, posting_id bigint)
    where s.staging_id = v.staging_id`.execute(tx)
}
