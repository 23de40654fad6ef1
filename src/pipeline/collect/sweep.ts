import { hash } from 'node:crypto'
import type { Static, TObject } from 'typebox'
import { asWinnowError, type WinnowError } from '../../errors.ts'
import type { CollectContext, Cursor, ListPage, RecordKind, SourceKind } from './source-kind.ts'

/** One opening of a listing. `listing_hash` is another one when what the listing says of it changed. */
export type SweepItem = { identity: string | null; listing_hash: string; item: unknown }

export type SweepPage = {
  /** Openings that no earlier page had. */
  items: SweepItem[]
  /** Where the next page starts; null: this was the last one. */
  cursor: Cursor | null
  faults: Record<string, number>
  /** Openings that the whole listing says it has, as far as it has said so. */
  total: number | null
}

/**
 * How a reading ended. Reasons for an incomplete one: `stopped`, `page_repeated`, `endless`, `short` (fewer openings than the listing
 * says it has), `unusable_items`, or the code of the error that a page met.
 */
export type SweepEnd = { complete: boolean; reason: string | null; total: number | null; error?: WinnowError }

export type ListingRequest = {
  kind: SourceKind
  config: Static<TObject>
  context: CollectContext
  /** Where to go on; null from the start. */
  cursor: Cursor | null
  /** Of a sweep that broke off: the ids that it had read, and the total that the listing had stated. */
  seen?: Iterable<string>
  total?: number | null
}

const MOST_PAGES = 10_000
/** A listing may end with an empty page, and grow by one while it is read. */
const PAGES_BEYOND = 2

/**
 * Reads a listing page by page to its end and answers how it ended. It is complete only when the last page was reached without an error
 * and the distinct openings are as many as the listing says it has. Nothing of a page is kept but ids.
 */
export async function* readListing(request: ListingRequest): AsyncGenerator<SweepPage, SweepEnd, undefined> {
  const { kind, config, context } = request
  const { signal } = context
  const before = new Set(request.seen)
  const here = new Set<string>()
  /** One opening may be advertised twice, and the listing counts advertisements. */
  const advertised = new Set<string>()
  let leftOut = 0
  let { cursor, total = null } = request
  let distinct = before.size
  let beyond = 0
  let unusable = 0
  const incomplete = (reason: string, error?: WinnowError): SweepEnd => {
    return { complete: false, reason, total, ...(error ? { error } : {}) }
  }
  const isFull = () => total !== null && distinct + leftOut >= total
  const ask = async (at: Cursor | null): Promise<ListPage<unknown> | SweepEnd> => {
    try {
      signal.throwIfAborted()
      return await kind.page(config, context, at)
    } catch (error) {
      if (signal.aborted) return incomplete('stopped')
      const fault = asWinnowError(error)
      return incomplete(fault.code, fault)
    }
  }

  for (let pages = 0; ; pages += 1) {
    if (pages >= MOST_PAGES || beyond > PAGES_BEYOND) return incomplete('endless')
    const page = await ask(cursor)
    if ('complete' in page) return page
    total = page.total ?? total
    cursor = page.next
    const listed = page.items.map((item) => toSweepItem(kind, config, item))
    const items = listed.filter((one) => {
      const key = one.identity ?? `hash:${one.listing_hash}`
      if (!before.has(key) && !advertised.has(one.listing_hash)) distinct += 1
      advertised.add(one.listing_hash)
      if (here.has(key)) return false
      here.add(key)
      return true
    })
    leftOut += sum(page.left_out)
    const isRepeated = listed.length > 0 && items.length === 0
    if (isRepeated && !(cursor === null && isFull())) return incomplete('page_repeated')
    beyond = isFull() || listed.length + sum(page.left_out) === 0 ? beyond + 1 : 0
    const faults = { ...faultsOf(page.faults, listed), ...page.left_out }
    unusable += sum(page.faults)
    yield { items, cursor, faults, total }
    if (cursor === null) break
  }

  if (total === null) return unusable > 0 ? incomplete('unusable_items') : { complete: true, reason: null, total }
  if (isFull()) return { complete: true, reason: null, total }
  // Short of what it said at its start: perhaps it shrank while it was read.
  const first = await ask(null)
  if ('complete' in first) return first
  total = first.total ?? total
  return isFull() ? { complete: true, reason: null, total } : incomplete('short')
}

/** An opening of a listing; of pages, their address is their identity. */
export function toSweepItem(kind: SourceKind, config: Static<TObject>, item: unknown): SweepItem {
  if (kind.reads === 'pages') {
    const { url } = item as { url: string }
    return { identity: url, listing_hash: url, item }
  }
  const { identity, essence } = kind as RecordKind
  const told = JSON.stringify(essence ? essence(item) : item) ?? ''
  return { identity: identity(item, config), listing_hash: hash('sha256', told, 'hex').slice(0, 32), item }
}

function faultsOf(faults: Record<string, number> = {}, items: readonly SweepItem[]): Record<string, number> {
  const nameless = items.filter(({ identity }) => identity === null).length
  return nameless > 0 ? { ...faults, no_identity: (faults.no_identity ?? 0) + nameless } : { ...faults }
}

const sum = (faults: Record<string, number> = {}) => Object.values(faults).reduce((all, one) => all + one, 0)
