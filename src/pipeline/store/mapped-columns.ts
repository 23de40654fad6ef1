import type { FieldOrigin } from '../../db/posting-columns.ts'
import { splitPlace } from '../extract/normalise/place.ts'
import { type Columns, FIELD_MAPPING, type FieldMapping } from './field-mapping.ts'
import { CONFIDENCE } from './posting-record.ts'
import type { StagedExtraction, StagedField } from './staged-extraction.ts'

/** Values by column, and where each came from. */
export type MappedColumns = { columns: Columns; provenance: Record<string, FieldOrigin> }

/**
 * The columns that a page's fields fill, by the mapping. A field without a value fills nothing and leaves its note; a value that its
 * column cannot say leaves the note `not_mapped`. Pure.
 */
export function mapColumns(
  { fields, page_type, score, extractor }: StagedExtraction,
  mapping: readonly FieldMapping[] = FIELD_MAPPING,
): MappedColumns {
  const columns: Columns = {}
  const provenance: Record<string, FieldOrigin> = {
    page: { source: page_type, confidence: score, extractor },
  }
  for (const { field, postings_column, write } of mapping) {
    const stated = fields[field]
    if (stated === undefined || postings_column === null) continue
    const written = stated.value === null ? {} : write(stated.value as never, stated)
    const filled = Object.entries(written).filter(([, value]) => value !== null && value !== undefined)
    for (const [column] of filled) provenance[column] = originOf(stated, extractor)
    // The description comes by way of the row, cleaned; here is only where it came from.
    if (field === 'description') provenance[postings_column] = originOf(stated, extractor)
    else if (filled.length === 0)
      provenance[postings_column] = originOf({ note: 'not_mapped', ...stated }, extractor, 0)
    Object.assign(columns, Object.fromEntries(filled))
  }
  addPlace(columns, provenance, extractor)
  return { columns, provenance }
}

/** A page that states a place and no list of places: what is certain about the text, as for a row of a file. */
function addPlace(columns: Columns, provenance: MappedColumns['provenance'], extractor: string): void {
  const { location_raw: raw = null } = columns
  if (raw === null || columns.locations !== undefined) return
  const place = splitPlace(raw)
  const derived = {
    location_city: place.city,
    location_region: place.region,
    location_country: place.country,
    country_code: place.country_code,
    remote: place.remote,
  }
  for (const [column, value] of Object.entries(derived)) {
    if (value === null || column in columns) continue
    Object.assign(columns, { [column]: value })
    provenance[column] = { source: 'derived', confidence: CONFIDENCE.derived, raw, extractor }
  }
}

function originOf(
  { source, confidence, raw, span, note }: StagedField,
  extractor: string,
  known = confidence,
): FieldOrigin {
  return { source, confidence: known, raw, extractor, ...(span ? { span } : {}), ...(note ? { note } : {}) }
}
