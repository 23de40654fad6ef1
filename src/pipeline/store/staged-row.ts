import { createHash } from 'node:crypto'
import { toJsonbText } from '../../db/jsonb-text.ts'
import type { Source } from '../../db/sources.ts'
import type { StagedRow, StagingRow } from '../../db/staging.ts'
import { type CheckedRow, checkRow } from './check-row.ts'
import { collectedColumns, readCollected } from './collected/read-collected.ts'
import { readStagedCollected, type StagedCollected } from './collected/staged-collected.ts'
import { mappingUnder } from './field-mapping.ts'
import { canonicalHash } from './identity.ts'
import { presentText } from './plain-text.ts'
import type { PostingRecord } from './posting-record.ts'
import { readStagedExtraction, type StagedExtraction } from './staged-extraction.ts'
import { readStagingRecord, StagingRecord } from './staging-record.ts'
import { toPosting } from './to-posting.ts'

/** Staging rows of postings without an own id stand under this and their canonical hash. */
const HASH_PREFIX = 'hash:'

/** A row as it came, ready for staging, with what the checks say of it and the posting that it makes. */
export type Prepared = { staged: StagedRow; checked: CheckedRow; posting: PostingRecord | null }

/**
 * Reads one row of a source. Everything of it is kept as it came: the description under `raw_data.job_description`, what a page said
 * under `raw_data.extraction`, the rest under `raw_data.item`. `receivedAt` stands for the time of reading where the row does not give
 * it. A row never brings its own extraction: only what read the page vouches for it.
 */
export function prepareRow(
  row: object,
  source: Source,
  receivedAt: Date,
  extraction: StagedExtraction | null = null,
): Prepared {
  const { record, wrong } = readStagingRecord(row)
  const read_at = readAt(record, receivedAt)
  const checked = checkRow(record, wrong, read_at, extraction)
  const { job_description = null, ...item } = row as Record<string, unknown>
  const { source_id, source_name, org_name } = source
  const own = presentText(record.external_job_id)
  const posting = toPosting(checked, {
    source_id,
    source: source_name,
    org_name,
    staging_id: null,
    read_at,
    item: extraFields(item),
    mapping: mappingUnder(source.config.field_mapping).mapping,
  })
  const staged = stagedUnder(
    source_id,
    source_name,
    checked,
    posting,
    { external_id: own, job_description, item, ...(extraction === null ? {} : { extraction }) },
    row,
  )
  return { staged, checked, posting }
}

/** The staging row of what was read. `unnamed` tells rows apart that have neither an id nor a title and an address. */
export function stagedUnder(
  source_id: number,
  source_website: string,
  checked: CheckedRow,
  posting: PostingRecord | null,
  raw_data: StagedRow['raw_data'],
  unnamed: object = raw_data,
): StagedRow {
  const { record, fault, findings } = checked
  return {
    source_id,
    source_website,
    external_id: raw_data.external_id ?? HASH_PREFIX + (posting?.canonical_hash ?? hashOf(checked, unnamed)),
    job_title: record.job_title ?? null,
    company_name: record.company_name ?? null,
    location: record.location ?? null,
    posting_url: record.external_url ?? null,
    raw_data,
    validation_status: fault === null ? 'valid' : 'invalid',
    validation_errors: findings,
  }
}

/** The same for a row that stands in staging, perhaps typed by hand: its columns count, then what is in `raw_data`. */
export function checkStaged(row: StagingRow): { checked: CheckedRow; posting: PostingRecord | null } {
  const { item, job_description, external_id } = row.raw_data ?? {}
  const { collected, wrong: misread } = readStagedCollected(row.raw_data?.collected)
  if (collected !== null) return checkCollected(row, collected, misread)
  const fields =
    typeof item === 'object' && item !== null && !Array.isArray(item) ? (item as Record<string, unknown>) : {}
  const own = presentText(external_id) ?? (row.external_id?.startsWith(HASH_PREFIX) ? null : row.external_id)
  const { record, wrong } = readStagingRecord({
    ...fields,
    job_description,
    external_job_id: own,
    job_title: row.job_title ?? fields.job_title,
    company_name: row.company_name ?? fields.company_name,
    location: row.location ?? fields.location,
    external_url: row.posting_url ?? fields.external_url,
  })
  const read_at = readAt(record, new Date(row.received_at))
  const page = readStagedExtraction(row.raw_data?.extraction)
  const checked = checkRow(record, [...wrong, ...page.wrong], read_at, page.extraction)
  if (row.source_id === null || row.source === null) return { checked, posting: null }
  const { source_id, source, org_name, staging_id } = row
  return {
    checked,
    posting: toPosting(checked, {
      source_id,
      source,
      org_name,
      staging_id,
      read_at,
      item: extraFields(fields),
      mapping: mappingUnder(row.field_mapping).mapping,
    }),
  }
}

/** The same for a collected record, which the source's mapper reads, not the names of its fields. */
function checkCollected(row: StagingRow, collected: StagedCollected, wrong: readonly string[]) {
  const { job_title, company_name, location, posting_url, raw_data, source_id, source, org_name, staging_id } = row
  const { item, job_description = null } = raw_data ?? {}
  const texts = { job_description, job_title, company_name, location, external_url: posting_url }
  const read = readCollected(collected, wrong, texts, new Date(row.received_at))
  const { checked, readAt: read_at } = read
  if (source_id === null || source === null) return { checked, posting: null }
  const origin = { source_id, source, org_name, staging_id, read_at, item }
  return { checked, posting: toPosting(checked, origin, collectedColumns(read, collected.understood)) }
}

/** Fields that no column of a posting holds. */
function extraFields(item: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([field]) => !(field in StagingRecord.properties)))
}

function readAt({ fetched_at }: StagingRecord, receivedAt: Date): Date {
  const stated = new Date(presentText(fetched_at) ?? Number.NaN)
  // A time to come would move "posted yesterday" into the future.
  return Number.isNaN(stated.getTime()) || stated > receivedAt ? receivedAt : stated
}

/** Rows without title or address are told apart by all that they say. */
function hashOf({ title, record }: CheckedRow, row: object): string {
  const address = presentText(record.apply_url) ?? presentText(record.external_url)
  if (title !== null && address !== null) return canonicalHash(title, address)
  return createHash('md5').update(toJsonbText(row)).digest('hex')
}
