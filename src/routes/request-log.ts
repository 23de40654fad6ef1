import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics.ts'

/** The caller's id where it is one, so that logs of two services can be joined; anything else could forge a log line. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID()
}

/** One line and one count an answer, under the operation's name; every answer carries its request id. */
export function addRequestLog(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const operation = request.is404 ? 'not_found' : (request.routeOptions.config.operation ?? 'page')
    metrics.httpAnswered(operation, reply.statusCode, reply.elapsedTime / 1_000)
    const ms = Math.round(reply.elapsedTime * 10) / 10
    // Probes come every few seconds: at info they would bury everything else.
    const level = operation.startsWith('service.') && reply.statusCode < 400 ? 'debug' : 'info'
    request.log[level]({ req: request.raw, res: reply, operation, caller: request.caller?.name, ms }, 'answered')
  })
  app.addHook('onRequestAbort', async (request) => {
    request.log.info({ operation: request.routeOptions.config.operation }, 'client left before the answer')
  })
}
