import type { Database } from '../../../db/engine.ts'
import { type ExtractionStatus, logExtraction } from '../../../db/extraction-logs.ts'
import { retryTransaction } from '../../../db/retry-transaction.ts'
import { recordSourceSuccess, type Source } from '../../../db/sources.ts'
import type { Target } from '../../../db/write-postings.ts'
import { addWriteTotals, countActions, type WriteCounts } from '../../../db/write-totals.ts'
import type { ReadPage } from '../../extract/read-page.ts'
import { mappingUnder } from '../field-mapping.ts'
import { importPart, type LineOutcome } from '../import-part.ts'
import { logCounts, logRefused, logStored, type StoreLog } from '../store-log.ts'
import { rowsAtOnce } from '../transaction-size.ts'
import { loggedUrl } from './logged-url.ts'
import { reasonOfFault, reasonOfPage } from './reasons.ts'
import { type ExtractionRecord, rowOf } from './record.ts'

type Destination = { source: Source; target: Target; log: StoreLog }
export type StoredPage = { records: ExtractionRecord[]; stored: WriteCounts }

/**
 * Stores the postings of a page by the way of every import: staged, checked and promoted, each part in one transaction. A page that is
 * no open posting stores nothing, and its records count as skipped.
 */
export async function storePage(
  database: Database,
  page: ReadPage,
  records: readonly ExtractionRecord[],
  destination: Destination,
): Promise<StoredPage> {
  const refused = reasonOfPage(page)
  const settled = refused === null ? await storeAll(database, page, records, destination) : records.map((record) => ({ ...record, action: 'skipped' as const, reason: refused })) // biome-ignore format: one a line
  const stored = countActions(settled.flatMap(({ action }) => action ?? []))
  if (refused !== null && stored.total > 0) await retryTransaction(database, (tx) => addWriteTotals(tx, stored))
  return { records: settled, stored }
}

async function storeAll(
  database: Database,
  page: ReadPage,
  records: readonly ExtractionRecord[],
  { source, target, log }: Destination,
): Promise<ExtractionRecord[]> {
  const { mapping, faults } = mappingUnder(source.config.field_mapping)
  if (faults.length > 0) log.warn({ source: source.source_name, faults }, 'part of a field mapping cannot be followed')
  const lines = page.postings.map((posting, index) => ({ line: index, size: 0, ...rowOf(posting, page, mapping) }))
  const outcomes: LineOutcome[] = []
  for (let start = 0; start < lines.length; start += rowsAtOnce(database.engine)) {
    const part = lines.slice(start, start + rowsAtOnce(database.engine))
    outcomes.push(...(await importPart(database, part, { source, target, receivedAt: page.read_at })))
  }
  const byLine = new Map(outcomes.map((outcome) => [outcome.line, outcome]))
  return records.map((record, index) => {
    const { action = 'failed', fault = null, posting_uid = null } = byLine.get(index) ?? {}
    if (fault !== null) logRefused(log, fault, { source: source.source_name, url: loggedUrl(record.url ?? page.url) })
    if (action === 'inserted' && posting_uid !== null) logStored(log, posting_uid, 'info')
    return {
      ...record,
      action,
      id: posting_uid,
      reason: fault === null ? null : (record.reason ?? reasonOfFault(fault)),
    }
  })
}

/** The line of a page in extraction_logs and in the log: codes and counts, never its text. */
export async function logPage(
  database: Database,
  page: Pick<ReadPage, 'page_type' | 'url'>,
  { records, stored }: StoredPage,
  { source, target, log, duration_ms }: Destination & { duration_ms: number },
): Promise<void> {
  const status = statusOf(stored)
  const reasons = [...new Set(records.flatMap(({ reason }) => reason ?? []))]
  const reason = status === 'OK' ? null : reasons.join(', ') || page.page_type
  const { source_id, source_name } = source
  const url = loggedUrl(page.url)
  await logExtraction(database.db, {
    url,
    source_id,
    status,
    reason,
    page_type: page.page_type,
    counts: stored,
    duration_ms,
  })
  if (stored.total > stored.failed + stored.skipped) await recordSourceSuccess(database.db, source_id)
  logCounts(log, stored, { source: source_name, target, url, page_type: page.page_type, reason })
}

function statusOf({ total, skipped, failed }: WriteCounts): ExtractionStatus {
  if (failed > 0) return 'DB_FAIL'
  if (total === 0) return 'EMPTY'
  return skipped === 0 ? 'OK' : 'PARTIAL'
}
