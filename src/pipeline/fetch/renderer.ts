import { tmpdir } from 'node:os'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { errors, WinnowError } from '../../errors.ts'
import type { Log } from '../../log.ts'
import { CHROMIUM_ARGUMENTS, DEAD_PROXY } from './chromium-arguments.ts'
import type { Fetched, Fetcher } from './fetched.ts'
import { userAgentOf } from './first-hop.ts'
import { parseUrl } from './parse-url.ts'
import { servePage } from './serve-page.ts'

export type RendererOptions = {
  /** CHROMIUM_PATH; without it nothing is rendered. */
  executablePath?: string | undefined
  /** Answers every request that the page makes: a page reaches nothing that winnow itself would not fetch. */
  fetcher: Fetcher
  contact?: string | undefined
  /** For a page from its start to its HTML. */
  timeoutMs: number
  /** Of the rendered HTML. */
  maxBytes?: number | undefined
  /** Chromium's own cage for pages; it does not start as root. */
  sandbox?: boolean | undefined
  log: Log
}

export type Renderer = {
  /**
   * The page at an address after its scripts have run, as HTML in UTF-8. The answer of the page's own address is what Fetcher.fetch gives,
   * with all its errors. Throws RENDERING_NOT_CONFIGURED too, and FETCH_FAILED when Chromium does not start or the time is over.
   */
  render(request: { url: string; signal?: AbortSignal | undefined }): Promise<Fetched>
  close(): Promise<void>
}

const MAX_BYTES = 10_000_000
/** Pages that load data on end are read as they are after this much of quiet waiting. */
const QUIET_MS = 5_000

/** Renders pages one at a time, each in a Chromium of its own that ends with it. */
export function createRenderer(options: RendererOptions): Renderer {
  const { executablePath, fetcher, contact, timeoutMs, maxBytes = MAX_BYTES, log } = options
  const sandbox = options.sandbox ?? process.getuid?.() !== 0
  const closing = new AbortController()
  let last: Promise<unknown> = Promise.resolve()

  async function launch(path: string): Promise<Browser> {
    const { chromium } = await import('playwright-core')
    try {
      return await chromium.launch({
        executablePath: path,
        chromiumSandbox: sandbox,
        args: CHROMIUM_ARGUMENTS,
        proxy: DEAD_PROXY,
        timeout: timeoutMs,
        // Nothing of winnow's own environment: it holds keys.
        env: { HOME: tmpdir(), PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      })
    } catch (error) {
      throw errors.fetchFailed('chromium', 'does not start', error)
    }
  }

  async function renderIn(browser: Browser, main: Fetched, hash: string, signal: AbortSignal): Promise<Fetched> {
    const context = await newContext(browser, userAgentOf(contact))
    const page = await context.newPage()
    await servePage(context, page, main, { fetcher, signal, log })
    await page.goto(main.url + hash, { waitUntil: 'load', timeout: timeoutMs })
    await page.waitForLoadState('networkidle', { timeout: QUIET_MS }).catch(() => undefined)
    const body = new TextEncoder().encode(await page.content())
    const host = new URL(main.url).host
    if (body.length > maxBytes) throw errors.fetchTooLarge(host, `more than ${maxBytes} bytes of HTML`)
    const headers = { ...main.headers, 'content-type': 'text/html; charset=utf-8' }
    const { href } = parseUrl(/^https?:/.test(page.url()) ? page.url() : main.url)
    return { ...main, url: href, headers, body, content_type: headers['content-type'], etag: null, last_modified: null }
  }

  async function render(path: string, url: string, given: AbortSignal | undefined): Promise<Fetched> {
    const stops = given ? [given, closing.signal] : [closing.signal]
    AbortSignal.any(stops).throwIfAborted()
    const main = await fetcher.fetch({ url, accept: 'text/html,application/xhtml+xml', signal: AbortSignal.any(stops) })
    const clock = new AbortController()
    const timer = setTimeout(() => clock.abort(tooSlow(main.url, timeoutMs)), timeoutMs)
    const signal = AbortSignal.any([...stops, clock.signal])
    let browser: Browser | undefined
    try {
      browser = await launch(path)
      return await endedBy(signal, renderIn(browser, main, new URL(url).hash, signal))
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof WinnowError) throw error
      throw errors.fetchFailed(new URL(main.url).host, 'cannot be rendered', error)
    } finally {
      clearTimeout(timer)
      await browser?.close().catch((error) => log.warn({ err: error }, 'chromium did not close'))
    }
  }

  return {
    async render({ url, signal }) {
      if (!executablePath) throw errors.renderingNotConfigured()
      const mine = last.then(() => render(executablePath, url, signal))
      last = mine.catch(() => undefined)
      return mine
    },
    async close() {
      closing.abort(errors.unavailable('it is stopping'))
      await last
    },
  }
}

/** No profile is kept, no file is taken, no worker stays behind; what a page may use is what a reader of text needs. */
async function newContext(browser: Browser, userAgent: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    userAgent,
    acceptDownloads: false,
    serviceWorkers: 'block',
    permissions: [],
  })
  await context.addInitScript(() => {
    for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'SharedWorker', 'Worker'])
      Reflect.deleteProperty(globalThis, name)
  })
  // A second window would wait for nobody.
  context.on(
    'page',
    (page: Page) =>
      void page
        .opener()
        .then((opener) => opener && page.close())
        .catch(() => undefined),
  )
  return context
}

function tooSlow(url: string, timeoutMs: number) {
  return errors.fetchFailed(new URL(url).host, `was not rendered within ${timeoutMs / 1_000} seconds`)
}

/** A page that computes for ever answers no command: its browser is ended over its head. */
async function endedBy<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const leave = () => reject(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  work.catch(() => undefined)
  try {
    signal.throwIfAborted()
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}
