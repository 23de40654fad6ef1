import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { generateOpenapi } from '../../openapi/generate.ts'
import { keyed, testApp } from '../helpers/app.ts'
import { testDatabase } from '../helpers/database.ts'

const database = await testDatabase(t)

t.test('the committed OpenAPI document is what the routes say: run "npm run openapi" after a change', async (t) => {
  const committed = readFileSync(join(import.meta.dirname, '../../openapi/openapi.json'), 'utf8')
  t.equal(await generateOpenapi(database), committed)
})

t.test('every operation is documented with a name, a summary, its key, and its refusals as problems', async (t) => {
  const { app } = await testApp(t, database)
  const { paths } = (await app.inject('/openapi.json')).json()
  const operations = Object.entries<Record<string, Operation>>(paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, ...operation })),
  )
  t.ok(operations.length >= 9)
  t.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
  for (const { path, operationId, summary, security, responses, parameters = [] } of operations) {
    t.match(operationId, /^[a-z_]+\.[a-z_]+$/)
    t.ok(summary, operationId)
    t.same(security, path.startsWith('/_internal/') ? [{ ApiKey: [] }] : undefined, operationId)
    for (const [status, { content }] of Object.entries(responses)) {
      if (Number(status) < 400 || content['application/json']) continue
      t.same(
        content['application/problem+json'],
        { schema: { $ref: '#/components/schemas/Problem' } },
        `${operationId} ${status}`,
      )
    }
    for (const { name, required, schema } of parameters) {
      if ('default' in schema) t.not(required, true, `${operationId} ${name} has a default`)
    }
  }
})

t.test('healthz is about the process, readyz about being sent requests: a stopping process is not ready', async (t) => {
  const { app } = await testApp(t, database)
  t.match((await app.inject('/readyz')).json(), { status: 'ready', checks: { database: 'ok', accepting: 'ok' } })
  app.lifecycle.draining = true
  const reply = await app.inject('/readyz')
  t.equal(reply.statusCode, 503)
  t.match(reply.json(), { status: 'not_ready', checks: { database: 'ok', accepting: 'failed' } })
  t.equal((await app.inject('/healthz')).statusCode, 200)
})

t.test('without a database the process is alive and not ready, and a list is 503 with a time to retry', async (t) => {
  const dying = await testDatabase(t)
  let gone = false
  const db = dying.db.withPlugin({
    transformQuery: ({ node }) => {
      if (gone) throw Object.assign(new Error('terminating connection'), { code: '57P01' })
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const { app } = await testApp(t, { ...dying, db })
  gone = true
  t.equal((await app.inject('/healthz')).statusCode, 200)
  t.match((await app.inject('/readyz')).json(), { checks: { database: 'failed' } })
  const reply = await app.inject({ url: '/_internal/jobs', headers: keyed })
  t.equal(reply.statusCode, 503)
  t.match(reply.json(), { code: 'DATABASE_BUSY' })
  t.ok(reply.headers['retry-after'])
})

t.test('metrics are Prometheus text, without a key unless METRICS_KEY is set', async (t) => {
  const { app } = await testApp(t, database)
  const open = await app.inject('/metrics')
  t.match(open.headers['content-type'], /^text\/plain; version=0\.0\.4/)
  t.match(open.body, /^winnow_build_info\{.*version="test".*\} 1$/m)
  const { app: closed } = await testApp(t, database, { environment: { METRICS_KEY: 'metrics-key' } })
  t.equal((await closed.inject('/metrics')).statusCode, 401)
  t.equal((await closed.inject({ url: '/metrics', headers: keyed })).statusCode, 401)
  for (const headers of [{ authorization: 'Bearer metrics-key' }, { 'x-internal-api-key': 'metrics-key' }]) {
    t.equal((await closed.inject({ url: '/metrics', headers })).statusCode, 200)
  }
})

t.test('mapping, completeness, inventory and statistics answer on an empty database', async (t) => {
  const { app } = await testApp(t, database)
  const get = async (path: string) => (await app.inject({ url: `/_internal/${path}`, headers: keyed })).json()
  t.match(await get('mapping'), { status: 'ok', data: { mapping: [{ field: 'title', jobs_column: 'title' }] } })
  t.match(await get('completeness?source=deutsche_bank'), { status: 'ok', data: { total: 0, complete: 0, percent: 0 } })
  t.match(await get('inventory'), { status: 'ok', data: { sources: Array } })
  t.match(await get('statistics'), { status: 'ok', data: { total: 0, last_24_hours: 0, by_source: [] } })
})

type Operation = {
  operationId: string
  summary?: string
  security?: unknown
  responses: Record<string, { content: Record<string, unknown> }>
  parameters?: { name: string; required?: boolean; schema: object }[]
}
