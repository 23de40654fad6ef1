import { sql } from 'kysely'
import t from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import { createShadow } from '../../src/pipeline/store/shadow/shadow.ts'
import { onBothEngines } from '../helpers/database.ts'
import { testGraphql } from './client.ts'

t.setTimeout(0)

const REPORT = `{ shadowReport(source: "demo") { source ready counts { shadow shadowLastHour live } checks { check status detail }
  sources { source shadow live matched onlyShadow onlyLive firstShadowAt hoursInShadow refused successRate
    fields { field same differs onlyShadow onlyLive agreement examples { postingId shadow live } } }
  actions { actionId kind source forced requestedBy state counts createdAt endedAt undoneBy undoneAt } } }`
const PROMOTE = `mutation ($input: PromoteShadowInput!) { promoteShadow(input: $input) { actionId counts { inserted updated total } reasons
  remaining failing { check status } userErrors { code field message } } }`
const DISCARD = `mutation ($input: DiscardShadowInput!) { discardShadow(input: $input) { actionId discarded remaining userErrors { code field } } }`
const UNDO =
  'mutation ($id: ID!) { undoShadow(actionId: $id) { kind postings undone skipped complete userErrors { code } } }'
const SIGN = `mutation ($input: SignShadowCheckInput!) { signShadowCheck(input: $input) { signed userErrors { code field } } }`

await onBothEngines(t, 'shadow to live over GraphQL', async (t, database) => {
  const silent = () => undefined
  const shadow = createShadow({
    database,
    log: { info: silent, warn: silent, debug: silent },
    clock: () => new Date(),
    retentionMs: 86_400_000,
    probe: () => ({ configured: true, unguarded: [] }),
    onWritten: async () => undefined,
  })
  for (const table of ['postings', 'postings_shadow']) {
    await sql`insert into ${sql.table(table)} (source_id, source, external_id, external_job_id, job_title, job_description, canonical_version,
        canonical_hash, content_hash, created_at, provenance)
      select 5, 'demo', 'x' || i, 'x' || i, 'Nurse ' || i, 'text ' || i, 1, md5('x' || i), md5('c' || i), now(), '{}'
      from generate_series(case when ${table} = 'postings' then 1 else 2 end, case when ${table} = 'postings' then 2 else 3 end) i`.execute(
      database.db,
    )
  }
  await sql`update postings_shadow set job_title = 'Head nurse' where external_id = 'x2'`.execute(database.db)
  const { ask } = await testGraphql(t, database, { shadow })

  await t.test('the report has what REST has', async (t) => {
    const { data, errors } = await ask(REPORT)
    t.notOk(errors)
    t.match(data.shadowReport, {
      source: 'demo',
      ready: false,
      counts: { shadow: 2, shadowLastHour: 2, live: 2 },
      sources: [
        { source: 'demo', matched: 1, onlyShadow: 1, onlyLive: 1, successRate: 1, firstShadowAt: /^\d{4}.*Z$/ },
      ],
    })
    t.match(data.shadowReport.sources[0].fields, [
      { field: 'job_title', differs: 1, examples: [{ shadow: 'Head nurse', live: 'Nurse 2' }] },
    ])
    t.match((await ask('{ shadowReport(source: "nobody") { ready } }')).errors, [
      { extensions: { code: 'UNKNOWN_SOURCE' } },
    ])
  })

  await t.test('mistakes and checks that do not pass come back as userErrors', async (t) => {
    t.match((await ask(PROMOTE, { input: {} })).data.promoteShadow, {
      counts: null,
      userErrors: [{ code: 'VALIDATION', field: 'input.source' }],
    })
    t.match((await ask(PROMOTE, { input: { all: true } })).data.promoteShadow.userErrors, [
      { code: 'SHADOW_NOT_READY', field: 'hours_in_shadow' },
      { code: 'SHADOW_NOT_READY', field: 'rollback_tested' },
      { code: 'SHADOW_NOT_READY', field: 'custom_mappings_documented' },
    ])
    t.match((await ask(DISCARD, { input: { source: 'demo', all: true } })).data.discardShadow, {
      discarded: 0,
      userErrors: [{ code: 'VALIDATION' }],
    })
    t.match((await ask(UNDO, { id: 'x' })).data.undoShadow.userErrors, [{ code: 'SHADOW_ACTION_NOT_FOUND' }])
    const { key } = await createApiKey(database, { name: 'worker', scope: 'trigger', actor: 'tests' })
    t.match((await ask(PROMOTE, { input: { all: true, force: true } }, { 'x-internal-api-key': key })).errors, [
      { extensions: { code: 'API_KEY_LACKS_SCOPE' } },
    ])
  })

  await t.test('promoted, undone, signed, discarded', async (t) => {
    t.match((await ask(PROMOTE, { input: { all: true, dryRun: true } })).data.promoteShadow, {
      actionId: null,
      counts: { inserted: 1, updated: 1, total: 2 },
      failing: [{ check: 'hours_in_shadow' }, {}, {}],
    })
    const { promoteShadow } = (await ask(PROMOTE, { input: { source: 'demo', force: true } })).data
    t.match(promoteShadow, { counts: { inserted: 1, updated: 1, total: 2 }, remaining: 0, userErrors: [] })
    t.match((await ask(REPORT)).data.shadowReport.actions, [
      { actionId: promoteShadow.actionId, kind: 'promote', forced: true, requestedBy: 'environment', state: 'ended' },
    ])
    t.match((await ask(UNDO, { id: promoteShadow.actionId })).data.undoShadow, {
      kind: 'promote',
      undone: 2,
      complete: true,
    })
    const check = 'rollback_tested'
    t.match((await ask(SIGN, { input: { check, note: 'x'.repeat(501) } })).data.signShadowCheck, { signed: false })
    t.match((await ask(SIGN, { input: { check, note: 'on a copy' } })).data.signShadowCheck, { signed: true })
    t.match((await ask(SIGN, { input: { check, unsign: true } })).data.signShadowCheck, {
      signed: false,
      userErrors: [],
    })
    t.match((await ask(DISCARD, { input: { all: true } })).data.discardShadow, { discarded: 2, remaining: 0 })
  })
})
