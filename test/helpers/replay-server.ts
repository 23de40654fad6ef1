import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

type Teardown = { teardown(work: () => unknown): void }

export type ReplayRequest = {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: string
}

export type Replay = {
  /** 200 when left out. */
  status?: number
  headers?: Record<string, string>
  /** Text and bytes go out as they are; everything else as JSON. */
  body?: unknown
  /** The connection breaks after so many bytes of a body that was announced whole. */
  breakAfter?: number
}

/** By "METHOD /path", without the query. */
export type Routes = Record<string, Replay | ((request: ReplayRequest) => Replay | Promise<Replay>)>

/** A source of the tests: a real server on 127.0.0.1 that keeps what it was asked and says 404 to what has no route. */
export async function replayServer(t: Teardown, routes: Routes) {
  const asked: ReplayRequest[] = []
  const server = createServer(async (message, response) => {
    const request = await requestOf(message)
    asked.push(request)
    const route = routes[`${request.method} ${request.path}`]
    send(response, (typeof route === 'function' ? await route(request) : route) ?? { status: 404, body: {} })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  /** How often a "METHOD /path" was asked; without one, how often anything was. */
  const count = (route?: string) =>
    asked.filter(({ method, path }) => route === undefined || `${method} ${path}` === route).length
  return { base, asked, count }
}

async function requestOf(message: IncomingMessage): Promise<ReplayRequest> {
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://127.0.0.1')
  const pieces: Buffer[] = []
  for await (const piece of message) pieces.push(piece)
  const body = Buffer.concat(pieces).toString()
  return { method: message.method ?? '', path: pathname, query: searchParams, headers: message.headers, body }
}

function send(response: ServerResponse, { status = 200, headers = {}, body = '', breakAfter }: Replay): void {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array
  const bytes = Buffer.from(isRaw ? body : JSON.stringify(body))
  const type = isRaw ? {} : { 'content-type': 'application/json' }
  response.writeHead(status, { 'content-length': String(bytes.length), ...type, ...headers })
  if (breakAfter === undefined) response.end(bytes)
  else response.write(bytes.subarray(0, breakAfter), () => response.destroy())
}
