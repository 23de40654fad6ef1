import type { FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { type AppOptions, buildApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Database } from '../../src/db/engine.ts'
import { createLog } from '../../src/log.ts'
import { createMetrics, type Metrics } from '../../src/metrics.ts'

export const TEST_KEY = 'key-of-the-tests-0123456789'
export const keyed = { 'x-internal-api-key': TEST_KEY }

export type TestApp = { app: FastifyInstance; config: Config; metrics: Metrics; logged: Record<string, unknown>[] }

/** The real app on this database, closed at the end of `t`; what it logs is kept in `logged`. */
export async function testApp(
  t: Test,
  database: Database,
  { environment = {}, ...options }: Partial<AppOptions> & { environment?: Record<string, string> } = {},
): Promise<TestApp> {
  const config = readConfig({ INTERNAL_API_KEY: TEST_KEY, LOG_LEVEL: 'debug', ...environment })
  const logged: Record<string, unknown>[] = []
  const log = await createLog({
    level: config.logLevel,
    destination: { write: (line) => logged.push(JSON.parse(line)) },
  })
  const metrics = createMetrics({ version: 'test', engine: database.engine })
  const app = await buildApp({ config, database, log, metrics, maxEventLoopDelayMs: 600_000, ...options })
  t.teardown(() => app.close())
  return { app, config, metrics, logged }
}
