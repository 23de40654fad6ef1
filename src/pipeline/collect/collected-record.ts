/** What a source says of one opening, as its mapper understood it: the form in which it goes to the store and stays in staging. */
import Type, { type Static } from 'typebox'

const Text = Type.String()
const TextOrNull = Type.Union([Text, Type.Null()])
const NumberOrNull = Type.Union([Type.Number(), Type.Null()])
const Texts = Type.Array(Text)
const TextsOrNull = Type.Union([Texts, Type.Null()])
const NumbersOrNull = Type.Union([Type.Array(Type.Number()), Type.Null()])
const BooleanOrNull = Type.Union([Type.Boolean(), Type.Null()])
const optional = Type.Optional
const oneOf = <Word extends string>(...words: Word[]) =>
  Type.Unsafe<Word | null>(Type.Union([...words.map((word) => Type.Literal(word)), Type.Null()]))

/** A place as the source splits it; what it does not say is null or absent. `raw` is the place in the source's own words. */
export const CollectedPlace = Type.Object({
  raw: Text,
  city: optional(TextOrNull),
  region: optional(TextOrNull),
  country: optional(TextOrNull),
  /** ISO 3166 alpha-2. */
  country_code: optional(TextOrNull),
})
export type CollectedPlace = Static<typeof CollectedPlace>

/** Pay as the source states it in numbers. A currency or a unit that it does not state is null, never guessed. */
export const CollectedSalary = Type.Object({
  min: NumberOrNull,
  max: NumberOrNull,
  currency: TextOrNull,
  unit: oneOf('HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'),
  /** As the source writes it, for people. */
  raw: optional(TextOrNull),
})

/**
 * Columns that only some sources fill, by the names and in the vocabulary of the table `postings`. A mapper gives what its source
 * states; what it does not state is left out, and rules fill it later where they can.
 */
export const CollectedColumns = Type.Object({
  organization_url: optional(TextOrNull),
  organization_logo: optional(TextOrNull),
  remote: optional(BooleanOrNull),
  /** The system that carries the opening (workday, greenhouse, linkedin, ...), in lower case. */
  ats_platform: optional(TextOrNull),
  source_domain: optional(TextOrNull),
  source_type: optional(TextOrNull),
  locations_derived: optional(TextsOrNull),
  cities_derived: optional(TextsOrNull),
  regions_derived: optional(TextsOrNull),
  counties_derived: optional(TextsOrNull),
  countries_derived: optional(TextsOrNull),
  timezones_derived: optional(TextsOrNull),
  lats_derived: optional(NumbersOrNull),
  lngs_derived: optional(NumbersOrNull),
  /** schema.org's eight words. */
  ai_employment_type: optional(TextsOrNull),
  ai_work_arrangement: optional(oneOf('On-site', 'Hybrid', 'Remote OK', 'Remote Solely')),
  ai_experience_level: optional(oneOf('0-2', '2-5', '5-10', '10+')),
  /** ISO 639-1. */
  ai_job_language: optional(TextOrNull),
  ai_visa_sponsorship: optional(BooleanOrNull),
  ai_work_arrangement_office_days: optional(NumberOrNull),
  ai_working_hours: optional(NumberOrNull),
  ai_key_skills: optional(TextsOrNull),
  ai_keywords: optional(TextsOrNull),
  ai_core_responsibilities: optional(TextOrNull),
  ai_requirements_summary: optional(TextOrNull),
  ai_education_requirements: optional(TextsOrNull),
  ai_benefits: optional(TextsOrNull),
  ai_salary_currency: optional(TextOrNull),
  ai_salary_unittext: optional(TextOrNull),
  ai_salary_minvalue: optional(NumberOrNull),
  ai_salary_maxvalue: optional(NumberOrNull),
  ai_salary_value: optional(NumberOrNull),
  ai_taxonomies_a: optional(TextsOrNull),
  ai_remote_location: optional(TextsOrNull),
  ai_remote_location_derived: optional(TextsOrNull),
})
export type CollectedColumns = Static<typeof CollectedColumns>

/**
 * One opening. Texts are as the source writes them, with its HTML: the store cleans and reads them (dates, places, pay, kinds of
 * employment) as it does for every row. Where the source splits a text itself, `places`, `salary` and `columns` hold the parts.
 */
export const CollectedRecord = Type.Object({
  /** The source's own id of the opening; null where it has none. */
  external_job_id: TextOrNull,
  job_title: TextOrNull,
  company_name: optional(TextOrNull),
  location: optional(TextOrNull),
  /** Where the opening is shown. */
  external_url: optional(TextOrNull),
  /** Where people apply, when that is another address. */
  apply_url: optional(TextOrNull),
  /** Text, or milliseconds since 1970. */
  posted_on: optional(Type.Union([Text, Type.Integer(), Type.Null()])),
  deadline: optional(Type.Union([Text, Type.Integer(), Type.Null()])),
  salary_range: optional(TextOrNull),
  employment_type: optional(TextsOrNull),
  /** HTML or text. */
  job_description: TextOrNull,
  places: optional(Type.Array(CollectedPlace)),
  salary: optional(Type.Union([CollectedSalary, Type.Null()])),
  columns: optional(CollectedColumns),
  /** Codes of what was not understood or is doubtful, by field; kept beside the value in provenance. */
  notes: optional(Type.Record(Text, Text)),
})
export type CollectedRecord = Static<typeof CollectedRecord>
