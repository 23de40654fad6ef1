import type { FieldOrigin } from '../../db/posting-columns.ts'
import { readDate } from '../extract/normalise/dates.ts'
import { readEmploymentTypes } from '../extract/normalise/employment-type.ts'
import { splitPlace } from '../extract/normalise/place.ts'
import { readSalary } from '../extract/normalise/salary.ts'
import type { Columns } from './field-mapping.ts'
import { readHttpUrl } from './identity.ts'
import type { MappedColumns } from './mapped-columns.ts'
import { cleanLabel, presentText } from './plain-text.ts'
import { CONFIDENCE } from './posting-record.ts'
import type { StagingRecord } from './staging-record.ts'

/** Reads the texts of rows of files and job APIs. */
export const ROW_EXTRACTOR = 'staging/1'

/**
 * The columns that the texts of a row fill. Dates that are no dates, addresses that are no http(s) and places that name none are null,
 * with the raw text in provenance. Pure: the same row read at the same instant gives the same columns.
 */
export function readColumns(record: StagingRecord, readAt: Date): MappedColumns {
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

  stated('job_title', cleanLabel(record.job_title), record.job_title)
  provenance.job_description = originOf(CONFIDENCE.stated, null, null)
  const organization = stated('organization', cleanLabel(record.company_name), record.company_name)
  const location = stated('location_raw', cleanLabel(record.location), record.location)
  const place = splitPlace(location)
  const posted = readDate(record.posted_on, readAt)
  const closing = readDate(record.deadline, readAt)
  const types = [record.employment_type ?? []].flat()
  const range = stated('salary_range', cleanLabel(record.salary_range), record.salary_range)
  const pay = range === null ? null : readSalary(range, { country: place.country_code })
  const columns: Columns = {
    organization,
    location_raw: location,
    location_city: derived('location_city', place.city, location),
    location_region: derived('location_region', place.region, location),
    location_country: derived('location_country', place.country, location),
    country_code: derived('country_code', place.country_code, location),
    remote: derived('remote', place.remote, location),
    external_url: addressOf('external_url', record.external_url, stated),
    apply_url: addressOf('apply_url', record.apply_url, stated),
    posted_date: stated(
      'posted_date',
      posted.date,
      record.posted_on,
      posted.note ?? (posted.relative ? 'relative' : null),
    ),
    deadline: stated('deadline', closing.date, record.deadline, closing.note),
    salary_range: range,
    salary_min: derived('salary_min', pay?.min ?? null, range),
    salary_max: derived('salary_max', pay?.max ?? null, range),
    salary_currency: derived('salary_currency', pay?.currency ?? null, range),
    salary_unit: derived('salary_unit', pay?.unit ?? null, range),
    employment_type: stated('employment_type', readEmploymentTypes(types), types.length > 0 ? types.join(', ') : null),
  }
  return { columns, provenance }
}

/** `raw` only where it says more than the value. */
function originOf(confidence: number, value: unknown, raw: string | null, note?: string | null): FieldOrigin {
  return {
    source: 'record',
    confidence: value === null && note ? 0 : confidence,
    extractor: ROW_EXTRACTOR,
    ...(raw !== null && raw !== value ? { raw } : {}),
    ...(note ? { note } : {}),
  }
}

type Stated = <T>(field: string, value: T | null, raw: unknown, note?: string | null) => T | null

function addressOf(field: string, value: unknown, stated: Stated): string | null {
  const text = presentText(value)
  if (text === null) return null
  const url = readHttpUrl(text)
  return stated(field, url === null ? null : text, text, url === null ? 'bad_url' : null)
}
