/** How loaders and the backfill ask one source: what they need of a collection and what comes back. */
import type { Search } from '../collect/search.ts'
import type { Window } from '../collect/source-kind.ts'

export type CollectRequest = {
  /** source_name. */
  source: string
  search: Search
  window: Window
  /** Pages to read at most. */
  pages: number
  requestedBy: string
  signal: AbortSignal
}

/** The end of one collection, counted from committed rows. */
export type Collected = {
  state: 'complete' | 'partial' | 'failed'
  /** Code of why it is not complete. */
  reason: string | null
  /** Openings that the answers held. */
  items: number
  counts: { inserted: number; total: number }
  /** Units of the provider's quota. */
  quota: Readonly<Record<string, number>>
  /** True when the pages that were allowed were full: there is, as a rule, more. */
  truncated: boolean
}

/** Asks a source. What stops it before anything was stored is thrown: SOURCE_KEY_MISSING, QUOTA_EXHAUSTED, SWEEP_RUNNING, ... */
export type Collect = (request: CollectRequest) => Promise<Collected>

/** How a request ended, as those decide who asked. */
export type Asked =
  | { outcome: 'done'; collected: Collected }
  /** What was stored stays; the request is worth another try. */
  | { outcome: 'failed'; code: string; collected: Collected | null }
  /** Nobody can ask this source now: its key or its quota is missing, or it is paused. */
  | { outcome: 'unavailable'; code: string; collected: Collected | null }
  | { outcome: 'busy' }
  | { outcome: 'stopped'; collected: Collected | null }

const UNAVAILABLE = new Set(['SOURCE_KEY_MISSING', 'SOURCE_KEY_REFUSED', 'QUOTA_EXHAUSTED', 'SOURCE_PAUSED', 'SOURCE_CONFIG_INVALID', 'SOURCE_NOT_COLLECTED', 'SOURCE_KIND_UNKNOWN']) // biome-ignore format: a list
/** The limit that the request itself set: the answer is good, and not all there is. */
const LIMIT_REACHED = 'limit'

/** Asks once and tells how it ended; only an error of winnow itself (its database, its code) is thrown. */
export async function askSource(collect: Collect, request: CollectRequest): Promise<Asked> {
  let collected: Collected
  try {
    collected = await collect(request)
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code
    if (request.signal.aborted) return { outcome: 'stopped', collected: null }
    if (typeof code !== 'string') throw error
    if (code === 'SWEEP_RUNNING') return { outcome: 'busy' }
    if (UNAVAILABLE.has(code)) return { outcome: 'unavailable', code, collected: null }
    if (/^(FETCH_|SOURCE_|URL_)/.test(code)) return { outcome: 'failed', code, collected: null }
    throw error
  }
  const { state, reason } = collected
  if (state === 'complete' || (state === 'partial' && reason === LIMIT_REACHED)) return { outcome: 'done', collected }
  if (request.signal.aborted) return { outcome: 'stopped', collected }
  const code = reason ?? 'SOURCE_ANSWER_INVALID'
  if (UNAVAILABLE.has(code)) return { outcome: 'unavailable', code, collected }
  return { outcome: 'failed', code, collected }
}
