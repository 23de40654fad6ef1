import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import { errors } from '../errors.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** A hook, after requireKey, that counts the request against its key. */
    limitRate: onRequestHookHandler
  }
}

const WINDOW_MS = 60_000

/** Counts requests per key in windows of a minute, in this process; every counted answer tells what is left. */
export async function addRateLimit(app: FastifyInstance, maxPerMinute: number): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: maxPerMinute,
    timeWindow: WINDOW_MS,
    keyGenerator: (request) => request.caller?.id ?? request.ip,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) => errors.rateLimited(Math.ceil(ttl / 1_000)),
  })
  app.decorate('limitRate', app.rateLimit() as onRequestHookHandler)
  const policy = `"key";q=${maxPerMinute};w=${WINDOW_MS / 1_000}`
  app.addHook('onSend', async (_request, reply) => {
    const remaining = reply.getHeader('ratelimit-remaining')
    if (remaining === undefined) return
    // The structured form of the newer draft beside the three headers of the older one.
    reply.header('ratelimit', `"key";r=${remaining};t=${reply.getHeader('ratelimit-reset')}`)
    reply.header('ratelimit-policy', policy)
  })
}
