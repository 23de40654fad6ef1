/** Extraction with its storage: what `POST /_internal/extractions`, GraphQL's extractPage and `winnow extract` call. */
import type { Database } from '../../../db/engine.ts'
import { logExtraction } from '../../../db/extraction-logs.ts'
import { findSource, findSourceById, type Source } from '../../../db/sources.ts'
import { countActions, type WriteCounts } from '../../../db/write-totals.ts'
import { asWinnowError, errors, WinnowError } from '../../../errors.ts'
import type { PageType } from '../../extract/extracted-page.ts'
import type { PageReader, PageRequest, ReadPage } from '../../extract/read-page.ts'
import { checkRow } from '../check-row.ts'
import { FIELD_MAPPING } from '../field-mapping.ts'
import { presentText } from '../plain-text.ts'
import { readStagingRecord } from '../staging-record.ts'
import type { StoreLog } from '../store-log.ts'
import { loggedUrl } from './logged-url.ts'
import { reasonOfFindings, reasonOfPage } from './reasons.ts'
import { type ExtractionRecord, recordOf, rowOf, withEmployer } from './record.ts'
import { logPage, storePage } from './store-page.ts'
import { type Narrowing, narrow, type StorageSwitches } from './switches.ts'

export type ExtractionRequest = PageRequest &
  Narrowing & {
    /** Name or id of the source; `manual` without either. */
    source?: string | undefined
    source_id?: number | undefined
    /** The employer, where the page names none. */
    org_name?: string | undefined
  }

export type ExtractionResult = {
  url: string | null
  page_type: PageType
  is_job: boolean
  classifier_score: number
  /** Codes of what decided the verdict. */
  reasons: readonly string[]
  language: string
  extractor: string
  fetched: boolean
  rendered: boolean
  records: ExtractionRecord[]
  /** Items of the page that made no record, by reason. */
  skipped: Readonly<Record<string, number>>
  /** Counts of committed rows; null where nothing is stored. */
  stored: WriteCounts | null
  storage: StorageSwitches
}

export type Extraction = {
  switches: StorageSwitches
  /**
   * Extracts one page and stores its postings as far as the environment and the request allow. Throws STORAGE_DISABLED,
   * SHADOW_MODE_ENFORCED, UNKNOWN_SOURCE, VALIDATION and what a fetch throws.
   */
  extract(request: ExtractionRequest): Promise<ExtractionResult>
}

export type ExtractionOptions = {
  database: Database
  reader: PageReader
  switches: StorageSwitches
  log: StoreLog
  /** Told the counts of each stored page: the runbook's metrics file. */
  count(counts: WriteCounts): Promise<void>
}

const USUAL_SOURCE = 'manual'

export function createExtraction({ database, reader, switches, log, count }: ExtractionOptions): Extraction {
  return {
    switches,
    async extract(request) {
      const storage = narrow(switches, request)
      const source = await sourceOf(database, request)
      const started = performance.now()
      const page = await reader.read(request).catch(async (error) => {
        if (storage.enabled) await logUnread(database, source, request.url, error, performance.now() - started)
        throw error
      })
      const result = resultOf(page, { org_name: request.org_name, storage })
      if (!storage.enabled) return result
      const target = storage.shadow ? ('shadow' as const) : ('live' as const)
      const known = withEmployer(page, presentText(request.org_name))
      const done = await storePage(database, known, result.records, { source, target, log })
      await logPage(database, page, done, { source, target, log, duration_ms: performance.now() - started })
      await count(done.stored)
      return { ...result, ...done }
    },
  }
}

/** What a read page says, with nothing stored: each record tells why it could not be. */
export function resultOf(
  page: ReadPage,
  { org_name, storage }: { org_name?: string | undefined; storage: StorageSwitches },
): ExtractionResult {
  const known = withEmployer(page, presentText(org_name))
  const refused = reasonOfPage(page)
  const records = known.postings.map((posting) => {
    const { row, extraction } = rowOf(posting, known, FIELD_MAPPING)
    const { findings } = checkRow(readStagingRecord(row).record, [], page.read_at, extraction)
    return { ...recordOf(posting), reason: refused ?? reasonOfFindings(findings) }
  })
  const { url, page_type, is_job, score, reasons, language, extractor, fetched, rendered, skipped } = page
  const verdict = { url, page_type, is_job, classifier_score: score, reasons, language, extractor }
  return { ...verdict, fetched, rendered, records, skipped, stored: null, storage }
}

async function sourceOf({ db }: Database, { source, source_id }: ExtractionRequest): Promise<Source> {
  if (source !== undefined && source_id !== undefined)
    throw errors.validation([{ pointer: '/source', message: 'cannot be combined with source_id' }])
  const name = source ?? USUAL_SOURCE
  const found = source_id === undefined ? await findSource(db, name) : await findSourceById(db, source_id)
  if (!found) throw errors.unknownSource(source_id === undefined ? name : String(source_id))
  return found
}

/** A page that could not be had is a line in extraction_logs too: that nothing came is a finding. */
async function logUnread(
  { db }: Database,
  { source_id }: Source,
  url: string | null,
  error: unknown,
  duration_ms: number,
): Promise<void> {
  const reason = asWinnowError(error).code
  await logExtraction(db, {
    url: loggedUrl(url),
    source_id,
    status: 'EMPTY',
    reason,
    page_type: null,
    counts: countActions([]),
    duration_ms,
  })
}

/** One page of a batch: what it says, or why it could not be read. */
export type BatchItem = { url: string | null; result: ExtractionResult } | { url: string | null; error: WinnowError }

/** Waiting for hosts is most of the time of a batch; reading pages takes turns on one processor anyway. */
const PAGES_AT_ONCE = 4

export type BatchOptions = {
  /** Pages that have not begun after this long are left out, so that the others' answer arrives. Milliseconds. */
  budgetMs: number
  onFault(error: WinnowError): void
}

/**
 * Extracts pages, at most four at once, and answers each in its place; one that fails costs no other. What would fail for every page
 * (STORAGE_DISABLED, SHADOW_MODE_ENFORCED) is thrown before the first.
 */
export async function extractBatch(
  extraction: Extraction,
  requests: readonly ExtractionRequest[],
  { budgetMs, onFault }: BatchOptions,
): Promise<BatchItem[]> {
  for (const request of requests) narrow(extraction.switches, request)
  const items: BatchItem[] = []
  const late = AbortSignal.timeout(budgetMs)
  let next = 0
  const work = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index] as ExtractionRequest
      const signal = request.signal ? AbortSignal.any([request.signal, late]) : late
      try {
        if (late.aborted) throw late.reason
        items[index] = { url: request.url, result: await extraction.extract({ ...request, signal }) }
      } catch (error) {
        const fault = late.aborted && !(error instanceof WinnowError) ? outOfTime() : asWinnowError(error)
        if (fault.code === 'INTERNAL') onFault(fault)
        items[index] = { url: request.url, error: fault }
      }
    }
  }
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, work))
  return items
}

const outOfTime = () => errors.unavailable('the time of the batch was over before this page; send it again')
