import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { openCollection } from '../../../src/collection.ts'
import { readConfig } from '../../../src/config.ts'
import { changeSource } from '../../../src/db/change-source.ts'
import { openDatabase } from '../../../src/db/connect.ts'
import type { Database } from '../../../src/db/engine.ts'
import { readQuota } from '../../../src/db/read-quota.ts'
import { addSource } from '../../../src/db/sources.ts'
import { quotaLines } from '../../../src/pipeline/collect/quota-lines.ts'
import { createPageReader } from '../../../src/pipeline/extract/read-page.ts'
import type { CollectResult } from '../../../src/pipeline/refresh/collect-source.ts'
import type { DailyResult } from '../../../src/pipeline/refresh/loaders/daily.ts'
import { dailyEndLines, queryAnalysisLines } from '../../../src/pipeline/refresh/loaders/daily-lines.ts'
import type { HourlyResult } from '../../../src/pipeline/refresh/loaders/hourly.ts'
import { createExtraction } from '../../../src/pipeline/store/extraction/extract-pages.ts'
import { rowsOf, run } from '../../helpers/board.ts'
import { ENGINES, testPostgres } from '../../helpers/database.ts'
import { type Call, type DayFault, dayOfProviders } from '../../helpers/day-of-providers.ts'
import { plainExtractor } from '../../helpers/plain-extractor.ts'
import { until } from '../../helpers/setting.ts'
import { quiet, userWho } from './searching.ts'

const START = new Date('2026-03-10T00:00:00Z')
const HOUR_MS = 3_600_000
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const DAILY_AT = 6
const RESTART_AT = 13
const BOARD_FAILS_AT = 6
const LIMITS = { active_jobs_db: { jobs: 520, requests: 10_000 }, jsearch: { requests: 13 } }

/** What goes wrong, by provider, hour and call of the hour. */
const FAULTS: Record<string, DayFault> = {
  'active_jobs_db 3 2': { status: 429, headers: { 'retry-after': '20' } },
  'active_jobs_db 5 2': { status: 500 },
  'active_jobs_db 9 1': { status: 429, headers: { 'retry-after': '3600' } },
  [`active_jobs_db ${RESTART_AT} 2`]: 'lost',
  'jsearch 4 1': { status: 500 },
  [`jsearch ${DAILY_AT} 2`]: { status: 429, headers: { 'retry-after': '7200' } },
  [`greenhouse ${BOARD_FAILS_AT} 1`]: { status: 500 },
  'greenhouse 12 1': { status: 503, headers: { 'retry-after': '5' } },
}
const faultOf = ({ provider, hour, nth }: Call) => FAULTS[`${provider} ${hour} ${nth}`]

/** A clock that only waiting and the test move on. */
function skippingClock() {
  let now = START.getTime()
  return {
    clock: () => new Date(now),
    goTo: (instant: number) => {
      now = Math.max(now, instant)
    },
    sleep: async (ms: number, signal?: AbortSignal) => {
      now += ms
      await pause(Math.min(ms, 10), undefined, { signal })
    },
  }
}

/** What the database stamps by its own clock grows older: the leases and ends of sweeps, and who performs what. */
async function grow(database: Database, seconds: number): Promise<void> {
  const older = (column: string) => `${column} = ${column} - interval '${seconds} s'`
  await run(database, `update sweeps set ${older('lease_until')}, ${older('finished_at')}`)
  await run(database, `update operations set ${older('updated_at')} where state = 'running'`)
}

/** Opens the data of one database as often as it is asked to, as one process after another would. */
async function dataOf(t: Test): Promise<() => Promise<Database>> {
  if (ENGINES.includes('postgres')) {
    const { url } = await testPostgres(t)
    return () => openDatabase({ url, migrations: 'skip' })
  }
  const dataDir = t.testdir()
  return () => openDatabase({ dataDir })
}

function openProcess(database: Database, time: ReturnType<typeof skippingClock>) {
  const config = readConfig({ ACTIVEJOBS_API_KEY: 'key-one', JSEARCH_API_KEY: 'key-two', QUERY_MIN_PRIORITY: '0' })
  const reader = createPageReader({
    extractor: plainExtractor,
    fetcher: { fetch: () => Promise.reject(new Error('no page is read on this day')) },
    clock: time.clock,
  })
  const switches = { enabled: true, shadow: false }
  const extraction = createExtraction({ database, reader, switches, log: quiet, count: async () => undefined })
  const versions = { code: 'day', schema: 'day' }
  const startBatch = async () => null
  const { clock, sleep } = time
  return openCollection({ config, log: quiet, database, extraction, startBatch, versions, clock, sleep })
}

