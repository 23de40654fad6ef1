import type { Database } from '../../../db/engine.ts'
import { distinctCombinations, recordSearchRun, type WantedCombination } from '../../../db/search-queries.ts'
import type { Log } from '../../../log.ts'
import type { Gazetteer } from '../../extract/normalise/gazetteer.ts'
import { type Asked, askSource, type Collect } from '../asked-source.ts'
import { type SearchRules, searchOf } from '../queries/search-of.ts'
import { canSearch, type SearchedSource, windowFor } from '../searched-sources.ts'

/** Another sweep of the source is waited for so long, ten minutes in all. */
const BUSY_PAUSE_MS = 5_000
const BUSY_TRIES = 120

export type DailyDeps = {
  database: Database
  collect: Collect
  gazetteer: Gazetteer
  log: Log
  sleep(ms: number, signal: AbortSignal): Promise<unknown>
}
export type DailyOptions = {
  sources: readonly SearchedSource[]
  /** Pages a combination and source. */
  pages: number
  minPriority: number
  homeCountry: string
  requestedBy: string
  signal: AbortSignal
  onAnalysis?(analysis: QueryAnalysis): void
  /** Of all requests to sources. */
  onProgress?(done: number, total: number): Promise<void> | void
}

export type QueryAnalysis = {
  rows: number
  combinations: number
  /** Requests that would have been made for rows of their own, and their share of 100. */
  saved_calls: number
  saved_percent: number
}
export type SourceLoad = {
  source: string
  window: string
  asked: number
  done: number
  failed: number
  truncated: number
  fetched: number
  inserted: number
  quota_used: Record<string, number>
  /** Code of why the rest was left out; null when everything was asked for. */
  skipped: string | null
  faults: Record<string, number>
}
export type DailyResult = QueryAnalysis & { fetched: number; inserted: number; sources: SourceLoad[]; seconds: number }

/** How much users share. Pure. */
export function analyseQueries(combinations: readonly { rows: number }[]): QueryAnalysis {
  const rows = combinations.reduce((sum, combination) => sum + combination.rows, 0)
  const saved = rows - combinations.length
  return {
    rows,
    combinations: combinations.length,
    saved_calls: saved,
    saved_percent: rows === 0 ? 0 : (saved / rows) * 100,
  }
}

/** Fetches the last 24 hours once for each distinct combination of all users. Sources work beside each other and fail alone. */
export async function loadDay(deps: DailyDeps, options: DailyOptions): Promise<DailyResult> {
  const started = performance.now()
  const combinations = await distinctCombinations(deps.database.db, { minPriority: options.minPriority })
  const analysis = analyseQueries(combinations)
  options.onAnalysis?.(analysis)
  const plan = options.sources.map((source) => ({
    source,
    wanted: combinations.filter((each) => canSearch(source, each)),
  }))
  const total = plan.reduce((sum, { wanted }) => sum + wanted.length, 0)
  let ended = 0
  const onEnd = async () => {
    ended += 1
    await options.onProgress?.(ended, total)
  }
  const rules = { gazetteer: deps.gazetteer, homeCountry: options.homeCountry, pages: options.pages }
  const settled = await Promise.allSettled(
    plan.map(({ source, wanted }) => loadSource(deps, options, source, wanted, rules, onEnd)),
  )
  const broken = settled.find((each) => each.status === 'rejected')
  if (broken) throw broken.reason
  const sources = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  const sum = (key: 'fetched' | 'inserted') => sources.reduce((all, source) => all + source[key], 0)
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const result = { ...analysis, fetched: sum('fetched'), inserted: sum('inserted'), sources, seconds }
  deps.log.info({ ...result, sources: sources.length }, 'daily load')
  return result
}

async function loadSource(
  deps: DailyDeps,
  options: DailyOptions,
  { source, windows }: SearchedSource,
  wanted: readonly WantedCombination[],
  rules: SearchRules,
  onEnd: () => Promise<void>,
): Promise<SourceLoad> {
  const window = windowFor(windows, '24h')
  const counts = { asked: 0, done: 0, failed: 0, truncated: 0, fetched: 0, inserted: 0 }
  const load: SourceLoad = { source, window, ...counts, quota_used: {}, skipped: null, faults: {} }
  for (const combination of wanted) {
    if (options.signal.aborted) break
    const { requestedBy, signal } = options
    const request = { source, window, search: searchOf(combination, rules), pages: rules.pages, requestedBy, signal }
    let asked: Asked
    for (let tries = 1; ; tries += 1) {
      asked = await askSource(deps.collect, request)
      if (asked.outcome !== 'busy' || tries === BUSY_TRIES || signal.aborted) break
      await deps.sleep(BUSY_PAUSE_MS, signal).catch(() => undefined)
    }
    load.asked += 1
    count(load, asked)
    if (asked.outcome === 'done') await recordSearchRun(deps.database.db, [combination.combination_key])
    if (asked.outcome === 'unavailable') {
      deps.log.warn({ source, code: asked.code }, 'the daily load left a source out')
      break
    }
    await onEnd()
  }
  return load
}

function count(load: SourceLoad, asked: Asked): void {
  if ('collected' in asked && asked.collected) {
    load.fetched += asked.collected.items
    load.inserted += asked.collected.counts.inserted
    for (const [unit, used] of Object.entries(asked.collected.quota))
      load.quota_used[unit] = (load.quota_used[unit] ?? 0) + used
  }
  if (asked.outcome === 'done') {
    load.done += 1
    if (asked.collected.truncated) load.truncated += 1
    return
  }
  if (asked.outcome === 'unavailable') {
    load.skipped = asked.code
    return
  }
  if (asked.outcome === 'stopped') return
  const code = asked.outcome === 'busy' ? 'SWEEP_RUNNING' : asked.code
  load.failed += 1
  load.faults[code] = (load.faults[code] ?? 0) + 1
}
