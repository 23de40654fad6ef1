import type { Agent } from 'undici'
import { errors, WinnowError } from '../../errors.ts'
import { type BodyLimits, readBody } from './read-body.ts'

export type Method = 'GET' | 'HEAD' | 'POST'

export type Hop = {
  url: URL
  method: Method
  headers: Readonly<Record<string, string>>
  body: string | Uint8Array | null
}

/** One answer of a server. `body` is empty unless the status is 2xx. */
export type Answer = { status: number; headers: Record<string, string>; body: Uint8Array }

/** What is read of a body that nobody wants, so that the connection can be used again. */
const DISCARDED_BYTES = 64 * 1_024
/** State of a visit that must not be kept: nothing of it is sent back. */
const DROPPED_HEADERS = ['set-cookie', 'set-cookie2']

/**
 * One request and its answer, without redirects or repetition. `timeoutMs` holds from the connection to the last byte. Throws
 * URL_NOT_ALLOWED, FETCH_FAILED, FETCH_TOO_LARGE, or the reason of `signal`.
 */
export async function exchange(
  agent: Agent,
  hop: Hop,
  { timeoutMs, signal, ...limits }: BodyLimits & { timeoutMs: number; signal: AbortSignal },
): Promise<Answer> {
  const { url, method, headers, body } = hop
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(), timeoutMs)
  let isAnswered = false
  try {
    signal.throwIfAborted()
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers,
      body,
      signal: AbortSignal.any([clock.signal, signal]),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    })
    isAnswered = true
    const { statusCode: status } = answer
    const received = flat(answer.headers)
    if (status < 200 || status > 299 || method === 'HEAD') {
      await answer.body.dump({ limit: DISCARDED_BYTES }).catch(() => answer.body.destroy())
      return { status, headers: received, body: new Uint8Array() }
    }
    return { status, headers: received, body: await readBody(answer.body, received, url.host, limits) }
  } catch (error) {
    signal.throwIfAborted()
    // A header that cannot be sent is the caller's fault, not the server's.
    if (error instanceof WinnowError || codeOf(error) === 'UND_ERR_INVALID_ARG') throw error
    throw failure(error, url.host, { isTimeout: clock.signal.aborted, isAnswered, timeoutMs })
  } finally {
    clearTimeout(timer)
  }
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !DROPPED_HEADERS.includes(name))
  return Object.fromEntries(kept.map(([name, value]) => [name, [value ?? ''].flat().join(', ')]))
}

type Circumstances = { isTimeout: boolean; isAnswered: boolean; timeoutMs: number }

function failure(error: unknown, host: string, { isTimeout, isAnswered, timeoutMs }: Circumstances): WinnowError {
  const code = codeOf(error)
  if (isTimeout || code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    const what = isAnswered ? 'did not finish its answer' : 'did not answer'
    return errors.fetchFailed(host, `${what} within ${timeoutMs / 1_000} seconds`, timeout(error))
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return errors.fetchFailed(host, 'cannot be found', error)
  if (NOT_TRUSTED.test(code)) return errors.fetchFailed(host, 'cannot prove who it is', error)
  if (isAnswered) return errors.fetchFailed(host, 'broke off its answer', error)
  return errors.fetchFailed(host, 'cannot be reached', error)
}

function timeout(cause: unknown): Error {
  return Object.assign(new Error('timeout', { cause }), { code: 'TIMEOUT' })
}

const PASSING =
  /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|UND_ERR_SOCKET|UND_ERR_CONNECT_TIMEOUT)$/

/** Whether a FETCH_FAILED may be gone a moment later. Not a timeout: asking again would treble the wait and the server's load. */
export function isPassing(error: WinnowError): boolean {
  return error.code === 'FETCH_FAILED' && PASSING.test(codeOf(error.cause))
}

const NEVER_ARRIVED =
  /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG)$/
/** Certificates are judged before the request is sent. */
const NOT_TRUSTED = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/

/** Whether a server may have seen the request whose exchange threw this, and may have counted it. */
export function mayHaveArrived(error: unknown): boolean {
  if (!(error instanceof WinnowError)) return !NEVER_ARRIVED.test(codeOf(error))
  if (error.code === 'URL_NOT_ALLOWED') return false
  const code = codeOf(error.cause)
  return !(error.code === 'FETCH_FAILED' && (NEVER_ARRIVED.test(code) || NOT_TRUSTED.test(code)))
}

/** Several addresses that all fail come as one AggregateError with the code of one of them. */
function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: { code?: unknown }[] }
  return String(code ?? errors?.[0]?.code ?? '')
}
