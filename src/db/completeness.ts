import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** What makes a record complete. Source: the completeness query of the seeds' coverage strategy, whose goal is more than 95 %. */
export const REQUIRED_FIELDS = [
  'job_title',
  'job_description',
  'external_url',
  'extracted_summary',
  'skill_keywords',
  'ihl_score',
] as const

/** Reported beside them: good to have, but many postings simply do not say. */
export const OPTIONAL_FIELDS = [
  'ihl_category',
  'location_city',
  'location_country',
  'posted_date',
  'salary_range',
] as const

export type CompletenessField = (typeof REQUIRED_FIELDS)[number] | (typeof OPTIONAL_FIELDS)[number]
export type FieldPresence = { present: number; percent: number }

export type Completeness = {
  /** Valid postings that have a URL: what completeness is measured on. */
  total: number
  /** Of those, the ones that have every required field. */
  complete: number
  /** 0-100 with one decimal; 0 when there is nothing to measure. */
  percent: number
  /** Valid postings without a URL: the provider gave none, so no work of ours completes them. */
  missing_urls: number
  /** Postings judged invalid, with a reason on each. */
  invalid: number
  /** Presence over all valid postings, with or without a URL. */
  by_field: Record<CompletenessField, FieldPresence>
}

type Row = Record<CompletenessField | 'valid' | 'total' | 'complete' | 'invalid', number>

/**
 * Completeness of all postings, of a source, or of those that a batch ran over. Removed, deleted and invalidated postings do
 * not count. One pass over the postings; with a batch, index workflow_runs_batch.
 */
export async function completeness(
  db: Query,
  { source, batchId }: { source?: string | undefined; batchId?: string | undefined } = {},
): Promise<Completeness> {
  const fields = [...REQUIRED_FIELDS, ...OPTIONAL_FIELDS]
  const served = sql`deleted_at is null and not invalidated and posting_status not in ('invalid', 'removed')`
  const all = sql.join(
    REQUIRED_FIELDS.map((field) => sql`${sql.ref(field)} is not null`),
    sql` and `,
  )
  const counts = fields.map(
    (field) => sql`count(*) filter (where ${served} and ${sql.ref(field)} is not null) as ${sql.ref(field)}`,
  )
  const scope =
    batchId === undefined
      ? sql`true`
      : sql`posting_id in (select posting_id from workflow_runs where batch_id = ${batchId}::uuid)`
  const { rows } = await sql<Row>`
    select count(*) filter (where ${served}) as valid,
      count(*) filter (where ${served} and external_url is not null) as total,
      count(*) filter (where ${served} and ${all}) as complete,
      count(*) filter (where deleted_at is null and (invalidated or posting_status = 'invalid')) as invalid,
      ${sql.join(counts)}
    from postings where (${source ?? null}::text is null or source = ${source ?? null}) and ${scope}`.execute(db)
  const row = rows[0] as Row
  return {
    total: row.total,
    complete: row.complete,
    percent: percentOf(row.complete, row.total),
    missing_urls: row.valid - row.total,
    invalid: row.invalid,
    by_field: Object.fromEntries(
      fields.map((field) => [field, { present: row[field], percent: percentOf(row[field], row.valid) }]),
    ) as Completeness['by_field'],
  }
}

/** A share in percent with one decimal; never 100 while a single one is missing, and 0 of nothing. */
export function percentOf(part: number, whole: number): number {
  if (whole === 0) return 0
  return part === whole ? 100 : Math.min(99.9, Math.round((part / whole) * 1000) / 10)
}
