import t, { type Test } from 'tap'
import Type from 'typebox'
import type { Database } from '../../../src/db/engine.ts'
import { pageKind, type SourceKind } from '../../../src/pipeline/collect/source-kind.ts'
import { loadGazetteer } from '../../../src/pipeline/extract/normalise/gazetteer.ts'
import { createRefresh, type RefreshOptions } from '../../../src/pipeline/refresh/refresh-posting.ts'
import { addBoard, boardKind, collectorOn, openBoard, rowsOf, run } from '../../helpers/board.ts'
import { onBothEngines, testDatabase } from '../../helpers/database.ts'
import { plainPage } from '../../helpers/plain-extractor.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { insertPostings, testWorkflow } from '../../helpers/workflow.ts'

const knowledge = { gazetteer: loadGazetteer(), linker: null }
const going = new AbortController().signal
const DAY_MS = 86_400_000
const NEW_TEXT = `You lead the night shift of the lighthouse and its lamps. ${'You keep a log of ships and weather. '.repeat(6)}`

/** A board of so many openings, collected two days ago, and what asks them again. */
async function openOldBoard(t: Test, database: Database, count: number, more: Partial<RefreshOptions> = {}) {
  await addBoard(database)
  const board = await openBoard(t, count)
  const kind: SourceKind = {
    ...boardKind,
    detail: async (_config, { http }, { id }) => (await http.json({ url: `${board.base}/detail`, query: { id } })).data,
    isClosed: (detail) => (detail as { closed?: boolean }).closed === true,
  }
  const collector = collectorOn(t, database, { base: board.base, kinds: [kind] })
  collector.context.knowledge = knowledge
  await collector.collect()
  await age(database)
  const asked = board.count('GET /detail')
  return {
    board,
    refresh: refreshWith(collector, more),
    ids: await idsOf(database),
    /** Details that were asked for since the sweep. */
    details: () => board.count('GET /detail') - asked,
  }
}

const onOneEngine = (t: Test, name: string, test: (t: Test, database: Database) => Promise<unknown>) =>
  t.test(name, async (t) => test(t, await testDatabase(t)))

type Collector = ReturnType<typeof collectorOn>

function refreshWith({ fetcher, context }: Collector, more: Partial<RefreshOptions> = {}) {
  const { database, extraction, findKind, secret, log } = context
  return createRefresh({
    ...{ database, extraction, findKind, secret, log, clock: () => new Date(), refreshAgeMs: DAY_MS },
    ...{ fetcher: () => fetcher, knowledge: () => knowledge },
    ...more,
  })
}

async function age(database: Database): Promise<void> {
  await run(database, `update postings_staging set updated_at = updated_at - interval '2 days'`)
  await run(
    database,
    `update postings set fetched_at = fetched_at - interval '2 days', created_at = created_at - interval '2 days',
      last_seen_at = last_seen_at - interval '2 days'`,
  )
}

const idsOf = async (database: Database) =>
  (await rowsOf(database, 'select posting_id from postings order by posting_id')).flat() as number[]

const outcomes = (answers: ReadonlyMap<number, { outcome: string }>) =>
  [...answers.values()].map(({ outcome }) => outcome)

onBothEngines(
  t,
  'a posting read too long ago is read again before its run, which reads what came',
  async (t, database) => {
    const { board, refresh } = await openOldBoard(t, database, 3)
    const [changed] = board.openings
    if (changed) changed.text = NEW_TEXT
    const { batches, worker } = await testWorkflow(database)
    const { operation } = await batches.start({ by: 'test' })
    const one = worker({ refresh })
    one.start()
    await one.ended(operation?.operation_id as string)
    await one.stop()
    const told = `select output #>> '{data,outcome}', output #>> '{data,reason}' from interactions
    where conversation_id = 9144 order by posting_id`
    t.same(await rowsOf(database, told), [
      ['SUCCESS', 'read again: updated'],
      ['SUCCESS', 'read again: unchanged'],
      ['SUCCESS', 'read again: unchanged'],
    ])
    const [[text, summary, own] = []] = await rowsOf(
      database,
      `select job_description, extracted_summary, provenance #>> '{extracted_summary,input_hash}' = content_hash from postings
      where external_id = 'R1'`,
    )
    t.match(text, /lighthouse/)
    t.match(summary, /lighthouse/, 'the summary is made of the new text')
    t.equal(own, true)
    t.same(await rowsOf(database, 'select distinct outcome from workflow_runs'), [['processed']])
  },
)

