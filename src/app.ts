/** Composes the HTTP service from what it is handed. It opens no port, reads no environment and starts no work. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify'
import type { Config } from './config.ts'
import { createCursorCodec } from './db/cursor.ts'
import type { Database } from './db/engine.ts'
import { storedSecretKey } from './db/secret-key.ts'
import { errors } from './errors.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { CollectionRequests } from './pipeline/refresh/requests/collection-requests.ts'
import type { Extraction } from './pipeline/store/extraction/extract-pages.ts'
import type { Batches } from './pipeline/workflow/batches.ts'
import { mount } from './routes/endpoint.ts'
import { addErrorHandler, refuseConnection, sendProblem } from './routes/error-handler.ts'
import { folders } from './routes/index.ts'
import { addKeyCheck } from './routes/keys.ts'
import { addLoadShedding } from './routes/load-shedding.ts'
import { components, openapiInfo } from './routes/openapi.ts'
import { addRateLimit } from './routes/rate-limit.ts'
import { addRequestLog, requestIdOf } from './routes/request-log.ts'
import { addSecurityHeaders } from './routes/security-headers.ts'
import { METRICS_TYPE, metricsText } from './routes/service/get-metrics.ts'
import type { Lifecycle, Services } from './routes/services.ts'
import { composeShadow } from './routes/shadow/compose.ts'
import { createValidatorCompiler } from './routes/validator.ts'

export type AppOptions = {
  config: Config
  database: Database
  log: Log
  metrics: Metrics
  clock?: () => Date
  /** Without them the endpoints that start or control work answer 503. */
  batches?: Batches
  /** Without it the endpoints that read pages answer 503. */
  extraction?: Extraction
  /** Without it the endpoints that ask sources answer 503. */
  collection?: CollectionRequests
  /** Requests are refused with 503 while the event loop lags more than this; tests on a busy machine set it out of reach. */
  maxEventLoopDelayMs?: number
  /** Further protocols, such as GraphQL. They find `requireKey`, `limitRate` and `lifecycle` on the app. */
  plugins?: readonly FastifyPluginAsync[]
}

declare module 'fastify' {
  interface FastifyInstance {
    lifecycle: Lifecycle
  }
  interface FastifyContextConfig {
    /** Stable name of the route for logs and metrics. */
    operation?: string
  }
}

const SECOND = 1_000
const REQUEST_TIMEOUT_MS = 30 * SECOND
const HANDLER_TIMEOUT_MS = 30 * SECOND
const HEADERS_TIMEOUT_MS = 10 * SECOND
const KEEP_ALIVE_MS = 72 * SECOND
const BODY_LIMIT_BYTES = 1_048_576
/** Ids have 36 characters; a longer part of an address is a mistake. */
const MAX_PARAMETER_LENGTH = 200

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, database, log, metrics, clock = () => new Date() } = options
  const app = plainApp(log)
  const lifecycle: Lifecycle = { draining: false }
  const cursors = createCursorCodec(config.secretKey ?? (await storedSecretKey(database.db)))
  const batches = () => {
    if (!options.batches) throw errors.unavailable('this process starts no work')
    return options.batches
  }
  const extraction = () => {
    if (!options.extraction) throw errors.unavailable('this process reads no pages')
    return options.extraction
  }
  const collection = () => {
    if (!options.collection) throw errors.unavailable('this process asks no sources')
    return options.collection
  }
  const openapi = () => app.swagger()
  const served = folders(config)
  const shadow = composeShadow({ config, database, log, clock, folders: served })
  const services: Services = {
    config,
    database,
    metrics,
    log,
    clock,
    cursors,
    lifecycle,
    batches,
    extraction,
    collection,
    shadow,
    openapi,
  }
  app.decorate('lifecycle', lifecycle)
  addRequestLog(app, metrics)
  addKeyCheck(app, { config, database })
  addSecurityHeaders(app)
  await addLoadShedding(app)
  await addRateLimit(app, config.rateLimitPerMinute)
  await app.register(swagger, {
    openapi: openapiInfo,
    refResolver: { buildLocalReference: (json) => String(json.$id) },
  })
  await app.register(swaggerUi, { routePrefix: '/docs', uiConfig: { validatorUrl: null, tryItOutEnabled: true } })
  await app.register(async (scope) => {
    for (const folder of served) mount(scope, folder, services)
  })
  for (const plugin of options.plugins ?? []) await app.register(plugin)
  return app
}

/** What stands on METRICS_PORT: /metrics and nothing else. */
export function buildMetricsApp({
  config,
  log,
  metrics,
}: Pick<AppOptions, 'config' | 'log' | 'metrics'>): FastifyInstance {
  const app = plainApp(log)
  app.get('/metrics', async ({ headers }, reply) => {
    return reply.type(METRICS_TYPE).send(await metricsText(headers, { config, metrics }))
  })
  return app
}

/** Limits, validation and errors, which are the same on every port. */
function plainApp(log: Log): FastifyInstance {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    genReqId: requestIdOf,
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { maxParamLength: MAX_PARAMETER_LENGTH },
    requestTimeout: REQUEST_TIMEOUT_MS,
    handlerTimeout: HANDLER_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    clientErrorHandler: refuseConnection,
  }) as unknown as FastifyInstance
  app.server.headersTimeout = HEADERS_TIMEOUT_MS
  app.setValidatorCompiler(createValidatorCompiler(components))
  for (const component of components) app.addSchema(component)
  addErrorHandler(app)
  return app
}
