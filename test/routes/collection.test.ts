import t, { type Test } from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import type { Database } from '../../src/db/engine.ts'
import { keyed, testApp } from '../helpers/app.ts'
import { addBoard, openBoard } from '../helpers/board.ts'
import { collectionOn } from '../helpers/collection.ts'
import { onBothEngines, testDatabase } from '../helpers/database.ts'
import { until } from '../helpers/setting.ts'
import { userWho } from '../pipeline/refresh/searching.ts'

async function served(t: Test, database: Database, openings: number, keys: string[] = []) {
  const board = await openBoard(t, openings)
  const { work, requests } = await collectionOn(t, database, board.base, keys)
  const { app } = await testApp(t, database, { collection: requests })
  const call = async (
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    headers: Record<string, string> = keyed,
  ) => {
    const reply = await app.inject({ method, url: `/_internal${url}`, headers, ...(payload ? { payload } : {}) })
    return { status: reply.statusCode, headers: reply.headers, body: reply.json() }
  }
  const trigger = (kind: string, payload: object = {}, headers = keyed) =>
    call('POST', `/pipeline/${kind}`, payload, headers)
  return { board, work, app, call, trigger }
}

await onBothEngines(
  t,
  'a source is collected over HTTP: estimated, started once, followed to its result',
  async (t, database) => {
    await addBoard(database)
    const { board, work, call, trigger } = await served(t, database, 12)
    const estimate = async (more: object = {}) =>
      (await trigger('collect', { source: 'board', dry_run: true, ...more })).body.data.estimate
    t.match(await estimate(), { source: 'board', whole: true, known_openings: 0, last_listed_total: null, pages: null })
    t.match(await estimate({ pages: 3 }), { pages: 3, items: null })
    t.equal(board.count(), 0, 'a dry run asks nobody')
    t.same((await call('GET', '/operations')).body.data.items, [], 'and leaves nothing')

    const started = await trigger('collect', { source: 'board' })
    const { id } = started.body.data.operation
    t.match(started, { status: 202, headers: { location: `/_internal/operations/${id}` } })
    t.match(await trigger('collect', { source: 'board', pages: 1 }), {
      status: 200,
      headers: { location: `/_internal/operations/${id}` },
      body: { data: { operation: { id, kind: 'collect', state: 'queued', requested_by: 'environment' } } },
    })
    work.startWorker()
    const operation = async () => (await call('GET', `/operations/${id}`)).body.data
    await until(async () => (await operation()).state === 'succeeded')
    t.match((await operation()).result, { state: 'complete', items: 12, counts: { inserted: 12 } })
    t.match(await estimate(), { known_openings: 12, last_listed_total: 12, pages: 2, items: 12, quota: [] })
    t.match(await estimate({ pages: 1, items: 5 }), { pages: 1, items: 5 })
  },
)

t.test('what a source cannot do is said before an operation is made', async (t) => {
  const database = await testDatabase(t)
  const { call, trigger } = await served(t, database, 1)
  const refused = async (source: string, more: object = {}) => {
    const { status, body } = await trigger('collect', { source, ...more })
    return `${status} ${body.code}`
  }
  await database.raw(`update sources set config = '{"nonsense": 1}' where source_name = 'deutsche_bank'`, {
    write: true,
  })
  await database.raw(`update sources set status = 'paused' where source_name = 'arbeitsagentur'`, { write: true })
  t.equal(await refused('nobody'), '404 UNKNOWN_SOURCE')
  t.equal(await refused('nobody', { search: { titles: ['x'] } }), '404 UNKNOWN_SOURCE')
  t.equal(await refused('manual'), '409 SOURCE_NOT_COLLECTED')
  t.equal(await refused('deutsche_bank'), '422 SOURCE_CONFIG_INVALID')
  t.equal(await refused('arbeitsagentur'), '409 SOURCE_PAUSED')
  t.equal(await refused('jsearch'), '409 SOURCE_KEY_MISSING')
  t.equal(await refused('deutsche_bank_beesite', { window: '7d' }), '422 VALIDATION')
  t.equal(await refused('deutsche_bank_beesite', { search: { titles: ['x'] } }), '422 VALIDATION')
  t.equal(await refused('deutsche_bank_beesite', { base_url: 'http://127.0.0.1' }), '422 VALIDATION')
  t.match(await trigger('hourly'), { status: 409, body: { code: 'SOURCE_KEY_MISSING' } })
  t.match(await trigger('daily'), { status: 409, body: { code: 'SOURCE_KEY_MISSING' } })
  t.match(await trigger('liveness', { source: 'nobody' }), { status: 404, body: { code: 'UNKNOWN_SOURCE' } })
  t.match(await trigger('backfill', { user: 'nobody@example.org' }), { status: 404, body: { code: 'USER_NOT_FOUND' } })
  t.same((await call('GET', '/operations')).body.data.items, [])
  const { key } = await createApiKey(database, { name: 'robot', scope: 'trigger', actor: 'tests' })
  const robot = { 'x-internal-api-key': key }
  t.match(await trigger('collect', { source: 'deutsche_bank_beesite', accept_removals: true }, robot), {
    status: 403,
    body: { code: 'API_KEY_LACKS_SCOPE' },
  })
  t.match(await trigger('collect', { source: 'deutsche_bank_beesite' }, robot), { status: 202 })
})

