import type { BrowserContext, Page, Request, Route } from 'playwright-core'
import type { Log } from '../../log.ts'
import type { Fetched, Fetcher } from './fetched.ts'
import { RemoteStatus } from './remote-status.ts'

type Served = { status: number; headers: Readonly<Record<string, string>>; body: Uint8Array }
type Serving = { fetcher: Fetcher; signal: AbortSignal; log: Log }

/** What makes text. Images, fonts, media, beacons, streams and frames (their text is not in the page) are not fetched. */
const SERVED_TYPES = ['document', 'script', 'xhr', 'fetch']
const MOST_REQUESTS = 200
const MOST_BYTES = 30_000_000
/** As browsers do with one host. */
const MOST_AT_ONCE = 6
const MOST_NAVIGATIONS = 3
/** They say who asks, or what Chromium thinks of the connection; the fetcher has its own words. */
const BROWSER_HEADERS = /^(sec-.*|cookie|if-.*|pragma|cache-control|upgrade-insecure-requests|priority|dnt|range)$/
/** A page that tries to leave for a refused address stays as it is; any other reason would put Chromium's error page in its place. */
const REFUSED = 'aborted'
/** They speak of the packed body; the answer goes on unpacked. */
const BODY_HEADERS = /^(content-encoding|content-length|transfer-encoding|connection|keep-alive)$/

/** Answers every request of a page through the fetcher; `main` is the page itself, fetched already. */
export async function servePage(context: BrowserContext, page: Page, main: Fetched, { fetcher, signal, log }: Serving) {
  let [requests, bytes, navigations, underWay] = [0, 0, 0, 0]
  const waiting: (() => void)[] = []

  async function answer(request: Request): Promise<Served | null> {
    const method = request.method()
    if (method !== 'GET' && method !== 'POST' && method !== 'HEAD') return null
    if (request.resourceType() === 'document') {
      navigations += 1
      if (navigations === 1 && isSame(request.url(), main.url)) return main
      if (navigations > MOST_NAVIGATIONS) return null
    }
    requests += 1
    if (requests > MOST_REQUESTS || bytes > MOST_BYTES) return null
    if (underWay >= MOST_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
    underWay += 1
    try {
      const all = await request.allHeaders()
      const headers = Object.fromEntries(
        Object.entries(all).filter(([name]) => !/^:/.test(name) && !BROWSER_HEADERS.test(name)),
      )
      const body = request.postDataBuffer() ?? undefined
      const fetched = await fetcher.fetch({ url: request.url(), method, headers, body, part_of_page: true, signal })
      bytes += fetched.body.length
      return fetched
    } catch (error) {
      // A page may ask for what is not there, and go on by the status.
      const { cause } = error as { cause?: unknown }
      if (cause instanceof RemoteStatus) return { status: cause.status, headers: cause.headers, body: new Uint8Array() }
      throw error
    } finally {
      underWay -= 1
      waiting.shift()?.()
    }
  }

  async function serve(route: Route): Promise<void> {
    const request = route.request()
    const type = request.resourceType()
    // A missing style sheet would hold up scripts that wait for it.
    if (type === 'stylesheet') return route.fulfill({ status: 200, contentType: 'text/css', body: '' })
    const isFrame = type === 'document' && request.frame() !== page.mainFrame()
    const fetched = SERVED_TYPES.includes(type) && !isFrame ? await answer(request) : null
    if (!fetched) return route.abort(REFUSED)
    const headers = Object.fromEntries(Object.entries(fetched.headers).filter(([name]) => !BODY_HEADERS.test(name)))
    return route.fulfill({ status: fetched.status, headers, body: Buffer.from(fetched.body) })
  }

  await context.route('**/*', async (route) => {
    await serve(route).catch(async (error) => {
      log.debug({ err: error }, 'a part of a page was not fetched')
      // The page may be gone by now.
      await route.abort(REFUSED).catch(() => undefined)
    })
  })
  await context.routeWebSocket('**/*', (socket) => void socket.close())
}

function isSame(one: string, other: string): boolean {
  return one.replace(/#.*$/, '') === other.replace(/#.*$/, '')
}