onBothEngines(t, 'what is young, imported or resting is not asked, and says why', async (t, database) => {
  const { refresh, ids, details } = await openOldBoard(t, database, 3)
  await run(database, `update postings_staging set updated_at = now() where external_id = 'R1'`)
  const [imported] = await insertPostings(database, 1)
  const first = await refresh([...ids, imported as number], going)
  t.same(outcomes(first), ['RATE_LIMITED', 'SUCCESS', 'SUCCESS', 'RATE_LIMITED'])
  t.match(first.get(ids[0] as number)?.reason, /recently enough/)
  t.match(first.get(imported as number)?.reason, /imported/)
  t.equal(details(), 2)
  t.same(outcomes(await refresh(ids, going)), ['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED'])
  t.equal(details(), 2, 'what was read again is young')
  await age(database)
  await run(database, `update sources set status = 'paused', paused_reason = 'moving' where source_name = 'board'`)
  t.match([...(await refresh(ids, going)).values()][0], { outcome: 'RATE_LIMITED', reason: /moving/ })
  await run(database, `update sources set status = 'active', target = 'shadow' where source_name = 'board'`)
  t.match([...(await refresh(ids, going)).values()][0], { outcome: 'RATE_LIMITED', reason: /shadow/ })
  t.equal(details(), 2)
})

onBothEngines(t, 'gone once leaves the posting, gone twice far apart removes it', async (t, database) => {
  const { board, refresh, ids } = await openOldBoard(t, database, 4)
  board.onDetail = (id) => (id === 'R1' ? { status: 404 } : id === 'R2' ? { body: { closed: true } } : undefined)
  const [one, two] = ids as [number, number]
  const first = await refresh(ids, going)
  t.match(first.get(one), { outcome: 'FAILED', reason: /answers 404; kept until/ })
  t.match(first.get(two), { outcome: 'FAILED', reason: /closed; kept until/ })
  t.same(outcomes(first), ['FAILED', 'FAILED', 'SUCCESS', 'SUCCESS'])
  await run(database, `update posting_liveness set checked_at = checked_at - interval '13 hours'`)
  t.match((await refresh([one], going)).get(one), { outcome: 'GONE' })
  t.match((await refresh([two], going)).get(two), { outcome: 'GONE', reason: /closed/ })
  t.same(await rowsOf(database, `select external_id from postings where posting_status = 'removed' order by 1`), [
    ['R1'],
    ['R2'],
  ])
  t.same(await rowsOf(database, 'select count(*)::int from audit_log where actor = $$workflow$$'), [[2]])
})

onOneEngine(t, 'what would take off more than half of a source is kept', async (t, database) => {
  const { board, refresh, ids } = await openOldBoard(t, database, 3)
  board.onDetail = () => ({ status: 410 })
  await refresh(ids, going)
  await run(database, `update posting_liveness set checked_at = checked_at - interval '13 hours'`)
  const second = await refresh(ids, going)
  t.same(outcomes(second), ['FAILED', 'FAILED', 'FAILED'])
  t.match([...second.values()][0], { reason: /more than half/ })
  t.same(await rowsOf(database, `select count(*)::int from postings where posting_status = 'removed'`), [[0]])
})

onOneEngine(t, 'a source that asks for a rest gets it: one question, no waiting', async (t, database) => {
  let now = Date.now()
  const { board, refresh, ids, details } = await openOldBoard(t, database, 4, { clock: () => new Date(now) })
  board.onDetail = () => ({ status: 429, headers: { 'retry-after': '30' } })
  const answers = await refresh(ids, going)
  t.same(outcomes(answers), Array(4).fill('RATE_LIMITED'))
  t.match([...answers.values()][3], { reason: /429.*not asked until/ })
  t.equal(details(), 1)
  board.onDetail = () => undefined
  now += 31_000
  t.same(outcomes(await refresh(ids, going)), Array(4).fill('SUCCESS'))
})

