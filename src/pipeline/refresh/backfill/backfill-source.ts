import { claimBackfill, failBackfill, finishBackfill, releaseBackfill, renewBackfill } from '../../../db/backfill.ts'
import type { Database } from '../../../db/engine.ts'
import type { KeyedCombination } from '../../../db/search-queries.ts'
import type { Window } from '../../collect/source-kind.ts'
import { type Asked, askSource, type Collect } from '../asked-source.ts'
import { type SearchRules, searchOf } from '../queries/search-of.ts'

/** Long enough for a slow page; a dead process's claim is free after it. */
const LEASE_SECONDS = 120
const RENEW_MS = 30_000
/** A source is read by one sweep at a time; another one is waited for. */
const BUSY_PAUSE_MS = 2_000
const BUSY_TRIES = 150

export type SourceBackfill = {
  source: string
  /** What was really asked for. */
  window: Window
  /** Combinations fetched to the end or to the limit of pages. */
  done: number
  failed: number
  /** Combinations that somebody else is fetching or has fetched meanwhile. */
  taken: number
  /** Combinations given back untouched. */
  released: number
  /** Combinations of which the source had more pages than were read. */
  truncated: number
  fetched: number
  inserted: number
  duplicates: number
  quota_used: Record<string, number>
  /** Code of why the source was left; null when it was asked for everything. */
  skipped: string | null
  /** Reasons of failures, counted. */
  faults: Record<string, number>
}

export type BackfillSourceOptions = {
  database: Database
  collect: Collect
  source: string
  window: Window
  combinations: readonly KeyedCombination[]
  rules: SearchRules
  /** Names this run among all processes: who claims. */
  owner: string
  requestedBy: string
  signal: AbortSignal
  sleep(ms: number, signal: AbortSignal): Promise<unknown>
  onEnd?(combination: KeyedCombination): Promise<void> | void
}

/**
 * Fetches one combination after another from a source, each under a claim. It is marked as done only after its openings were stored;
 * a failure costs only that combination, a missing key or quota the rest of them, which are given back.
 */
export async function backfillSource(options: BackfillSourceOptions): Promise<SourceBackfill> {
  const { source, window, combinations, database, onEnd, signal } = options
  const sum = emptySum(source, window)
  for (const combination of combinations) {
    if (signal.aborted) break
    const claim = { combination_key: combination.combination_key, source, owner: options.owner }
    const { owner, requestedBy } = options
    const taken = await claimBackfill(database.db, {
      combination,
      source,
      window,
      owner,
      leaseSeconds: LEASE_SECONDS,
      requestedBy,
    })
    if (!taken) {
      sum.taken += 1
      await onEnd?.(combination)
      continue
    }
    const asked = await askUnderClaim(options, combination, claim)
    await settle(database, claim, asked, sum)
    if (asked.outcome === 'unavailable') break
    await onEnd?.(combination)
  }
  return sum
}

type Claim = { combination_key: string; source: string; owner: string }

/** Renews the claim while the source is asked; stops asking when it was lost. An error of winnow itself fails the claim and goes on up. */
async function askUnderClaim(
  options: BackfillSourceOptions,
  combination: KeyedCombination,
  claim: Claim,
): Promise<Asked> {
  const { database, collect, source, window, rules, requestedBy, sleep } = options
  const lost = new AbortController()
  const signal = AbortSignal.any([options.signal, lost.signal])
  const renewing = setInterval(() => {
    renewBackfill(database.db, claim, LEASE_SECONDS).then(
      (kept) => kept || lost.abort(),
      // The lease outlives several renewals: one that failed is made up for by the next.
      () => undefined,
    )
  }, RENEW_MS)
  try {
    const request = { source, window, search: searchOf(combination, rules), pages: rules.pages, requestedBy, signal }
    for (let tries = 1; ; tries += 1) {
      const asked = await askSource(collect, request)
      if (asked.outcome !== 'busy' || tries === BUSY_TRIES || signal.aborted) return asked
      await sleep(BUSY_PAUSE_MS, signal).catch(() => undefined)
    }
  } catch (error) {
    await failBackfill(database.db, claim, 'INTERNAL')
    throw error
  } finally {
    clearInterval(renewing)
  }
}

async function settle({ db }: Database, claim: Claim, asked: Asked, sum: SourceBackfill): Promise<void> {
  if ('collected' in asked && asked.collected) {
    const { items, counts, quota } = asked.collected
    sum.fetched += items
    sum.inserted += counts.inserted
    sum.duplicates += Math.max(0, counts.total - counts.inserted)
    for (const [unit, used] of Object.entries(quota)) sum.quota_used[unit] = (sum.quota_used[unit] ?? 0) + used
  }
  if (asked.outcome === 'done') {
    if (!(await finishBackfill(db, claim, asked.collected.items))) sum.taken += 1
    else sum.done += 1
    if (asked.collected.truncated) sum.truncated += 1
    return
  }
  if (asked.outcome === 'failed') {
    await failBackfill(db, claim, asked.code)
    sum.failed += 1
    sum.faults[asked.code] = (sum.faults[asked.code] ?? 0) + 1
    return
  }
  const reason = asked.outcome === 'unavailable' ? asked.code : asked.outcome
  await releaseBackfill(db, claim, reason)
  sum.released += 1
  if (asked.outcome === 'unavailable') sum.skipped = asked.code
}

function emptySum(source: string, window: Window): SourceBackfill {
  const counts = { done: 0, failed: 0, taken: 0, released: 0, truncated: 0, fetched: 0, inserted: 0, duplicates: 0 }
  return { source, window, ...counts, quota_used: {}, skipped: null, faults: {} }
}
