/** Figures over open postings, and the skills that they ask for. One pass over the postings each. */
import { sql } from 'kysely'
import type { Query } from './engine.ts'
import { OPEN_STATUSES } from './posting-filter.ts'

export type KeyCount = { key: string; count: number }
export type StatisticsRow = {
  total: number
  last_24_hours: number
  by_source: KeyCount[]
  by_work_arrangement: KeyCount[]
  by_experience_level: KeyCount[]
  by_country: KeyCount[]
  by_ihl_category: KeyCount[]
}

const LONGEST_GROUPING = 50
const open = sql`deleted_at is null and not invalidated and posting_status = any(${[...OPEN_STATUSES]})`

/** Counts of open postings; unknown values are left out of the groupings, which start with the largest. */
export async function readStatistics(db: Query): Promise<StatisticsRow> {
  const grouping = (column: string) => sql`
    coalesce((select json_agg(json_build_object('key', key, 'count', n) order by n desc, key) from (
      select ${sql.ref(column)} as key, sum(n)::bigint as n from cells where ${sql.ref(column)} is not null
      group by 1 order by 2 desc, 1 limit ${sql.lit(LONGEST_GROUPING)}) ranked), '[]')`
  const { rows } = await sql<StatisticsRow>`
    with cells as materialized (
      select source, ai_work_arrangement, ai_experience_level, coalesce(location_country, country_code) as country, ihl_category,
        count(*) as n, count(*) filter (where created_at > now() - interval '24 hours') as fresh
      from postings where ${open} group by 1, 2, 3, 4, 5)
    select coalesce(sum(n), 0)::bigint as total, coalesce(sum(fresh), 0)::bigint as last_24_hours, ${grouping('source')} as by_source,
      ${grouping('ai_work_arrangement')} as by_work_arrangement, ${grouping('ai_experience_level')} as by_experience_level,
      ${grouping('country')} as by_country, ${grouping('ihl_category')} as by_ihl_category from cells`.execute(db)
  return rows[0] as StatisticsRow
}

export type SkillDemandRow = {
  name: string
  skill_id: string | null
  postings: number
  mean_weight: number
  insisting: number
}

/** Skills by the number of open postings that ask for them; names the taxonomy does not know are told apart by their letters. */
export async function skillDemand(
  db: Query,
  { search, source, limit }: { search?: string | undefined; source?: string | undefined; limit: number },
): Promise<SkillDemandRow[]> {
  const pattern = search === undefined ? null : `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<SkillDemandRow>`
    select mode() within group (order by s.name) as name, s.skill_id, count(distinct s.posting_id) as postings,
      round(avg(s.weight), 1)::double precision as mean_weight,
      count(distinct s.posting_id) filter (where s.importance in ('essential', 'critical')) as insisting
    from posting_skills s join postings p using (posting_id)
    where p.deleted_at is null and not p.invalidated and p.posting_status = any(${[...OPEN_STATUSES]})
      and (${pattern}::text is null or lower(s.name) like ${pattern}) and (${source ?? null}::text is null or p.source = ${source ?? null})
    group by s.skill_id, case when s.skill_id is null then lower(s.name) end
    order by postings desc, name limit ${limit}`.execute(db)
  return rows
}
