import { errors } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { mayHaveArrived } from '../fetch/exchange.ts'
import type { Fetched, Fetcher, FetchRequest } from '../fetch/fetched.ts'
import { remoteStatusOf } from '../fetch/remote-status.ts'
import { addressAt, isSameSite } from './base-url.ts'
import { decodeText, MOST_BYTES, unpackFile } from './decode-text.ts'
import type { Quota, Reservation } from './quota.ts'
import { readJson } from './read-json.ts'
import { describeRequest } from './request-label.ts'
import type { SourceAnswer, SourceHttp, SourceRequest } from './source-http.ts'
import type { SourceKind } from './source-kind.ts'

export type SourceHttpOptions = {
  /** Trusts the origin of `baseUrl`, when there is one. */
  fetcher: Fetcher
  kind: Pick<SourceKind, 'kind' | 'secrets' | 'politeness'>
  config: object
  /** Every request goes there instead of the source's own origin. */
  baseUrl?: string | undefined
  /** Of the source's provider; requests without a cost are not charged. */
  quota?: Quota | undefined
  /** The value of an environment variable: Config.sourceSecret. */
  secrets(variable: string): string | undefined
  /** Least milliseconds between two requests; 0 is none. The kind's own when left out. */
  intervalMs?: number | undefined
  signal: AbortSignal
  log: Log
}

const ACCEPT_JSON = 'application/json, */*;q=0.5'
const ACCEPT_TEXT = 'application/xml, text/xml, text/html;q=0.9, */*;q=0.5'

/** How one source is asked during one sweep; see source-http.ts for what it promises. */
export function createSourceHttp(options: SourceHttpOptions): SourceHttp {
  const { fetcher, kind, config, baseUrl, quota, secrets, signal, log } = options
  const intervalMs = options.intervalMs ?? kind.politeness.interval_ms
  const declared = kind.secrets?.(config as never) ?? []
  /** Values that were handed out: they are struck out of what is written down. */
  const given = new Set<string>()

  async function ask<T>(request: SourceRequest, accept: string, read: Read<T>): Promise<SourceAnswer<T>> {
    const { asked, nameOf } = addressAt(withQuery(request), baseUrl)
    const payment = quota && request.cost ? createPayment(quota, request, describeRequest(request, given)) : null
    try {
      const fetched = await fetcher.fetch({
        ...sent(request, accept),
        url: asked,
        robots: kind.politeness.robots,
        interval_ms: intervalMs,
        max_bytes: MOST_BYTES,
        around: payment?.around,
        signal,
      })
      const data = await checked(fetched, asked, read)
      await payment?.settle(data)
      return { data, headers: fetched.headers, url: nameOf(fetched.url) }
    } catch (error) {
      // Nobody knows what an answer that cannot be read was counted for: its whole price, until the provider's count is seen.
      await payment?.settle()
      log.debug(
        { kind: kind.kind, host: new URL(asked).host, code: (error as { code?: unknown }).code },
        'not answered',
      )
      throw refusedKey(error, asked, declared.length > 0)
    }
  }

  return {
    json: (request) =>
      ask(request, ACCEPT_JSON, ({ body, content_type }, host) =>
        readJson(notEmpty(decodeText(body, content_type), host), content_type, host),
      ),
    text: (request) =>
      ask(request, ACCEPT_TEXT, async ({ body, content_type }, host) =>
        notEmpty(decodeText(await unpackFile(body, host), content_type), host),
      ),
    secret(variable) {
      if (!declared.includes(variable)) throw errors.internal(new Error(`${kind.kind} does not declare ${variable}`))
      const value = secrets(variable)
      if (value === undefined) throw errors.sourceKeyMissing(variable)
      given.add(value)
      return value
    },
  }
}

type Read<T> = (fetched: Fetched, host: string) => T | Promise<T>

async function checked<T>(fetched: Fetched, asked: string, read: Read<T>): Promise<T> {
  const { host } = new URL(asked)
  if (!isSameSite(asked, fetched.url)) throw errors.sourceAnswerInvalid(host, 'came from another host')
  return read(fetched, host)
}

function notEmpty(text: string, host: string): string {
  if (text.trim() === '') throw errors.sourceAnswerInvalid(host, 'is empty')
  return text
}

function withQuery({ url, query = {} }: SourceRequest): string {
  if (!URL.canParse(url)) return url
  const address = new URL(url)
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) address.searchParams.append(name, String(one))
  }
  return address.href
}

/** A search by POST changes nothing, so that it may be repeated like any other request. */
function sent({ method, headers = {}, json }: SourceRequest, accept: string): Omit<FetchRequest, 'url'> {
  const ownAccept = Object.entries(headers).find(([name]) => name.toLowerCase() === 'accept')?.[1]
  const type = json === undefined ? {} : { 'content-type': 'application/json' }
  return {
    method: method ?? (json === undefined ? 'GET' : 'POST'),
    headers: { ...type, ...headers },
    body: json === undefined ? undefined : JSON.stringify(json),
    accept: ownAccept ?? accept,
    idempotent: true,
  }
}

function refusedKey(error: unknown, asked: string, hasKey: boolean): unknown {
  const status = remoteStatusOf(error)
  const isRefused = hasKey && (status === 401 || status === 403)
  return isRefused ? errors.sourceKeyRefused(new URL(asked).host, status, error) : error
}

/** Every exchange of a request is reserved before it and settled after it: the provider counts repetitions and redirects too. */
function createPayment(quota: Quota, { cost = {}, spent }: SourceRequest, label: string) {
  let open: { reservation: Reservation; headers: Readonly<Record<string, string>> } | null = null
  const around: NonNullable<FetchRequest['around']> = async (exchange) => {
    const reservation = await quota.reserve(cost, label)
    const answer = await exchange().catch(async (error) => {
      await (mayHaveArrived(error) ? reservation.settle() : reservation.release())
      throw error
    })
    const { status, headers } = answer
    if (status >= 200 && status <= 299) open = { reservation, headers }
    else await reservation.refused(status, headers)
    return answer
  }
  return {
    around,
    /** Ends what an answer has left open; without its data at the whole price. */
    async settle(data?: unknown): Promise<void> {
      const units = data === undefined ? undefined : spent?.(data)
      const ending = open
      open = null
      await ending?.reservation.settle(units, ending.headers)
    },
  }
}
