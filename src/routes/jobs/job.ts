import Type, { type Static, type TSchema } from 'typebox'
import { POSTING_STATUSES } from '../../db/posting-filter.ts'
import type { JobRow, Provenance } from '../../db/read-jobs.ts'
import { component, Instant, InstantOrNull, instant, instantOrNull, nullable } from '../schemas.ts'

const Text = Type.String()
const Day = Type.String({ format: 'date' })

/** A value with where it came from. All four are null when the posting does not say. */
function field<T extends TSchema>(value: T) {
  return Type.Object({
    value,
    source: nullable(Type.String({ description: 'jsonld, microdata, meta, dom, label, api, import, database, ...' })),
    confidence: nullable(Type.Number({ minimum: 0, maximum: 1 })),
    raw: nullable(Type.String({ description: 'The text the value was read from' })),
  })
}

const Salary = Type.Object({
  min: nullable(Type.Number()),
  max: nullable(Type.Number()),
  currency: nullable(Type.String({ description: 'ISO 4217' })),
  unit: nullable(Type.String({ description: 'HOUR, DAY, WEEK, MONTH or YEAR' })),
})

const Fields = Type.Object({
  title: field(nullable(Text)),
  employer: field(nullable(Text)),
  location: field(nullable(Text)),
  country: field(nullable(Type.String({ description: 'ISO 3166 alpha-2' }))),
  posted_on: field(nullable(Day)),
  deadline: field(nullable(Day)),
  description: field(nullable(Type.String({ description: 'The first 500 characters unless full=true' }))),
  requirements: field(nullable(Text)),
  employment_type: field(nullable(Type.Array(Text))),
  salary: field(nullable(Salary)),
  remote: field(nullable(Type.Boolean())),
  application_url: field(nullable(Text)),
  identifier: field(nullable(Type.String({ description: "The source's own id" }))),
  language: field(nullable(Text)),
})

const Results = Type.Object({
  summary: nullable(Type.String({ description: 'Only with full=true' })),
  skills: nullable(Type.Array(Type.Any(), { description: 'Grounded skills, only with full=true' })),
  ihl_score: nullable(Type.Integer({ minimum: 0, maximum: 10, description: 'Internal Hire Likelihood' })),
  ihl_category: nullable(Text),
  ihl_confidence: nullable(Text),
  review_flag: Type.Boolean({ description: 'A person should look at the results' }),
})

export const Job = component(
  'Job',
  Type.Object(
    {
      id: Type.String({ format: 'uuid' }),
      url: nullable(Text),
      canonical_id: nullable(Text),
      canonical_hash: nullable(Text),
      source: nullable(Text),
      source_id: nullable(Type.Integer()),
      status: Type.Unsafe<JobRow['posting_status']>({ type: 'string', enum: [...POSTING_STATUSES] }),
      fields: Fields,
      results: Results,
      is_job: Type.Boolean(),
      classifier_score: nullable(Type.Number({ minimum: 0, maximum: 1 })),
      extracted_at: InstantOrNull,
      extractor_version: nullable(Text),
      created_at: Instant,
      updated_at: Instant,
    },
    { description: 'One advertised opening, with the origin of every field' },
  ),
)
export type Job = Static<typeof Job>

type FieldName = keyof Job['fields']

/** The column whose origin a field tells: provenance is kept by column. */
const COLUMN_OF: Record<FieldName, string> = {
  title: 'job_title',
  employer: 'organization',
  location: 'location_raw',
  country: 'country_code',
  posted_on: 'posted_date',
  deadline: 'deadline',
  description: 'job_description',
  requirements: 'ai_requirements_summary',
  employment_type: 'employment_type',
  salary: 'salary_min',
  remote: 'remote',
  application_url: 'apply_url',
  identifier: 'external_job_id',
  language: 'ai_job_language',
}

/** Source and confidence of a value that nobody recorded an origin for: it was typed into the database. */
const UNRECORDED = { source: 'database', confidence: 1 }

/** The public form of a row. Pure; the bigint id stays inside. */
export function toJob(row: JobRow): Job {
  const { provenance } = row
  const withOrigin = <T>(name: FieldName, value: T | null) => {
    const origin: Provenance = provenance[COLUMN_OF[name]] ?? (value === null ? {} : UNRECORDED)
    return { value, source: origin.source ?? null, confidence: origin.confidence ?? null, raw: rawOf(origin.raw) }
  }
  return {
    id: row.posting_uid,
    url: row.external_url,
    canonical_id: row.canonical_id,
    canonical_hash: row.canonical_hash,
    source: row.source,
    source_id: row.source_id,
    status: row.posting_status,
    fields: {
      title: withOrigin('title', row.job_title),
      employer: withOrigin('employer', row.organization),
      location: withOrigin('location', row.location),
      country: withOrigin('country', row.country_code),
      posted_on: withOrigin('posted_on', row.posted_date),
      deadline: withOrigin('deadline', row.deadline),
      description: withOrigin('description', row.description),
      requirements: withOrigin('requirements', row.requirements),
      employment_type: withOrigin('employment_type', row.employment_type),
      salary: withOrigin('salary', salaryOf(row)),
      remote: withOrigin('remote', row.remote),
      application_url: withOrigin('application_url', row.apply_url),
      identifier: withOrigin('identifier', row.identifier),
      language: withOrigin('language', row.language),
    },
    results: {
      summary: row.extracted_summary,
      skills: Array.isArray(row.skill_keywords) ? row.skill_keywords : null,
      ihl_score: row.ihl_score,
      ihl_category: row.ihl_category,
      ihl_confidence: row.ihl_confidence,
      review_flag: row.review_flag,
    },
    // Only pages that were judged to hold a job are stored.
    is_job: true,
    classifier_score: provenance.page?.confidence ?? null,
    extracted_at: instantOrNull(row.fetched_at),
    extractor_version: provenance.page?.extractor ?? provenance.job_title?.extractor ?? null,
    created_at: instant(row.created_at),
    updated_at: instant(row.updated_at),
  }
}

const RAW_LENGTH = 500

/** The raw text of a description is the page: enough of it to recognise the place. */
function rawOf(raw: string | null | undefined): string | null {
  return raw?.slice(0, RAW_LENGTH) ?? null
}

function salaryOf({ salary_min, salary_max, salary_currency, salary_unit }: JobRow) {
  if (salary_min === null && salary_max === null) return null
  const number = (value: string | number | null) => (value === null ? null : Number(value))
  return { min: number(salary_min), max: number(salary_max), currency: salary_currency, unit: salary_unit }
}
