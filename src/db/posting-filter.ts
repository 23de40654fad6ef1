import { type RawBuilder, sql } from 'kysely'

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
  /** Of postings that repeat one another only the oldest that matches everything else. */
  duplicates?: 'hide' | undefined
}

/** Totals of a filtered list are counted this far: a reader needs "many", not a pass over everything. */
export const COUNT_CAP = 10_001

export type PostingFilter = JobFilter & {
  /** true: only invalidated postings, of any status unless one is named; otherwise only valid ones. */
  invalidated?: boolean | undefined
}

export type PostingTable = 'postings' | 'postings_shadow'

/** The condition under which a row `p` of `table` is in the list. Words in `q` are looked up in each language that postings are indexed in. */
export function matchingPostings(filter: PostingFilter, table: PostingTable): RawBuilder<unknown> {
  const { duplicates, ...same } = filter
  const { source_id, source, status, country, city, remote, skills_any, skills_all, invalidated = false, q } = same
  const conditions = [sql`p.deleted_at is null`, invalidated ? sql`p.invalidated` : sql`not p.invalidated`]
  if (status || !invalidated) conditions.push(sql`p.posting_status = any(${[...(status ?? OPEN_STATUSES)]})`)
  if (source_id !== undefined) conditions.push(sql`p.source_id = ${source_id}`)
  if (source !== undefined) conditions.push(sql`p.source = ${source}`)
  if (country !== undefined) {
    const code = /^[a-z]{2}$/i.test(country)
    conditions.push(code ? sql`p.country_code = upper(${country})` : sql`lower(p.location_country) = lower(${country})`)
  }
  if (city !== undefined) {
    conditions.push(sql`(lower(p.location_city) = lower(${city}) or p.cities_derived @> array[${city}]::text[])`)
  }
  if (remote !== undefined) conditions.push(sql`p.remote = ${remote}`)
  if (skills_any?.length) conditions.push(hasSkill(skills_any, table))
  for (const skill of skills_all ?? []) conditions.push(hasSkill([skill], table))
  if (filter.posted_since !== undefined) conditions.push(sql`p.posted_date >= ${filter.posted_since}::date`)
  if (filter.updated_since !== undefined) conditions.push(sql`p.updated_at >= ${filter.updated_since}::timestamptz`)
  if (filter.ihl_max !== undefined) conditions.push(sql`p.ihl_score <= ${filter.ihl_max}`)
  if (q !== undefined) {
    conditions.push(sql`p.search_text @@ (websearch_to_tsquery('german', ${q}) || websearch_to_tsquery('english', ${q})
      || websearch_to_tsquery('simple', ${q}))`)
  }
  if (duplicates === 'hide') conditions.push(isFirstOfItsGroup(same, table))
  return sql.join(conditions, sql` and `)
}

/**
 * Whether no older posting of the same opening matches as well: an opening never leaves the list with an original that is closed or
 * filtered out. The inner `p` is the older posting. Indexes: primary key, postings_duplicate_of.
 */
function isFirstOfItsGroup(filter: PostingFilter, table: PostingTable): RawBuilder<unknown> {
  return sql`(p.duplicate_of is null or not exists (
    select 1 from (select p.posting_id as self, p.duplicate_of as original) me, ${sql.table(table)} p
    where (p.posting_id = me.original or p.duplicate_of = me.original) and p.posting_id < me.self and ${matchingPostings(filter, table)}))`
}

/**
 * How many postings match, as an expression: exact without a filter or by source and status alone, else counted to COUNT_CAP. The exact
 * total of the live table comes from posting_counts less the few rows that are deleted or invalidated (index: postings_unlisted).
 */
export function countPostings(filter: PostingFilter, table: PostingTable): RawBuilder<unknown> {
  const { source_id, source, status } = filter
  const exact = countsExactly(filter)
  if (!exact || table === 'postings_shadow') {
    const most = exact ? sql`` : sql`limit ${sql.lit(COUNT_CAP)}`
    const matches = sql`select 1 from ${sql.table(table)} p where ${matchingPostings(filter, table)} ${most}`
    return sql`(select count(*) from (${matches}) matches)`
  }
  const counted = sql`posting_status = any(${[...(status ?? OPEN_STATUSES)]})
    and (${source_id ?? null}::int is null or source_id = ${source_id ?? null}) and (${source ?? null}::text is null or source = ${source ?? null})`
  return sql`((select coalesce(sum(n), 0) from posting_counts where ${counted})
    - (select count(*) from postings where (deleted_at is not null or invalidated) and ${counted}))::bigint`
}

/** Whether a list's total is a sum of kept counts: without a filter, or by source and status alone. */
export function countsExactly({ source_id, source, status, invalidated, ...others }: PostingFilter): boolean {
  return !invalidated && Object.values(others).every((value) => value === undefined)
}

/** Any of the skills, by id or name: among the grounded ones (live postings only) or those a provider sent. */
function hasSkill(names: readonly string[], table: PostingTable): RawBuilder<unknown> {
  const lower = names.map((name) => name.toLowerCase())
  const sent = sql`exists (select 1 from unnest(p.ai_key_skills) sent where lower(sent) = any(${lower}))`
  if (table === 'postings_shadow') return sent
  return sql`(${sent} or exists (select 1 from posting_skills s where s.posting_id = p.posting_id
    and (s.skill_id = any(${[...names]}) or lower(s.name) = any(${lower}))))`
}
