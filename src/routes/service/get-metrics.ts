import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import Type from 'typebox'
import { errors } from '../../errors.ts'
import { endpoint } from '../endpoint.ts'
import type { Services } from '../services.ts'

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

/** Prometheus text. With METRICS_KEY set it needs that key, as a bearer token or in X-Internal-Api-Key. */
export const getMetrics = endpoint({
  operation: 'service.metrics',
  method: 'GET',
  path: '/metrics',
  scope: 'open',
  summary: 'Prometheus metrics',
  response: Type.String(),
  produces: METRICS_TYPE,
  errors: ['API_KEY_INVALID'],
  handle: async ({ headers }, services) => ({ body: await metricsText(headers, services) }),
})

export async function metricsText(
  headers: IncomingHttpHeaders,
  { config: { metricsKey }, metrics }: Pick<Services, 'config' | 'metrics'>,
): Promise<string> {
  const given = headers.authorization?.replace(/^Bearer /, '') ?? headers['x-internal-api-key']
  if (metricsKey && !timingSafeEqual(digest(String(given)), digest(metricsKey))) throw errors.apiKeyInvalid()
  return metrics.registry.metrics()
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
