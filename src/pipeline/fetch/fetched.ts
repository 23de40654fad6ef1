import type { Answer, Method } from './exchange.ts'

export type FetchRequest = {
  url: string
  method?: Method | undefined
  /** Sent to the origin of `url` only, secrets included. The ones that winnow sets itself (host, user-agent, ...) are ignored. */
  headers?: Readonly<Record<string, string>> | undefined
  body?: string | Uint8Array | undefined
  /** The header Accept. */
  accept?: string | undefined
  /** Whether robots.txt decides (default). False only for an API that was made to be called. */
  robots?: boolean | undefined
  /** From the copy that is at hand: an unchanged page answers 304 with an empty body. */
  etag?: string | null | undefined
  last_modified?: string | null | undefined
  /** Whether asking twice does no harm; by itself GET and HEAD. A search by POST is idempotent too. */
  idempotent?: boolean | undefined
  /** A part of a page whose turn it was already: it waits for nobody, except while the host rests. */
  part_of_page?: boolean | undefined
  /**
   * Least milliseconds between two requests to the host of `url`, instead of the fetcher's own; 0 is none. A longer crawl delay counts all
   * the same, and other hosts, to which a redirect may lead, keep the fetcher's own.
   */
  interval_ms?: number | undefined
  /** Bytes of the body, packed or unpacked, instead of the fetcher's own limit. */
  max_bytes?: number | undefined
  /**
   * Around every single exchange with a server, when its turn has come: redirects and repetitions are exchanges of their own, so that
   * each can be paid for. It passes on what `ask` yields or throws; what it throws itself ends the fetch.
   */
  around?: ((ask: () => Promise<Answer>) => Promise<Answer>) | undefined
  signal?: AbortSignal | undefined
}

export type Fetched = {
  /** 200 to 299, or 304. */
  status: number
  /** Where the answer came from, after redirects. */
  url: string
  /** The addresses that redirected, in order. */
  redirects: string[]
  /** Names in small letters; cookies are left out. */
  headers: Record<string, string>
  body: Uint8Array
  content_type: string | null
  etag: string | null
  last_modified: string | null
  fetched_at: Date
}

export type Fetcher = {
  /**
   * Fetches an address by every rule of this folder. Throws URL_NOT_ALLOWED, FETCH_FORBIDDEN_BY_ROBOTS, FETCH_FAILED, FETCH_STATUS (with
   * the time to wait, when the server gave one; see remoteStatusOf), FETCH_TOO_LARGE, or the reason of the request's signal.
   */
  fetch(request: FetchRequest): Promise<Fetched>
  /** Ends what is under way with UNAVAILABLE and closes the connections. */
  close(): Promise<void>
}