t.test('a day of hourly runs, a daily one and a restart loses, doubles and overspends nothing', async (t) => {
  const time = skippingClock()
  const { base, calls, used, offered, refused, lost, asked } = await dayOfProviders(t, {
    start: START,
    clock: time.clock,
    limits: LIMITS,
    fault: faultOf,
  })
  const open = await dataOf(t)
  let database = await open()
  let { work, close } = openProcess(database, time)
  t.teardown(async () => {
    await work.stopWorker()
    await close()
    await database.close()
  })
  await database.transaction(async (tx) => {
    await changeSource(tx, 'active_jobs_db', { config: { page_size: 10 } }, 'test')
    await changeSource(tx, 'jsearch', { config: { query: 'jobs in Hamburg', country: 'DE', pages: 2 } }, 'test')
    await addSource(tx, { source_name: 'board', kind: 'greenhouse', config: { board: 'harbour' } }, 'test')
  })
  await userWho(database, 'a@example.org', ['Nurse', 'Welder'], ['Hamburg'])
  await userWho(database, 'b@example.org', ['nurse', 'Pilot'], ['Hamburg, Germany'])

  const ofHour = new Map<number, HourlyResult>()
  const ofBoard = new Map<number, CollectResult>()
  const ofJsearch = new Map<number, CollectResult>()
  let ofDay: DailyResult | undefined
  let stop = new AbortController()
  const perform = <T>(kind: string, input: Record<string, unknown> = {}) =>
    work.run<T>(kind, { ...input, base_url: base }, 'schedule', { signal: stop.signal }).then(({ result }) => result)

  async function restart(hourly: Promise<unknown>): Promise<void> {
    await lost
    // Nothing of the dying process reaches the database any more.
    await database.close()
    stop.abort()
    await t.rejects(hourly)
    await close()
    time.goTo(time.clock().getTime() + 11 * 60_000)
    database = await open()
    stop = new AbortController()
    ;({ work, close } = openProcess(database, time))
    t.same(await rowsOf(database, `select state from sweeps where state = 'running'`), [['running']])
    t.same(await rowsOf(database, `select unit, used from quota_ledger where state = 'reserved' order by 1`), [
      ['jobs', 10],
      ['requests', 1],
    ])
    await grow(database, 11 * 60)
    work.startWorker()
    const over = `select result from operations where kind = 'hourly' and state = 'succeeded' order by finished_at desc limit 1`
    const isOpen = `select 1 from operations where kind = 'hourly' and state in ('queued', 'running')`
    await until(async () => (await rowsOf(database, isOpen)).length === 0)
    ofHour.set(RESTART_AT, (await rowsOf(database, over))[0]?.[0] as HourlyResult)
    await work.stopWorker()
  }

  for (const hour of HOURS) {
    time.goTo(START.getTime() + hour * HOUR_MS)
    await grow(database, 3_600)
    const hourly = perform<HourlyResult>('hourly')
    if (hour === RESTART_AT) {
      await restart(hourly)
      continue
    }
    await Promise.all([
      hourly.then((result) => ofHour.set(hour, result)),
      hour % 3 === 0 && perform<CollectResult>('collect', { source: 'board' }).then((done) => ofBoard.set(hour, done)),
      hour % 4 === 0 &&
        perform<CollectResult>('collect', { source: 'jsearch' }).then((done) => ofJsearch.set(hour, done)),
      hour === DAILY_AT &&
        perform<DailyResult>('daily').then((result) => {
          ofDay = result
        }),
    ])
  }

  await t.test('no opening is stored twice, and none that was given is missing', async (t) => {
    for (const [source, provider] of [
      ['active_jobs_db', 'active_jobs_db'],
      ['jsearch', 'jsearch'],
      ['board', 'greenhouse'],
    ] as const) {
      const stored = await rowsOf(database, `select external_id from postings where source = '${source}' order by 1`)
      t.same(stored.flat().sort(), [...offered[provider]].sort(), source)
    }
    t.ok(offered.active_jobs_db.size > 400)
  })

  await t.test('no limit is passed: what would pass it is not even asked', async (t) => {
    t.same(refused, [])
    t.ok(used.active_jobs_db.jobs <= LIMITS.active_jobs_db.jobs)
    t.ok(used.jsearch.requests <= LIMITS.jsearch.requests)
    const without = HOURS.filter((hour) => ofHour.get(hour)?.reason === 'QUOTA_EXHAUSTED')
    t.ok(without.length >= 2, 'the limit is reached before the day is over')
    t.match(
      without.map((hour) => ofHour.get(hour)?.state),
      without.map(() => 'unavailable'),
    )
    const first = Math.min(...without)
    t.equal(calls.filter(({ provider, hour }) => provider === 'active_jobs_db' && hour > first).length, 0)
    t.match(ofJsearch.get(20), { reason: 'QUOTA_EXHAUSTED', items: 0 })
    t.equal(calls.filter(({ provider, hour }) => provider === 'jsearch' && hour === 20).length, 0)
  })

  await t.test("the ledger is the providers' own count", async (t) => {
    const months = await rowsOf(
      database,
      `select provider, unit, used, reserved, remaining from quota_months order by provider, unit`,
    )
    const { active_jobs_db: active, jsearch } = used
    t.same(months, [
      ['active_jobs_db', 'jobs', active.jobs, 0, LIMITS.active_jobs_db.jobs - active.jobs],
      ['active_jobs_db', 'requests', active.requests, 0, LIMITS.active_jobs_db.requests - active.requests],
      ['jsearch', 'jobs', jsearch.jobs, 0, null],
      ['jsearch', 'requests', jsearch.requests, 0, LIMITS.jsearch.requests - jsearch.requests],
    ])
    const entries = await rowsOf(
      database,
      `select provider, unit, sum(used)::int from quota_ledger group by 1, 2 order by 1, 2`,
    )
    t.same(
      entries,
      months.map(([provider, unit, sum]) => [provider, unit, sum]),
      'entry by entry',
    )
  })

  await t.test("one provider's failure costs the others nothing", async (t) => {
    const whole = { state: 'done', fetched: 25, truncated: false }
    t.match(ofHour.get(3), whole, 'a 429 that is waited for costs nothing')
    t.match(ofHour.get(4), { ...whole, inserted: 20, duplicates: 5 })
    t.match(ofJsearch.get(4), { state: 'failed', reason: 'FETCH_STATUS' })
    t.match(ofHour.get(5), { state: 'failed', reason: 'FETCH_STATUS', fetched: 10 })
    t.match(ofHour.get(BOARD_FAILS_AT), whole)
    t.match(ofBoard.get(BOARD_FAILS_AT), { state: 'failed', reason: 'FETCH_STATUS', items: 0 })
    t.match(ofHour.get(9), { state: 'failed', reason: 'FETCH_STATUS', fetched: 0 })
    t.match(ofBoard.get(9), { state: 'complete', items: 20 })
    t.match(ofBoard.get(12), { state: 'complete', items: 20 })
    t.match(ofDay?.sources, [
      { source: 'active_jobs_db', asked: 3, done: 3, failed: 0, skipped: null },
      { source: 'jsearch', asked: 3, done: 2, failed: 1, faults: { FETCH_STATUS: 1 } },
    ])
    t.match(ofHour.get(RESTART_AT), { state: 'done', fetched: 25 }, 'the hour of the restart is whole')
    t.match(ofHour.get(RESTART_AT + 1), { ...whole, inserted: 20 })
  })

  await t.test('two users who want the same pay once, and are told so', async (t) => {
    const daily = asked.filter(({ path }) => path === '/active-ats-24h').map(({ query }) => String(query))
    t.same([daily.length, new Set(daily).size], [3, 3])
    const lines = [...queryAnalysisLines(ofDay as DailyResult), ...dailyEndLines(ofDay as DailyResult)]
    t.ok(lines.includes('  ✅ Quota saved: 1 API calls (25%)'))
    const figures = await readQuota(database.db, time.clock())
    for (const line of [...lines, ...figures.flatMap((figure) => quotaLines(figure))]) t.comment(line)
  })
})
