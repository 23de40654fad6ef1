import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { shortestAnswer } from './answer.ts'
import { USUAL_LOAD_SECONDS, usualSeconds } from './durations.ts'
import { type Faults, faultSource, modelNotFound, refusalOf } from './faults.ts'
import { type FakeRequest, readRequest, withTag } from './request.ts'
import { createRules, type Load, type Resident } from './rules.ts'
import { type FakeCall, refuse, sendJson, serveCall } from './serve-call.ts'
import { psAnswer, showAnswer, tagsAnswer } from './shapes.ts'
import { wallTimers } from './timers.ts'

export type FakeOllamaOptions = {
  /** Models that it has; a name without a tag means the latest. */
  models?: readonly string[]
  /** OLLAMA_NUM_PARALLEL and OLLAMA_MAX_LOADED_MODELS. */
  slots?: number
  loaded?: number
  /** OLLAMA_MAX_QUEUE. */
  queue?: number
  /** How much faster than a wall clock it lives: at 1000, seconds are milliseconds. */
  timeScale?: number
  /** Seconds of its own time that a call computes, or a model takes to load. */
  seconds?(request: FakeRequest): number
  loadSeconds?(model: string): number
  answer?(request: FakeRequest): string
  /** What /api/show tells of every model. */
  contextLength?: number
  dimensions?: number
}

export type FakeOllama = {
  url: string
  /** Every call so far in order of arrival, and every load. */
  calls: readonly FakeCall[]
  loads: readonly Load[]
  resident(): Resident[]
  /** Connections that clients have opened. */
  connections(): number
  setFault(faults: Faults): void
  /** Stops listening and breaks every connection; comes back at the same address. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

export const USUAL_MODELS = ['gemma3:1b', 'gemma2:latest', 'qwen2.5:7b', 'nomic-embed-text:latest']

/**
 * An Ollama server with the real one's rules (rules.ts) and answers (shapes.ts), for the time of a test. Scripted: how long a call takes,
 * what it says, what goes wrong.
 */
export async function startFakeOllama(t: Test, options: FakeOllamaOptions = {}): Promise<FakeOllama> {
  const timers = wallTimers(options.timeScale ?? 1_000)
  const models = (options.models ?? USUAL_MODELS).map(withTag)
  const loadSeconds = options.loadSeconds ?? (() => USUAL_LOAD_SECONDS)
  const rules = createRules({
    timers,
    slots: options.slots ?? 1,
    loaded: options.loaded ?? 1,
    queue: options.queue ?? 512,
    loadMs: (model) => loadSeconds(model) * 1_000,
  })
  const calls: FakeCall[] = []
  let faultOf = faultSource(null)
  let connections = 0
  const callServer = {
    rules,
    timers,
    seconds: options.seconds ?? usualSeconds,
    answer: options.answer ?? shortestAnswer,
    dimensions: options.dimensions ?? 64,
  }

  async function compute(endpoint: FakeRequest['endpoint'], body: Record<string, unknown>, res: ServerResponse) {
    const request = readRequest(endpoint, body)
    if (!models.includes(request.model)) return refuse(res, modelNotFound(String(body.model)))
    const fault = faultOf(request)
    const { model, num_ctx, text } = request
    const arrivedAt = timers.now()
    const call: FakeCall = {
      ...{ endpoint, model, num_ctx, text, request, arrivedAt },
      ...{ startedAt: null, endedAt: null, loaded: false, slot: null, outcome: 'waiting' },
    }
    calls.push(call)
    const refused = refusalOf(fault, request)
    if (refused || fault === 'down') Object.assign(call, { endedAt: arrivedAt, outcome: 'refused' })
    if (refused) return refuse(res, refused)
    if (fault === 'down') return void res.destroy()
    serveCall(callServer, request, fault, call, res)
  }

  async function route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = req.method === 'POST' ? await readJson(req) : {}
    switch (`${req.method} ${req.url}`) {
      case 'POST /api/chat':
        return compute('chat', body, res)
      case 'POST /api/generate':
        return compute('generate', body, res)
      case 'POST /api/embed':
        return compute('embed', body, res)
      case 'POST /api/show':
        return models.includes(withTag(String(body.model)))
          ? sendJson(res, showAnswer(options.contextLength ?? 32_768))
          : refuse(res, modelNotFound(String(body.model)))
      case 'GET /api/tags':
        return sendJson(res, tagsAnswer(models))
      case 'GET /api/ps':
        return sendJson(
          res,
          psAnswer(rules.resident(), (time) => time - timers.now()),
        )
      case 'GET /api/version':
        return sendJson(res, { version: '0.33.2' })
      default:
        return refuse(res, { status: 404, body: '404 page not found', type: 'text/html' })
    }
  }

  const server = createServer((req, res) => {
    route(req, res).catch(() => refuse(res, { status: 400, body: '{"error":"bad request"}', type: 'text/html' }))
  })
  server.on('connection', () => connections++)
  await listen(server, 0)
  const { port } = server.address() as AddressInfo
  const down = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const close = () => {
    timers.stop()
    return down()
  }
  t.teardown(close)
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    loads: rules.loads,
    resident: rules.resident,
    connections: () => connections,
    setFault: (faults) => {
      faultOf = faultSource(faults)
    },
    down,
    up: () => listen(server, port),
    close,
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')
}
