/** From an address or bytes to what the page says: fetched when nothing but the address is there, rendered when only that helps. */
import { setImmediate as breathe } from 'node:timers/promises'
import { errors } from '../../errors.ts'
import type { Fetcher } from '../fetch/fetched.ts'
import type { Renderer } from '../fetch/renderer.ts'
import type { ExtractedPage, Extractor } from './extracted-page.ts'

export type PageRequest = {
  /** null only beside a body. */
  url: string | null
  /** The page as it was read elsewhere; fetched when absent. */
  body?: string | Uint8Array | undefined
  content_type?: string | null | undefined
  /** When the body was read; now when absent. */
  read_at?: Date | undefined
  /** The body lay somewhere, nobody knows since when, as a file does: then "3 days ago" is no date. */
  saved?: boolean | undefined
  signal?: AbortSignal | undefined
}

export type ReadPage = ExtractedPage & {
  /** Where the page stands, after redirects, without user, password and fragment. */
  url: string | null
  read_at: Date
  fetched: boolean
  rendered: boolean
}

export type PageReader = {
  /** Throws VALIDATION without address and body, and what the fetch throws. */
  read(request: PageRequest): Promise<ReadPage>
}

export type PageReaderOptions = {
  extractor: Extractor
  fetcher: Pick<Fetcher, 'fetch'>
  /** Absent where no browser is configured. */
  renderer?: Pick<Renderer, 'render'> | undefined
  /** Told why a page could not be rendered; its verdict stays needs_rendering. */
  onRenderError?: (error: unknown) => void
  clock(): Date
}

const ACCEPT = 'text/html,application/xhtml+xml,application/pdf;q=0.8,text/plain;q=0.7,*/*;q=0.5'

export function createPageReader(options: PageReaderOptions): PageReader {
  const { extractor, fetcher, renderer, onRenderError, clock } = options
  const fetched = async ({ url, signal }: PageRequest) => {
    if (url === null) throw errors.validation([{ pointer: '/url', message: 'is required without a page' }])
    const answer = await fetcher.fetch({ url, accept: ACCEPT, signal })
    return { body: answer.body, url: answer.url, content_type: answer.content_type, read_at: answer.fetched_at }
  }
  const rendered = async (url: string, signal: AbortSignal | undefined) => {
    try {
      return await renderer?.render({ url, signal })
    } catch (error) {
      signal?.throwIfAborted()
      onRenderError?.(error)
      return undefined
    }
  }
  return {
    async read(request) {
      const { body, content_type = null, signal } = request
      const given = body !== undefined
      const { read_at = clock(), saved = false } = request
      const source = given
        ? { body, url: plainAddress(request.url), content_type, read_at, saved }
        : await fetched(request)
      // Reading occupies the processor: whoever waits behind this page gets a turn first.
      await breathe()
      const page = await extractor.extract(source)
      const plain = { url: source.url, read_at: source.read_at, fetched: !given, rendered: false }
      // Who brought the page did not ask for another look at its address.
      if (page.page_type !== 'needs_rendering' || given || source.url === null) return { ...page, ...plain }
      const shown = await rendered(source.url, signal)
      if (shown === undefined) return { ...page, ...plain }
      await breathe()
      const { body: html, url: at, content_type: type, fetched_at } = shown
      const again = await extractor.extract({ body: html, url: at, content_type: type, read_at: fetched_at })
      return { ...again, url: at, read_at: fetched_at, fetched: true, rendered: true }
    },
  }
}

/** Throws VALIDATION for what is no http(s) address. */
function plainAddress(text: string | null): string | null {
  if (text === null) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol))
    throw errors.validation([{ pointer: '/url', message: 'must be an http or https address' }])
  url.username = ''
  url.password = ''
  url.hash = url.hash.startsWith('#/') || url.hash.startsWith('#!') ? url.hash : ''
  return url.href
}
