import t, { type Test } from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import type { Database } from '../../src/db/engine.ts'
import { importJsonLines } from '../../src/pipeline/store/import.ts'
import { folders } from '../../src/routes/index.ts'
import { probeKeys } from '../../src/routes/key-probe.ts'
import { keyed, testApp } from '../helpers/app.ts'
import { onBothEngines } from '../helpers/database.ts'

t.setTimeout(0)

const silent = () => undefined
const log = { info: silent, warn: silent, debug: silent }
const text = 'You plan the weekly rota of the ward with the head nurse, keep its records and train new colleagues.'

async function bring(database: Database, ids: string[], target: 'live' | 'shadow', salary = '1k'): Promise<void> {
  const lines = ids.map((id) =>
    JSON.stringify({
      external_job_id: id,
      job_title: `Nurse ${id}`,
      location: 'Kiel, Germany',
      salary_range: salary,
      external_url: `https://jobs.example/${id}`,
      job_description: `${text} Ward ${id}.`,
    }),
  )
  await importJsonLines(database, { source: 'demo', text: lines.join('\n'), target, log })
}

async function served(t: Test, database: Database) {
  const environment = { AIDJOBS_METRICS_FILE: `${t.testdir()}/metrics.json` }
  const { app, config } = await testApp(t, database, { environment })
  const call = async (method: 'GET' | 'POST', path: string, payload?: object, headers: object = keyed) => {
    const url = `/_internal/shadow/${path}`
    const reply = await app.inject({ method, url, headers: { ...headers }, ...(payload ? { payload } : {}) })
    const { paths } = app.swagger() as unknown as {
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
    }
    const documented = paths[url.split('?')[0] ?? '']?.[method.toLowerCase()]?.responses[reply.statusCode]
    t.ok(documented, `${method} ${url}: ${reply.statusCode} is documented`)
    return { status: reply.statusCode, body: reply.json() }
  }
  return { call, config }
}

await onBothEngines(t, 'shadow to live over HTTP', async (t, database) => {
  const { call, config } = await served(t, database)
  await bring(database, ['1', '2'], 'live')
  await bring(database, ['1', '3'], 'shadow', '2k')

  await t.test('the report compares and judges, for any key; changes need an admin', async (t) => {
    const { key } = await createApiKey(database, { name: 'reader', scope: 'trigger', actor: 'tests' })
    const reader = { 'x-internal-api-key': key }
    const { body } = await call('GET', 'report?source=demo', undefined, reader)
    t.match(body.data, {
      source: 'demo',
      counts: { shadow: 2, shadow_last_hour: 2, live: 2 },
      sources: [{ source: 'demo', shadow: 2, matched: 1, only_shadow: 1, only_live: 1, first_shadow_at: /T.*Z$/ }],
      ready: false,
      actions: [],
    })
    t.match(
      body.data.sources[0].fields.find(({ field }: { field: string }) => field === 'salary_range'),
      { differs: 1, examples: [{ shadow: '2k', live: '1k' }] },
    )
    t.match(
      body.data.checks.find(({ check }: { check: string }) => check === 'api_authentication'),
      { status: 'pass' },
    )
    for (const [path, payload] of [
      ['promote', { all: true, force: true }],
      ['discard', { all: true }],
      ['undo', { action_id: 'x' }],
      ['sign', { check: 'rollback_tested' }],
    ] as const)
      t.match(await call('POST', path, payload, reader), { status: 403, body: { code: 'API_KEY_LACKS_SCOPE' } })
    t.match(await call('GET', 'report', undefined, {}), { status: 401 })
    t.match(await call('GET', 'report?source=nobody'), { status: 404, body: { code: 'UNKNOWN_SOURCE' } })
  })

  await t.test('"all" is never the default, and what is not ready is refused with the checks', async (t) => {
    for (const path of ['promote', 'discard']) {
      t.match(await call('POST', path, {}), { status: 422, body: { pointers: [{ pointer: '/source' }] } })
      t.match(await call('POST', path, { source: 'demo', all: true }), { status: 422 })
    }
    t.match(await call('POST', 'promote', { source: 'demo' }), {
      status: 409,
      body: { code: 'SHADOW_NOT_READY', pointers: [{ pointer: 'hours_in_shadow' }, {}, {}] },
    })
    t.match(await call('POST', 'promote', { source: 'demo', dry_run: true }), {
      status: 200,
      body: { data: { action_id: null, dry_run: true, ready: false, inserted: 1, updated: 1, total: 2 } },
    })
  })

  await t.test('a signature names the key, and can be taken back', async (t) => {
    const check = { check: 'rollback_tested' }
    t.match(await call('POST', 'sign', { ...check, note: 'on a copy' }), {
      body: { data: { ...check, signed: true, by: 'environment' } },
    })
    const status = async () =>
      (await call('GET', 'report')).body.data.checks.find((one: typeof check) => one.check === check.check).status
    t.equal(await status(), 'pass')
    t.match(await call('POST', 'sign', { ...check, unsign: true, note: 'x' }), { status: 422 })
    t.match(await call('POST', 'sign', { ...check, unsign: true }), { body: { data: { signed: false } } })
    t.equal(await status(), 'needs_signature')
    t.match(await call('POST', 'sign', { check: 'hours_in_shadow' }), { status: 422 })
  })

  await t.test('a forced promotion is undone, a discard too', async (t) => {
    const { body } = await call('POST', 'promote', { source: 'demo', force: true })
    t.match(body.data, { forced: true, inserted: 1, updated: 1, total: 2, remaining: 0, reasons: {} })
    const { action_id } = body.data
    t.match((await call('GET', 'report')).body.data.actions, [
      { action_id, kind: 'promote', forced: true, requested_by: 'environment', state: 'ended', undone_at: null },
    ])
    t.match((await call('POST', 'undo', { action_id })).body.data, { kind: 'promote', undone: 2, complete: true })
    t.match(await call('POST', 'undo', { action_id }), { status: 409, body: { code: 'ALREADY_FINISHED' } })
    t.match(await call('POST', 'undo', { action_id: 'x' }), { status: 404, body: { code: 'SHADOW_ACTION_NOT_FOUND' } })
    t.match((await call('POST', 'discard', { all: true, dry_run: true })).body.data, { discarded: 2, dry_run: true })
    const discarded = (await call('POST', 'discard', { all: true })).body.data
    t.match(discarded, { discarded: 2, remaining: 0, dry_run: false })
    t.match((await call('POST', 'undo', { action_id: discarded.action_id })).body.data, { kind: 'discard', undone: 2 })
  })

  await t.test('the key check is seen: a key that is not set, an internal address that is open', async (t) => {
    t.same(probeKeys(config, folders(config)), { configured: true, unguarded: [] })
    t.equal(probeKeys({ internalApiKey: undefined }, []).configured, false)
    const [jobs] = folders(config)
    if (!jobs) return t.fail('there are folders')
    const opened = { ...jobs, endpoints: jobs.endpoints.map((one) => ({ ...one, scope: 'open' as const })) }
    t.same(
      probeKeys(config, [opened]).unguarded,
      jobs.endpoints.map(({ operation }) => operation),
    )
  })
})
