import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestHookHandler } from 'fastify'
import { errors } from '../errors.ts'
import { formatRequestError } from './format-errors.ts'
import { createLoaders } from './loaders.ts'
import { cacheText, type GraphqlRequest, readAddress, readBody } from './request.ts'
import type { Context } from './resolver.ts'

const BODY_LIMIT_BYTES = 100_000
const ANSWER_TYPE = 'application/json; charset=utf-8'
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8'

/**
 * GET and POST /graphql. Routes of our own in front of mercurius: the key is checked before a body is read, and every error leaves in
 * one shape. No page of another origin can call it: the key's header needs a preflight, and a body must be application/json.
 */
export function addEndpoint(app: FastifyInstance, shared: Omit<Context, 'loaders' | 'caller' | 'requestId'>): void {
  const onRequest = [app.requireKey('read'), app.limitRate, refuseOtherTypes] as onRequestHookHandler[]
  const options = { schema: { hide: true }, config: { operation: 'graphql' }, onRequest, bodyLimit: BODY_LIMIT_BYTES }

  const answer = async (read: () => GraphqlRequest, request: FastifyRequest, reply: FastifyReply) => {
    const { variables, operationName, ...rest } = read()
    const { name, scope } = request.caller ?? { name: 'unknown', scope: 'read' as const }
    const context: Context = {
      ...shared,
      caller: { name, scope },
      requestId: request.id,
      loaders: createLoaders(shared.services.database.db),
    }
    const text = cacheText({ variables, operationName, ...rest })
    const result = await reply.graphql(text, { ...context }, variables, operationName)
    return send(reply, 200, result)
  }

  app.setErrorHandler((thrown, request, reply) => {
    const failure = formatRequestError(thrown, { requestId: request.id, log: request.log })
    if (failure.retryAfterSeconds !== undefined) reply.header('retry-after', failure.retryAfterSeconds)
    if (failure.status === 401) reply.header('www-authenticate', 'ApiKey header="X-Internal-Api-Key"')
    return send(reply, failure.status, { data: undefined, errors: failure.errors })
  })
  app.get('/graphql', options, (request, reply) => answer(() => readAddress(request.query), request, reply))
  app.post('/graphql', options, (request, reply) => answer(() => readBody(request.body), request, reply))
}

function send(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  const wanted = reply.request.headers.accept?.includes('application/graphql-response+json')
  return reply
    .code(status)
    .header('content-type', wanted ? GRAPHQL_TYPE : ANSWER_TYPE)
    .serializer(JSON.stringify)
    .send(body)
}

async function refuseOtherTypes(request: FastifyRequest): Promise<void> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (request.method === 'POST' && type !== 'application/json') throw errors.unsupportedMediaType(['application/json'])
}
