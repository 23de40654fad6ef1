import t, { type Test } from 'tap'
import Type from 'typebox'
import { createApiKey } from '../../src/db/api-keys.ts'
import { errors } from '../../src/errors.ts'
import { type Endpoint, endpoint, mount, ok } from '../../src/routes/endpoint.ts'
import { envelope } from '../../src/routes/schemas.ts'
import type { Services } from '../../src/routes/services.ts'
import { keyed, testApp } from '../helpers/app.ts'
import { testDatabase } from '../helpers/database.ts'

const database = await testDatabase(t)
const started: unknown[] = []

const start = endpoint({
  operation: 'test.start',
  method: 'POST',
  path: '/things/:id',
  scope: 'trigger',
  summary: 'Starts',
  params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
  query: Type.Object({ fast: Type.Boolean({ default: false }), n: Type.Optional(Type.Array(Type.Integer())) }),
  body: Type.Object({ name: Type.String({ minLength: 1 }), deep: Type.Optional(Type.Object({ n: Type.Integer() })) }),
  response: envelope(Type.Object({ name: Type.String(), caller: Type.Union([Type.String(), Type.Null()]) })),
  status: 202,
  errors: ['BATCH_RUNNING'],
  bodyLimitBytes: 1_000,
  async handle({ params, query, body, caller }) {
    started.push({ params, query, body })
    if (body.name === 'running') throw errors.batchRunning('7')
    return { ...ok({ name: body.name, caller }), headers: { location: `/things/${params.id}` } }
  },
})

const bare = endpoint({
  operation: 'test.bare',
  method: 'POST',
  path: '/bare',
  scope: 'open',
  summary: 'Takes nothing',
  response: Type.Object({ done: Type.Boolean() }),
  handle: async () => ({ body: { done: true } }),
})

async function mounted(t: Test, endpoints: Endpoint[] = [start, bare]) {
  const plugin = async (scope: Parameters<typeof mount>[0]) => {
    mount(scope, { prefix: '/test', tag: 'service', endpoints }, {} as Services)
  }
  return testApp(t, database, { plugins: [plugin] })
}

const url = '/test/things/ca9e14aa-aa80-4f83-bb53-5aff1f990477'

t.test('the handler sees what its schemas describe, with defaults, and decides status and headers', async (t) => {
  const { app } = await mounted(t)
  const reply = await app.inject({ method: 'POST', url: `${url}?n=1&n=2`, headers: keyed, payload: { name: 'x' } })
  t.equal(reply.statusCode, 202)
  t.equal(reply.headers.location, '/things/ca9e14aa-aa80-4f83-bb53-5aff1f990477')
  t.same(reply.json(), { status: 'ok', data: { name: 'x', caller: 'environment' } })
  t.match(started.at(-1), { query: { fast: false, n: [1, 2] }, body: { name: 'x' } })
})

t.test('unknown properties are refused wherever they are, and a pointer names each', async (t) => {
  const { app } = await mounted(t)
  const pointersOf = async (query: string, payload: object) => {
    const reply = await app.inject({ method: 'POST', url: `${url}${query}`, headers: keyed, payload })
    t.equal(reply.statusCode, 422)
    return reply.json().pointers.map(({ pointer }: { pointer: string }) => pointer)
  }
  t.same(await pointersOf('?fats=true', { name: 'x' }), ['fats'])
  t.same(await pointersOf('', { name: 'x', extra: 1 }), ['/extra'])
  t.same(await pointersOf('', { name: 'x', deep: { n: 1, m: 2 } }), ['/deep/m'])
  t.same(await pointersOf('', {}), ['/name'])
})

t.test('an endpoint that takes no body is called without one, and refuses one that has something in it', async (t) => {
  const { app } = await mounted(t)
  t.equal((await app.inject({ method: 'POST', url: '/test/bare' })).statusCode, 200)
  t.equal((await app.inject({ method: 'POST', url: '/test/bare', payload: {} })).statusCode, 200)
  t.equal((await app.inject({ method: 'POST', url: '/test/bare', payload: { dry_run: true } })).statusCode, 422)
})

t.test('an endpoint that needs a body says so when there is none', async (t) => {
  const { app } = await mounted(t)
  const reply = await app.inject({ method: 'POST', url, headers: keyed })
  t.equal(reply.statusCode, 422)
  t.match(reply.json(), { code: 'VALIDATION' })
})

t.test('the key is asked for before anything else is looked at, and its scope must suffice', async (t) => {
  const { app } = await mounted(t)
  const before = started.length
  t.equal((await app.inject({ method: 'POST', url: '/test/things/not-an-id', payload: '{' })).statusCode, 401)
  const { key } = await createApiKey(database, { name: 'reader', scope: 'read', actor: 'test' })
  const reply = await app.inject({
    method: 'POST',
    url,
    headers: { 'x-internal-api-key': key },
    payload: { name: 'x' },
  })
  t.equal(reply.statusCode, 403)
  t.equal(started.length, before)
})

t.test('a body over the limit of its endpoint is 413, an error of the table leaves with its own status', async (t) => {
  const { app } = await mounted(t)
  const post = async (payload: object) => (await app.inject({ method: 'POST', url, headers: keyed, payload })).json()
  t.match(await post({ name: 'x'.repeat(1_001) }), { status: 413, code: 'PAYLOAD_TOO_LARGE' })
  t.match(await post({ name: 'running' }), { status: 409, code: 'BATCH_RUNNING' })
})

t.test('the contract shows scope, refusals and what may be left out', async (t) => {
  const { app } = await mounted(t)
  const { paths } = (await app.inject('/openapi.json')).json()
  const { post } = paths['/test/things/{id}']
  t.match(post, { operationId: 'test.start', security: [{ ApiKey: [] }], description: /trigger/ })
  t.same(Object.keys(post.responses).sort(), [
    '202',
    '400',
    '401',
    '403',
    '409',
    '413',
    '415',
    '422',
    '429',
    '500',
    '503',
  ])
  t.not(post.parameters.find(({ name }: { name: string }) => name === 'fast').required, true)
  t.equal(paths['/test/bare'].post.security, undefined)
})
