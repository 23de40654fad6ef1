/** Addresses for postings that came without one, from what is kept of them: nobody is asked. */
import { appendAudit } from '../../db/audit.ts'
import type { Database } from '../../db/engine.ts'
import { type FoundUrl, saveFoundUrls, type WithoutUrl, withoutUrl } from '../../db/missing-urls.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { findSource } from '../../db/sources.ts'
import { errors } from '../../errors.ts'
import { findKind } from '../collect/kinds.ts'
import { readConfig } from '../collect/read-config.ts'
import { addressOf } from '../store/column-values.ts'
import { canonicalHash, canonicalId } from '../store/identity.ts'
import { CONFIDENCE } from '../store/posting-record.ts'

const AT_ONCE = 200
/** The rest is listed to be looked at; nobody looks at more. */
const MOST_LISTED = 1_000
const EXTRACTOR = 'repair_urls/1'

/** Names under which sources keep the address of an opening's page, the surest first. Where people apply is another address. */
const NAMES = ['external_url', 'posting_url', 'job_url', 'jobUrl', 'absolute_url', 'hostedUrl', 'externalUrl', 'postingUrl', 'canonical_url', 'canonicalUrl', 'careers_url', 'careersUrl', 'permalink', 'PositionURI', 'url', 'link', 'shortlink', 'href'] as const // biome-ignore format: a list
/** Parts of an item that hold the opening itself. */
const INSIDE = ['item', 'detail', 'jobPostingInfo', 'MatchedObjectDescriptor', 'job', 'data', 'attributes'] as const
const DEEPEST = 4

export type UrlOrigin = 'staging' | 'raw_data' | 'mapper'
export type Unrepaired = {
  posting_id: string
  external_id: string | null
  title: string | null
  source: string | null
  /** no_item: nothing is kept of how it came; no_address: what is kept names none. */
  why: 'no_item' | 'no_address'
}
export type RepairResult = {
  missing: number
  repaired: number
  /** Where the addresses were found. */
  from: Record<UrlOrigin, number>
  left: number
  /** The first thousand of those that stay without one. */
  rest: Unrepaired[]
  dry_run: boolean
}
export type RepairOptions = { source?: string | undefined; dryRun: boolean; by: string; signal: AbortSignal }

/**
 * Fills `external_url` of live postings from their staging row, from the names that sources use, or by the source's own mapper, in this
 * order. Repeated, it finds nothing new to do. Throws UNKNOWN_SOURCE.
 */
export async function repairUrls(
  database: Database,
  { source, dryRun, by, signal }: RepairOptions,
): Promise<RepairResult> {
  const only = source === undefined ? null : await findSource(database.db, source)
  if (only === undefined) throw errors.unknownSource(source as string)
  const from = { staging: 0, raw_data: 0, mapper: 0 }
  const result: RepairResult = { missing: 0, repaired: 0, from, left: 0, rest: [], dry_run: dryRun }
  for (let after = 0; !signal.aborted; ) {
    const page = await withoutUrl(database.db, { source_id: only?.source_id ?? null, after, limit: AT_ONCE })
    const last = page.at(-1)
    if (!last) break
    after = last.posting_id
    result.missing += page.length
    const found: FoundUrl[] = []
    for (const posting of page) {
      const url = findUrl(posting)
      if (url === null) leave(result, posting)
      else {
        from[url.origin] += 1
        found.push(changeOf(posting, url))
      }
    }
    result.repaired += dryRun
      ? found.length
      : await retryTransaction(database, (tx) => saveFoundUrls(tx, found, EXTRACTOR))
  }
  if (!dryRun && result.repaired > 0) {
    const detail = { repaired: result.repaired, left: result.left, ...from }
    await appendAudit(database.db, { actor: by, action: 'postings.urls_repaired', subject: source ?? null, detail })
  }
  return result
}

type Url = { text: string; origin: UrlOrigin; name: string | null }

/** The address of a posting that has none, and where it stands; null when nothing that is kept names one. Pure. */
export function findUrl(posting: Pick<WithoutUrl, 'staged_url' | 'item' | 'kind' | 'config' | 'source'>): Url | null {
  const staged = addressOf(posting.staged_url ?? '')
  if (staged !== null) return { text: staged, origin: 'staging', name: null }
  const named = namedUrl(posting.item)
  if (named !== null) return { ...named, origin: 'raw_data' }
  const mapped = addressOf(mappedUrl(posting) ?? '')
  return mapped === null ? null : { text: mapped, origin: 'mapper', name: null }
}

function namedUrl(item: unknown, depth = 0): { text: string; name: string } | null {
  if (!isObject(item) || depth > DEEPEST) return null
  for (const name of NAMES) {
    for (const value of [item[name]].flat()) {
      const text = typeof value === 'string' ? addressOf(value) : null
      if (text !== null) return { text, name }
    }
  }
  for (const name of INSIDE) {
    const inner = namedUrl(item[name], depth + 1)
    if (inner !== null) return inner
  }
  return null
}

/** What the mapper of the source says today. Strange items and settings that no longer fit are no address. */
function mappedUrl({ kind: name, config, item, source }: Parameters<typeof findUrl>[0]): string | null {
  const kind = name === null ? undefined : findKind(name)
  if (kind?.reads !== 'records' || !isObject(item)) return null
  const isPair = kind.detail !== undefined && 'item' in item
  try {
    const settings = readConfig(kind, { source_name: source ?? '', config: config ?? {} }).config
    const record = kind.toRecord(isPair ? item.item : item, isPair ? item.detail : undefined, settings)
    return record.external_url ?? null
  } catch {
    return null
  }
}

function changeOf(posting: WithoutUrl, { text, origin, name }: Url): FoundUrl {
  const { posting_id, external_id, job_title, apply_url, organization, location_raw: location } = posting
  const isAdopted = posting.canonical_version !== null
  return {
    posting_id,
    external_url: text,
    canonical_id: canonicalId(text),
    canonical_hash:
      isAdopted && external_id !== null
        ? canonicalHash(job_title, apply_url ?? text, { organization, location })
        : null,
    origin: {
      source: origin,
      confidence: origin === 'raw_data' ? CONFIDENCE.derived : CONFIDENCE.stated,
      extractor: EXTRACTOR,
      ...(name === null ? {} : { note: name }),
    },
  }
}

function leave(result: RepairResult, { posting_uid, external_id, job_title, source, item }: WithoutUrl): void {
  result.left += 1
  if (result.rest.length >= MOST_LISTED) return
  const why = isObject(item) && Object.keys(item).some((key) => key !== 'external_id') ? 'no_address' : 'no_item'
  result.rest.push({ posting_id: posting_uid, external_id, title: job_title, source, why })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
