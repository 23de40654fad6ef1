import type { QuotaUnits } from './source-kind.ts'

export type SourceRequest = {
  /** Absolute; the origin is exchanged when the source runs against another base URL. */
  url: string
  /** Added to the address; undefined and null are left out, a list is repeated. */
  query?: Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>
  method?: 'GET' | 'POST'
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  json?: unknown
  /**
   * What the request may cost at most, by unit of the provider's quota. It is reserved before the call: QUOTA_EXHAUSTED when that is
   * more than is left.
   */
  cost?: QuotaUnits
  /** What the answer did cost; `cost` when left out. The provider's own count, when its headers tell it, wins. */
  spent?: (data: unknown) => QuotaUnits
}

export type SourceAnswer<T> = { data: T; headers: Readonly<Record<string, string>>; url: string }

/**
 * How a kind asks its source: by the one guarded fetch, politely, with repetition of what may pass, and every answer checked for being
 * what was asked for. Throws what the fetch throws, and SOURCE_KEY_REFUSED (401, 403), SOURCE_ANSWER_INVALID (HTML instead of JSON, a
 * body that broke off, a redirect to another host), QUOTA_EXHAUSTED.
 */
export type SourceHttp = {
  json(request: SourceRequest): Promise<SourceAnswer<unknown>>
  /** XML, HTML or plain text, decoded; a gzip file is unpacked. */
  text(request: SourceRequest): Promise<SourceAnswer<string>>
  /** The value of an environment variable that the kind declares under `secrets`. Throws SOURCE_KEY_MISSING. */
  secret(variable: string): string
}
