import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import type { Database } from '../../src/db/engine.ts'
import { keyed, testApp } from '../helpers/app.ts'
import { onBothEngines } from '../helpers/database.ts'
import { insertPostings } from '../helpers/workflow.ts'
import { breaking, ledger } from '../pipeline/workflow/batch-runs.ts'

const NOBODY = '00000000-0000-4000-8000-000000000000'

async function served(t: Test, database: Database, titles: string[] = []) {
  const performer = breaking(titles)
  const { batches, work } = await ledger(database, performer)
  const { app } = await testApp(t, database, { batches })
  const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers: object = keyed) => {
    const reply = await app.inject({
      method,
      url: `/_internal${url}`,
      headers: { ...headers },
      ...(payload ? { payload } : {}),
    })
    const { paths } = app.swagger() as unknown as {
      paths: Record<string, Record<string, { responses: Record<string, unknown> }>>
    }
    const path = Object.keys(paths).find((each) =>
      new RegExp(`^${each.replace(/\{\w+\}/g, '[^/]+')}$`).test(`/_internal${url.split('?')[0]}`),
    )
    t.ok(
      paths[path ?? '']?.[method.toLowerCase()]?.responses[reply.statusCode],
      `${method} ${url}: ${reply.statusCode} is documented`,
    )
    return {
      status: reply.statusCode,
      headers: reply.headers,
      text: reply.body,
      body: reply.headers['content-type']?.includes('json') ? reply.json() : null,
    }
  }
  return { app, call, work, heal: performer.heal }
}

await onBothEngines(
  t,
  'a batch over HTTP: started, followed, carried on, rolled back and brought back',
  async (t, database) => {
    await insertPostings(database, 4)
    const { call, work, heal } = await served(t, database, ['Colleague 2'])

    const dry = await call('POST', '/pipeline/batches', { dry_run: true })
    t.match(dry, { status: 200, body: { data: { estimate: { postings: 4 } } } })
    t.equal((await call('GET', '/operations')).body.data.items.length, 0, 'a dry run leaves nothing')

    const started = await call('POST', '/pipeline/batches', { max_jobs: 10 })
    t.equal(started.status, 202)
    const { id } = started.body.data.operation
    t.equal(started.headers.location, `/_internal/operations/${id}`)
    t.match((await call('POST', `/operations/${id}/pause`)).body.data, { id, state: 'paused' })
    t.match(await call('POST', `/operations/${id}/rollback`, { reason: 'x' }), {
      status: 409,
      body: { code: 'BATCH_RUNNING' },
    })
    t.match((await call('POST', `/operations/${id}/resume`)).body.data, { id, state: 'running' })
    await work()
    t.match((await call('GET', `/operations/${id}`)).body.data, {
      state: 'succeeded',
      progress: 1,
      counts: { total: 4, completed: 3, failed: 1 },
    })
    t.match(await call('POST', `/operations/${id}/cancel`), { status: 409, body: { code: 'ALREADY_FINISHED' } })

    heal()
    t.match((await call('POST', `/operations/${id}/retry`)).body.data, {
      operation: { state: 'running' },
      failed: 1,
      retried: 1,
      skipped: {},
    })
    await work()
    t.match(await call('POST', `/operations/${id}/retry`), { status: 409, body: { code: 'NOTHING_TO_RETRY' } })

    t.match(await call('POST', `/operations/${id}/rollback`, {}), { status: 422 })
    t.match((await call('POST', `/operations/${id}/rollback`, { reason: 'wrong prompt' })).body.data, {
      postings: 4,
      restored: 4,
      skipped: {},
    })
    t.match(await call('POST', `/operations/${id}/rollback`, { reason: 'again' }), {
      status: 409,
      body: { code: 'NOTHING_TO_ROLL_BACK' },
    })
    t.match((await call('POST', `/operations/${id}/rollback`, { undo: true })).body.data, { restored: 4 })

    const events = (await call('GET', `/operations/${id}/events?limit=3`)).body.data
    t.match(events, { items: [{ seq: 1, kind: 'created' }, { seq: 2 }, { seq: 3 }], last: 3 })
    const rest = (await call('GET', `/operations/${id}/events?after=3`)).body.data
    t.equal(rest.items[0].seq, 4)
    t.match(rest.items.at(-1), { kind: 'rollback_undone' })
    for (const way of ['cancel', 'pause', 'resume', 'retry'])
      t.equal((await call('POST', `/operations/${NOBODY}/${way}`)).status, 404, way)
    t.equal((await call('GET', '/operations/nonsense')).status, 404)
    t.equal((await call('GET', `/operations/${NOBODY}/events`)).status, 404)
  },
)

