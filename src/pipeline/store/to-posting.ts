import { detectLanguage } from '../text/detect-language.ts'
import type { CheckedRow } from './check-row.ts'
import { addressOf } from './column-values.ts'
import type { FieldMapping } from './field-mapping.ts'
import { CANONICAL_VERSION, canonicalHash, canonicalId, contentHash } from './identity.ts'
import { type MappedColumns, mapColumns } from './mapped-columns.ts'
import { presentText } from './plain-text.ts'
import { CONFIDENCE, type FieldOrigin, type PostingRecord } from './posting-record.ts'
import { ROW_EXTRACTOR, readColumns } from './read-columns.ts'

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
  /** Where the fields of a page land; the usual columns without it. */
  mapping?: readonly FieldMapping[]
}

/**
 * The posting that a checked row describes; null when the row has an error. Pure: the same row read at the same instant gives the same
 * record. What a page said stands with its own provenance and is not read again; `read` holds the columns of a row that were read already;
 * the texts of other rows are read here.
 */
export function toPosting(checked: CheckedRow, origin: RowOrigin, read?: MappedColumns): PostingRecord | null {
  const { record, title, description, fault, extraction } = checked
  if (fault !== null || title === null || description === null) return null
  const { columns, provenance } =
    read ?? (extraction ? mapColumns(extraction, origin.mapping) : readColumns(record, origin.read_at))
  const organization = organizationOf(columns.organization ?? null, origin.org_name, provenance)
  const location = columns.location_raw ?? null
  const external_url = extraction ? addressOf(record.external_url ?? '') : (columns.external_url ?? null)
  const external_id = extraction ? (columns.external_id ?? null) : presentText(record.external_job_id)
  const address = columns.apply_url ?? external_url
  return {
    ...columns,
    source_id: origin.source_id,
    source: origin.source,
    external_id,
    external_job_id: external_id,
    job_title: title,
    posting_name: location === null ? title : `${title} - ${location}`,
    job_description: description,
    organization,
    external_url,
    ai_job_language: columns.ai_job_language ?? languageOf(description, provenance),
    canonical_version: CANONICAL_VERSION,
    canonical_hash: canonicalHash(title, address, { organization, location }),
    canonical_id: canonicalId(external_url ?? columns.apply_url),
    content_hash: contentHash({ title, description, organization, location }),
    provenance,
    raw_data: { external_id, ...asObject(origin.item) },
    created_by_staging_id: origin.staging_id,
    fetched_at: origin.read_at.toISOString(),
  }
}

/** The employer that the row states, else that of a source which has only one. */
function organizationOf(
  stated: string | null,
  ofSource: string | null,
  provenance: Record<string, FieldOrigin>,
): string | null {
  if (stated !== null) return stated
  if (ofSource !== null)
    provenance.organization = { source: 'source', confidence: CONFIDENCE.source, extractor: ROW_EXTRACTOR }
  return ofSource
}

function languageOf(description: string, provenance: Record<string, FieldOrigin>): string | null {
  const language = detectLanguage(description)
  if (language === 'und') return null
  provenance.ai_job_language = { source: 'derived', confidence: CONFIDENCE.derived, extractor: ROW_EXTRACTOR }
  return language
}

function asObject(item: unknown): Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item } : {}
}
