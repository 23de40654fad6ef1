import { unbackedKeys } from '../../../db/backfill.ts'
import type { Database } from '../../../db/engine.ts'
import { listSearchQueries, type SearchQuery } from '../../../db/search-queries.ts'
import type { Log } from '../../../log.ts'
import type { Window } from '../../collect/source-kind.ts'
import type { Gazetteer } from '../../extract/normalise/gazetteer.ts'
import type { Collect } from '../asked-source.ts'
import { canSearch, type SearchedSource, windowFor } from '../searched-sources.ts'
import { backfillSource, type SourceBackfill } from './backfill-source.ts'

export type BackfillDeps = {
  database: Database
  collect: Collect
  gazetteer: Gazetteer
  log: Log
  sleep(ms: number, signal: AbortSignal): Promise<unknown>
}
export type BackfillOptions = {
  userId: number
  sources: readonly SearchedSource[]
  /** Pages a combination and source. */
  pages: number
  /** Searches of a lower priority wait. */
  minPriority: number
  /** How far back, where a source can. */
  window: Window
  homeCountry: string
  /** Names this run among all processes. */
  owner: string
  requestedBy: string
  signal: AbortSignal
  /** Of all requests to sources. */
  onProgress?(done: number, total: number): Promise<void> | void
}

export type UnbackedCount = {
  /** Active searches of the user. */
  rows: number
  /** Of them those that some source was not asked for yet. */
  unbacked: number
  /** Of 100: what others have paid for. Null without rows. */
  saved_percent: number | null
}
export type BackfillResult = UnbackedCount & { combinations: string[]; sources: SourceBackfill[]; seconds: number }

/** What a backfill of the user would have to fetch. Asks nobody. */
export async function countUnbacked(
  { database: { db } }: Pick<BackfillDeps, 'database'>,
  options: Pick<BackfillOptions, 'userId' | 'sources' | 'window' | 'minPriority'>,
): Promise<UnbackedCount & { plan: { source: SearchedSource; window: Window; combinations: SearchQuery[] }[] }> {
  const rows = (await listSearchQueries(db, options.userId)).filter(({ priority }) => priority >= options.minPriority)
  const plan = []
  for (const source of options.sources) {
    const window = windowFor(source.windows, options.window)
    const searchable = rows.filter((row) => canSearch(source, row))
    const keys = new Set(await unbackedKeys(db, searchable.map((row) => row.combination_key), [{ source: source.source, window }])) // biome-ignore format: one thought
    plan.push({ source, window, combinations: searchable.filter((row) => keys.has(row.combination_key)) })
  }
  const unbacked = new Set(plan.flatMap(({ combinations }) => combinations.map((row) => row.combination_key))).size
  const saved_percent = rows.length === 0 ? null : Math.round(((rows.length - unbacked) / rows.length) * 1_000) / 10
  return { rows: rows.length, unbacked, saved_percent, plan }
}

/**
 * Fetches from every source the combinations of a user that nobody has had fetched there, sources beside each other, so that one that
 * fails or has no key leaves the others alone. Safe for any number of users and processes at once.
 */
export async function backfillUser(deps: BackfillDeps, options: BackfillOptions): Promise<BackfillResult> {
  const started = performance.now()
  const { plan, ...counted } = await countUnbacked(deps, options)
  const total = plan.reduce((sum, { combinations }) => sum + combinations.length, 0)
  let ended = 0
  const onEnd = async () => {
    ended += 1
    await options.onProgress?.(ended, total)
  }
  const { gazetteer, database, collect, sleep } = deps
  const { homeCountry, pages, owner, requestedBy, signal } = options
  const rules = { gazetteer, homeCountry, pages }
  const settled = await Promise.allSettled(
    plan.map(({ source: { source }, window, combinations }) =>
      backfillSource({
        database,
        collect,
        sleep,
        source,
        window,
        combinations,
        rules,
        owner,
        requestedBy,
        signal,
        onEnd,
      }),
    ),
  )
  const failed = settled.find((each) => each.status === 'rejected')
  if (failed) throw failed.reason
  const sources = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  for (const { source, skipped } of sources) {
    if (skipped !== null) deps.log.warn({ source, code: skipped }, 'the backfill left a source out')
  }
  const combinations = [...new Set(plan.flatMap((each) => each.combinations.map((row) => row.combination_key)))]
  return { ...counted, combinations, sources, seconds: Math.round((performance.now() - started) / 100) / 10 }
}