t.test('a search is read into the words that sources are asked in', async (t) => {
  const database = await testDatabase(t)
  const { trigger } = await served(t, database, 1, ['JSEARCH_API_KEY'])
  const search = { titles: ['Nurse'], location: 'München', employment_types: ['PART_TIME'] }
  const { status, body } = await trigger('collect', { source: 'jsearch', window: '7d', search, pages: 2 })
  t.equal(status, 202)
  const { operation_id, input } = await database.db
    .selectFrom('operations')
    .select(['operation_id', 'input'])
    .executeTakeFirstOrThrow()
  t.equal(operation_id, body.data.operation.id)
  t.match(input, {
    source: 'jsearch',
    window: '7d',
    pages: 2,
    search: { titles: ['Nurse'], location: 'Munich', country: 'DE', employment_types: ['PART_TIME'] },
  })
  t.match((await trigger('collect', { source: 'jsearch', dry_run: true })).body.data.estimate, {
    known_openings: 0,
    quota: [{ provider: 'jsearch', left: Number }],
  })
})

t.test('a backfill is counted for a user by address and by id, and started once', async (t) => {
  const database = await testDatabase(t)
  const userId = await userWho(database, 'ann@example.org', ['Nurse', 'Clerk'], ['Hamburg'])
  const { trigger } = await served(t, database, 1, ['JSEARCH_API_KEY', 'ACTIVEJOBS_API_KEY'])
  const { user_uid } = await database.db
    .selectFrom('users')
    .select('user_uid')
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  for (const user of ['Ann@example.org', user_uid]) {
    const { status, body } = await trigger('backfill', { user, dry_run: true })
    t.equal(status, 200)
    t.match(body.data.estimate, { rows: 2, unbacked: 2, saved_percent: 0, pages: 5 })
    const sources = body.data.estimate.sources as { source: string; combinations: { title: string }[] }[]
    t.same(sources.map(({ source }) => source).sort(), ['active_jobs_db', 'jsearch'])
    t.match(sources[0]?.combinations, [{ title: String, location: 'Hamburg', combination_key: String }, {}])
  }
  t.equal((await trigger('backfill', { user: 'ann@example.org' })).status, 202)
  t.equal((await trigger('backfill', { user: user_uid, window: '6m' })).status, 200)
})

await onBothEngines(t, 'long work is paused, resumed and cancelled like a batch', async (t, database) => {
  await addBoard(database)
  const { work, board, call, trigger } = await served(t, database, 12)
  let hold = true
  board.onDetail = async () => {
    await until(() => !hold)
    return undefined
  }
  const { id } = (await trigger('collect', { source: 'board' })).body.data.operation
  const move = async (name: string) => {
    const { status, body } = await call('POST', `/operations/${id}/${name}`)
    return status === 200 ? body.data.state : body.code
  }
  const state = async () => (await call('GET', `/operations/${id}`)).body.data.state
  work.startWorker()
  await until(() => board.count('GET /detail') > 0)
  t.equal(await move('resume'), 'CONFLICT', 'it is running')
  t.equal(await move('pause'), 'paused')
  t.equal(await move('resume'), 'running')
  t.equal(await move('pause'), 'paused')
  hold = false
  t.equal(await state(), 'paused')
  t.equal(await move('cancel'), 'cancelled')
  t.equal(await move('resume'), 'ALREADY_FINISHED')
  t.equal(await state(), 'cancelled')
})

t.test('a process that asks no sources says so', async (t) => {
  const database = await testDatabase(t)
  const { app } = await testApp(t, database)
  const payload = { source: 'jsearch' }
  const reply = await app.inject({ method: 'POST', url: '/_internal/pipeline/collect', headers: keyed, payload })
  t.match(reply.json(), { status: 503, code: 'UNAVAILABLE' })
})
