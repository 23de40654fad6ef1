import { readDate } from '../extract/normalise/dates.ts'
import { readEmploymentTypes } from '../extract/normalise/employment-type.ts'
import { splitPlace } from '../extract/normalise/place.ts'
import { detectLanguage } from '../text/detect-language.ts'
import type { CheckedRow } from './check-row.ts'
import { CANONICAL_VERSION, canonicalHash, canonicalId, contentHash, readHttpUrl } from './identity.ts'
import { cleanLabel, presentText } from './plain-text.ts'
import { CONFIDENCE, type FieldOrigin, type PostingRecord } from './posting-record.ts'

export type RowOrigin = {
  source_id: number
  source: string
  /** Employer of every posting of the source; null for a source of many employers. */
  org_name: string | null
  staging_id: number | null
  /** When the source was read: "3 days ago" counts from here. */
  read_at: Date
  /** Fields of the source that have no column. */
  item: unknown
}

const EXTRACTOR = 'staging/1'

/**
 * The posting that a checked row describes; null when the row has an error. Pure: the same row read at the same instant gives the same
 * record. Dates that are no dates, addresses that are no http(s) and places that name none are null, with the raw text in provenance.
 */
export function toPosting({ record, title, description }: CheckedRow, origin: RowOrigin): PostingRecord | null {
  if (title === null || description === null) return null
  const provenance: Record<string, FieldOrigin> = {}
  const stated = <T>(field: string, value: T | null, raw: unknown, note?: string | null): T | null => {
    const text = raw === null || raw === undefined ? null : String(raw)
    if (value !== null || note) provenance[field] = originOf(CONFIDENCE.stated, value, text, note)
    return value
  }
  const derived = <T>(field: string, value: T | null, raw: string | null): T | null => {
    if (value !== null) provenance[field] = { ...originOf(CONFIDENCE.derived, value, raw), source: 'derived' }
    return value
  }

  stated('job_title', title, record.job_title)
  provenance.job_description = originOf(CONFIDENCE.stated, null, null)
  const organization = organizationOf(record.company_name, origin.org_name, provenance)
  const location = stated('location_raw', cleanLabel(record.location), record.location)
  const place = splitPlace(location)
  const external_url = addressOf('external_url', record.external_url, stated)
  const apply_url = addressOf('apply_url', record.apply_url, stated)
  const posted = readDate(record.posted_on, origin.read_at)
  const closing = readDate(record.deadline, origin.read_at)
  const external_id = presentText(record.external_job_id)
  const types = [record.employment_type ?? []].flat()
  const language = detectLanguage(description)

  return {
    source_id: origin.source_id,
    source: origin.source,
    external_id,
    external_job_id: external_id,
    job_title: title,
    posting_name: location === null ? title : `${title} - ${location}`,
    job_description: description,
    organization,
    location_raw: location,
    location_city: derived('location_city', place.city, location),
    location_region: derived('location_region', place.region, location),
    location_country: derived('location_country', place.country, location),
    country_code: derived('country_code', place.country_code, location),
    remote: derived('remote', place.remote, location),
    external_url,
    apply_url,
    posted_date: stated(
      'posted_date',
      posted.date,
      record.posted_on,
      posted.note ?? (posted.relative ? 'relative' : null),
    ),
    deadline: stated('deadline', closing.date, record.deadline, closing.note),
    salary_range: stated('salary_range', cleanLabel(record.salary_range), record.salary_range),
    employment_type: stated('employment_type', readEmploymentTypes(types), types.length > 0 ? types.join(', ') : null),
    ai_job_language: derived('ai_job_language', language === 'und' ? null : language, null),
    canonical_version: CANONICAL_VERSION,
    canonical_hash: canonicalHash(title, apply_url ?? external_url, { organization, location }),
    canonical_id: canonicalId(external_url ?? apply_url),
    content_hash: contentHash({ title, description, organization, location }),
    provenance,
    raw_data: { external_id, ...asObject(origin.item) },
    created_by_staging_id: origin.staging_id,
    fetched_at: origin.read_at.toISOString(),
  }
}

/** `raw` only where it says more than the value. */
function originOf(confidence: number, value: unknown, raw: string | null, note?: string | null): FieldOrigin {
  return {
    source: 'record',
    confidence: value === null && note ? 0 : confidence,
    extractor: EXTRACTOR,
    ...(raw !== null && raw !== value ? { raw } : {}),
    ...(note ? { note } : {}),
  }
}

function organizationOf(
  stated: unknown,
  ofSource: string | null,
  provenance: Record<string, FieldOrigin>,
): string | null {
  const organization = cleanLabel(stated)
  if (organization !== null) {
    provenance.organization = originOf(CONFIDENCE.stated, organization, presentText(stated))
    return organization
  }
  if (ofSource !== null)
    provenance.organization = { source: 'source', confidence: CONFIDENCE.source, extractor: EXTRACTOR }
  return ofSource
}

type Stated = <T>(field: string, value: T | null, raw: unknown, note?: string | null) => T | null

function addressOf(field: string, value: unknown, stated: Stated): string | null {
  const text = presentText(value)
  if (text === null) return null
  const url = readHttpUrl(text)
  return stated(field, url === null ? null : text, text, url === null ? 'bad_url' : null)
}

function asObject(item: unknown): Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item } : {}
}
