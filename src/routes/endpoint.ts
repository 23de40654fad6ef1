/** Endpoints are declared as objects; this file turns a declaration into a route. Nothing but the declared handler differs between two. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type, { type Static, type TSchema } from 'typebox'
import type { Scope } from '../db/api-keys.ts'
import { ERROR_TABLE, type ErrorCode, errors } from '../errors.ts'
import { titleOf } from './problem.ts'
import { closed, ProblemSchema, ref } from './schemas.ts'
import type { Services } from './services.ts'

/** `open` needs no key; the others need a key with at least that scope. */
export type Access = Scope | 'open'

export type EndpointRequest<P, Q, B> = {
  params: P
  query: Q
  body: B
  /** Name of the caller's key, for audits; null on an open endpoint. */
  caller: string | null
  /** What the caller's key may do; null on an open endpoint. */
  callerScope: Scope | null
  headers: FastifyRequest['headers']
  log: FastifyRequest['log']
  /** Aborted when the client is gone or the handler's time is over. */
  signal: AbortSignal
}

/** `body` is what the response schema describes; `text` is sent as it is, in one of the types that the endpoint also produces. */
export type Answer<R> =
  | { body: R; status?: number; headers?: Record<string, string> }
  | { text: string; type: string; status?: number; headers?: Record<string, string> }

export type Declaration<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> = {
  /** Stable dotted name, shared by logs, metrics and OpenAPI. */
  operation: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below the prefix of its folder, "" for the prefix itself. */
  path: string
  scope: Access
  /** One sentence for the reader of /docs. */
  summary: string
  params?: P
  query?: Q
  body?: B
  response: R
  /** Status of success; 200 without it. */
  status?: 200 | 201 | 202
  /** Further statuses that carry the same response. */
  statuses?: readonly number[]
  /** Type of the answer when it is not JSON. */
  produces?: string
  /** Types of text that it answers with beside JSON. */
  alsoProduces?: readonly string[]
  /** What it may throw beyond what every endpoint may. */
  errors?: readonly ErrorCode[]
  /** Answers with a strong ETag over the body, and 304 to a reader that has it. */
  etag?: boolean
  bodyLimitBytes?: number
  handle(request: EndpointRequest<Static<P>, Static<Q>, Static<B>>, services: Services): Promise<Answer<Static<R>>>
}

/** A declaration whose schemas are no longer known by type: what folders list. */
export type Endpoint = Declaration<TSchema, TSchema, TSchema, TSchema>

/** Endpoints under one prefix: an index file is one of these. */
export type Folder = { prefix: string; tag: string; endpoints: readonly Endpoint[] }

/** The usual answer of the internal API. */
export function ok<T>(data: T) {
  return { body: { status: 'ok' as const, data } }
}

type Empty = Type.TObject<Record<never, never>>

/** Checks a declaration by type: the handler sees exactly what its schemas describe. */
export function endpoint<
  R extends TSchema,
  P extends TSchema = Empty,
  Q extends TSchema = Empty,
  B extends TSchema = Empty,
>(declaration: Declaration<P, Q, B, R>): Endpoint {
  return declaration as unknown as Endpoint
}

