import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createLog } from '../../../src/log.ts'
import { createFetcher, type FetcherOptions } from '../../../src/pipeline/fetch/fetcher.ts'

type Teardown = { teardown(work: () => unknown): void }
export type Asked = { at: number; method: string; path: string; headers: IncomingHttpHeaders; body: string }
export type Answer = (request: Asked, response: ServerResponse) => unknown

/** A real server on 127.0.0.1 that answers by path, keeps what it was asked, and says 404 to the rest (so also to /robots.txt). */
export async function startSite(t: Teardown, answers: Record<string, Answer>) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const one = {
      at: Date.now(),
      method: request.method ?? '',
      path,
      headers: request.headers,
      body: await textOf(request),
    }
    asked.push(one)
    const answer = answers[path.split('?')[0] ?? '']
    if (answer) await answer(one, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const pages = () => asked.filter(({ path }) => path !== '/robots.txt')
  return { origin, port, asked, pages, url: (path: string) => origin + path }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

const log = await createLog({ level: 'silent' })

/** A fetcher without pauses that may reach these origins and no other private one. */
export function fetcherFor(t: Teardown, trusted: string[], options: Partial<FetcherOptions> = {}) {
  const fetcher = createFetcher({ intervalMs: 0, timeoutMs: 5_000, trusted, log, random: () => 0.5, ...options })
  t.teardown(() => fetcher.close())
  return fetcher
}

/** A clock that a sleep moves on at once; `slept` has every pause. */
export function skippingClock() {
  let skipped = 0
  const slept: number[] = []
  const sleep = async (ms: number) => {
    slept.push(ms)
    skipped += ms
  }
  return { slept, sleep, now: () => Date.now() + skipped, pass: (ms: number) => (skipped += ms) }
}

export const say =
  (body: string | Buffer, headers: Record<string, string> = { 'content-type': 'text/html' }, status = 200): Answer =>
  (_request, response) =>
    response.writeHead(status, headers).end(body)

export const redirectTo = (location: string, status = 302) => say('', { location }, status)
