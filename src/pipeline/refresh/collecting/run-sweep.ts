import { type ExtractionStatus, logExtraction } from '../../../db/extraction-logs.ts'
import {
  beginSweep,
  commitPage,
  finishSweep,
  idsSeenSince,
  renewSweep,
  type Sweep,
  type SweepLease,
} from '../../../db/sweeps.ts'
import type { WriteCounts } from '../../../db/write-totals.ts'
import { asWinnowError, errors } from '../../../errors.ts'
import type { Cursor } from '../../collect/source-kind.ts'
import { readListing, type SweepEnd, type SweepPage } from '../../collect/sweep.ts'
import { loggedUrl } from '../../store/extraction/logged-url.ts'
import type { CollectOptions } from '../collect-source.ts'
import { collectRecords } from './collect-records.ts'
import { collectWebPages } from './collect-web-pages.ts'
import type { Connection } from './connect.ts'
import { type SweepState, settleSweep } from './settle-sweep.ts'
import { createTally, figuresOf, type Tally } from './tally.ts'
import type { PageEnd, Work } from './work.ts'

/** A listing that is read whole changes little in a day; one of a window moves on, so only a short break is bridged. */
const RESUME_WHOLE_SECONDS = 86_400
const RESUME_PART_SECONDS = 900

export type SweepWork = Omit<Work, 'tally' | 'keep'> & { connection: Connection }
export type SweepOptions = Pick<CollectOptions, 'requestedBy' | 'acceptRemovals' | 'onProgress'> & {
  owner: string
  leaseSeconds: number
}
export type Swept = { tally: Tally; end: SweepEnd; state: SweepState; resumed: boolean; sample?: undefined }

/** One sweep from its begin or from where it broke off to its end. Throws SWEEP_RUNNING, and errors of the database. */
export async function runSweep(given: SweepWork, options: SweepOptions): Promise<Swept> {
  const { plan, database } = given
  const { source_id, source_name } = plan.source
  const begun = await database.transaction((tx) =>
    beginSweep(tx, {
      source_id,
      request: plan.request,
      owner: options.owner,
      lease_seconds: options.leaseSeconds,
      resume_seconds: plan.isWhole ? RESUME_WHOLE_SECONDS : RESUME_PART_SECONDS,
      requested_by: options.requestedBy,
    }),
  )
  if (!begun) throw errors.sweepRunning(source_name)
  const { sweep, resumed } = begun
  const lease = { sweep_id: sweep.sweep_id, owner: options.owner, lease_seconds: options.leaseSeconds }
  const tally = createTally(sweep)
  tally.listed = sweep.listed_total
  const held = (isHeld: boolean) => {
    if (!isHeld) throw errors.sweepRunning(source_name)
  }
  const work: Work = { ...given, tally, keep: async () => held(await renewSweep(database.db, lease, figuresOf(tally))) }
  try {
    const end = await readPages(work, { sweep, lease, held, connection: given.connection, ...options })
    const state = await settleSweep(work, { sweep, lease, end, pages: sweep.pages + tally.pages, ...options })
    return { tally, end, state, resumed }
  } catch (error) {
    await letGo(work, lease, error, sweep.pages + tally.pages)
    throw error
  }
}

type Reading = SweepOptions & { sweep: Sweep; lease: SweepLease; held(isHeld: boolean): void; connection: Connection }

