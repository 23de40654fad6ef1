import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { asWinnowError, errors, type Fault, type WinnowError } from '../errors.ts'
import { toProblem } from './problem.ts'

/** Every error of every route leaves as application/problem+json; the text of an exception goes to the log only. */
export function addErrorHandler(app: FastifyInstance): void {
  const addresses: { pattern: RegExp; method: string }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    for (const each of [method].flat()) addresses.push({ pattern: patternOf(url), method: each })
  })
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const allowed = new Set(addresses.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))
    if (allowed.size === 0) return sendProblem(errors.routeNotFound(), request, reply)
    reply.header('allow', [...allowed].join(', '))
    return sendProblem(errors.methodNotAllowed([...allowed]), request, reply)
  })
}

export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = translate(thrown)
  if (error.status >= 500 && error.code !== 'API_KEY_NOT_CONFIGURED' && error.code !== 'UNAVAILABLE') {
    request.log.error({ err: error, code: error.code }, error.message)
  }
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', error.retryAfterSeconds)
  if (error.status === 401) reply.header('www-authenticate', 'ApiKey header="X-Internal-Api-Key"')
  return reply
    .code(error.status)
    .type('application/problem+json')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(toProblem(error, request.id))
}

/** What the HTTP parser refused before there was a request. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const refusal =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? errors.headersTooLarge()
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? errors.requestTimeout()
        : errors.badRequest()
  const body = JSON.stringify(toProblem(refusal, 'unknown'))
  const head = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

/** Fastify's own errors by their code, so that their wording never becomes ours. */
function translate(thrown: unknown): WinnowError {
  const { validation, validationContext, code, statusCode } = thrown as Partial<FastifyError>
  if (validation) return errors.validation(faultsOf(validation, validationContext))
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return errors.payloadTooLarge()
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return errors.unsupportedMediaType(['application/json'])
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return errors.malformedBody()
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return errors.uriTooLong()
    case 'FST_ERR_HANDLER_TIMEOUT':
      return errors.unavailable('the answer took too long')
    case 'FST_UNDER_PRESSURE':
      return errors.unavailable('it is overloaded', 10)
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return errors.badRequest()
  return asWinnowError(thrown)
}

type Violation = NonNullable<FastifyError['validation']>[number]

/** One fault a place: the pattern beside a format only says the same less clearly. */
function faultsOf(violations: Violation[], context?: string): Fault[] {
  const clearestLast = violations.toSorted(
    (one, other) => Number(other.keyword === 'pattern') - Number(one.keyword === 'pattern'),
  )
  const byPlace = new Map(
    clearestLast.map((violation) => faultOf(violation, context)).map((fault) => [fault.pointer, fault]),
  )
  return [...byPlace.values()]
}

function faultOf({ instancePath, keyword, params, message }: Violation, context = ''): Fault {
  const extra = params.additionalProperty ?? params.missingProperty
  const path = extra === undefined ? instancePath : `${instancePath}/${String(extra).slice(0, 100)}`
  // A JSON pointer into the body, the bare name of a parameter elsewhere.
  const pointer = context === 'body' ? path || '/' : path.slice(1) || context
  if (keyword === 'additionalProperties') return { pointer, message: 'is not known here' }
  if (keyword === 'required') return { pointer, message: 'is required' }
  if (keyword === 'enum' && Array.isArray(params.allowedValues)) {
    return { pointer, message: `must be one of ${params.allowedValues.join(', ')}` }
  }
  if (keyword === 'pattern') return { pointer, message: 'holds what cannot stand here' }
  return { pointer, message: message ?? 'is not valid' }
}

/** "/jobs/:id" -> /^\/jobs\/[^/]+\/?$/ */
function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/:\w+/g, '[^/]+').replace(/\*/g, '.*')}/?$`)
}
