/** What the checklist before production asks of the database. Reads only. */
import { sql } from 'kysely'
import type { Query } from '../engine.ts'

/** The seed's comparison of the two tables, by its own views. */
export type ShadowCounts = { shadow: number; shadow_last_hour: number; live: number }

export async function readShadowCounts(db: Query, source: string | null): Promise<ShadowCounts> {
  const { rows } = await sql<ShadowCounts>`
    select count(*) as shadow, count(*) filter (where created_at > now() - interval '1 hour') as shadow_last_hour,
      (select count(*) from jobs where ${source}::text is null or source = ${source}) as live
    from jobs_side where ${source}::text is null or source = ${source}`.execute(db)
  return rows[0] ?? { shadow: 0, shadow_last_hour: 0, live: 0 }
}

export type ShadowWrites = {
  source: string
  /** Shadow postings, and rows that the database refused since the first of them and that nobody has mended. */
  stored: number
  refused: number
  /** Postings of one identity more than once, or of one canonical hash without a link to the older. */
  repeated: number
  /** Hours since the first shadow posting, by the database's clock. */
  hours: number
}

export async function readShadowWrites(db: Query, source: string | null): Promise<ShadowWrites[]> {
  const { rows } = await sql<ShadowWrites>`
    with twin as (
      select coalesce(p.source, '(none)') as source, p.source_id, p.external_id, p.created_at,
        (p.external_id is not null and row_number() over (partition by p.source_id, p.external_id order by p.posting_id) > 1)
          or (p.duplicate_of is null and exists (select 1 from postings_shadow o where o.canonical_hash = p.canonical_hash
            and o.posting_id < p.posting_id and o.deleted_at is null
            and (lower(o.location_city) = lower(p.location_city) or o.location_city is null or p.location_city is null))) as repeated
      from postings_shadow p where p.deleted_at is null and (${source}::text is null or p.source = ${source})
    ), stored as (
      select source, count(*) as stored, count(*) filter (where repeated) as repeated, min(created_at) as first from twin group by 1
    ), refused as (
      select coalesce(o.source_name, '(none)') as source, f.created_at from failed_inserts f left join sources o using (source_id)
      where f.target = 'shadow' and f.resolved_at is null and (${source}::text is null or o.source_name = ${source})
    )
    select source, coalesce(stored, 0) as stored, coalesce(repeated, 0) as repeated,
      (select count(*) from refused r where r.source = names.source and (first is null or r.created_at >= first)) as refused,
      coalesce(extract(epoch from now() - first) / 3600, 0)::double precision as hours
    from (select source from stored union select source from refused) names left join stored using (source) order by source`.execute(
    db,
  )
  return rows
}

/** Columns that the tables and their views lack, as "table.column". */
export async function missingColumns(
  db: Query,
  wanted: { jobs: readonly string[]; postings: readonly string[] },
): Promise<string[]> {
  const places = [
    ...wanted.jobs.flatMap((column) => [`jobs.${column}`, `jobs_side.${column}`]),
    ...wanted.postings.flatMap((column) => [`postings.${column}`, `postings_shadow.${column}`]),
  ]
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns where table_schema = current_schema()
      and table_name in ('jobs', 'jobs_side', 'postings', 'postings_shadow')`.execute(db)
  const there = new Set(rows.map(({ name }) => name))
  return [...new Set(places)].filter((place) => !there.has(place))
}
