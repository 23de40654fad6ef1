/** The read side of the jobs list: open postings, newest first, from the live table or its shadow twin. */
import { type RawBuilder, sql } from 'kysely'
import type { Place } from './cursor.ts'
import type { Query } from './engine.ts'
import { matchingPostings, type PostingTable } from './posting-filter.ts'

/** Statuses of a posting that is still to be had, or still being worked on; the list shows these unless asked for others. */
export const OPEN_STATUSES = ['pending', 'active', 'complete'] as const
export const POSTING_STATUSES = [...OPEN_STATUSES, 'filled', 'expired', 'removed', 'invalid'] as const
export type PostingStatus = (typeof POSTING_STATUSES)[number]

export type JobFilter = {
  source_id?: number | undefined
  source?: string | undefined
  status?: readonly PostingStatus[] | undefined
  /** ISO alpha-2 code or the country's name. */
  country?: string | undefined
  city?: string | undefined
  remote?: boolean | undefined
  skills_any?: readonly string[] | undefined
  skills_all?: readonly string[] | undefined
  /** ISO date, compared with the date of posting. */
  posted_since?: string | undefined
  /** ISO instant, compared with the last change. */
  updated_since?: string | undefined
  ihl_max?: number | undefined
  /** Words as typed into a search box. */
  q?: string | undefined
}

/** Value of one field's origin in `postings.provenance`. */
export type Provenance = { source?: string; confidence?: number; raw?: string | null; extractor?: string }

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
  provenance: Record<string, Provenance>
  fetched_at: string | null
  created_at: string
  updated_at: string
}

export const SNIPPET_LENGTH = 500
/** Totals of a filtered list are counted this far: a reader needs "many", not a pass over everything. */
export const COUNT_CAP = 10_001

type Options = { shadow: boolean; full: boolean }

export type JobPage = { rows: JobRow[]; total: number; capped: boolean }

type PageOptions = Options & { limit: number; offset: number; after: Place | null }

/** At most `limit` jobs after `after` or from `offset` on, with how many there are. */
export async function listJobs(db: Query, filter: JobFilter, options: PageOptions): Promise<JobPage> {
  const { rows } = await jobPage(filter, options).execute(db)
  const { page, total } = rows[0] ?? { page: null, total: 0 }
  return { rows: page ?? [], total, capped: !countOf(filter, options.shadow).exact && total === COUNT_CAP }
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
      select ${columns(full)} from ${sql.table(table)} p where ${matchingPostings(filter, table)} ${beyond}
      order by p.created_at desc, p.posting_id desc limit ${limit} offset ${offset}
    ) page) as page, ${countOf(filter, shadow).total} as total`
}

/** One job by its public id, whatever its status; undefined when there is none or it was deleted. Index: posting_uid. */
export async function findJob(db: Query, uid: string, { shadow, full }: Options): Promise<JobRow | undefined> {
  const { rows } = await sql<JobRow>`
    select ${columns(full)} from ${sql.table(tableName(shadow))} p where p.posting_uid = ${uid}::uuid and p.deleted_at is null`.execute(
    db,
  )
  return rows[0]
}

/** How many jobs match, for a list that is read otherwise; see countOf. */
export async function countJobs(
  db: Query,
  filter: JobFilter,
  shadow: boolean,
): Promise<{ total: number; capped: boolean }> {
  const { total, exact } = countOf(filter, shadow)
  const { rows } = await sql<{ total: number }>`select ${total} as total`.execute(db)
  const n = rows[0]?.total ?? 0
  return { total: n, capped: !exact && n === COUNT_CAP }
}

/**
 * How many jobs match: exact without a filter or by source and status alone, else counted to COUNT_CAP. The exact total of the live
 * table comes from posting_counts less the few rows that are deleted or invalidated (index: postings_unlisted).
 */
function countOf(filter: JobFilter, shadow: boolean): { total: RawBuilder<unknown>; exact: boolean } {
  const { source_id, source, status = OPEN_STATUSES, ...others } = filter
  const exact = Object.values(others).every((value) => value === undefined)
  if (!exact || shadow) {
    const most = exact ? sql`` : sql`limit ${COUNT_CAP}`
    const matches = sql`select 1 from ${sql.table(tableName(shadow))} p where ${matchingPostings(filter, tableName(shadow))} ${most}`
    return { total: sql`(select count(*) from (${matches}) matches)`, exact }
  }
  const statuses = [...status]
  const total = sql`(
    (select coalesce(sum(c.n), 0) from posting_counts c
      where ${ofSource('c', { source_id, source })} and c.posting_status = any(${statuses}))
    - (select count(*) from postings p where (p.deleted_at is not null or p.invalidated)
      and ${ofSource('p', { source_id, source })} and p.posting_status = any(${statuses}))
  )::bigint`
  return { total, exact }
}

const tableName = (shadow: boolean): PostingTable => (shadow ? 'postings_shadow' : 'postings')

function columns(full: boolean): RawBuilder<unknown> {
  const description = full ? sql`p.job_description` : sql`left(p.job_description, ${sql.lit(SNIPPET_LENGTH)})`
  const results = full
    ? sql`p.extracted_summary, p.skill_keywords,`
    : sql`null as extracted_summary, null as skill_keywords,`
  return sql`
    p.posting_uid, json_build_object('key', p.created_at::text, 'id', p.posting_id::text) as place,
    p.job_title, p.organization, p.locations, p.country_code, p.posted_date, p.deadline, ${description} as description,
    coalesce(p.location_raw, nullif(concat_ws(', ', p.location_city, p.location_region, p.location_country), '')) as location,
    p.ai_requirements_summary as requirements, p.employment_type, p.salary_min, p.salary_max, p.salary_currency, p.salary_unit,
    p.remote, p.external_url, p.apply_url, coalesce(p.external_job_id, p.external_id) as identifier,
    p.ai_job_language as language, p.canonical_id, p.canonical_hash, p.source, p.source_id, p.posting_status, ${results}
    p.ihl_score, p.ihl_category, p.ihl_confidence, p.review_flag, p.provenance, p.fetched_at, p.created_at, p.updated_at`
}

function ofSource(
  alias: 'c' | 'p',
  { source_id, source }: Pick<JobFilter, 'source_id' | 'source'>,
): RawBuilder<unknown> {
  const conditions = [sql`true`]
  if (source_id !== undefined) conditions.push(sql`${sql.ref(`${alias}.source_id`)} = ${source_id}`)
  if (source !== undefined) conditions.push(sql`${sql.ref(`${alias}.source`)} = ${source}`)
  return sql.join(conditions, sql` and `)
}
