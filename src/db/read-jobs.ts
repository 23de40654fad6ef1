/** The read side of the jobs list: open postings, newest first, from the live table or its shadow twin. */
import { type RawBuilder, sql } from 'kysely'
import type { Place } from './cursor.ts'
import type { Query } from './engine.ts'
import {
  COUNT_CAP,
  countPostings,
  countsExactly,
  type JobFilter,
  matchingPostings,
  type PostingStatus,
  type PostingTable,
} from './posting-filter.ts'

/** Value of one field's origin in `postings.provenance`. */
export type Provenance = {
  source?: string
  confidence?: number
  raw?: string | null
  extractor?: string
  span?: { start: number; end: number }
  note?: string
}

/** What only a whole job shows. */
export type WholeJob = {
  description_html: string | null
  responsibilities: string | null
  benefits: string[] | null
  experience: string | null
  education: string[] | null
  work_hours: number | null
  work_arrangement: string | null
  remote_scope: string[] | null
}

export type JobRow = {
  posting_uid: string
  /** The database's own text of (created_at, posting_id): the row's place in the list. */
  place: Place
  job_title: string | null
  organization: string | null
  location: string | null
  locations: unknown
  country_code: string | null
  posted_date: string | null
  deadline: string | null
  description: string | null
  requirements: string | null
  employment_type: string[] | null
  salary_min: string | number | null
  salary_max: string | number | null
  salary_currency: string | null
  salary_unit: string | null
  remote: boolean | null
  external_url: string | null
  apply_url: string | null
  identifier: string | null
  language: string | null
  canonical_id: string | null
  canonical_hash: string | null
  source: string | null
  source_id: number | null
  posting_status: PostingStatus
  extracted_summary: string | null
  skill_keywords: unknown
  ihl_score: number | null
  ihl_category: string | null
  ihl_confidence: string | null
  review_flag: boolean
  /** Public id of the posting that this one repeats. */
  duplicate_of: string | null
  similarity: number | null
  provenance: Record<string, Provenance>
  /** Absent from a job that is not read whole. */
  whole?: WholeJob | null
  fetched_at: string | null
  created_at: string
  updated_at: string
}

export const SNIPPET_LENGTH = 500
type Options = { shadow: boolean; full: boolean }

export type JobPage = { rows: JobRow[]; total: number; capped: boolean }

type PageOptions = Options & { limit: number; offset: number; after: Place | null }

/** At most `limit` jobs after `after` or from `offset` on, with how many there are. */
export async function listJobs(db: Query, filter: JobFilter, options: PageOptions): Promise<JobPage> {
  const { rows } = await jobPage(filter, options).execute(db)
  const { page, total } = rows[0] ?? { page: null, total: 0 }
  return { rows: page ?? [], total, capped: !countsExactly(filter) && total === COUNT_CAP }
}

/**
 * Page and total in one statement, the page as one JSON value: half the time of two statements with a row each. Index:
 * postings_created, read backwards.
 */
export function jobPage(filter: JobFilter, { shadow, full, limit, offset, after }: PageOptions) {
  const table = tableName(shadow)
  const beyond = after
    ? sql`and (p.created_at, p.posting_id) < (${after.key}::timestamptz, ${after.id}::bigint)`
    : sql``
  return sql<{ page: JobRow[] | null; total: number }>`
    select (select json_agg(page) from (
      select ${columns(full, table)} from ${sql.table(table)} p where ${matchingPostings(filter, table)} ${beyond}
      order by p.created_at desc, p.posting_id desc limit ${limit} offset ${offset}
    ) page) as page, ${countPostings(filter, table)} as total`
}

/** One job by its public id, whatever its status; undefined when there is none or it was deleted. Index: posting_uid. */
export async function findJob(db: Query, uid: string, { shadow, full }: Options): Promise<JobRow | undefined> {
  const table = tableName(shadow)
  const { rows } = await sql<JobRow>`
    select ${columns(full, table)} from ${sql.table(table)} p where p.posting_uid = ${uid}::uuid and p.deleted_at is null`.execute(
    db,
  )
  return rows[0]
}

const tableName = (shadow: boolean): PostingTable => (shadow ? 'postings_shadow' : 'postings')

function columns(full: boolean, table: PostingTable): RawBuilder<unknown> {
  const description = full ? sql`p.job_description` : sql`left(p.job_description, ${sql.lit(SNIPPET_LENGTH)})`
  const results = full
    ? sql`p.extracted_summary, p.skill_keywords, json_build_object('description_html', p.description_html,
        'responsibilities', p.ai_core_responsibilities, 'benefits', p.ai_benefits, 'experience', p.ai_experience_level,
        'education', p.ai_education_requirements, 'work_hours', p.ai_working_hours, 'work_arrangement', p.ai_work_arrangement,
        'remote_scope', p.ai_remote_location) as whole,`
    : sql`null as extracted_summary, null as skill_keywords,`
  return sql`
    p.posting_uid, json_build_object('key', p.created_at::text, 'id', p.posting_id::text) as place,
    p.job_title, p.organization, p.locations, p.country_code, p.posted_date, p.deadline, ${description} as description,
    coalesce(p.location_raw, nullif(concat_ws(', ', p.location_city, p.location_region, p.location_country), '')) as location,
    p.ai_requirements_summary as requirements, p.employment_type, p.salary_min, p.salary_max, p.salary_currency, p.salary_unit,
    p.remote, p.external_url, p.apply_url, coalesce(p.external_job_id, p.external_id) as identifier,
    p.ai_job_language as language, p.canonical_id, p.canonical_hash, p.source, p.source_id, p.posting_status, ${results}
    (select o.posting_uid from ${sql.table(table)} o where o.posting_id = p.duplicate_of and o.deleted_at is null) as duplicate_of,
    case when p.duplicate_of is not null then p.duplicate_similarity end as similarity,
    p.ihl_score, p.ihl_category, p.ihl_confidence, p.review_flag, p.provenance, p.fetched_at, p.created_at, p.updated_at`
}
