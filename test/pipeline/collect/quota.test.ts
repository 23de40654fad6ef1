import { sql } from 'kysely'
import t from 'tap'
import { openDatabase } from '../../../src/db/connect.ts'
import type { Database } from '../../../src/db/engine.ts'
import { createQuota, type QuotaOptions } from '../../../src/pipeline/collect/quota.ts'
import type { QuotaRules } from '../../../src/pipeline/collect/source-kind.ts'
import { onBothEngines, testDatabase, testPostgres, WITHOUT_POSTGRES } from '../../helpers/database.ts'

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
const named = (unit: string, value: number | undefined) => (value === undefined ? {} : { [unit]: value })

const rules: QuotaRules = {
  provider: 'board',
  limits: { jobs: 1_000, requests: 50 },
  read: (headers) => ({
    remaining: { ...named('jobs', number(headers['x-left'])), ...named('requests', number(headers['x-calls-left'])) },
    limits: named('jobs', number(headers['x-limit'])),
    resets: named('jobs', number(headers['x-reset'])),
  }),
}

/** A clock that stands until the test moves it. */
function clockAt(text: string) {
  let instant = new Date(text)
  const set = (next: string) => {
    instant = new Date(next)
  }
  return { now: () => instant, set }
}

function quotaOf(database: Database, options: Partial<QuotaOptions> = {}) {
  const now = () => new Date('2026-03-10T12:00:00Z')
  return createQuota({ database, rules, requestedBy: 'daily', sourceId: null, now, ...options })
}

const monthsOf = async ({ db }: Database) => {
  const { rows } = await sql`
    select month::text, unit, used, reserved, quota_limit, remaining from quota_months order by month, unit`.execute(db)
  return rows
}
const entriesOf = async ({ db }: Database) => {
  const { rows } = await sql`
    select unit, used, state, requested_by, request from quota_ledger order by quota_entry_id`.execute(db)
  return rows
}

/** Enough at once to collide, few enough that nobody waits too long for a connection. */
const LANES = 12

