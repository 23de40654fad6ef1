/** The only file that listens, handles signals and exits. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import packageJson from '../package.json' with { type: 'json' }
import { buildApp, buildMetricsApp } from './app.ts'
import type { Config } from './config.ts'
import type { Database } from './db/engine.ts'
import { createFigureReader } from './db/read-figures.ts'
import { errors } from './errors.ts'
import type { Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { CollectionRequests } from './pipeline/refresh/requests/collection-requests.ts'
import { countStaleSources } from './pipeline/refresh/source-standing.ts'
import { createLlmRatios } from './pipeline/report/llm-ratios.ts'
import type { Extraction } from './pipeline/store/extraction/extract-pages.ts'
import type { Batches } from './pipeline/workflow/batches.ts'

/** Work that runs beside HTTP, such as the worker. `stop` resolves when nothing is in hand any more. */
export type BackgroundService = { name: string; start(): Promise<void>; stop(): Promise<void> }

export type ServeOptions = {
  config: Config
  log: Log
  database: Database
  /** What the endpoints that start or control work use. */
  batches?: Batches
  /** What the endpoints that read pages use. */
  extraction?: Extraction
  /** What the endpoints that ask sources use. */
  collection?: CollectionRequests
  plugins?: readonly FastifyPluginAsync[]
  /** Started in this order once the port is open, stopped in the opposite one before it closes. */
  services?: readonly BackgroundService[]
  /** Closes what was opened before the server, such as the database; called last. */
  close(): Promise<void>
}

export type Server = {
  url: string
  metrics: Metrics
  /** Stops everything in order; resolves to the exit code: 1 when a phase failed or took too long. Safe to call twice. */
  stop(reason: string): Promise<number>
}

const METRICS_QUICK_MS = 15_000
const METRICS_SLOW_MS = 300_000
/** An orchestrator kills after ten seconds; what is left by then would be cut off anywhere. */
const STOP_BUDGET_MS = 8_500
const PHASE_BUDGET_MS = 4_000
/** What a phase gets even when others have used up the time: enough to close a database. */
const LEAST_PHASE_MS = 200

/**
 * Builds the app, listens and starts the services. Throws PORT_IN_USE, or CONFIG_INVALID when HOST or PORT cannot be had; whatever was
 * opened by then is closed again.
 */
export async function startServer(options: ServeOptions): Promise<Server> {
  const { config, log, database, batches, extraction, collection, plugins = [], services = [] } = options
  for (const note of config.notes) log.warn(note)
  const opened: Phase[] = [{ name: 'database', stop: () => options.close() }]
  try {
    const metrics = createMetrics({ version: packageJson.version, engine: database.engine })
    const refreshing = await metrics.refreshFrom(
      createFigureReader(database, process.cwd(), {
        llmRatios: createLlmRatios(database.db),
        staleSources: () => countStaleSources(database.db, new Date()),
      }),
      {
        quickMs: METRICS_QUICK_MS,
        slowMs: METRICS_SLOW_MS,
        onError: (error) => log.warn({ err: error }, 'figures for /metrics could not be read'),
      },
    )
    opened.push({ name: 'metrics', stop: refreshing })
    const app = await buildApp({
      config,
      database,
      log,
      metrics,
      plugins,
      ...(batches ? { batches } : {}),
      ...(extraction ? { extraction } : {}),
      ...(collection ? { collection } : {}),
    })
    opened.push({ name: 'http', stop: () => closeApp(app) })
    const url = await listen(app, config.host, config.port)
    if (config.metricsPort !== undefined) {
      const metricsApp = buildMetricsApp({ config, log, metrics })
      opened.push({ name: 'metrics port', stop: () => metricsApp.close() })
      await listen(metricsApp, config.host, config.metricsPort)
    }
    for (const service of services) {
      opened.push({ name: service.name, stop: () => service.stop() })
      await service.start()
    }
    log.info({ url, engine: database.engine, version: packageJson.version }, 'winnow serves')
    let stopped: Promise<number> | undefined
    const stop = (reason: string) => {
      stopped ??= stopAll(app, opened, log, reason)
      return stopped
    }
    return { url, metrics, stop }
  } catch (error) {
    await stopInOrder(opened, log)
    throw error
  }
}

/** Stops at the first SIGTERM or SIGINT and exits; a second one exits at once. An error that nobody caught stops too, with code 1. */
export function exitOnSignals({ stop }: Pick<Server, 'stop'>, log: Log): void {
  let stopping = false
  const leave = (reason: string, least: number) => {
    if (stopping) process.exit(1)
    stopping = true
    void stop(reason).then((code) => process.exit(Math.max(code, least)))
  }
  process.on('SIGTERM', () => leave('SIGTERM', 0))
  process.on('SIGINT', () => leave('SIGINT', 0))
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'an error that nobody caught')
    leave('uncaught error', 1)
  })
}

const LATE = new Error('it took too long')

type Phase = { name: string; stop(): Promise<unknown> }

async function stopAll(app: FastifyInstance, opened: Phase[], log: Log, reason: string): Promise<number> {
  log.info({ reason }, 'stopping')
  // First: /readyz says no, so that nobody is sent here any more.
  app.lifecycle.draining = true
  const failed = await stopInOrder(opened, log)
  log.info({ failed }, failed.length === 0 ? 'stopped' : 'stopped, not all in order')
  return failed.length === 0 ? 0 : 1
}

/** Last opened, first stopped. One that fails or hangs never keeps the others from being stopped; its name is returned. */
async function stopInOrder(opened: Phase[], log: Log): Promise<string[]> {
  const deadline = performance.now() + STOP_BUDGET_MS
  const failed: string[] = []
  for (const { name, stop } of opened.toReversed()) {
    const allowed = Math.max(LEAST_PHASE_MS, Math.min(PHASE_BUDGET_MS, deadline - performance.now()))
    const waiting = new AbortController()
    const late = sleep(allowed, LATE, { signal: waiting.signal })
    const ending = await Promise.race([stop(), late]).catch((error: unknown) => error)
    waiting.abort()
    if (ending !== LATE && !(ending instanceof Error)) continue
    log.error({ err: ending, phase: name }, 'failed to stop')
    failed.push(name)
  }
  return failed
}

/** Waits for requests in hand; streams that have no end of their own are cut off. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), PHASE_BUDGET_MS / 2)
  await app.close().finally(() => clearTimeout(cut))
}

async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw errors.portInUse(host, port)
    if (code === 'EACCES') throw errors.configInvalid([{ pointer: 'PORT', message: `${port} is not free to users` }])
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw errors.configInvalid([{ pointer: 'HOST', message: `${host} is not an address of this machine` }])
    }
    throw error
  }
}
