/** Puts the parts together that ask sources: what collects, and the long work that does. */
import { randomUUID } from 'node:crypto'
import type { Config } from './config.ts'
import type { Database } from './db/engine.ts'
import type { Log } from './log.ts'
import type { FetchOutcome } from './metrics.ts'
import { findKind } from './pipeline/collect/kinds.ts'
import { type Gazetteer, loadGazetteer, remembering } from './pipeline/extract/normalise/gazetteer.ts'
import type { Fetcher } from './pipeline/fetch/fetched.ts'
import { createFetcher } from './pipeline/fetch/fetcher.ts'
import type { Sleep } from './pipeline/fetch/turns.ts'
import { checkLiveness } from './pipeline/refresh/check-liveness.ts'
import { type CollectOptions, type CollectResult, collectSource } from './pipeline/refresh/collect-source.ts'
import { createRefresh, type Refresh } from './pipeline/refresh/refresh-posting.ts'
import { type CollectionRequests, createCollectionRequests } from './pipeline/refresh/requests/collection-requests.ts'
import { workHandlers } from './pipeline/refresh/work/handlers.ts'
import { createLongWork, type LongWork } from './pipeline/refresh/work/long-work.ts'
import type { Knowledge } from './pipeline/store/collected/understand.ts'
import type { Extraction } from './pipeline/store/extraction/extract-pages.ts'
import { createLinker } from './pipeline/taxonomy/linker.ts'
import { loadTaxonomy } from './pipeline/taxonomy/load-taxonomy.ts'

export type CollectionOptions = {
  config: Config
  log: Log
  database: Database
  extraction: Extraction
  startBatch(input: { maxJobs: number; workers: number; by: string }): Promise<string | null>
  versions: { code: string; schema: string }
  /** Told the end of every fetch. */
  onResponse?: (outcome: FetchOutcome) => void
  /** The clock and the waits of all that asks; those of the machine when left out. */
  clock?: () => Date
  sleep?: Sleep
}

export type Collection = {
  /** Collects at once, without an operation: for trying a source. */
  collect(options: CollectOptions): Promise<CollectResult>
  /** Kinds: collect, hourly, daily, backfill, liveness, freshness, quota_report, daily_batch. */
  work: LongWork
  /** What is asked from outside: checked first, then handed to `work`. */
  requests: CollectionRequests
  /** What step 9144 asks: reads postings again that were read before REFRESH_AGE. */
  refresh: Refresh
  gazetteer(): Gazetteer
  close(): Promise<void>
}

/** Fetcher, places and skills are opened at the first use: most commands ask no source. */
export function openCollection(options: CollectionOptions): Collection {
  const { config, log, database, extraction, startBatch, versions, sleep, clock = () => new Date() } = options
  let fetcher: Fetcher | undefined
  let places: Gazetteer | undefined
  let knowledge: Knowledge | undefined
  const gazetteer = () => {
    places ??= remembering(loadGazetteer())
    return places
  }
  const known = () => {
    knowledge ??= { gazetteer: gazetteer(), linker: createLinker(loadTaxonomy()) }
    return knowledge
  }
  const shared = () => {
    fetcher ??= open([])
    return fetcher
  }
  function open(trusted: readonly string[]): Fetcher {
    const { fetchContact: contact, fetchIntervalMs: intervalMs, fetchTimeoutMs: timeoutMs } = config
    // A source must not be able to reach the models through winnow.
    const forbidden = config.llmHosts.map(({ url }) => url)
    const time = { now: () => clock().getTime(), sleep }
    return createFetcher({
      contact,
      intervalMs,
      timeoutMs,
      forbidden,
      trusted,
      log,
      onResponse: options.onResponse,
      ...time,
    })
  }
  const collect = async (asked: CollectOptions) => {
    const own = asked.baseUrl === undefined ? undefined : open([new URL(asked.baseUrl).origin])
    const context = { database, extraction, findKind, secret: config.sourceSecret, knowledge: known(), log }
    try {
      return await collectSource({ ...context, fetcher: own ?? shared(), clock }, asked)
    } finally {
      await own?.close()
    }
  }
  const handlers = workHandlers({
    database,
    log,
    settings: config,
    collect,
    liveness: (asked) => checkLiveness({ database, fetcher: shared(), log }, asked),
    gazetteer,
    startBatch,
    clock,
    ...(sleep ? { sleep } : {}),
  })
  const work = createLongWork({ database, handlers, log, owner: randomUUID(), versions })
  const { switches } = extraction
  const secret = config.sourceSecret
  const requests = createCollectionRequests({
    ...{ database, work, settings: config, findKind, switches, secret, gazetteer, clock },
  })
  return {
    collect,
    work,
    requests,
    refresh: createRefresh({
      ...{ database, extraction, findKind, secret, clock, log, refreshAgeMs: config.refreshAgeMs },
      ...{ fetcher: shared, knowledge: known },
    }),
    gazetteer,
    close: async () => fetcher?.close(),
  }
}
