/** What step 9144 asks: postings that were read too long ago are read again from their sources before a run reads them. */
import type { Database } from '../../db/engine.ts'
import { type Refreshable, refreshablePostings } from '../../db/refreshable.ts'
import { asWinnowError, WinnowError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { SourceKind } from '../collect/source-kind.ts'
import type { Fetcher } from '../fetch/fetched.ts'
import type { Knowledge } from '../store/collected/understand.ts'
import type { Extraction } from '../store/extraction/extract-pages.ts'
import { type Plan, planCollection } from './collecting/plan.ts'
import { askOpening } from './refreshing/ask-opening.ts'
import { askPage } from './refreshing/ask-page.ts'
import { type Asked, askedOf, limited } from './refreshing/asked.ts'
import { notingRest } from './refreshing/note-rest.ts'
import { type Gone, settleGone } from './refreshing/settle-gone.ts'
import { createSourceRests } from './refreshing/source-rests.ts'

/** One posting may take so long; what is stored of it is good enough to go on with. */
const ASK_MS = 5_000
/** All postings of a call together: a slow source must not hold up a batch. */
const CALL_MS = 20_000

export type RefreshOptions = {
  database: Database
  extraction: Extraction
  findKind(name: string): SourceKind | undefined
  /** Value of the environment variable of a key. */
  secret(variable: string): string | undefined
  /** Opened at the first posting that is asked for. */
  fetcher(): Fetcher
  /** Places and skills, likewise. */
  knowledge(): Knowledge
  clock(): Date
  /** REFRESH_AGE: what was read more recently is not asked again. Milliseconds. */
  refreshAgeMs: number
  log: Log
  askMs?: number
  callMs?: number
}

export type Refreshed = { outcome: 'SUCCESS' | 'RATE_LIMITED' | 'GONE' | 'FAILED' | 'TIMEOUT'; reason: string }

/**
 * Asks the sources of these postings, one posting after another, and stores what they say. RATE_LIMITED: it was not asked, and why. Every
 * posting has its answer; at the signal the rest is not asked. Throws errors of the database only.
 */
export type Refresh = (postingIds: readonly number[], signal: AbortSignal) => Promise<ReadonlyMap<number, Refreshed>>

const notAsked = (reason: string): Refreshed => ({ outcome: 'RATE_LIMITED', reason })
const STOPPING = 'not asked: the process is stopping'
const IMPORTED = notAsked('nothing to fetch: the posting was imported')
const NO_DETAIL = notAsked('nothing to fetch: its source cannot be asked for a single posting')

export function createRefresh(options: RefreshOptions): Refresh {
  const { database, findKind, secret, extraction, clock, refreshAgeMs, log } = options
  const { askMs = ASK_MS, callMs = CALL_MS } = options
  const rests = createSourceRests(clock)

  /** Why a posting is not asked, as far as that needs no look at its source; null where it is. */
  function reasonOf({ kept, kind: name, source_name }: Refreshable): Refreshed | null {
    if (kept === null) return notAsked('read recently enough')
    if (kept.from === null) return IMPORTED
    const kind = findKind(name)
    if (kept.from === 'page' ? kind?.reads !== 'pages' : kind?.reads !== 'records' || !kind.detail) return NO_DETAIL
    const why = rests.why(source_name)
    return why === null ? null : notAsked(why)
  }

  /** The plan by which the source is asked, or why none of its postings is. */
  async function planOf(source: string): Promise<Plan | Refreshed> {
    try {
      const plan = await planCollection({ database, findKind, secret, switches: extraction.switches }, { source })
      return plan.target === 'live' ? plan : notAsked('its source is on trial in the shadow table')
    } catch (error) {
      if (!(error instanceof WinnowError) || error.code.startsWith('DATABASE_')) throw error
      const outcome = error.code === 'SOURCE_CONFIG_INVALID' ? 'FAILED' : 'RATE_LIMITED'
      return { outcome, reason: error.message }
    }
  }

  async function ask(posting: Refreshable, plan: Plan, stop: AbortSignal): Promise<Asked> {
    // Reading places and skills for the first time takes a second that is not the source's.
    const knowledge = plan.kind.reads === 'pages' ? null : options.knowledge()
    const late = AbortSignal.timeout(askMs)
    const rest = new AbortController()
    let restMs: number | null = null
    const fetcher = notingRest(options.fetcher(), clock, (wanted) => {
      restMs = wanted
      rest.abort()
    })
    const signal = AbortSignal.any([stop, late, rest.signal])
    try {
      if (knowledge === null) return await askPage(posting, { plan, extraction, signal })
      return await askOpening(posting, { plan, database, fetcher, secret, knowledge, clock, log, signal })
    } catch (error) {
      if (asWinnowError(error).code.startsWith('DATABASE_')) throw error
      if (rest.signal.aborted) return limited(restMs)
      if (stop.aborted) return { outcome: 'nothing', reason: STOPPING }
      if (late.aborted) return { outcome: 'timeout', reason: `its source gave no answer in ${askMs / 1_000} s` }
      const asked = askedOf(error)
      if (asked.outcome === 'failed' && !asked.isOfHost)
        log.warn({ err: error, source: plan.source.source_name }, 'a posting could not be read again')
      return asked
    }
  }

  /** What the answer means for the next question to the source, and for the run. */
  function note(source: string, asked: Asked): Refreshed | null {
    if ('restMs' in asked && asked.restMs !== undefined) rests.rest(source, asked.reason, asked.restMs)
    if (asked.outcome === 'timeout' || (asked.outcome === 'failed' && asked.isOfHost)) rests.failed(source)
    else if (asked.outcome !== 'nothing' && asked.outcome !== 'limited') rests.answered(source)
    const { reason } = asked
    switch (asked.outcome) {
      case 'gone':
        return null
      case 'stored':
        return { outcome: 'SUCCESS', reason }
      case 'timeout':
        return { outcome: 'TIMEOUT', reason }
      case 'failed':
        return { outcome: 'FAILED', reason }
      default:
        return notAsked(reason)
    }
  }

  /** Asks one source for its postings, one after another; `whyNot` says why none is asked any more. */
  async function askAll(plan: Plan, postings: readonly Refreshable[], stop: AbortSignal, whyNot: () => string | null) {
    const { source } = plan
    const answers = new Map<number, Refreshed>()
    const gone: Gone[] = []
    for (const posting of postings) {
      const { posting_id } = posting
      const why = whyNot() ?? rests.why(source.source_name)
      const asked: Asked = why === null ? await ask(posting, plan, stop) : { outcome: 'nothing', reason: why }
      const answer = note(source.source_name, asked)
      if (answer === null) gone.push({ posting_id, reason: asked.reason })
      else answers.set(posting_id, answer)
    }
    const { removed, whyNot: kept } = await settleGone(database, source, gone, log)
    for (const { posting_id, reason } of gone) {
      const answer = removed.has(posting_id)
        ? ({ outcome: 'GONE', reason } as const)
        : ({ outcome: 'FAILED', reason: `${reason}; ${kept}` } as const)
      answers.set(posting_id, answer)
    }
    return answers
  }

  return async (postingIds, signal) => {
    const answers = new Map(postingIds.map((id) => [id, IMPORTED]))
    const readBefore = new Date(clock().getTime() - refreshAgeMs)
    const due: Refreshable[] = []
    for (const posting of await refreshablePostings(database.db, postingIds, readBefore)) {
      const reason = reasonOf(posting)
      if (reason === null) due.push(posting)
      else answers.set(posting.posting_id, reason)
    }
    const until = performance.now() + callMs
    const whyNot = () => {
      if (signal.aborted) return STOPPING
      return performance.now() >= until ? 'not asked: the sources took too long' : null
    }
    for (const [source, postings] of Map.groupBy(due, ({ source_name }) => source_name)) {
      const plan = await planOf(source)
      if ('outcome' in plan) for (const { posting_id } of postings) answers.set(posting_id, plan)
      else for (const [id, answer] of await askAll(plan, postings, signal, whyNot)) answers.set(id, answer)
    }
    return answers
  }
}