await onBothEngines(t, 'operations are listed by pages that do not shift, and filtered', async (t, database) => {
  const { call } = await served(t, database)
  await sql`insert into operations (kind, state, created_at) select case when i % 2 = 0 then 'batch' else 'collect' end, 'succeeded',
    timestamptz '2026-03-01Z' + i / 3 * interval '1 hour' from generate_series(1, 9) i`.execute(database.db)
  const seen: string[] = []
  let cursor = ''
  do {
    const { items, next } = (await call('GET', `/operations?limit=2${cursor}`)).body.data
    seen.push(...items.map(({ id }: { id: string }) => id))
    await sql`insert into operations (kind, state) values ('batch', 'running')`.execute(database.db)
    cursor = next === null ? '' : `&cursor=${next}`
  } while (cursor !== '')
  t.equal(new Set(seen).size, 9)
  t.equal((await call('GET', '/operations?kind=collect&limit=100')).body.data.items.length, 5)
  t.equal((await call('GET', '/operations?kind=batch&state=succeeded&limit=100')).body.data.items.length, 4)
  t.equal((await call('GET', '/operations?cursor=abc')).status, 422)
})

await onBothEngines(t, 'a run over HTTP: started, traced in three forms, replayed', async (t, database) => {
  await insertPostings(database, 1)
  await sql`update postings set job_title = '<script>alert(1)</script>'`.execute(database.db)
  const { call, work } = await served(t, database)
  const started = await call('POST', '/pipeline/runs', { posting_id: 'T-0' })
  t.match(started, { status: 202, headers: { location: '/_internal/runs/1' }, body: { data: { run_id: 1 } } })
  t.match(await call('POST', '/pipeline/runs', { posting_id: 'T-0' }), { status: 409, body: { code: 'CONFLICT' } })
  t.equal((await call('POST', '/pipeline/runs', { posting_id: 'nobody' })).status, 404)
  await work()
  const run = (await call('GET', '/runs/1')).body.data
  t.match(run, {
    run: { id: 1, status: 'completed', posting_id: /-/ },
    interactions: [{ conversation_id: 9144, status: 'completed' }],
  })
  t.equal(run.interactions.length, 13)
  t.notOk('output' in run.interactions[0])

  const json = await call('GET', '/runs/1/trace')
  t.match(json.body.data, {
    description: /colleague/,
    interactions: [{ input: { slots: {} }, output: { status: 'RATE_LIMITED' } }],
  })
  const accepting = (accept: string) => call('GET', '/runs/1/trace', undefined, { ...keyed, accept })
  t.match(await accepting('text/markdown'), { headers: { 'content-type': /^text\/markdown/ }, text: /^# Run 1/ })
  const page = await accepting('text/html,application/xhtml+xml,*/*;q=0.8')
  t.match(page, { headers: { 'content-type': /^text\/html/, 'content-security-policy': /default-src 'none'/ } })
  t.notMatch(page.text, /<script/)
  t.match(page.text, /&lt;script&gt;/)
  t.match(
    (await call('GET', '/runs/1/trace?format=markdown', undefined, { ...keyed, accept: 'text/html' })).text,
    /^# Run 1/,
  )
  t.equal((await accepting('image/png')).status, 406)

  t.match(await call('POST', '/runs/1/replay', { from: '3338' }), {
    status: 409,
    body: { code: 'CONVERSATION_NOT_REACHED' },
  })
  t.match(await call('POST', '/runs/1/replay', { from: 'nothing' }), {
    status: 404,
    body: { code: 'CONVERSATION_NOT_FOUND' },
  })
  const again = await call('POST', '/runs/1/replay', { from: 'r1114_extract_skills' })
  t.match(again, { status: 202, headers: { location: /^\/_internal\/runs\/\d+$/ } })
  await work()
  const replayed = (await call('GET', `/runs/${again.body.data.run_id}`)).body.data
  t.match(replayed.run, { status: 'completed', replay_of: 1 })
  t.equal(replayed.interactions.filter((step: { copied_from: number | null }) => step.copied_from === null).length, 1)
  t.equal((await call('GET', '/runs/99')).status, 404)
  t.equal((await call('GET', '/runs/99/trace')).status, 404)
})

await onBothEngines(
  t,
  'conversations are read by all and edited by admins, within their limits',
  async (t, database) => {
    const { call } = await served(t, database)
    t.equal((await call('GET', '/conversations')).body.data.items.length, 16)
    t.match((await call('GET', '/conversations/3335')).body.data, {
      conversation_name: 'session_a_gemma3_extract',
      model_used: /gemma3/,
    })
    const edited = await call('PATCH', '/conversations/3335', { model_used: 'llama3:8b', temperature: 0.5 })
    t.match(edited.body.data, { model_used: 'llama3:8b', temperature: 0.5 })
    for (const wrong of [
      {},
      { temperature: 3 },
      { num_ctx: 1 },
      { timeout_seconds: 901 },
      { model_used: '' },
      { colour: 'red' },
    ])
      t.equal((await call('PATCH', '/conversations/3335', wrong)).status, 422, JSON.stringify(wrong))
    t.equal((await call('PATCH', '/conversations/9', { enabled: false })).status, 404)
    t.equal((await call('GET', '/conversations/9')).status, 404)
    const { key } = await createApiKey(database, { name: 'trigger', scope: 'trigger', actor: 'test' })
    const headers = { 'x-internal-api-key': key }
    t.equal((await call('PATCH', '/conversations/3335', { temperature: 1 }, headers)).status, 403)
    t.equal((await call('POST', `/operations/${NOBODY}/rollback`, { reason: 'x' }, headers)).status, 403)
    t.equal((await call('GET', '/conversations', undefined, headers)).status, 200)
  },
)

await onBothEngines(t, 'a prompt with a wrong slot is refused before it reaches anybody', async (t, database) => {
  const { call } = await served(t, database)
  const template: string = (await call('GET', '/conversations/3335')).body.data.prompt_template
  const set = (prompt_template: string | null) => call('PATCH', '/conversations/3335', { prompt_template })
  t.match(await set(`${template} {{cv}}`), { status: 422, body: { code: 'PROMPT_SLOT_UNKNOWN' } })
  t.match(await set('Read nothing'), { status: 422, body: { code: 'PROMPT_SLOT_MISSING' } })
  const longer = `${template} Be brief.`
  t.match((await set(longer)).body.data, { prompt_template: longer, prompt_version: 2 })
})

await onBothEngines(
  t,
  'postings are invalidated and restored by ids or conditions, never all by an oversight',
  async (t, database) => {
    await insertPostings(database, 3)
    const { call } = await served(t, database)
    const { rows } = await sql<{
      posting_uid: string
    }>`select posting_uid from postings order by posting_id limit 1`.execute(database.db)
    const ids = rows.map(({ posting_uid }) => posting_uid)
    t.equal((await call('POST', '/postings/invalidate', { reason: 'spam' })).status, 422)
    t.equal((await call('POST', '/postings/restore', {})).status, 422)
    t.equal((await call('POST', '/postings/invalidate', { posting_ids: ids, reason: ' ' })).status, 422)
    t.same((await call('POST', '/postings/invalidate', { posting_ids: ids, reason: 'spam' })).body.data, {
      changed: 1,
      posting_ids: ids,
    })
    t.equal(
      (
        await call('POST', '/postings/invalidate', {
          source: 'demo',
          created_since: '2020-01-01T00:00:00Z',
          reason: 'all',
        })
      ).body.data.changed,
      2,
    )
    t.equal((await call('POST', '/postings/restore', { source: 'demo' })).body.data.changed, 3)
  },
)

t.test('a process that was given no work to start says so', async (t) => {
  const { testDatabase } = await import('../helpers/database.ts')
  const { app } = await testApp(t, await testDatabase(t))
  const reply = await app.inject({ method: 'POST', url: '/_internal/pipeline/batches', headers: keyed, payload: {} })
  t.match(reply.json(), { status: 503, code: 'UNAVAILABLE' })
})
