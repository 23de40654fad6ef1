/**
 * Where each extracted field lands: the one list that the writer follows, the REST API shows and overrides of a source change.
 * Source: the runbook's field mapping, completed for all fields.
 */
import type { Content, ContentColumn } from '../../db/posting-columns.ts'
import type { Fault } from '../../errors.ts'
import type {
  Experience,
  ExtractedPlace,
  FieldName,
  Salary,
  WorkArrangement,
  WorkHours,
} from '../extract/extracted-page.ts'
import {
  addressOf,
  experienceBand,
  identifierOf,
  placeColumns,
  pointsOf,
  summaryOf,
  weeklyHours,
} from './column-values.ts'
import { cleanLabel, presentText } from './plain-text.ts'
import type { StagedField } from './staged-extraction.ts'

export type MappedColumn = ContentColumn | 'job_description' | 'description_html' | 'external_id'
export type Columns = Content & {
  description_html?: string | null
  external_id?: string | null
}

/** What a value is: a column takes a field whose kind it has; `text` and `list` columns take whatever can be spelled. */
type Kind = 'text' | 'list' | 'address' | 'date' | 'flag' | 'own'

type Mapped<Value> = {
  /** Column of the views `jobs` and `jobs_side`, where the runbook's readers look. */
  jobs: string | null
  /** Columns of `postings`, the first one the field's own: its provenance speaks for the field. */
  columns: readonly MappedColumn[]
  kind: Kind
  write(value: Value, field: StagedField): Columns
}

/** `value` is never null here: a field without a value writes only its note. */
const map = <Value>(
  jobs: string | null,
  kind: Kind,
  columns: readonly MappedColumn[],
  write: (value: Value, field: StagedField) => Columns,
): Mapped<never> => ({ jobs, columns, kind, write }) as Mapped<never>

const FIELDS: Record<FieldName, Mapped<never>> = {
  title: map<string>('title', 'own', ['job_title'], (value) => ({ job_title: cleanLabel(value) })),
  employer: map<string>('org_name', 'text', ['organization'], (value) => ({ organization: cleanLabel(value) })),
  location: map<string>('location_raw', 'text', ['location_raw'], (value) => ({ location_raw: cleanLabel(value) })),
  locations: map<ExtractedPlace[]>(
    null,
    'own',
    [
      ...(['locations', 'location_city', 'location_region', 'location_country'] as const),
      ...(['cities_derived', 'regions_derived', 'countries_derived'] as const),
    ],
    placeColumns,
  ),
  country: map<string>(null, 'own', ['country_code'], (value) => ({ country_code: presentText(value) })),
  posted_on: map<string>('fetched_at', 'date', ['posted_date'], (value) => ({ posted_date: value })),
  deadline: map<string>('deadline', 'date', ['deadline'], (value) => ({ deadline: value })),
  // The text itself comes by way of the row, cleaned and checked as every description is.
  description: map<string>('description_snippet', 'own', ['job_description'], () => ({})),
  description_html: map<string>(null, 'own', ['description_html'], (value) => ({
    description_html: presentText(value),
  })),
  requirements: map<string>('raw_metadata', 'text', ['ai_requirements_summary'], (value) => ({
    ai_requirements_summary: summaryOf(value),
  })),
  responsibilities: map<string>('ai_core_responsibilities', 'text', ['ai_core_responsibilities'], (value) => ({
    ai_core_responsibilities: summaryOf(value),
  })),
  benefits: map<string>('ai_benefits', 'text', ['ai_benefits'], (value) => ({ ai_benefits: pointsOf(value) })),
  employment_type: map<string[]>('employment_type', 'list', ['employment_type'], (value) => ({
    employment_type: value.length > 0 ? value : null,
  })),
  salary: map<Salary>(
    'salary',
    'own',
    ['salary_min', 'salary_max', 'salary_currency', 'salary_unit', 'salary_range'],
    ({ min, max, currency, unit }, { raw }) => ({
      salary_min: min,
      salary_max: max,
      salary_currency: currency,
      salary_unit: unit,
      salary_range: cleanLabel(raw),
    }),
  ),
  experience: map<Experience>('ai_experience_level', 'own', ['ai_experience_level'], (value) => ({
    ai_experience_level: experienceBand(value),
  })),
  education: map<string[]>('ai_education_requirements', 'list', ['ai_education_requirements'], (value) => ({
    ai_education_requirements: value.length > 0 ? value : null,
  })),
  work_hours: map<WorkHours>('ai_working_hours', 'own', ['ai_working_hours'], (value) => ({
    ai_working_hours: weeklyHours(value),
  })),
  remote: map<boolean>('remote', 'flag', ['remote'], (value) => ({ remote: value })),
  work_arrangement: map<WorkArrangement>('ai_work_arrangement', 'own', ['ai_work_arrangement'], (value) => ({
    ai_work_arrangement: value,
  })),
  remote_scope: map<string>('ai_remote_location', 'text', ['ai_remote_location'], (value) => ({
    ai_remote_location: pointsOf(value),
  })),
  application_url: map<string>('apply_url', 'own', ['apply_url'], (value) => ({ apply_url: addressOf(value) })),
  // They name persons.
  contacts: map<string[]>(null, 'own', [], () => ({})),
  identifier: map<string>('external_id', 'own', ['external_id', 'external_job_id'], (value) => ({
    external_id: identifierOf(value),
    external_job_id: identifierOf(value),
  })),
  language: map<string>('ai_job_language', 'own', ['ai_job_language'], (value) => ({
    ai_job_language: presentText(value),
  })),
}