onOneEngine(t, 'after five failures in a row a source is left alone for ten minutes', async (t, database) => {
  let now = Date.now()
  const { board, refresh, ids, details } = await openOldBoard(t, database, 8, { clock: () => new Date(now) })
  board.onDetail = () => ({ status: 500 })
  t.same(outcomes(await refresh(ids, going)), [...Array(5).fill('FAILED'), ...Array(3).fill('RATE_LIMITED')])
  t.equal(details(), 5)
  t.match([...(await refresh(ids, going)).values()][0], { outcome: 'RATE_LIMITED', reason: /failed 5 times in a row/ })
  t.equal(details(), 5)
  now += 11 * 60_000
  await refresh(ids, going)
  t.equal(details(), 6, 'one more failure begins the next rest')
  now += 11 * 60_000
  board.onDetail = () => undefined
  t.same(outcomes(await refresh(ids, going)), Array(8).fill('SUCCESS'))
  t.same(await rowsOf(database, `select consecutive_failures from sources where source_name = 'board'`), [[0]])
})

onOneEngine(t, 'a source that does not answer, or a stop, costs a bounded time', async (t, database) => {
  const { board, refresh, ids, details } = await openOldBoard(t, database, 6, { askMs: 80, callMs: 100 })
  const { promise, resolve } = Promise.withResolvers<undefined>()
  t.teardown(() => resolve(undefined))
  board.onDetail = () => promise
  const answers = await refresh(ids, going)
  t.same(outcomes(answers).slice(0, 1), ['TIMEOUT'])
  t.match([...answers.values()].at(-1), { outcome: 'RATE_LIMITED', reason: /took too long/ })
  const before = details()
  const stop = new AbortController()
  const stopped = refresh(ids, stop.signal)
  stop.abort()
  t.match([...(await stopped).values()].at(-1), { outcome: 'RATE_LIMITED', reason: /stopping/ })
  t.equal(details(), before)
})

onBothEngines(t, 'a posting from a page is read again from its own page', async (t, database) => {
  await addBoard(database)
  const answers: Record<string, string> = {}
  const server = await replayServer(t, {
    ...Object.fromEntries(
      ['one', 'two', 'three'].map((name) => [
        `GET /${name}`,
        () => ({ body: answers[name] ?? '{}', headers: { 'content-type': 'text/html' } }),
      ]),
    ),
  })
  const page = (name: string, description?: string) => {
    const changes = { title: `Nurse ${name}`, application_url: `${server.base}/${name}/apply`, identifier: name }
    const made = JSON.parse(plainPage(description ? { ...changes, description } : changes))
    made.postings[0].url = `${server.base}/${name}`
    return JSON.stringify(made)
  }
  for (const name of ['one', 'two', 'three']) answers[name] = page(name)
  const urls = Object.keys(answers).map((name) => ({ url: `${server.base}/${name}` }))
  const kind = pageKind({
    ...{ kind: 'test_board', summary: '', config: Type.Object({}), listing: 'whole', reads: 'pages' },
    politeness: { interval_ms: 0, robots: false },
    page: async () => ({ items: urls, next: null }),
  })
  const collector = collectorOn(t, database, { base: server.base, kinds: [kind] })
  t.match(await collector.collect(), { counts: { inserted: 3 } })
  await age(database)
  answers.one = page('one', NEW_TEXT)
  answers.two = JSON.stringify({ page_type: 'expired', postings: [] })
  answers.three = page('four')
  const told = await refreshWith(collector)(await idsOf(database), going)
  t.same(
    [...told.values()].map(({ outcome, reason }) => `${outcome} ${reason.split(';')[0]}`),
    [
      'SUCCESS read again: updated',
      'FAILED its page says that it is over',
      'FAILED its source names another posting there',
    ],
  )
  t.same(await rowsOf(database, `select count(*)::int from postings where job_description like '%lighthouse%'`), [[1]])
})
