import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { createApiKey, listApiKeys, revokeApiKey } from '../../src/db/api-keys.ts'
import type { Database } from '../../src/db/engine.ts'
import { keyed, TEST_KEY, testApp } from '../helpers/app.ts'
import { onBothEngines, testDatabase } from '../helpers/database.ts'

/** An app with one address for each scope. */
async function scopedApp(t: Test, database: Database, environment: Record<string, string> = {}) {
  const plugin = async (scope: Awaited<ReturnType<typeof testApp>>['app']) => {
    for (const name of ['read', 'trigger', 'admin'] as const) {
      scope.get(`/${name}`, { onRequest: scope.requireKey(name) }, async (request) => request.caller)
    }
  }
  const { app } = await testApp(t, database, { environment, plugins: [plugin] })
  return async (path: string, key?: string) =>
    app.inject({ url: path, headers: key ? { 'x-internal-api-key': key } : {} })
}

t.test('without INTERNAL_API_KEY every keyed address is closed, whatever keys the database has', async (t) => {
  const database = await testDatabase(t)
  const { key } = await createApiKey(database, { name: 'client', scope: 'admin', actor: 'test' })
  const ask = await scopedApp(t, database, { INTERNAL_API_KEY: '' })
  for (const given of [undefined, key, TEST_KEY, '']) {
    const reply = await ask('/_internal/jobs', given)
    t.equal(reply.statusCode, 503)
    t.match(reply.json(), { code: 'API_KEY_NOT_CONFIGURED', fix: /INTERNAL_API_KEY/ })
  }
})

t.test('a key is needed in its own header, exactly', async (t) => {
  const { app } = await testApp(t, await testDatabase(t))
  const statusOf = async (headers: Record<string, string>) =>
    (await app.inject({ url: '/_internal/jobs', headers })).statusCode
  t.equal(await statusOf(keyed), 200)
  t.equal(await statusOf({}), 401)
  t.equal(await statusOf({ 'x-internal-api-key': '' }), 401)
  t.equal(await statusOf({ 'x-internal-api-key': TEST_KEY.slice(0, -1) }), 401)
  t.equal(await statusOf({ 'x-internal-api-key': `${TEST_KEY}x` }), 401)
  t.equal(await statusOf({ 'x-internal-api-key': TEST_KEY.toUpperCase() }), 401)
  t.equal(await statusOf({ authorization: `Bearer ${TEST_KEY}` }), 401)
  t.equal((await app.inject(`/_internal/jobs?x-internal-api-key=${TEST_KEY}`)).statusCode, 401)
})

await onBothEngines(t, 'a key opens its scope and the ones below, and nothing above', async (t, database) => {
  const ask = await scopedApp(t, database)
  const keys = {
    read: (await createApiKey(database, { name: 'reader', scope: 'read', actor: 'test' })).key,
    trigger: (await createApiKey(database, { name: 'trigger', scope: 'trigger', actor: 'test' })).key,
    admin: (await createApiKey(database, { name: 'admin', scope: 'admin', actor: 'test' })).key,
    environment: TEST_KEY,
  }
  const opened: Record<keyof typeof keys, number[]> = {
    read: [200, 403, 403],
    trigger: [200, 200, 403],
    admin: [200, 200, 200],
    environment: [200, 200, 200],
  }
  for (const [name, key] of Object.entries(keys)) {
    const statuses = await Promise.all(
      ['/read', '/trigger', '/admin'].map(async (path) => (await ask(path, key)).statusCode),
    )
    t.same(statuses, opened[name as keyof typeof keys], name)
  }
  t.match((await ask('/admin', keys.read)).json(), { code: 'API_KEY_LACKS_SCOPE' })
})

await onBothEngines(
  t,
  'revoked, expired and altered keys open nothing, from the next request on',
  async (t, database) => {
    const ask = await scopedApp(t, database)
    const made = await createApiKey(database, { name: 'client', scope: 'read', actor: 'test' })
    t.equal((await ask('/read', made.key)).statusCode, 200)
    t.equal((await ask('/read', `${made.key.slice(0, -1)}${made.key.endsWith('A') ? 'B' : 'A'}`)).statusCode, 401)
    t.equal((await ask('/read', made.key.replace(/_.{16}_/, '_0000000000000000_'))).statusCode, 401)
    await revokeApiKey(database, made.apiKey.api_key_id, 'test')
    t.equal((await ask('/read', made.key)).statusCode, 401)

    const expiresAt = new Date(Date.now() - 1_000)
    const expired = await createApiKey(database, { name: 'old', scope: 'read', expiresAt, actor: 'test' })
    t.equal((await ask('/read', expired.key)).statusCode, 401)
  },
)

await onBothEngines(t, 'a name has at most two live keys, also when several are made at once', async (t, database) => {
  const make = () => createApiKey(database, { name: 'client', scope: 'read', actor: 'test' })
  const made = await Promise.allSettled([make(), make(), make(), make()])
  const live = made.filter((each) => each.status === 'fulfilled')
  t.equal(live.length, 2)
  for (const each of made) if (each.status === 'rejected') t.equal(each.reason.code, 'CONFLICT')
  await revokeApiKey(database, live[0]?.value.apiKey.api_key_id ?? '', 'test')
  await t.resolves(make())
  await t.rejects(revokeApiKey(database, 'unknown', 'test'), { code: 'API_KEY_NOT_FOUND' })
})

t.test('the database holds no secret of a key, and who made and revoked it is audited', async (t) => {
  const database = await testDatabase(t)
  const { key, apiKey } = await createApiKey(database, { name: 'client', scope: 'read', actor: 'somebody' })
  await revokeApiKey(database, apiKey.api_key_id, 'somebody else')
  const secret = key.split('_').slice(2).join('_')
  const { rows } = await sql<{ row: unknown }>`select to_jsonb(k) as row from api_keys k`.execute(database.db)
  t.notMatch(JSON.stringify(rows), secret)
  t.notMatch(JSON.stringify(await listApiKeys(database.db)), 'secret_hash')
  const audit = await sql`select actor, action, subject from audit_log order by audit_id`.execute(database.db)
  t.same(audit.rows, [
    { actor: 'somebody', action: 'api_key.create', subject: apiKey.api_key_id },
    { actor: 'somebody else', action: 'api_key.revoke', subject: apiKey.api_key_id },
  ])
})

t.test('using a key notes when, once a minute at most', async (t) => {
  const database = await testDatabase(t)
  const ask = await scopedApp(t, database)
  const { key } = await createApiKey(database, { name: 'client', scope: 'read', actor: 'test' })
  await ask('/read', key)
  const [first] = await listApiKeys(database.db)
  t.ok(first?.last_used_at)
  await ask('/read', key)
  t.equal((await listApiKeys(database.db))[0]?.last_used_at, first?.last_used_at)
})
