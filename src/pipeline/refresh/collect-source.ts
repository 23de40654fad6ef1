/** Collecting a source: its listing read to the end and stored page by page, and what a complete reading says about what is gone. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../../db/engine.ts'
import type { WriteCounts } from '../../db/write-totals.ts'
import { WinnowError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { CollectedRecord } from '../collect/collected-record.ts'
import type { Search } from '../collect/search.ts'
import type { QuotaUnits, SourceKind, Window } from '../collect/source-kind.ts'
import { loadGazetteer } from '../extract/normalise/gazetteer.ts'
import type { Fetcher } from '../fetch/fetched.ts'
import type { Knowledge } from '../store/collected/understand.ts'
import type { Extraction } from '../store/extraction/extract-pages.ts'
import { type Connection, connectSource } from './collecting/connect.ts'
import { planCollection } from './collecting/plan.ts'
import { runSweep } from './collecting/run-sweep.ts'
import { trySource } from './collecting/try-source.ts'

export type CollectContext = {
  database: Database
  fetcher: Fetcher
  extraction: Extraction
  findKind(name: string): SourceKind | undefined
  /** Value of the environment variable of a key. */
  secret(variable: string): string | undefined
  /** Places and skills; without it the places are read anew for each sweep, and no skills are named. */
  knowledge?: Knowledge | undefined
  clock(): Date
  log: Log
  /** Seconds after which a sweep whose process says nothing is taken over. */
  leaseSeconds?: number
}

export type CollectProgress = { pages: number; items: number; listed: number | null; counts: WriteCounts }

export type CollectOptions = {
  /** source_name. */
  source: string
  search?: Search | null | undefined
  /** Of kinds with windows; the kind's usual one when left out. */
  window?: Window | null | undefined
  /** Ends early with reason `limit`; nothing is removed then. */
  limits?: { pages?: number | undefined; items?: number | undefined } | undefined
  /** Every request goes there instead of the source's own origin; the fetcher must trust it. */
  baseUrl?: string | undefined
  /** Asks a paused or resting source all the same. */
  force?: boolean | undefined
  /** Reads, maps and answers `sample`; writes nothing but what the calls cost. */
  dryRun?: boolean | undefined
  /** Removes more than half of the source at once, if that is what is gone. */
  acceptRemovals?: boolean | undefined
  requestedBy: string
  signal: AbortSignal
  onProgress?: ((progress: CollectProgress) => void) | undefined
}

export type CollectResult = {
  source: string
  kind: string
  /** complete: the whole listing was read without an error; partial: what was read is kept; failed: nothing could be read. */
  state: 'complete' | 'partial' | 'failed'
  /** Code of why it is not complete. */
  reason: string | null
  /** It went on where an earlier one broke off. */
  resumed: boolean
  pages: number
  /** Openings that the listing says it has; null where it does not say. */
  listed: number | null
  items: number
  counts: WriteCounts
  details: { asked: number; known: number; failed: number; gone: number }
  removed: number
  faults: Record<string, number>
  error: { code: string; message: string; fix: string } | null
  /** Units of the provider's month that were charged. */
  quota: QuotaUnits
  seconds: number
  /** Of a dry run: what its first openings would be stored as. */
  sample?: { external_id: string | null; record: CollectedRecord | Record<string, unknown> }[]
}

/**
 * Collects a source. Errors of the source end the sweep and stand in the result; what is stored by then stays, and the next sweep of the
 * same request goes on from there. Throws before anything is asked UNKNOWN_SOURCE, SOURCE_NOT_COLLECTED, SOURCE_KIND_UNKNOWN,
 * SOURCE_CONFIG_INVALID, SOURCE_PAUSED, SOURCE_KEY_MISSING, STORAGE_DISABLED, SWEEP_RUNNING; and errors of the database at any time.
 */
export async function collectSource(context: CollectContext, options: CollectOptions): Promise<CollectResult> {
  const { database, fetcher, extraction, findKind, secret, clock, log } = context
  const { signal, baseUrl, requestedBy } = options
  const started = performance.now()
  const switches = options.dryRun ? { enabled: true, shadow: extraction.switches.shadow } : extraction.switches
  const force = options.force === true || options.dryRun === true
  const plan = await planCollection({ database, findKind, secret, switches }, { ...options, force })
  const connection: Connection = connectSource(plan, {
    database,
    fetcher,
    secret,
    baseUrl,
    requestedBy,
    now: clock,
    signal,
    log,
  })
  const asked = { http: connection.http, search: plan.search, window: plan.window, now: clock, signal }
  const knowledge = context.knowledge ?? { gazetteer: loadGazetteer(), linker: null }
  const done = options.dryRun
    ? await trySource({ plan, context: asked, extraction })
    : await runSweep(
        { plan, database, context: asked, extraction, knowledge, log, connection },
        { ...options, owner: randomUUID(), leaseSeconds: context.leaseSeconds ?? LEASE_SECONDS },
      )
  const { tally, end, resumed, sample } = done
  const { error } = end
  return {
    source: plan.source.source_name,
    kind: plan.kind.kind,
    state: done.state,
    reason: end.reason,
    resumed,
    pages: tally.pages,
    listed: tally.listed,
    items: tally.items,
    counts: tally.counts,
    details: tally.details,
    removed: tally.removed,
    faults: tally.faults,
    error: error instanceof WinnowError ? { code: error.code, message: error.message, fix: error.fix } : null,
    quota: connection.used(),
    seconds: Math.round((performance.now() - started) / 100) / 10,
    ...(sample ? { sample } : {}),
  }
}

/** Longer than the slowest single request with its repetitions and rests; it is renewed all along. */
const LEASE_SECONDS = 600
