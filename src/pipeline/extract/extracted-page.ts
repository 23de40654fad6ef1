/** What extraction makes of a page: a verdict, and 0..n postings whose every value says where it came from. */
import type { Span } from '../text/span.ts'
import type { EmploymentType } from './normalise/employment-type.ts'

export const PAGE_TYPES = ['detail', 'listing', 'not_job', 'expired', 'needs_rendering'] as const
export type PageType = (typeof PAGE_TYPES)[number]

/** Who read a value. `derived` values follow from another field. */
export const READERS = [
  ...(['jsonld', 'microdata', 'rdfa', 'state', 'opengraph', 'meta'] as const),
  ...(['label', 'dom', 'section', 'text', 'listing', 'derived', 'source'] as const),
] as const
export type Reader = (typeof READERS)[number]

/** Raised whenever the same page would give another result. */
export const EXTRACTOR_VERSION = 'page/1'

/** One value with where it came from. `value` is null when the page speaks of the field but says nothing usable: `note` says why. */
export type Extracted<T> = {
  value: T | null
  source: Reader
  /** Share of such values that are right, as measured: docs/extraction.md. */
  confidence: number
  /** As the page has it. */
  raw: string
  /** Where `raw` stands in the visible text of the page; absent for values of markup that is not shown. */
  span?: Span
  note?: string
}

export type ExtractedPlace = {
  raw: string
  city: string | null
  region: string | null
  /** English name. */
  country: string | null
  /** ISO 3166 alpha-2. */
  country_code: string | null
}

export const SALARY_UNITS = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'] as const
export type SalaryUnit = (typeof SALARY_UNITS)[number]
/** At least one of min and max is a number. */
export type Salary = {
  min: number | null
  max: number | null
  /** ISO 4217; null when the page does not say. */
  currency: string | null
  unit: SalaryUnit | null
  /** null when the page does not say. */
  gross: boolean | null
}

export type WorkArrangement = 'On-site' | 'Hybrid' | 'Remote OK' | 'Remote Solely'
export type Experience = { min_years: number | null; max_years: number | null }
export type WorkHours = {
  min: number | null
  max: number | null
  per: 'WEEK' | 'MONTH' | 'DAY'
  percent: number | null
}
export type EducationLevel = 'high school' | 'vocational' | 'associate' | 'bachelor' | 'master' | 'doctorate'

export type ExtractedFields = {
  title: Extracted<string> | null
  employer: Extracted<string> | null
  /** As stated, all places in one text. */
  location: Extracted<string> | null
  locations: Extracted<ExtractedPlace[]> | null
  /** ISO 3166 alpha-2, when all places lie in one country. */
  country: Extracted<string> | null
  /** ISO date. */
  posted_on: Extracted<string> | null
  /** ISO date. */
  deadline: Extracted<string> | null
  /** Clean text. */
  description: Extracted<string> | null
  /** Sanitised: structure and links alone. */
  description_html: Extracted<string> | null
  requirements: Extracted<string> | null
  responsibilities: Extracted<string> | null
  benefits: Extracted<string> | null
  employment_type: Extracted<EmploymentType[]> | null
  salary: Extracted<Salary> | null
  experience: Extracted<Experience> | null
  education: Extracted<EducationLevel[]> | null
  work_hours: Extracted<WorkHours> | null
  /** True when the work is done from anywhere, or anywhere in `remote_scope`; false when the page says that it is not. */
  remote: Extracted<boolean> | null
  work_arrangement: Extracted<WorkArrangement> | null
  /** Where remote work may be done, as stated. */
  remote_scope: Extracted<string> | null
  /** http(s) only, absolute. */
  application_url: Extracted<string> | null
  /** Mail addresses and telephone numbers to apply at, as mailto: and tel: addresses. */
  contacts: Extracted<string[]> | null
  identifier: Extracted<string> | null
  /** ISO 639-1. */
  language: Extracted<string> | null
}
export type FieldName = keyof ExtractedFields

/** One advertised opening that a page tells of. */
export type ExtractedPosting = {
  /** Own address of the opening: of the page for a detail page, of the item for a listing. */
  url: string | null
  fields: ExtractedFields
}

export type Verdict = {
  page_type: PageType
  /** 0 to 1: how sure it is that the page advertises one opening. */
  score: number
  /** Codes of what decided, the weightiest first. */
  reasons: readonly string[]
}

export type ExtractedPage = Verdict & {
  is_job: boolean
  postings: ExtractedPosting[]
  /** Items that were left out, by reason code. */
  skipped: Readonly<Record<string, number>>
  /** ISO 639-1 of the page; `und` when it shows too little text. */
  language: string
  hidden_characters: number
  /** Share of the visible text that is not the posting's own. 0 for a page without a description. */
  boilerplate: number
  extractor: string
}

export type PageInput = {
  /** HTML, plain text, or the bytes of either or of a PDF. */
  body: string | Uint8Array
  /** Address the page was read from: relative addresses are resolved against it; it never decides what the page is. */
  url: string | null
  /** Content-Type header. */
  content_type?: string | null
  /** When the page was read: "3 days ago" counts from here. */
  read_at: Date
  /** The body was saved before `read_at`, nobody knows when, as in a file: then "3 days ago" is no date. */
  saved?: boolean
}

/** Reads pages. Pure: the same input gives the same result; never throws on any input. */
export type Extractor = { extract(input: PageInput): Promise<ExtractedPage> }