/** Reserves as often as it may; how many calls were allowed. */
async function race(quotas: ReturnType<typeof quotaOf>[], calls: number): Promise<number> {
  let [begun, allowed] = [0, 0]
  async function call(index: number): Promise<void> {
    const quota = quotas[index % quotas.length]!
    const reservation = await quota.reserve({ jobs: 10, requests: 1 }, '/jobs').catch((error) => {
      if (error.code !== 'QUOTA_EXHAUSTED') throw error
      return null
    })
    if (reservation) allowed += 1
    // Some calls yield less than they may, and some of the reservations are still open at the end.
    if (index % 3 === 0) await reservation?.settle({ jobs: index % 10, requests: 1 })
  }
  async function lane(): Promise<void> {
    while (begun < calls) await call(begun++)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return allowed
}

onBothEngines(
  t,
  'a call is reserved, then charged for what it brought, with the name of who asked',
  async (t, database) => {
    const quota = quotaOf(database)
    const reservation = await quota.reserve({ jobs: 100, requests: 1 }, '/jobs?limit=100')
    t.same(await quota.left(), { jobs: 900, requests: 49 })
    await reservation.settle({ jobs: 40, requests: 1 })
    await reservation.settle({ jobs: 90 })
    await reservation.release()
    t.same(await quota.left(), { jobs: 960, requests: 49 })
    t.same(quota.used(), { jobs: 40, requests: 1 })
    t.same(await entriesOf(database), [
      { unit: 'jobs', used: 40, state: 'settled', requested_by: 'daily', request: '/jobs?limit=100' },
      { unit: 'requests', used: 1, state: 'settled', requested_by: 'daily', request: '/jobs?limit=100' },
    ])
    const odd = await quota.reserve({ jobs: 100, requests: 1 }, '/jobs')
    await odd.settle({ jobs: Number.NaN, requests: -1 })
    t.same(await quota.left(), { jobs: 860, requests: 48 }, 'what is no count is charged in full')
    const unsent = await quota.reserve({ jobs: 100, requests: 1 }, '/jobs')
    await unsent.release()
    t.same(await quota.left(), { jobs: 860, requests: 48 })
    t.equal((await entriesOf(database)).length, 4, 'a call that never left is in no ledger')
  },
)

onBothEngines(t, '200 calls, many at once, never exceed the limit', async (t, database) => {
  const allowed = await race([quotaOf(database, { limits: { jobs: 500, requests: 40 } })], 200)
  t.equal(allowed, 40)
  t.same(
    (await monthsOf(database)).map((row) => {
      const { unit, used, reserved, quota_limit } = row as Record<string, number>
      return { unit, fits: used! + reserved! <= quota_limit! }
    }),
    [
      { unit: 'jobs', fits: true },
      { unit: 'requests', fits: true },
    ],
  )
})

t.test('two processes that share a provider never exceed the limit together', { skip: WITHOUT_POSTGRES }, async (t) => {
  const { database, url } = await testPostgres(t)
  const other = await openDatabase({ url, migrations: 'skip' })
  t.teardown(() => other.close())
  const limits = { jobs: 300, requests: 1_000 }
  const allowed = await race([quotaOf(database, { limits }), quotaOf(other, { limits, requestedBy: 'hourly' })], 120)
  const { rows } = await sql<{ used: number; open: number }>`
    select used, reserved as open from quota_months where unit = 'jobs'`.execute(database.db)
  const { used, open } = rows[0]!
  t.ok(used + open <= 300, `${used} used and ${open} reserved`)
  t.ok(allowed >= 30)
  const { rows: sums } = await sql<{ n: number }>`
    select sum(used)::int as n from quota_ledger where unit = 'jobs'`.execute(database.db)
  t.equal(sums[0]?.n, used + open, 'the journal adds up to the month')
})

t.test('an exhausted quota says what is left and when the month ends', async (t) => {
  const database = await testDatabase(t)
  const quota = quotaOf(database, { limits: { jobs: 50 } })
  const error = await quota.reserve({ jobs: 60, requests: 1 }, '/jobs').catch((thrown) => thrown)
  t.match(error, { code: 'QUOTA_EXHAUSTED', message: /board .* 50 jobs/ })
  t.equal(error.retryAfterSeconds, (Date.UTC(2026, 3, 1) - Date.UTC(2026, 2, 10, 12)) / 1_000)
  t.same(await entriesOf(database), [])
  t.same(await quota.left(), { jobs: 50, requests: 50 })
})

onBothEngines(
  t,
  'a reservation of a dead process counts as used until the provider says otherwise',
  async (t, database) => {
    const clock = clockAt('2026-03-10T12:00:00Z')
    const dead = quotaOf(database, clock)
    const lost = await dead.reserve({ jobs: 100, requests: 1 }, '/jobs')
    clock.set('2026-03-10T12:09:00Z')
    t.same(await dead.left(), { jobs: 900, requests: 49 })
    clock.set('2026-03-10T12:11:00Z')
    const quota = quotaOf(database, clock)
    t.same(await quota.left(), { jobs: 900, requests: 49 }, 'still counted')
    t.match(await monthsOf(database), [
      { unit: 'jobs', used: 100, reserved: 0 },
      { unit: 'requests', used: 1, reserved: 0 },
    ])
    t.match(await entriesOf(database), [{ state: 'expired' }, { state: 'expired' }])
    const next = await quota.reserve({ jobs: 100, requests: 1 }, '/jobs')
    await next.settle({ jobs: 30, requests: 1 }, { 'x-left': '970', 'x-limit': '1000' })
    t.match(await quota.left(), { jobs: 970 }, 'the provider never counted the lost call')
    await lost.settle({ jobs: 5, requests: 1 })
    t.same(await quota.left(), { jobs: 1_000, requests: 48 }, 'it lived after all: its full charge is taken back')
  },
)

t.test('what the provider counts wins, in both directions and over the assumed limit', async (t) => {
  const database = await testDatabase(t)
  const quota = quotaOf(database)
  const call = async (spent: number, headers: Record<string, string>) =>
    (await quota.reserve({ jobs: 100, requests: 1 }, '/jobs')).settle({ jobs: spent, requests: 1 }, headers)
  await call(10, { 'x-left': '600', 'x-limit': '5000' })
  t.match(await monthsOf(database), [{ unit: 'jobs', used: 4_400, quota_limit: 5_000, remaining: 600 }, {}])
  t.match(await quota.left(), { jobs: 600 }, 'others use the same key')
  await call(10, { 'x-left': '593', 'x-limit': '5000' })
  t.match(await entriesOf(database), [{ used: 10 }, {}, { used: 7 }, {}], 'it charged less than the answer held')
  await call(10, { 'x-left': '5000', 'x-limit': '5000' })
  t.match(await quota.left(), { jobs: 5_000 }, 'its month began anew')
  await call(10, { 'x-left': 'soon', 'x-limit': '-3' })
  t.match(await quota.left(), { jobs: 4_990 }, 'no word')
  await call(10, { 'x-left': '9000' })
  t.match(await quota.left(), { jobs: 9_000 }, 'a larger plan')
})

t.test('answers that arrive out of order free nothing that another one has counted', async (t) => {
  const database = await testDatabase(t)
  const quota = quotaOf(database)
  const first = await quota.reserve({ jobs: 100 }, '/jobs')
  const second = await quota.reserve({ jobs: 100 }, '/jobs')
  await second.settle({ jobs: 100 }, { 'x-left': '100', 'x-limit': '1000' })
  t.same(await quota.left(), { jobs: 0, requests: 50 }, 'the first one is still under way')
  await first.settle({ jobs: 100 }, { 'x-left': '200', 'x-limit': '1000' })
  t.match(await quota.left(), { jobs: 0 })
})

t.test('the limit of the operator holds below the one of the provider', async (t) => {
  const database = await testDatabase(t)
  const careful = quotaOf(database, { limits: { jobs: 200 } })
  const reservation = await careful.reserve({ jobs: 100 }, '/jobs')
  await reservation.settle({ jobs: 100 }, { 'x-left': '900', 'x-limit': '1000' })
  t.match(await careful.left(), { jobs: 100 })
  t.match(await quotaOf(database).left(), { jobs: 900 }, 'another source of the provider has its own')
})

t.test('a refusal costs one request and no content; without units left it is QUOTA_EXHAUSTED', async (t) => {
  const database = await testDatabase(t)
  const quota = quotaOf(database)
  const busy = await quota.reserve({ jobs: 100, requests: 1 }, '/jobs')
  await busy.refused(429, { 'x-left': '300' })
  t.same(await quota.left(), { jobs: 300, requests: 49 })
  const over = await quota.reserve({ jobs: 100, requests: 1 }, '/jobs')
  await t.rejects(over.refused(429, { 'x-left': '0' }), { code: 'QUOTA_EXHAUSTED' })
  t.same(await quota.left(), { jobs: 0, requests: 48 })
  await t.rejects(quota.reserve({ jobs: 1, requests: 1 }, '/jobs'), { code: 'QUOTA_EXHAUSTED' })
})

onBothEngines(
  t,
  'a new month begins with the whole quota, in UTC, and a clock put back does not reopen the old one',
  async (t, database) => {
    const clock = clockAt('2026-03-31T23:59:00Z')
    const quota = quotaOf(database, clock)
    const late = await quota.reserve({ jobs: 400 }, '/jobs')
    clock.set('2026-04-01T00:00:30Z')
    t.match(await quota.left(), { jobs: 1_000 })
    await late.settle({ jobs: 400 })
    await (await quota.reserve({ jobs: 100 }, '/jobs')).settle()
    clock.set('2026-03-20T08:00:00Z')
    t.match(await quota.left(), { jobs: 900 }, 'the rest of March stays closed')
    await (await quota.reserve({ jobs: 100 }, '/jobs')).settle()
    clock.set('2026-04-02T00:00:00Z')
    t.match(await quota.left(), { jobs: 800 })
    t.match(
      (await monthsOf(database)).filter((row) => (row as { unit: string }).unit === 'jobs'),
      [
        { month: '2026-03-01', used: 400, reserved: 0 },
        { month: '2026-04-01', used: 200, reserved: 0 },
      ],
    )
  },
)

t.test('a clock that was far ahead for a moment closes no month for ever', async (t) => {
  const database = await testDatabase(t)
  const clock = clockAt('2031-01-01T00:00:00Z')
  const quota = quotaOf(database, clock)
  await (await quota.reserve({ jobs: 100 }, '/jobs')).settle()
  clock.set('2026-03-10T00:00:00Z')
  t.match(await quota.left(), { jobs: 1_000 })
})

t.test('a month that the provider begins on another day goes on over the calendar and ends when it says', async (t) => {
  const database = await testDatabase(t)
  const clock = clockAt('2026-03-30T00:00:00Z')
  const quota = quotaOf(database, clock)
  const tenDays = String(10 * 86_400)
  const call = await quota.reserve({ jobs: 100 }, '/jobs')
  await call.settle({ jobs: 100 }, { 'x-left': '50', 'x-limit': '1000', 'x-reset': tenDays })
  clock.set('2026-04-02T00:00:00Z')
  t.match(await quota.left(), { jobs: 50 })
  const error = await quota.reserve({ jobs: 100 }, '/jobs').catch((thrown) => thrown)
  t.match(error, { code: 'QUOTA_EXHAUSTED', retryAfterSeconds: 7 * 86_400 })
  clock.set('2026-04-09T00:00:01Z')
  t.match(await quota.left(), { jobs: 1_000 })
})
