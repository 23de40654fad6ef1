import type { FieldOrigin } from '../../../db/posting-columns.ts'
import type { CollectedRecord } from '../../collect/collected-record.ts'
import type { MappedColumns } from '../mapped-columns.ts'
import { CONFIDENCE } from '../posting-record.ts'
import { readColumns } from '../read-columns.ts'
import type { StagingRecord } from '../staging-record.ts'
import { fitColumns, type Misfit } from './fit-columns.ts'
import type { StagedCollected } from './staged-collected.ts'

export type Given = MappedColumns & { misfits: Misfit[] }

/** Where the fields of a record land, so that a mapper's note stands beside the value that it speaks of. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  company_name: 'organization',
  location: 'location_raw',
  places: 'location_raw',
  posted_on: 'posted_date',
  external_job_id: 'external_id',
  salary: 'salary_min',
}
const LONGEST_NOTE = 100

/**
 * The columns that a source fills itself: its texts, read as those of every row, then pay and columns that it states in parts, which
 * win. What does not fit its column leaves it with a note and the raw value. Pure: the same record gives the same columns.
 */
export function givenColumns(texts: StagingRecord, { mapper, record }: StagedCollected, readAt: Date): Given {
  const read = readColumns(texts, readAt)
  const columns = { ...read.columns }
  const provenance = Object.fromEntries(
    Object.entries(read.provenance).map(([column, origin]) => [column, ofMapper(origin, mapper)]),
  )
  const { fits, raw } = payOf(record.salary ?? null)
  // Parts of another amount would make a pay that nobody offers.
  if ('salary_min' in fits.columns || 'salary_max' in fits.columns) {
    for (const column of ['salary_min', 'salary_max', 'salary_currency', 'salary_unit'] as const) {
      columns[column] = null
      delete provenance[column]
    }
    put(fits.columns, raw)
  }
  const stated = fitColumns(record.columns ?? {})
  put(stated.columns)
  const misfits = [...fits.misfits, ...stated.misfits]
  for (const { column, note, raw } of misfits) {
    const known = columns[column] === null || columns[column] === undefined ? 0 : CONFIDENCE.stated
    provenance[column] = { source: 'provider', confidence: known, raw, extractor: mapper, note }
  }
  for (const [field, note] of Object.entries(record.notes ?? {})) {
    const column = COLUMN_OF[field] ?? field
    const origin = provenance[column] ?? { source: 'provider', confidence: 0, extractor: mapper }
    provenance[column] = { ...origin, note: (origin.note ?? note).slice(0, LONGEST_NOTE).toWellFormed() }
  }
  return { columns, provenance, misfits }

  function put(values: MappedColumns['columns'], raw: string | null = null): void {
    Object.assign(columns, values)
    for (const column of Object.keys(values))
      provenance[column] = {
        source: 'provider',
        confidence: CONFIDENCE.stated,
        extractor: mapper,
        ...(raw === null ? {} : { raw }),
      }
  }
}

/** What the source states itself comes from its mapper; what was read out of its texts stays the reader's. */
function ofMapper(origin: FieldOrigin, mapper: string): FieldOrigin {
  return origin.source === 'record' ? { ...origin, source: 'provider', extractor: mapper } : origin
}

/** 0 is how sources write "not stated"; ends in the wrong order are swapped. */
function payOf(salary: CollectedRecord['salary'] | null) {
  const { min = null, max = null, currency = null, unit = null, raw = null } = salary ?? {}
  const swapped = min !== null && max !== null && max > 0 && min > max
  const [least, most] = swapped ? [max, min] : [min, max]
  const fits = fitColumns({
    salary_min: least === 0 ? null : least,
    salary_max: most === 0 ? null : most,
    salary_currency: currency,
    salary_unit: unit,
  })
  return { fits, raw }
}