const BODY_LIMIT_BYTES = 1_048_576
const KEYED_ERRORS: ErrorCode[] = ['API_KEY_INVALID', 'API_KEY_NOT_CONFIGURED', 'RATE_LIMITED']
const COMMON_ERRORS: ErrorCode[] = ['BAD_REQUEST', 'VALIDATION', 'UNAVAILABLE', 'INTERNAL']
const BODY_ERRORS: ErrorCode[] = ['MALFORMED_BODY', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE']

export function mount(app: FastifyInstance, { prefix, tag, endpoints }: Folder, services: Services): void {
  for (const declared of endpoints) {
    const { operation, method, path, scope, handle } = declared
    app.route({
      method,
      url: `${prefix}${path}` || '/',
      schema: schemaOf(declared, tag),
      config: { operation },
      bodyLimit: declared.bodyLimitBytes ?? BODY_LIMIT_BYTES,
      onRequest: scope === 'open' ? [] : [app.requireKey(scope), app.limitRate],
      preValidation: declared.body ? fillBody : refuseBody,
      ...(declared.etag ? { onSend: answerUnchanged } : {}),
      handler: async (request, reply) => {
        const { params, query, body, headers, log } = request
        const signal = endSignal(reply)
        const caller = request.caller?.name ?? null
        const callerScope = request.caller?.scope ?? null
        const answer = await handle({ params, query, body, caller, callerScope, headers, log, signal }, services)
        reply.code(answer.status ?? declared.status ?? 200)
        if (declared.produces) reply.type(declared.produces)
        if (answer.headers) reply.headers(answer.headers)
        if ('text' in answer) return reply.type(answer.type).send(answer.text)
        return answer.body
      },
    })
  }
}

/**
 * Aborted with the end of the answer: when the client is gone, or the time is over while the handler still works. Not the request's own
 * signal: a request is closed as soon as its body was read.
 */
function endSignal(reply: FastifyReply): AbortSignal {
  const ended = new AbortController()
  reply.raw.once('close', () => ended.abort())
  return ended.signal
}

function schemaOf(
  { operation, method, scope, summary, params, query, body, response, ...rest }: Endpoint,
  tag: string,
) {
  const keyed = scope !== 'open'
  const codes = [
    ...(keyed ? KEYED_ERRORS : []),
    ...(scope === 'trigger' || scope === 'admin' ? (['API_KEY_LACKS_SCOPE'] as const) : []),
    ...(method === 'GET' ? [] : BODY_ERRORS),
    ...COMMON_ERRORS,
    ...(rest.errors ?? []),
  ]
  const content = contentOf(response, rest)
  const success = { ...content, description: 'Success' }
  return {
    operationId: operation,
    summary,
    tags: [tag],
    ...(keyed ? { security: [{ ApiKey: [] }], description: `Scope: ${scope}.` } : {}),
    ...(params ? { params } : {}),
    // Without a schema every misspelt parameter would pass in silence.
    querystring: queryOf(query ?? Type.Object({})),
    ...(body ? { body: closed(body) } : {}),
    response: {
      ...problemsOf(codes),
      ...Object.fromEntries([rest.status ?? 200, ...(rest.statuses ?? [])].map((status) => [status, success])),
    },
  }
}

function contentOf(response: TSchema, { produces, alsoProduces }: Pick<Endpoint, 'produces' | 'alsoProduces'>) {
  if (produces) return { content: { [produces]: { schema: response } } }
  if (!alsoProduces) return response
  const texts = alsoProduces.map((type) => [type, { schema: Type.String() }])
  return { content: { 'application/json': { schema: response }, ...Object.fromEntries(texts) } }
}

/** A parameter with a default may be left out, though the handler always sees it. */
function queryOf(query: TSchema): TSchema {
  const { properties = {}, required = [] } = query as { properties?: Record<string, object>; required?: string[] }
  const needed = required.filter((name) => !('default' in (properties[name] ?? {})))
  return { ...closed(query), required: needed }
}

/** One documented answer a status, naming its codes. */
function problemsOf(codes: readonly ErrorCode[]): Record<number, unknown> {
  const byStatus = Map.groupBy(new Set(codes), (code) => ERROR_TABLE[code][0])
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `${titleOf(code)} (${code})`).join('; '),
        content: { 'application/problem+json': { schema: ref(ProblemSchema) } },
      },
    ]),
  )
}

/** No body is an empty one: what may be left out one by one may be left out altogether. */
async function fillBody(request: FastifyRequest): Promise<void> {
  request.body ??= {}
}

/** An option sent where there is none would be obeyed by nobody, unnoticed. */
async function refuseBody({ body }: FastifyRequest): Promise<void> {
  if (body === undefined || body === null) return
  const [name] = typeof body === 'object' ? Object.keys(body) : ['']
  if (name !== undefined) throw errors.validation([{ pointer: `/${name}`, message: 'is not known here' }])
}

/** Sets a strong ETag, which is a hash of the bytes sent, and answers 304 when the reader has them. */
async function answerUnchanged(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (typeof payload !== 'string' || reply.statusCode !== 200) return payload
  const etag = `"${createHash('sha256').update(payload).digest('base64url').slice(0, 22)}"`
  reply.header('etag', etag).header('cache-control', 'private, no-cache')
  const known = request.headers['if-none-match']
  // A weak validator of ours (a proxy may have weakened it) still names the same bytes.
  const unchanged = known === '*' || known?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag)
  if (!unchanged) return payload
  reply.code(304).removeHeader('content-length').removeHeader('content-type')
  return null
}