async function readPages(work: Work, { sweep, lease, held, connection, onProgress }: Reading): Promise<SweepEnd> {
  const { plan, database, context, tally } = work
  const goesOn = sweep.cursor !== null
  const pages = readListing({
    kind: plan.kind,
    config: plan.config,
    context,
    cursor: sweep.cursor as Cursor | null,
    total: sweep.listed_total,
    seen: goesOn ? await idsSeenSince(database.db, plan.source.source_id, sweep.started_at) : [],
  })
  for (;;) {
    const started = performance.now()
    const before = { ...tally.counts }
    const { done, value } = await pages.next()
    if (done) {
      if (value.error) await logPage(work, connection, value.error.code, before, started)
      return value
    }
    const end = await collectPage(work, value)
    await logPage(work, connection, end?.reason ?? null, before, started)
    if (end !== null) return { complete: false, total: value.total, ...end }
    held(await commitPage(database.db, lease, { cursor: value.cursor, ...figuresOf(tally) }))
    tally.pages += 1
    onProgress?.({ pages: tally.pages, items: tally.items, listed: tally.listed, counts: { ...tally.counts } })
    const isEnough = sweep.pages + tally.pages >= plan.mostPages || tally.items >= plan.mostItems
    if (isEnough && value.cursor !== null) return { complete: false, reason: 'limit', total: value.total }
  }
}

/** A page cut to what may still be read. */
async function collectPage(work: Work, page: SweepPage): Promise<PageEnd> {
  const { plan, tally } = work
  const items = page.items.slice(0, Math.max(plan.mostItems - tally.items, 0))
  tally.listed = page.total
  for (const [code, times] of Object.entries(page.faults)) tally.fault(code, times)
  const cut = { ...page, items }
  const end = await (plan.kind.reads === 'pages' ? collectWebPages(work, cut) : collectRecords(work, cut))
  if (end !== null) return end
  tally.items += items.length
  return items.length < page.items.length ? { reason: 'limit' } : null
}

/**
 * The line of a page in extraction_logs. EMPTY only for a listing that says in order that it has nothing: an error is never "zero
 * results". Pages that the extraction service reads have lines of their own.
 */
async function logPage(
  work: Work,
  connection: Connection,
  reason: string | null,
  before: WriteCounts,
  started: number,
): Promise<void> {
  const { plan, database, tally, log } = work
  const counts = difference(tally.counts, before)
  const status = statusOf(reason, counts, plan.kind.reads === 'pages')
  if (status === null) return
  const line = {
    url: loggedUrl(connection.lastUrl()),
    status,
    reason: reason ?? (status === 'PARTIAL' ? faultCodes(tally) : null),
  }
  const duration_ms = performance.now() - started
  await logExtraction(database.db, {
    ...line,
    source_id: plan.source.source_id,
    page_type: 'sweep',
    counts,
    duration_ms,
  })
  log.info(
    { source: plan.source.source_name, ...line, ...counts, duration_ms: Math.round(duration_ms) },
    'page collected',
  )
}

function statusOf(
  reason: string | null,
  { total, skipped, failed }: WriteCounts,
  isPages: boolean,
): ExtractionStatus | null {
  if (reason !== null) return 'PARTIAL'
  if (isPages) return total === 0 ? 'EMPTY' : null
  if (failed > 0) return 'DB_FAIL'
  if (total === 0) return 'EMPTY'
  return skipped > 0 ? 'PARTIAL' : 'OK'
}

const faultCodes = ({ faults }: Tally) => Object.keys(faults).join(', ') || null

function difference(now: WriteCounts, before: WriteCounts): WriteCounts {
  return Object.fromEntries(
    Object.entries(now).map(([key, count]) => [key, count - before[key as keyof WriteCounts]]),
  ) as WriteCounts
}

/** The sweep ends where winnow itself failed, so that another may go on at once; when even that fails, its lease runs out. */
async function letGo(work: Work, lease: SweepLease, error: unknown, pages: number): Promise<void> {
  const reason = asWinnowError(error).code
  if (reason === 'SWEEP_RUNNING') return
  const outcome = {
    state: pages > 0 ? 'partial' : 'failed',
    reason,
    resumable: work.tally.pages > 0,
    ...figuresOf(work.tally),
  } as const
  await finishSweep(work.database.db, lease, outcome).catch((cause: unknown) =>
    work.log.warn({ err: cause, source: work.plan.source.source_name }, 'a sweep could not be ended'),
  )
}
