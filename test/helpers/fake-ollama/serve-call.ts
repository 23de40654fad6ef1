import type { ServerResponse } from 'node:http'
import { type Answer, answerOf } from './answer.ts'
import { embedWords } from './embeddings.ts'
import { type Fault, overContext, type Refusal, serverBusy } from './faults.ts'
import { type FakeRequest, keepAliveMs, promptTokens, runnerOf } from './request.ts'
import type { Grant, Rules } from './rules.ts'
import { embedAnswer, finalAnswer, piece, type Spent } from './shapes.ts'
import type { Timers } from './timers.ts'

/** One call as the fake saw it. Milliseconds of the fake's own time, which `timeScale` makes run faster. */
export type FakeCall = {
  endpoint: FakeRequest['endpoint']
  model: string
  num_ctx: number
  text: string
  request: FakeRequest
  arrivedAt: number
  /** null as long as it has no slot. */
  startedAt: number | null
  endedAt: number | null
  /** Whether the model was loaded for this call. */
  loaded: boolean
  slot: number | null
  outcome: 'waiting' | 'computing' | 'done' | 'aborted' | 'refused' | 'failed'
}

export type CallServer = {
  rules: Rules
  timers: Timers
  seconds(request: FakeRequest): number
  answer(request: FakeRequest): string
  dimensions: number
}

/** Of a call's time, this part goes by before the first piece. */
const READING = 0.3
/** The first piece is short, so that a client sees the stream begin. */
const FIRST_PIECE = 10
const PIECE = 40

/** Queues one call under the rules, computes for as long as the test says, answers, and frees the slot; sooner when the client goes. */
export function serveCall(
  server: CallServer,
  request: FakeRequest,
  fault: Fault | null,
  call: FakeCall,
  res: ServerResponse,
) {
  const { rules, timers } = server
  if (!request.truncate && promptTokens(request) > request.num_ctx) {
    finish(call, timers, 'refused')
    return refuse(res, overContext())
  }
  let cancel: () => void = () => undefined
  const end = rules.submit(
    { model: request.model, runner: runnerOf(request), keepAliveMs: keepAliveMs(request.keep_alive) },
    {
      refuse: () => {
        finish(call, timers, 'refused')
        refuse(res, serverBusy())
      },
      start: (grant) => {
        Object.assign(call, {
          startedAt: grant.startedAt,
          slot: grant.slot,
          loaded: grant.causedLoad,
          outcome: 'computing',
        })
        if (fault === 'hang') return
        if (fault === 'unending') {
          cancel = writeForEver(res, request, server)
          return
        }
        const whole = server.seconds(request) * 1_000
        cancel = timers.after(whole * READING, () => {
          if (request.stream) begin(res, request, server, fault)
          cancel = timers.after(whole * (1 - READING), () => {
            finish(call, timers, isBroken(fault) ? 'failed' : 'done')
            grant.end()
            complete(res, request, server, fault, grant, whole)
          })
        })
      },
    },
  )
  res.on('close', () => {
    cancel()
    end()
    finish(call, timers, 'aborted')
  })
}

function finish(call: FakeCall, timers: Timers, outcome: FakeCall['outcome']): void {
  if (call.endedAt !== null) return
  call.endedAt = timers.now()
  call.outcome = outcome
}

const BROKEN: readonly (Fault | null)[] = ['broken_stream', 'undone_stream', 'bad_line', 'error_in_stream']
const isBroken = (fault: Fault | null) => BROKEN.includes(fault)

const line = (value: unknown) => `${JSON.stringify(value)}\n`

function textOf(request: FakeRequest, server: CallServer, fault: Fault | null) {
  return answerOf(request, server.answer(request), fault)
}

/** Simulated seconds between the pieces of an answer without end. */
const BETWEEN_PIECES_MS = 500

function writeForEver(res: ServerResponse, request: FakeRequest, server: CallServer): () => void {
  begin(res, request, server, 'unending')
  const { text } = textOf(request, server, 'unending')
  let cancel: () => void = () => undefined
  const next = () => {
    res.write(line(piece(request, text.slice(0, 590))))
    cancel = server.timers.after(BETWEEN_PIECES_MS, next)
  }
  next()
  return () => cancel()
}

function begin(res: ServerResponse, request: FakeRequest, server: CallServer, fault: Fault | null): void {
  res.writeHead(200, { 'content-type': 'application/x-ndjson' })
  res.write(line(piece(request, textOf(request, server, fault).text.slice(0, FIRST_PIECE))))
}

function complete(
  res: ServerResponse,
  request: FakeRequest,
  server: CallServer,
  fault: Fault | null,
  grant: Grant,
  whole: number,
): void {
  const spent = {
    total: server.timers.now() - grant.submittedAt,
    load: grant.readyAt - grant.submittedAt,
    prompt: whole * READING,
    answer: whole * (1 - READING),
  }
  const answer = textOf(request, server, fault)
  if (request.endpoint === 'embed') sendJson(res, vectorsOf(request, server, fault, spent))
  else if (request.stream) endStream(res, request, fault, answer, spent)
  else sendJson(res, finalAnswer(request, answer.text, answer, spent))
}

function vectorsOf(request: FakeRequest, { dimensions }: CallServer, fault: Fault | null, spent: Spent) {
  const vectors = request.input.map((text, index) =>
    embedWords(text, fault === 'uneven_vectors' && index > 0 ? dimensions - 1 : dimensions),
  )
  return embedAnswer(request, vectors, promptTokens(request), spent)
}

function endStream(res: ServerResponse, request: FakeRequest, fault: Fault | null, answer: Answer, spent: Spent): void {
  if (fault === 'broken_stream') {
    res.destroy()
    return
  }
  if (fault === 'error_in_stream') {
    res.end(line({ error: 'an error was encountered while running the model' }))
    return
  }
  if (fault === 'bad_line') res.write('{"model": "half a li\n')
  for (let start = FIRST_PIECE; start < answer.text.length; start += PIECE)
    res.write(line(piece(request, answer.text.slice(start, start + PIECE))))
  res.end(fault === 'undone_stream' ? undefined : line(finalAnswer(request, '', answer, spent)))
}

export function sendJson(res: ServerResponse, value: unknown): void {
  refuse(res, { status: 200, body: JSON.stringify(value), type: 'application/json; charset=utf-8' })
}

export function refuse(res: ServerResponse, { status, body, type }: Refusal): void {
  res.writeHead(status, { 'content-type': type })
  res.end(body)
}
