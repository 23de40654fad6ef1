import { setTimeout as pause } from 'node:timers/promises'
import { Agent } from 'undici'
import { errors, WinnowError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import type { FetchOutcome } from '../../metrics.ts'
import { type Answer, exchange, isPassing } from './exchange.ts'
import type { Fetched, Fetcher, FetchRequest } from './fetched.ts'
import { firstHop, sendable, userAgentOf } from './first-hop.ts'
import { createGuard, type Resolve } from './guard.ts'
import { outcomeOf } from './outcome.ts'
import { createPinnedConnect } from './pinned-connect.ts'
import { isRedirect, MOST_REDIRECTS, nextHop } from './redirect.ts'
import { RemoteStatus, remoteStatusOf } from './remote-status.ts'
import { retryAfterMs } from './retry-after.ts'
import { createRobots, type LoadedRobots } from './robots.ts'
import { createTurns, LONGEST_WAIT_MS, type Sleep } from './turns.ts'

export type FetcherOptions = {
  /** How sites reach the operator: FETCH_CONTACT. */
  contact?: string | undefined
  /** Least pause between the starts of two requests to one host. */
  intervalMs: number
  /** For a whole fetch with its redirects, without waiting for a turn; each repetition has it anew. */
  timeoutMs: number
  /** Of a body, packed or unpacked. */
  maxBytes?: number | undefined
  /** Origins that may be private: test servers, `--base-url`. */
  trusted?: readonly string[] | undefined
  /** Addresses that are never fetched, such as the Ollama servers'. */
  forbidden?: readonly string[] | undefined
  log: Log
  /** Told the end of every fetch; for the metrics. */
  onResponse?: ((outcome: FetchOutcome) => void) | undefined
  now?: (() => number) | undefined
  sleep?: Sleep | undefined
  random?: (() => number) | undefined
  resolve?: Resolve | undefined
}

const MAX_BYTES = 10_000_000
/** RFC 9309 2.5 wants at least 500 KiB read of a robots.txt; the rest is ignored. */
const ROBOTS_BYTES = 500 * 1_024
const MOST_RETRIES = 2
const FIRST_BACKOFF_MS = 1_000

type Way = {
  robots: boolean
  takesTurn: boolean
  intervalMs: number
  maxBytes: number
  cut?: boolean
  signal: AbortSignal
}

/** The one fetch of winnow: everything that leaves for an address from outside goes through it. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { intervalMs, timeoutMs, maxBytes = MAX_BYTES, log, onResponse, now = Date.now, random = Math.random } = options
  const { sleep = (ms, signal) => pause(ms, undefined, { signal }) } = options
  const userAgent = userAgentOf(options.contact)
  const guard = createGuard(options)
  const agent = new Agent({ connect: createPinnedConnect(guard), allowH2: false, pipelining: 1 })
  const turns = createTurns({ now, sleep })
  const robots = createRobots({ load: loadRobots, now })
  const closing = new AbortController()

  async function loadRobots(url: URL): Promise<LoadedRobots> {
    const way = {
      robots: false,
      takesTurn: true,
      intervalMs: 0,
      maxBytes: ROBOTS_BYTES,
      cut: true,
      signal: closing.signal,
    }
    try {
      const { body } = await repeat({ url: url.href, accept: 'text/plain, */*;q=0.1' }, way)
      return { text: new TextDecoder().decode(body) }
    } catch (error) {
      const status = remoteStatusOf(error)
      if (status !== null) return { status }
      if (error instanceof WinnowError) return { failure: error }
      throw error
    }
  }

  /** Repeats what may pass, as far as asking twice does no harm. */
  async function repeat(request: FetchRequest, way: Way): Promise<Fetched> {
    const isIdempotent = request.idempotent ?? request.method !== 'POST'
    for (let retries = 0; ; retries += 1) {
      try {
        return await follow(request, way)
      } catch (error) {
        const status = remoteStatusOf(error)
        if (!isIdempotent || retries >= MOST_RETRIES || !isWorthRepeating(error)) throw error
        // A host that asked for rest is waited for where its turns are given, and by everybody.
        const isResting = status === 429 || status === 503
        if (!isResting) await sleep(FIRST_BACKOFF_MS * 2 ** retries * (0.5 + random()), way.signal)
      }
    }
  }

  /** Goes from hop to hop; each one passes every rule anew. */
  async function follow(request: FetchRequest, way: Way): Promise<Fetched> {
    const redirects: string[] = []
    let hop = firstHop(request, userAgent)
    const firstHost = hop.url.host
    let leftMs = timeoutMs
    for (;;) {
      const { url } = hop
      guard.check(url)
      const rules = way.robots ? await untilAborted(robots.rulesOf(url.origin), way.signal) : null
      if (rules && !rules.allows(url)) throw errors.fetchForbiddenByRobots(url.host, 'forbids it')
      const current = hop
      const ask = async () => {
        const startedAt = performance.now()
        const answer = await exchange(agent, current, { ...way, timeoutMs: Math.max(leftMs, 1) })
        leftMs -= performance.now() - startedAt
        return answer
      }
      const take = async () => (request.around ? request.around(ask) : ask())
      const ownInterval = url.host === firstHost ? way.intervalMs : intervalMs
      const interval = Math.max(ownInterval, rules?.crawlDelayMs ?? 0)
      if (!way.takesTurn) await turns.rested(url.host, way.signal)
      const answer = await (way.takesTurn ? turns.take(url.host, interval, way.signal, take) : take())
      const { status, headers } = answer
      log.debug({ host: url.host, status, bytes: answer.body.length }, 'fetched')
      if (!isRedirect(status) || !headers.location) return finish(url, answer, redirects)
      if (redirects.push(url.href) > MOST_REDIRECTS)
        throw errors.fetchFailed(url.host, `redirects more than ${MOST_REDIRECTS} times`)
      hop = nextHop(hop, status, headers.location)
      if (redirects.includes(hop.url.href) && hop.method === current.method)
        throw errors.fetchFailed(url.host, 'redirects in a circle')
    }
  }

  function finish(url: URL, { status, headers, body }: Answer, redirects: string[]): Fetched {
    if (status !== 304 && (status < 200 || status > 299)) throw refused(url, status, headers)
    return {
      status,
      url: url.href,
      redirects,
      headers,
      body,
      content_type: headers['content-type'] ?? null,
      etag: sendable(headers.etag),
      last_modified: sendable(headers['last-modified']),
      fetched_at: new Date(now()),
    }
  }

  /** A host that is overloaded rests, for as long as it says, or for a moment; it is asked by nobody meanwhile. */
  function refused(url: URL, status: number, headers: Record<string, string>): WinnowError {
    const waitMs = retryAfterMs(headers['retry-after'], now())
    if (status === 429 || status === 503) turns.rest(url.host, waitMs ?? FIRST_BACKOFF_MS * (1 + random()), status)
    const cause = new RemoteStatus(status, headers)
    return errors.fetchStatus(url.host, status, {
      cause,
      ...(waitMs === null ? {} : { retryAfterSeconds: Math.ceil(waitMs / 1_000) }),
    })
  }

  return {
    async fetch(request) {
      const signal = request.signal ? AbortSignal.any([request.signal, closing.signal]) : closing.signal
      const way = {
        robots: request.robots ?? true,
        takesTurn: !request.part_of_page,
        intervalMs: request.interval_ms ?? intervalMs,
        maxBytes: request.max_bytes ?? maxBytes,
        signal,
      }
      try {
        const fetched = await repeat(request, way)
        onResponse?.(fetched.status === 304 ? 'not_modified' : 'ok')
        return fetched
      } catch (error) {
        onResponse?.(outcomeOf(error))
        signal.throwIfAborted()
        throw error
      }
    },
    async close() {
      closing.abort(errors.unavailable('it is stopping'))
      await agent.destroy()
    },
  }
}

function isWorthRepeating(error: unknown): boolean {
  if (!(error instanceof WinnowError)) return false
  const isPassingStatus = [429, 502, 503, 504].includes(remoteStatusOf(error) ?? 0)
  return isPassing(error) || (isPassingStatus && (error.retryAfterSeconds ?? 0) * 1_000 <= LONGEST_WAIT_MS)
}

/** Readings of robots.txt are shared: one caller's leave must not end them for the others. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const leave = () => reject(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
