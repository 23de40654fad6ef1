import { connect } from 'node:net'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import t from 'tap'
import { buildMetricsApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { createMetrics } from '../src/metrics.ts'
import { keyed, TEST_KEY, testApp } from './helpers/app.ts'
import { testDatabase } from './helpers/database.ts'

const database = await testDatabase(t)

t.test('every refusal is a problem with code, fix and request id', async (t) => {
  const { app } = await testApp(t, database)
  app.post(
    '/echo',
    { schema: { body: { type: 'object', additionalProperties: false, properties: { n: { type: 'integer' } } } } },
    async () => ({}),
  )
  const post = { method: 'POST', url: '/echo' } as const
  const json = { 'content-type': 'application/json' }
  const cases: [InjectOptions, number, string][] = [
    [{ url: '/nowhere' }, 404, 'ROUTE_NOT_FOUND'],
    [{ method: 'DELETE', url: '/healthz' }, 405, 'METHOD_NOT_ALLOWED'],
    [{ ...post, headers: { 'content-type': 'text/csv' }, payload: 'a,b' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [{ ...post, headers: json, payload: '{"n": 1' }, 400, 'MALFORMED_BODY'],
    [{ ...post, headers: json, payload: `"${'x'.repeat(1_100_000)}"` }, 413, 'PAYLOAD_TOO_LARGE'],
    [{ ...post, headers: json, payload: '{"n": 1, "extra": 2}' }, 422, 'VALIDATION'],
    [{ url: '/_internal/jobs', headers: {} }, 401, 'API_KEY_INVALID'],
    [{ url: '/_internal/jobs?limit=0', headers: keyed }, 422, 'VALIDATION'],
    [{ url: `/_internal/jobs/${'x'.repeat(300)}`, headers: keyed }, 414, 'URI_TOO_LONG'],
    [{ url: '/_internal/jobs/%zz', headers: keyed }, 400, 'BAD_REQUEST'],
  ]
  for (const [request, status, code] of cases) {
    const reply = await app.inject({ ...request, headers: { ...request.headers, 'x-request-id': 'r-77' } })
    t.equal(reply.statusCode, status, code)
    t.match(reply.headers['content-type'], /^application\/problem\+json/, code)
    t.match(reply.json(), { code, status, request_id: 'r-77' })
    t.ok(reply.json().fix.length > 10, code)
  }
})

t.test('nothing in a body is converted: text is not a number and null is not text', async (t) => {
  const { app } = await testApp(t, database)
  const body = { type: 'object', properties: { n: { type: 'integer' }, s: { type: 'string' } } }
  app.post('/echo', { schema: { body } }, async () => ({}))
  for (const payload of [{ n: '5' }, { s: null }, { s: 5 }]) {
    t.equal((await app.inject({ method: 'POST', url: '/echo', payload })).statusCode, 422, JSON.stringify(payload))
  }
})

t.test('the text of an exception never leaves, but is logged under the request id of the answer', async (t) => {
  const { app, logged } = await testApp(t, database)
  app.get('/broken', async () => sql`select * from table_that_is_secret`.execute(database.db))
  const reply = await app.inject({ url: '/broken', headers: { 'x-request-id': 'r-5' } })
  t.equal(reply.statusCode, 500)
  t.match(reply.json(), { code: 'INTERNAL', request_id: 'r-5' })
  t.notMatch(reply.body, /table_that_is_secret/)
  t.match(JSON.stringify(logged.find((line) => line.level === 'error')), /table_that_is_secret.*/)
  t.match(
    logged.find((line) => line.level === 'error'),
    { request_id: 'r-5' },
  )
})

t.test(
  'a request id of the caller is taken over when it is one, and replaced when it could forge a log line',
  async (t) => {
    const { app } = await testApp(t, database)
    const idOf = async (id: string) =>
      (await app.inject({ url: '/healthz', headers: { 'x-request-id': id } })).headers['x-request-id']
    t.equal(await idOf('abc-123'), 'abc-123')
    for (const forged of ['a b', '{"level":"fatal"}', 'x'.repeat(65)]) t.not(await idOf(forged), forged)
  },
)

t.test('a log line has the operation and the path, never the key, the cookie or the words of a search', async (t) => {
  const { app, logged } = await testApp(t, database)
  const headers = { ...keyed, cookie: 'session=secret-cookie', authorization: 'Bearer secret-bearer' }
  await app.inject({ url: '/_internal/jobs?q=secret-search', headers })
  const line = logged.find(({ operation }) => operation === 'jobs.list')
  t.match(line, {
    operation: 'jobs.list',
    caller: 'environment',
    req: { method: 'GET', path: '/_internal/jobs' },
    res: { status: 200 },
  })
  t.notMatch(JSON.stringify(logged), new RegExp(`secret-|${TEST_KEY}`))
})

t.test('requests are counted by operation, whatever their address', async (t) => {
  const { app, metrics } = await testApp(t, database)
  for (const id of ['a', 'b', 'c']) await app.inject({ url: `/_internal/jobs/${id}`, headers: keyed })
  for (const path of ['/x1', '/x2']) await app.inject(path)
  const text = await metrics.registry.metrics()
  t.match(text, /winnow_http_requests_total\{operation="jobs.get",status="404"\} 3/)
  t.match(text, /winnow_http_requests_total\{operation="not_found",status="404"\} 2/)
})

t.test(
  'a key may make so many requests a minute, told by the RateLimit headers; then 429 with Retry-After',
  async (t) => {
    const { app } = await testApp(t, database, { environment: { RATE_LIMIT_PER_MINUTE: '3' } })
    const ask = () => app.inject({ url: '/_internal/mapping', headers: keyed })
    const first = await ask()
    t.match(first.headers, {
      ratelimit: /^"key";r=2;t=\d+$/,
      'ratelimit-policy': '"key";q=3;w=60',
      'ratelimit-remaining': '2',
    })
    await ask()
    await ask()
    const refused = await ask()
    t.equal(refused.statusCode, 429)
    t.match(refused.json(), { code: 'RATE_LIMITED' })
    t.ok(Number(refused.headers['retry-after']) > 0)
    t.equal((await app.inject('/healthz')).statusCode, 200, 'probes are not limited')
  },
)

t.test('a wrong key uses up nobody else’s requests', async (t) => {
  const { app } = await testApp(t, database, { environment: { RATE_LIMIT_PER_MINUTE: '2' } })
  for (let index = 0; index < 10; index += 1) {
    await app.inject({ url: '/_internal/mapping', headers: { 'x-internal-api-key': `wrong${index}` } })
  }
  t.equal((await app.inject({ url: '/_internal/mapping', headers: keyed })).statusCode, 200)
})

t.test('Swagger UI, its document and its assets come from here and the content policy lets them run', async (t) => {
  const { app } = await testApp(t, database)
  const page = await app.inject('/docs')
  t.equal(page.statusCode, 200)
  const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
  t.ok(addresses.length > 3)
  for (const address of addresses) {
    t.match(address, /^\/docs\//, 'no other host')
    t.equal((await app.inject(address)).statusCode, 200, address)
  }
  t.notMatch(page.body, /<script>/, 'no inline script, which the policy would stop')
  t.match(page.headers['content-security-policy'], /script-src 'self'(;|$)/)
  const initializer = await app.inject('/docs/static/swagger-initializer.js')
  t.match(initializer.body, /"?validatorUrl"?:\s*null/, 'no badge from another host')
  t.equal((await app.inject('/openapi.json')).json().openapi, '3.1.0')
})

t.test('further protocols find the key check, the rate limit and the lifecycle on the app', async (t) => {
  const { app } = await testApp(t, database, {
    plugins: [
      async (scope) => {
        scope.get(
          '/extra',
          { onRequest: [scope.requireKey('admin'), scope.limitRate] },
          async (request) => request.caller,
        )
      },
    ],
  })
  t.equal((await app.inject('/extra')).statusCode, 401)
  t.match((await app.inject({ url: '/extra', headers: keyed })).json(), { scope: 'admin' })
  t.equal(app.lifecycle.draining, false)
})

t.test('with METRICS_PORT the metrics leave the main port and stand alone on theirs', async (t) => {
  const { app } = await testApp(t, database, { environment: { METRICS_PORT: '0' } })
  t.equal((await app.inject('/metrics')).statusCode, 404)
  const metrics = createMetrics({ version: 'test', engine: 'pglite' })
  const log = await createLog({ level: 'silent' })
  const alone = buildMetricsApp({ config: readConfig({ METRICS_KEY: 'metrics-key' }), log, metrics })
  t.teardown(() => alone.close())
  t.equal((await alone.inject('/metrics')).statusCode, 401)
  const reply = await alone.inject({ url: '/metrics', headers: { authorization: 'Bearer metrics-key' } })
  t.match(reply.body, /winnow_build_info/)
  t.equal((await alone.inject('/healthz')).statusCode, 404)
})

t.test('what the HTTP parser refuses is a problem too', async (t) => {
  const { app } = await testApp(t, database)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as { port: number }
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      let answer = ''
      const socket = connect(port, '127.0.0.1', () => socket.write(text))
      socket.on('data', (data) => (answer += data))
      socket.on('close', () => resolve(answer))
    })
  t.match(await raw('NOT HTTP\r\n\r\n'), /^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*BAD_REQUEST/)
  t.match(
    await raw(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`),
    /^HTTP\/1\.1 431 [\s\S]*HEADERS_TOO_LARGE/,
  )
})
