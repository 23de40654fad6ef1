import t from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import { addBoard, openBoard } from '../helpers/board.ts'
import { collectionOn } from '../helpers/collection.ts'
import { onBothEngines, testDatabase } from '../helpers/database.ts'
import { userWho } from '../pipeline/refresh/searching.ts'
import { countingStatements, testGraphql } from './client.ts'

const COLLECT = `mutation ($input: CollectPostingsInput!) { collectPostings(input: $input) { operation { id kind state } started
  estimate { source whole knownOpenings pages items quota { provider left } } userErrors { code field message } } }`
const CANCEL = 'mutation ($id: ID!) { cancelOperation(id: $id) { operation { state } userErrors { code } } }'
const SOURCES = `{ sources { sourceName status stale target newestPostingAt sweeps(first: 2) { sweepId state items } }
  freshness { source stale newestPostingAgeSeconds } quota { figures { provider left } byRequester { used } } }`

await onBothEngines(t, 'a source is estimated, collected, followed and cancelled, as in REST', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 3)
  const { work, requests } = await collectionOn(t, database, board.base)
  const counting = await countingStatements(database)
  const { ask } = await testGraphql(t, counting.database, { collection: requests })
  const collect = async (input: object) => (await ask(COLLECT, { input })).data.collectPostings
  t.match(await collect({ source: 'board', dryRun: true }), {
    operation: null,
    started: false,
    estimate: { source: 'board', whole: true, knownOpenings: 0, pages: null },
    userErrors: [],
  })
  const first = await collect({ source: 'board' })
  t.match(first, { operation: { kind: 'collect', state: 'queued' }, started: true, estimate: null })
  t.same((await collect({ source: 'board' })).operation, first.operation)
  const { id } = first.operation
  t.match((await ask(CANCEL, { id })).data.cancelOperation, { operation: { state: 'cancelled' }, userErrors: [] })
  t.match((await ask(CANCEL, { id })).data.cancelOperation.userErrors, [{ code: 'ALREADY_FINISHED' }])
  t.match((await ask(CANCEL, { id: 'x' })).data.cancelOperation.userErrors, [{ code: 'OPERATION_NOT_FOUND' }])

  await work.run('collect', { source: 'board' }, 'tests')
  counting.statements.length = 0
  const { data, errors } = await ask(SOURCES)
  t.notOk(errors)
  t.ok(counting.statements.length <= 6, `${counting.statements.length} statements, however many sources`)
  t.match(
    data.sources.find(({ sourceName }: { sourceName: string }) => sourceName === 'board'),
    { status: 'active', stale: false, newestPostingAt: /Z$/, sweeps: [{ state: 'complete', items: 3 }] },
  )
  t.match((await ask('{ source(id: "board") { id kind } }')).data.source, { kind: 'test_board' })
  t.equal((await ask('{ source(id: "nobody") { id } }')).data.source, null)
})

t.test('mistakes come back as userErrors before anything is started', async (t) => {
  const database = await testDatabase(t)
  const board = await openBoard(t, 1)
  const { requests } = await collectionOn(t, database, board.base)
  const { ask } = await testGraphql(t, database, { collection: requests })
  const codes = async (query: string, variables?: object) => {
    const { data } = await ask(query, variables)
    return (Object.values(data)[0] as { userErrors: { code: string }[] }).userErrors.map(({ code }) => code)
  }
  t.same(await codes(COLLECT, { input: { source: 'nobody' } }), ['UNKNOWN_SOURCE'])
  t.same(await codes(COLLECT, { input: { source: 'jsearch' } }), ['SOURCE_KEY_MISSING'])
  t.same(await codes(COLLECT, { input: { source: 'jsearch', pages: 0, window: '3d' } }), ['VALIDATION', 'VALIDATION'])
  const search = { employmentTypes: ['whatever'] }
  t.same(await codes(COLLECT, { input: { source: 'jsearch', search } }), ['VALIDATION'])
  const errors = 'userErrors { code }'
  t.same(await codes(`mutation { runHourlyCollection { ${errors} } }`), ['SOURCE_KEY_MISSING'])
  t.same(await codes(`mutation { runDailyLoad(pages: 0) { ${errors} } }`), ['VALIDATION'])
  t.same(await codes(`mutation { checkLiveness(input: { source: "nobody" }) { ${errors} } }`), ['UNKNOWN_SOURCE'])
  t.same(await codes(`mutation { backfillUser(input: { userId: "a@b.c" }) { ${errors} } }`), ['USER_NOT_FOUND'])
  t.same(await codes(`mutation { pauseSource(name: "nobody") { ${errors} } }`), ['UNKNOWN_SOURCE'])
  const pause = 'mutation { pauseSource(name: "jsearch", reason: "why not") { source { status pausedReason } } }'
  t.match((await ask(pause)).data.pauseSource.source, { status: 'paused', pausedReason: 'why not' })
  const { key } = await createApiKey(database, { name: 'robot', scope: 'trigger', actor: 'tests' })
  const robot = { 'x-internal-api-key': key }
  t.match((await ask(pause, undefined, robot)).errors, [{ extensions: { code: 'API_KEY_LACKS_SCOPE' } }])
  const { data } = await ask(COLLECT, { input: { source: 'jsearch', acceptRemovals: true } }, robot)
  t.match(data.collectPostings.userErrors, [{ code: 'API_KEY_LACKS_SCOPE' }])
  t.match((await ask('mutation { resumeSource(name: "jsearch") { source { status } } }')).data.resumeSource, {
    source: { status: 'active' },
  })
})

t.test('a user sees the searches and what of them was backfilled', async (t) => {
  const database = await testDatabase(t)
  await userWho(database, 'ann@example.org', ['Nurse', 'Clerk'], ['Hamburg'])
  const board = await openBoard(t, 1)
  const { requests } = await collectionOn(t, database, board.base, ['JSEARCH_API_KEY'])
  const { ask } = await testGraphql(t, database, { collection: requests })
  const seen = await ask(`{ searchQueries(userId: "ann@example.org") { titleKeyword location priority combinationKey }
    backfillStatus(userId: "ann@example.org") { rows unbacked savedPercent
      combinations { query { titleKeyword } sources { source status } } } }`)
  t.notOk(seen.errors)
  t.equal(seen.data.searchQueries.length, 2)
  t.match(seen.data.backfillStatus, { rows: 2, unbacked: 2, savedPercent: 0, combinations: [{ sources: [] }, {}] })
  t.match((await ask('{ searchQueries(userId: "who") { id } }')).errors, [{ extensions: { code: 'USER_NOT_FOUND' } }])
  const dry = `mutation { backfillUser(input: { userId: "ann@example.org", dryRun: true }) {
    operation { id } estimate { unbacked pages sources { source window combinations { title } } } userErrors { code } } }`
  t.match((await ask(dry)).data.backfillUser, {
    operation: null,
    estimate: { unbacked: 2, pages: 5, sources: [{ source: 'active_jobs_db', window: '7d' }, { source: 'jsearch' }] },
    userErrors: [],
  })
})
