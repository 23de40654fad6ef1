import type { Selectable } from 'kysely'
import type { Postings } from './types.generated.ts'

/** Columns of a posting that come from its source: compared with what is stored and recorded in field_events when they change. */
export const CONTENT_COLUMNS = [
  ...(['job_title', 'posting_name', 'organization', 'organization_url', 'organization_logo'] as const),
  ...([
    'location_raw',
    'location_city',
    'location_region',
    'location_country',
    'country_code',
    'locations',
    'remote',
  ] as const),
  ...(['external_job_id', 'external_url', 'apply_url', 'ats_platform', 'source_domain', 'source_type'] as const),
  ...(['posted_date', 'deadline', 'employment_type'] as const),
  ...(['salary_range', 'salary_min', 'salary_max', 'salary_currency', 'salary_unit'] as const),
  ...(['locations_derived', 'cities_derived', 'regions_derived', 'counties_derived', 'countries_derived'] as const),
  ...(['timezones_derived', 'lats_derived', 'lngs_derived'] as const),
  ...([
    'ai_employment_type',
    'ai_work_arrangement',
    'ai_experience_level',
    'ai_job_language',
    'ai_visa_sponsorship',
  ] as const),
  ...([
    'ai_work_arrangement_office_days',
    'ai_working_hours',
    'ai_key_skills',
    'ai_keywords',
    'ai_core_responsibilities',
  ] as const),
  ...([
    'ai_requirements_summary',
    'ai_education_requirements',
    'ai_benefits',
    'ai_salary_currency',
    'ai_salary_unittext',
  ] as const),
  ...([
    'ai_salary_minvalue',
    'ai_salary_maxvalue',
    'ai_salary_value',
    'ai_taxonomies_a',
    'ai_remote_location',
  ] as const),
  ...(['ai_remote_location_derived', 'ai_competencies'] as const),
] as const
export type ContentColumn = (typeof CONTENT_COLUMNS)[number]

type Numeric = 'salary_min' | 'salary_max' | 'ai_salary_minvalue' | 'ai_salary_maxvalue' | 'ai_salary_value'
type NumericList = 'lats_derived' | 'lngs_derived'

/** Values of those columns as JSON holds them: dates as ISO text, numbers as numbers. */
export type Content = Partial<
  Omit<Pick<Selectable<Postings>, ContentColumn>, Numeric | NumericList> &
    Record<Numeric, number | null> &
    Record<NumericList, number[] | null>
>

/** Where one value came from. `raw` is what the source wrote when that is not the value itself; `note` a code for what was wrong. */
export type FieldOrigin = {
  source: string
  confidence: number
  raw?: string | null
  extractor?: string
  note?: string
  span?: { start: number; end: number }
}

/**
 * One clean record for `postings`. A content column that is null or absent says nothing: what is stored stays. Rows are told apart by
 * (source_id, external_id), without an own id by (source_id, canonical_hash).
 */
export type PostingRow = Content & {
  source_id: number
  source: string
  external_id: string | null
  job_title: string
  job_description: string
  /** The description with its structure, sanitised; null or absent says nothing. Told by its hash, as the description is. */
  description_html?: string | null
  canonical_version: number
  canonical_hash: string
  canonical_id: string | null
  content_hash: string
  provenance: Record<string, FieldOrigin>
  raw_data: unknown
  created_by_staging_id: number | null
  /** ISO instant at which the source was read. */
  fetched_at: string
  /** What a new posting brings along when it was stored elsewhere before; made at its insert otherwise. */
  posting_uid?: string
  first_seen_at?: string
}
