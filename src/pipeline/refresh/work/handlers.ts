/** The kinds of long work that collect, with what each does. Inputs are JSON, checked by whoever asks for the work. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../../../db/engine.ts'
import { readQuota } from '../../../db/read-quota.ts'
import { errors } from '../../../errors.ts'
import type { Log } from '../../../log.ts'
import { quotaLines } from '../../collect/quota-lines.ts'
import type { Search } from '../../collect/search.ts'
import type { Window } from '../../collect/source-kind.ts'
import type { Gazetteer } from '../../extract/normalise/gazetteer.ts'
import { backfillUser } from '../backfill/backfill-user.ts'
import { checkFreshness } from '../check-freshness.ts'
import type { LivenessOptions, LivenessResult } from '../check-liveness.ts'
import type { CollectOptions, CollectProgress, CollectResult } from '../collect-source.ts'
import { collectWith } from '../collect-with.ts'
import { loadDay, type QueryAnalysis } from '../loaders/daily.ts'
import { loadHour } from '../loaders/hourly.ts'
import { searchedSources } from '../searched-sources.ts'
import type { WorkContext, WorkHandler } from './long-work.ts'

export type CollectInput = {
  source: string
  search?: Search | null
  window?: Window | null
  pages?: number
  items?: number
  /** Instead of the source's own origin; only a person at the command line may say so. */
  base_url?: string
  force?: boolean
  accept_removals?: boolean
}
export type LoadInput = { base_url?: string; pages?: number }
export type BackfillInput = LoadInput & { user_id: number; window?: Window }
export type LivenessInput = { source?: string; limit?: number; accept_removals?: boolean }
export type DailyBatchInput = { max_jobs: number; workers: number }

export type WorkSettings = {
  searchCountry: string
  backfillPages: number
  backfillWindow: Window
  dailyPages: number
  queryMinPriority: number
}

export type WorkDeps = {
  database: Database
  log: Log
  settings: WorkSettings
  collect(options: CollectOptions): Promise<CollectResult>
  liveness(options: LivenessOptions): Promise<LivenessResult>
  gazetteer(): Gazetteer
  /** Starts a batch over what is due; resolves to its id. */
  startBatch(input: { maxJobs: number; workers: number; by: string }): Promise<string | null>
  clock(): Date
  /** How a load waits for another sweep of a source; by the machine's clock when left out. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>
}

/** Postings whose addresses are asked in a night. */
const LIVENESS_LIMIT = 500

export function workHandlers(deps: WorkDeps): Record<string, WorkHandler> {
  const { database, log, settings, clock } = deps
  const { sleep = (ms, signal) => pause(ms, undefined, { signal }) } = deps
  const { searchCountry: homeCountry, queryMinPriority: minPriority } = settings
  const asking = (baseUrl: string | undefined) => collectWith(deps.collect, { baseUrl })
  const shared = ({ base_url }: LoadInput) => {
    return { database, log, gazetteer: deps.gazetteer(), collect: asking(base_url), sleep }
  }
  const told = ({ progress }: WorkContext) => ({
    onProgress: (done: number, total: number) => progress(total === 0 ? 1 : done / total, { done, total }),
  })
  return {
    collect: declare<CollectInput>(['source'], (input, context) => {
      const { base_url: baseUrl, pages, items, accept_removals: acceptRemovals, ...asked } = input
      const onProgress = (made: CollectProgress) => context.progress(shareOf(made), countsOf(made))
      return deps.collect({ ...asked, ...byOf(context), limits: { pages, items }, baseUrl, acceptRemovals, onProgress })
    }),
    hourly: declare<LoadInput>([], ({ base_url, pages }, context) =>
      loadHour(
        { collect: asking(base_url), log },
        { country: homeCountry, ...(pages ? { pages } : {}), ...byOf(context) },
      ),
    ),
    daily: declare<LoadInput>([], async (input, context) => {
      const sources = await searchedSources(database.db)
      const onAnalysis = ({ rows, combinations }: QueryAnalysis) => context.progress(0, { rows, combinations })
      const options = { sources, pages: input.pages ?? settings.dailyPages, minPriority, homeCountry, onAnalysis }
      return loadDay(shared(input), { ...options, ...byOf(context), ...told(context) })
    }),
    backfill: declare<BackfillInput>(['user_id'], async (input, context) => {
      const { pages = settings.backfillPages, window = settings.backfillWindow, user_id: userId } = input
      const sources = await searchedSources(database.db)
      const options = { userId, sources, pages, window, minPriority, homeCountry, owner: randomUUID() }
      return backfillUser(shared(input), { ...options, ...byOf(context), ...told(context) })
    }),
    liveness: declare<LivenessInput>(['source'], ({ source, limit = LIVENESS_LIMIT, accept_removals }, context) => {
      const { requestedBy: by, signal, progress } = context
      const onProgress = (checked: number) => progress(Math.min(1, checked / limit), { checked })
      return deps.liveness({ source, limit, acceptRemovals: accept_removals, by, signal, onProgress })
    }),
    freshness: declare([], () => checkFreshness(database.db, clock())),
    quota_report: declare([], async () => {
      const figures = await readQuota(database.db, clock())
      for (const line of figures.flatMap((figure) => quotaLines(figure))) log.info(line)
      return { figures }
    }),
    daily_batch: declare<DailyBatchInput>([], async ({ max_jobs: maxJobs, workers }, { requestedBy: by }) => {
      const batch_id = await deps.startBatch({ maxJobs, workers, by })
      if (batch_id === null) throw errors.internal(new Error('the batch has no operation'))
      return { batch_id }
    }),
  }
}

function declare<Input extends object>(
  oneFor: readonly (keyof Input & string)[],
  perform: (input: Input, context: WorkContext) => Promise<unknown>,
): WorkHandler {
  return { oneFor, perform: (input, context) => perform(input as Input, context) }
}

const byOf = ({ requestedBy, signal }: WorkContext) => ({ requestedBy, signal })

/** A listing that does not say how long it is shows no share. */
function shareOf({ items, listed }: CollectProgress): number {
  return listed ? Math.min(1, items / listed) : 0
}

function countsOf({ pages, items, counts }: CollectProgress): Record<string, number> {
  return { pages, items, ...counts }
}
