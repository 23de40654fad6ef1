import t from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import { keyed, testApp } from '../helpers/app.ts'
import { addBoard, openBoard } from '../helpers/board.ts'
import { collectionOn } from '../helpers/collection.ts'
import { onBothEngines } from '../helpers/database.ts'

await onBothEngines(
  t,
  'sources show how they fare, and admins pause, schedule and configure them',
  async (t, database) => {
    const id = await addBoard(database)
    const board = await openBoard(t, 3)
    const { work, requests } = await collectionOn(t, database, board.base)
    const { app } = await testApp(t, database, { collection: requests })
    const { key } = await createApiKey(database, { name: 'robot', scope: 'trigger', actor: 'tests' })
    const call = async (method: 'GET' | 'PATCH', path: string, payload?: object, headers: object = keyed) =>
      (
        await app.inject({
          ...{ method, url: `/_internal/sources${path}`, headers: { ...headers } },
          ...(payload ? { payload } : {}),
        })
      ).json()

    const fresh = (await call('GET', '')).data.items
    t.same(
      fresh.map(({ name }: { name: string }) => name),
      [...fresh.map(({ name }: { name: string }) => name)].sort(),
    )
    t.match(
      fresh.find(({ name }: { name: string }) => name === 'board'),
      { id, kind: 'test_board', status: 'active', newest_posting_at: null, stale: false, target: 'live' },
    )
    await work.run('collect', { source: 'board' }, 'tests')
    const read = (await call('GET', '/board?sweeps=1')).data
    t.match(read, {
      source: { newest_posting_age_seconds: Number, last_complete_sweep_at: /Z$/, consecutive_failures: 0 },
      config: {},
      sweeps: [{ state: 'complete', items: 3, listed_total: 3, counts: { inserted: 3 }, requested_by: 'tests' }],
    })
    t.match(await call('GET', '/nobody'), { code: 'UNKNOWN_SOURCE' })

    t.match((await call('PATCH', '/board', { status: 'paused', reason: 'moving house' })).data.source, {
      status: 'paused',
      paused_reason: 'moving house',
    })
    t.match((await call('PATCH', '/board', { status: 'active', schedule: '6:00', interval_ms: 250 })).data.source, {
      ...{ status: 'active', paused_reason: null, schedule: '6:00', interval_ms: 250 },
    })
    await database.raw(`update sources set last_success_at = now() - interval '4 days' where source_id = ${id}`, {
      write: true,
    })
    t.match((await call('GET', '/board')).data.source, { stale: true })
    t.match((await call('PATCH', '/board', { schedule: null })).data.source, { schedule: null, stale: false })
    t.match(await call('PATCH', '/board', { schedule: 'now and then' }), {
      code: 'VALIDATION',
      pointers: [{ pointer: '/schedule' }],
    })
    t.match(await call('PATCH', '/board', { status: 'paused', config: { colour: 'red' } }), {
      code: 'SOURCE_CONFIG_INVALID',
    })
    t.match((await call('PATCH', '/board', { config: { detail_age_days: 3 } })).data, {
      source: { status: 'active' },
      config: { detail_age_days: 3 },
    })
    t.same((await call('PATCH', '/board', { config: { detail_age_days: null } })).data.config, {})
    t.match(await call('PATCH', '/manual', { config: { origin: 'x' } }), { code: 'SOURCE_CONFIG_INVALID' })
    t.match(await call('PATCH', '/board', {}), { code: 'VALIDATION' })
    t.match(await call('PATCH', '/nobody', { status: 'active' }), { code: 'UNKNOWN_SOURCE' })

    const robot = { 'x-internal-api-key': key }
    t.match(await call('PATCH', '/board', { status: 'paused' }, robot), { code: 'API_KEY_LACKS_SCOPE' })
    t.equal((await call('GET', '/board', undefined, robot)).data.config, null, 'settings are for admins')
    const lines = await database.db.selectFrom('audit_log').select('action').where('subject', '=', 'board').execute()
    const actions = new Set(lines.map(({ action }) => action))
    t.ok(['source.paused', 'source.resumed', 'source.configured'].every((action) => actions.has(action)))
  },
)
