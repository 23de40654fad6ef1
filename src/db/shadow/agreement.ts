/** How shadow postings compare with the live ones they stand for, field by field and source by source. Reads only. */
import { type RawBuilder, sql } from 'kysely'
import type { Query } from '../engine.ts'
import { CONTENT_COLUMNS } from '../posting-columns.ts'

const COMPARED = [...CONTENT_COLUMNS, 'job_description'] as const
type Compared = (typeof COMPARED)[number]
/** Free text may name a person: it is compared and never shown. */
const NEVER_SHOWN: readonly Compared[] = ['job_description', 'ai_core_responsibilities', 'ai_requirements_summary']
const LONGEST_VALUE = 80

export type Example = { posting_id: string; shadow: string; live: string }
/** Of the postings that stand in both tables; empty in both counts nowhere. */
export type FieldAgreement = {
  field: string
  same: number
  differs: number
  only_shadow: number
  only_live: number
  /** `same` of all four, 0 to 1. */
  agreement: number
  examples: Example[]
}
export type SourceAgreement = {
  source: string
  shadow: number
  live: number
  matched: number
  only_shadow: number
  only_live: number
  first_shadow_at: string
  fields: FieldAgreement[]
}

/**
 * Each shadow posting with its live one: the same id of the same source, else the same canonical hash, of its own source if there is
 * one. Indexes: postings_source_external_id, postings_canonical_hash.
 */
function pairs(source: string | null): RawBuilder<unknown> {
  return sql`pairs as materialized (
    select p.posting_id as shadow_id, coalesce(p.source, '(none)') as source, coalesce(
      (select l.posting_id from postings l where l.source_id = p.source_id and l.external_id = p.external_id),
      (select l.posting_id from postings l where l.canonical_hash = p.canonical_hash
        order by (l.source_id is not distinct from p.source_id) desc, l.posting_id limit 1)) as live_id
    from postings_shadow p where p.deleted_at is null and (${source}::text is null or p.source = ${source}))`
}

const COUNTS_A_FIELD = 4

function figuresOf(column: Compared): RawBuilder<unknown>[] {
  const [p, l] = [sql.ref(`p.${column}`), sql.ref(`l.${column}`)]
  return [
    sql`count(*) filter (where ${p} = ${l})`,
    sql`count(*) filter (where ${p} <> ${l})`,
    sql`count(*) filter (where l.posting_id is not null and ${p} is not null and ${l} is null)`,
    sql`count(*) filter (where l.posting_id is not null and ${p} is null and ${l} is not null)`,
  ]
}

type SourceRow = Omit<SourceAgreement, 'only_shadow' | 'fields'> & { figures: number[] }

/** Agreement of every source that has shadow postings, or of one, with at most `examples` differing values a field. */
export async function readAgreement(
  db: Query,
  { source, examples }: { source: string | null; examples: number },
): Promise<SourceAgreement[]> {
  const { rows } = await sql<SourceRow>`
    with ${pairs(source)}, live as (
      select coalesce(l.source, '(none)') as source, count(*) as live,
        count(*) filter (where not exists (select 1 from pairs where pairs.live_id = l.posting_id)) as only_live
      from postings l where l.deleted_at is null and coalesce(l.source, '(none)') in (select source from pairs) group by 1
    ), twin as (
      select pairs.source, count(*) as shadow, count(l.posting_id) as matched, min(p.created_at) as first_shadow_at,
        array[${sql.join(COMPARED.flatMap(figuresOf))}]::bigint[] as figures
      from pairs join postings_shadow p on p.posting_id = pairs.shadow_id left join postings l on l.posting_id = pairs.live_id group by 1
    )
    select source, shadow, coalesce(live, 0) as live, matched, coalesce(only_live, 0) as only_live, first_shadow_at, figures
    from twin left join live using (source) order by source`.execute(db)
  const shown = await readExamples(db, source, differing(rows), examples)
  return rows.map(({ figures, ...counts }) => {
    const fields = COMPARED.flatMap((field, index) => fieldOf(field, figures, index, shown, counts.source))
    return { ...counts, only_shadow: counts.shadow - counts.matched, fields }
  })
}

/** A field that is empty on both sides everywhere says nothing. */
function fieldOf(field: Compared, figures: number[], index: number, shown: Shown[], source: string): FieldAgreement[] {
  const [same = 0, differs = 0, only_shadow = 0, only_live = 0] = figures.slice(index * COUNTS_A_FIELD)
  const all = same + differs + only_shadow + only_live
  if (all === 0) return []
  const examples = shown
    .filter((one) => one.source === source && one.field === field)
    .map(({ posting_id, shadow, live }) => ({ posting_id, shadow, live }))
  return [{ field, same, differs, only_shadow, only_live, agreement: same / all, examples }]
}

function differing(rows: readonly SourceRow[]): Compared[] {
  return COMPARED.filter(
    (field, index) =>
      !NEVER_SHOWN.includes(field) && rows.some(({ figures }) => (figures[index * COUNTS_A_FIELD + 1] ?? 0) > 0),
  )
}

type Shown = Example & { source: string; field: string }

async function readExamples(db: Query, source: string | null, fields: Compared[], most: number): Promise<Shown[]> {
  if (fields.length === 0 || most === 0) return []
  const values = fields.map((field) => {
    const [p, l] = [sql.ref(`p.${field}`), sql.ref(`l.${field}`)]
    return sql`(${field}, ${p}::text, ${l}::text, ${p} <> ${l})`
  })
  const { rows } = await sql<Shown>`
    with ${pairs(source)}
    select source, field, posting_id, left(shadow, ${LONGEST_VALUE}) as shadow, left(live, ${LONGEST_VALUE}) as live from (
      select pairs.source, v.field, p.posting_uid as posting_id, v.shadow, v.live, pairs.shadow_id,
        row_number() over (partition by pairs.source, v.field order by pairs.shadow_id) as place
      from pairs join postings_shadow p on p.posting_id = pairs.shadow_id join postings l on l.posting_id = pairs.live_id
      cross join lateral (values ${sql.join(values)}) as v (field, shadow, live, differs) where v.differs
    ) shown where place <= ${most} order by source, field, shadow_id`.execute(db)
  return rows
}
