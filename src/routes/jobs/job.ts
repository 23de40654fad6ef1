import Type, { type Static, type TSchema } from 'typebox'
import { POSTING_STATUSES } from '../../db/posting-filter.ts'
import type { JobRow, Provenance, WholeJob } from '../../db/read-jobs.ts'
import { columnsOf } from '../../pipeline/store/field-mapping.ts'
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
    span: Type.Optional(
      Type.Object(
        { start: Type.Integer(), end: Type.Integer() },
        { description: 'Of raw, in the visible text of the page; of whole jobs' },
      ),
    ),
    note: Type.Optional(Type.String({ description: 'Why the text could not be read, or how it was; of whole jobs' })),
  })
}

const Salary = Type.Object({
  min: nullable(Type.Number()),
  max: nullable(Type.Number()),
  currency: nullable(Type.String({ description: 'ISO 4217' })),
  unit: nullable(Type.String({ description: 'HOUR, DAY, WEEK, MONTH or YEAR' })),
})

const Place = Type.Object({
  raw: nullable(Text),
  city: nullable(Text),
  region: nullable(Text),
  country: nullable(Text),
  country_code: nullable(Text),
})

/** Of whole jobs alone: a list would grow by texts that nobody reads there. */
const WholeFields = {
  locations: field(nullable(Type.Array(Place))),
  description_html: field(nullable(Type.String({ description: 'Sanitised' }))),
  responsibilities: field(nullable(Text)),
  benefits: field(nullable(Type.Array(Text))),
  experience: field(nullable(Type.String({ description: 'Years: 0-2, 2-5, 5-10 or 10+' }))),
  education: field(nullable(Type.Array(Text))),
  work_hours: field(nullable(Type.Integer({ description: 'A week' }))),
  work_arrangement: field(nullable(Text)),
  remote_scope: field(nullable(Type.Array(Text))),
}

const ListedFields = {
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
}

const AllFields = Type.Object({ ...ListedFields, ...WholeFields })
const Fields = Type.Object({ ...ListedFields, ...Type.Partial(Type.Object(WholeFields)).properties })

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
      duplicate_of: nullable(
        Type.String({ format: 'uuid', description: 'The older posting of the same opening that this one repeats' }),
      ),
      similarity: nullable(
        Type.Number({
          minimum: 0,
          maximum: 1,
          description: 'How alike the two texts are; 1 for one title at one address, null for a link made by a person',
        }),
      ),
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

type Fields = Required<Job['fields']>
type FieldName = keyof Fields

/** Provenance is kept by column: the columns whose origin a field tells, its own first. */
const COLUMNS_OF = Object.fromEntries(
  Object.keys(AllFields.properties).map((name) => [name, columnsOf(name as FieldName)]),
) as Record<FieldName, readonly string[]>

/** Source and confidence of a value that nobody recorded an origin for: it was typed into the database. */
const UNRECORDED: Provenance = { source: 'database', confidence: 1 }

/** The public form of a row. Pure; the bigint id stays inside. */
export function toJob(row: JobRow): Job {
  const { provenance, whole = null } = row
  const withOrigin = <T>(name: FieldName, value: T | null) => {
    const origin = originOf(name, provenance) ?? (value === null ? NOTHING : UNRECORDED)
    const { source = null, confidence = null, raw, span, note } = origin
    const shown = { value, source, confidence, raw: rawOf(raw) }
    return whole === null ? shown : { ...shown, ...(span ? { span } : {}), ...(note ? { note } : {}) }
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
      ...(whole === null ? {} : wholeFields(row.locations, whole, withOrigin)),
    },
    results: {
      summary: row.extracted_summary,
      skills: Array.isArray(row.skill_keywords) ? row.skill_keywords : null,
      ihl_score: row.ihl_score,
      ihl_category: row.ihl_category,
      ihl_confidence: row.ihl_confidence,
      review_flag: row.review_flag,
    },
    duplicate_of: row.duplicate_of,
    similarity: row.similarity,
    // Only pages that were judged to hold a job are stored.
    is_job: true,
    classifier_score: provenance.page?.confidence ?? null,
    extracted_at: instantOrNull(row.fetched_at),
    extractor_version: provenance.page?.extractor ?? provenance.job_title?.extractor ?? null,
    created_at: instant(row.created_at),
    updated_at: instant(row.updated_at),
  }
}

const NOTHING: Provenance = {}

function originOf(name: FieldName, provenance: JobRow['provenance']): Provenance | undefined {
  for (const column of COLUMNS_OF[name]) if (provenance[column] !== undefined) return provenance[column]
  return undefined
}

type WithOrigin = <T>(name: FieldName, value: T | null) => { value: T | null } & Omit<Fields['title'], 'value'>

function wholeFields(locations: unknown, whole: WholeJob, withOrigin: WithOrigin) {
  const names = Object.keys(whole) as (keyof WholeJob)[]
  const fields = names.map((name) => [name, withOrigin(name, whole[name])])
  return {
    locations: withOrigin('locations', Array.isArray(locations) ? locations : null),
    ...(Object.fromEntries(fields) as Omit<Pick<Fields, keyof typeof WholeFields>, 'locations'>),
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
