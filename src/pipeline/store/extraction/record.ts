import type { WriteAction } from '../../../db/write-totals.ts'
import type { ExtractedFields, ExtractedPosting, FieldName } from '../../extract/extracted-page.ts'
import type { ReadPage } from '../../extract/read-page.ts'
import { identifierOf } from '../column-values.ts'
import type { FieldMapping } from '../field-mapping.ts'
import { canonicalHash, canonicalId } from '../identity.ts'
import { FIELD_NAMES, type StagedExtraction, toStagedExtraction } from '../staged-extraction.ts'
import { loggedUrl } from './logged-url.ts'

/** A field that the page speaks of without saying anything usable: `note` is the code of why. */
export type Unreadable = { raw: string; source: string; note: string }

export type ExtractionRecord = {
  /** The opening's own address. */
  url: string | null
  /** null where the page says nothing usable; then `unreadable` may hold what it says. */
  fields: ExtractedFields
  unreadable: Partial<Record<FieldName, Unreadable>>
  canonical_id: string | null
  canonical_hash: string
  /** What became of it; null where nothing is stored. */
  action: WriteAction | null
  /** Public id of the stored posting. */
  id: string | null
  /** Code of why it is not stored, or would not be. */
  reason: string | null
}

/** Raw texts are there to recognise the place, not to carry the page again. UTF-16 code units. */
const LONGEST_RAW = 500

/** The answer's form of a posting, before anything became of it. */
export function recordOf({ url, fields }: ExtractedPosting): ExtractionRecord {
  const unreadable: ExtractionRecord['unreadable'] = {}
  const shown = FIELD_NAMES.map((name) => {
    const field = fields[name]
    if (field === null) return [name, null]
    const raw = field.raw.slice(0, LONGEST_RAW).toWellFormed()
    if (field.value !== null) return [name, { ...field, raw }]
    unreadable[name] = { raw, source: field.source, note: field.note ?? 'unusable' }
    return [name, null]
  })
  const title = fields.title?.value ?? null
  const address = fields.application_url?.value ?? null
  const place = { organization: fields.employer?.value, location: fields.location?.value }
  return {
    url,
    fields: Object.fromEntries(shown),
    unreadable,
    canonical_id: canonicalId(url ?? address),
    canonical_hash: canonicalHash(title, address ?? url, place),
    action: null,
    id: null,
    reason: null,
  }
}

/** The page with the employer that whoever asked knows, where the page itself names none. */
export function withEmployer(page: ReadPage, name: string | null): ReadPage {
  if (name === null) return page
  const employer = { value: name, source: 'source', confidence: 0.8, raw: name } as const
  const postings = page.postings.map((posting) => {
    const known = (posting.fields.employer?.value ?? null) !== null
    return known ? posting : { ...posting, fields: { ...posting.fields, employer } }
  })
  return { ...page, postings }
}

/** A row for staging, as a file would hold it, and beside it what the page said with its provenance. */
export function rowOf(
  { url, fields }: ExtractedPosting,
  { page_type, score, extractor, read_at, url: page_url }: ReadPage,
  mapping: readonly FieldMapping[],
): { row: Record<string, unknown>; extraction: StagedExtraction } {
  const keepsIdentifier = mapping.some(({ field, overridden }) => field === 'identifier' && !overridden)
  const identifier = fields.identifier?.value ?? null
  const row = {
    external_job_id: keepsIdentifier && identifier !== null ? identifierOf(identifier) : null,
    job_title: fields.title?.value ?? null,
    company_name: fields.employer?.value ?? null,
    location: fields.location?.value ?? null,
    external_url: url,
    apply_url: fields.application_url?.value ?? null,
    posted_on: fields.posted_on?.value ?? null,
    deadline: fields.deadline?.value ?? null,
    salary_range: fields.salary?.raw ?? null,
    employment_type: fields.employment_type?.value ?? null,
    job_description: fields.description?.value ?? null,
    fetched_at: read_at.toISOString(),
    // Kept for people who look where a row came from, and served with it: no secret of the way there.
    page_url: loggedUrl(page_url),
  }
  return { row, extraction: toStagedExtraction(fields, { page_type, score, extractor }) }
}