/** Columns that an override may choose, by the kind that they take. */
const CHOSEN: Readonly<Partial<Record<MappedColumn, Kind>>> = {
  organization: 'text',
  location_raw: 'text',
  ai_requirements_summary: 'text',
  ai_core_responsibilities: 'text',
  salary_range: 'text',
  ats_platform: 'text',
  source_domain: 'text',
  source_type: 'text',
  ai_benefits: 'list',
  ai_education_requirements: 'list',
  ai_employment_type: 'list',
  ai_remote_location: 'list',
  ai_keywords: 'list',
  ai_competencies: 'list',
  posted_date: 'date',
  deadline: 'date',
  remote: 'flag',
  ai_visa_sponsorship: 'flag',
}

/** Columns that the views name otherwise, or do not show. */
const JOBS_NAMES: Readonly<Partial<Record<MappedColumn, string | null>>> = {
  organization: 'org_name',
  salary_range: 'salary',
  ats_platform: null,
}

/** Without these there is no posting, so that they stay where they are. */
const FIXED: readonly FieldName[] = ['title', 'description', 'application_url']
/** Never stored, whatever a source's settings say. */
const NEVER_STORED: readonly FieldName[] = ['contacts']

export type FieldMapping = {
  field: FieldName
  jobs_column: string | null
  /** The field's own column; null when the field is not stored. */
  postings_column: MappedColumn | null
  /** All columns that it fills. */
  postings_columns: readonly MappedColumn[]
  /** A source's settings changed it. */
  overridden: boolean
  write: Mapped<never>['write']
}

export const FIELD_MAPPING: readonly FieldMapping[] = (Object.entries(FIELDS) as [FieldName, Mapped<never>][]).map(
  ([field, { jobs, columns, write }]) => ({
    field,
    jobs_column: jobs,
    postings_column: columns[0] ?? null,
    postings_columns: columns,
    overridden: false,
    write,
  }),
)

/** Columns of a field without overrides, the field's own first. */
export function columnsOf(field: FieldName): readonly MappedColumn[] {
  return FIELDS[field].columns
}

/**
 * The mapping under a source's overrides (`config.field_mapping`: {field: column | null}). What cannot be followed is left out and
 * named among the faults: whoever sets it is refused, a writer that meets it goes on with the rest.
 */
export function mappingUnder(overrides: unknown): { mapping: readonly FieldMapping[]; faults: Fault[] } {
  if (overrides === null || overrides === undefined) return { mapping: FIELD_MAPPING, faults: [] }
  if (typeof overrides !== 'object' || Array.isArray(overrides))
    return { mapping: FIELD_MAPPING, faults: [{ pointer: 'field_mapping', message: 'must be an object' }] }
  const faults: Fault[] = []
  const chosen = new Map<FieldName, MappedColumn | null>()
  for (const [field, column] of Object.entries(overrides)) {
    const message = faultOf(field, column)
    if (message !== null) faults.push({ pointer: `field_mapping.${field.slice(0, 100)}`, message })
    else chosen.set(field as FieldName, column as MappedColumn | null)
  }
  const taken = new Map<string, FieldName>()
  for (const { field, postings_columns } of FIELD_MAPPING)
    if (!chosen.has(field)) for (const column of postings_columns) taken.set(column, field)
  for (const [field, column] of chosen) {
    if (column === null) continue
    const owner = taken.get(column)
    if (owner === undefined) taken.set(column, field)
    else {
      const message = `cannot be ${column}, which ${owner} fills: map ${owner} elsewhere or to null`
      faults.push({ pointer: `field_mapping.${field}`, message })
      chosen.delete(field)
    }
  }
  return { mapping: FIELD_MAPPING.map((one) => (chosen.has(one.field) ? chosenFor(one, chosen) : one)), faults }
}

function faultOf(field: string, column: unknown): string | null {
  if (!Object.hasOwn(FIELDS, field)) return `is no extracted field; known: ${Object.keys(FIELDS).join(', ')}`
  const name = field as FieldName
  if (FIXED.includes(name)) return 'must stay in its column: without it there is no posting'
  if (NEVER_STORED.includes(name)) return 'is never stored: it names persons'
  if (column === null) return null
  if (typeof column === 'string' && FIELDS[name].columns[0] === column) return null
  const takes = typeof column === 'string' && Object.hasOwn(CHOSEN, column) ? CHOSEN[column as MappedColumn] : undefined
  if (takes === undefined) return `must be null or one of ${Object.keys(CHOSEN).join(', ')}`
  if (takes === 'text' || takes === 'list' || takes === FIELDS[name].kind) return null
  return `cannot be ${String(column)}, which holds a ${takes}`
}

function chosenFor(one: FieldMapping, chosen: ReadonlyMap<FieldName, MappedColumn | null>): FieldMapping {
  const column = chosen.get(one.field) ?? null
  if (column !== null && column === one.postings_column) return one
  const kind = column === null ? undefined : CHOSEN[column]
  return {
    ...one,
    jobs_column: column === null ? null : column in JOBS_NAMES ? (JOBS_NAMES[column] ?? null) : column,
    postings_column: column,
    postings_columns: column === null ? [] : [column],
    overridden: true,
    write: (value, field) => (column === null ? {} : { [column]: spelled(kind, value, field) }),
  }
}

/** Values that are no text are spelled as the page has them. */
function spelled(kind: Kind | undefined, value: unknown, { raw }: StagedField): unknown {
  if (kind === 'date' || kind === 'flag') return value
  const text = typeof value === 'string' ? value : raw
  if (kind !== 'list') return summaryOf(text)
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : pointsOf(text)
}
