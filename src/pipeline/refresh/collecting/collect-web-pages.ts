import { type KnownPage, knownPages, touchPostings } from '../../../db/known-pages.ts'
import { saveLiveness } from '../../../db/liveness.ts'
import { addWriteTotals, countActions } from '../../../db/write-totals.ts'
import { asWinnowError } from '../../../errors.ts'
import type { PageItem } from '../../collect/source-kind.ts'
import type { SweepPage } from '../../collect/sweep.ts'
import { remoteStatusOf } from '../../fetch/remote-status.ts'
import type { ExtractionResult } from '../../store/extraction/extract-pages.ts'
import { canonicalId } from '../../store/identity.ts'
import { FAILURES_IN_A_ROW, type PageEnd, type Work } from './work.ts'

/** Errors of one page; any other is winnow's own and ends the sweep. */
const PAGE_ERRORS = /^(FETCH_|URL_NOT_ALLOWED$|VALIDATION$)/

/**
 * Reads the pages of a page of the listing by the extraction service, which stores what they say. Pages that were read lately, or since
 * they changed, are only seen again. Of a page to be followed the openings' own pages are read, and nothing is stored of itself.
 */
export async function collectWebPages(work: Work, { items }: SweepPage): Promise<PageEnd> {
  const { context, tally } = work
  const queue = items.map(({ item }) => item as PageItem)
  const met = new Set(queue.map(({ url }) => url))
  let known = await byAddress(work, queue)
  let failures = 0
  for (let index = 0; index < queue.length; index += 1) {
    const page = queue[index] as PageItem
    const here = known.get(page.url) ?? []
    if (context.signal.aborted) {
      await touch(
        work,
        queue.slice(index).flatMap(({ url }) => known.get(url) ?? []),
      )
      return { reason: 'stopped' }
    }
    if (!page.follow && here.length > 0 && here.every((posting) => isFresh(work, posting, page))) {
      tally.details.known += 1
      await touch(work, here)
      continue
    }
    const read = await readPage(work, page)
    if ('gone' in read) {
      tally.details.gone += 1
      await noteGone(work, here)
    } else if ('error' in read) {
      await touch(work, here)
      if (context.signal.aborted) return { reason: 'stopped' }
      tally.details.failed += 1
      tally.fault(read.error.code)
      failures += 1
      if (failures >= FAILURES_IN_A_ROW) return { reason: 'host_failing', error: read.error }
      continue
    } else if (page.follow) {
      const more = openingsOf(work, page.url, read.result).filter(({ url }) => !met.has(url))
      for (const one of more) met.add(one.url)
      known = new Map([...known, ...(await byAddress(work, more))])
      queue.push(...more)
    } else if (read.result.page_type === 'expired') await noteGone(work, here)
    failures = 0
    await work.keep()
  }
  return null
}

type Read = { result: ExtractionResult } | { gone: true } | { error: ReturnType<typeof asWinnowError> }

async function readPage({ plan, extraction, context, tally }: Work, { url, follow = false }: PageItem): Promise<Read> {
  const { source_name, org_name } = plan.source
  tally.details.asked += 1
  try {
    const result = await extraction.extract({
      url,
      source: source_name,
      org_name: org_name ?? undefined,
      store: !follow,
      ...(plan.target === 'shadow' ? { shadow_mode: true } : {}),
      signal: context.signal,
    })
    if (result.stored) tally.add(result.stored)
    for (const { reason } of follow ? [] : result.records) if (reason !== null) tally.fault(reason)
    if (result.records.length === 0) tally.fault(`page_${result.page_type}`)
    return { result }
  } catch (error) {
    const status = remoteStatusOf(error)
    if (status === 404 || status === 410) return { gone: true }
    const fault = asWinnowError(error)
    if (context.signal.aborted || PAGE_ERRORS.test(fault.code)) return { error: fault }
    throw error
  }
}

/** Addresses of the openings that a listing shows; those without one of their own cannot be followed. */
function openingsOf({ tally }: Work, listing: string, { records }: ExtractionResult): PageItem[] {
  const addresses = records.flatMap(({ url }) => (url === null || canonicalId(url) === canonicalId(listing) ? [] : url))
  tally.fault('opening_without_address', records.length - addresses.length)
  return [...new Set(addresses)].map((url) => ({ url }))
}

/** Postings that stand at the addresses of pages, by those addresses. */
async function byAddress({ plan, database }: Work, pages: readonly PageItem[]): Promise<Map<string, KnownPage[]>> {
  const ids = pages.flatMap(({ url }) => canonicalId(url) ?? [])
  const known = Map.groupBy(
    await knownPages(database.db, plan.target, plan.source.source_id, ids),
    ({ canonical_id }) => canonical_id,
  )
  return new Map(pages.map(({ url }) => [url, known.get(canonicalId(url) ?? '') ?? []]))
}

/** Whether a page need not be read again: it was read since it changed, as far as the source says, and not too long ago. */
function isFresh({ plan, context }: Work, { is_open, received_at }: KnownPage, { lastmod }: PageItem): boolean {
  const readAt = Date.parse(received_at)
  const changedAt = Date.parse(lastmod ?? '')
  if (changedAt > readAt) return false
  return is_open && readAt >= context.now().getTime() - plan.detailAgeMs
}

async function touch({ plan, database, tally }: Work, postings: readonly KnownPage[]): Promise<void> {
  if (postings.length === 0) return
  const counts = await database.transaction(async (tx) => {
    const touched = await touchPostings(
      tx,
      plan.target,
      postings.map(({ posting_id }) => posting_id),
    )
    const unchanged = countActions(Array.from({ length: touched }, () => 'unchanged' as const))
    await addWriteTotals(tx, unchanged)
    return unchanged
  })
  tally.add(counts)
}

async function noteGone({ plan, database }: Work, postings: readonly KnownPage[]): Promise<void> {
  if (plan.target !== 'live') return
  await saveLiveness(
    database.db,
    postings.map(({ posting_id }) => ({ posting_id, outcome: 'gone', reason: 'page_gone' })),
  )
}
