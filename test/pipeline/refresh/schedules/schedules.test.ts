import { sql } from 'kysely'
import t from 'tap'
import type { Database } from '../../../../src/db/engine.ts'
import { beginWork, endWork } from '../../../../src/db/operations-of-work.ts'
import { createScheduleQueue, cronTimes } from '../../../../src/db/queue.ts'
import { cronOf } from '../../../../src/pipeline/refresh/schedules/cron-of.ts'
import { declaredSchedules } from '../../../../src/pipeline/refresh/schedules/declared.ts'
import { catchUp, createSchedules } from '../../../../src/pipeline/refresh/schedules/schedules.ts'
import { createLongWork } from '../../../../src/pipeline/refresh/work/long-work.ts'
import { onBothEngines } from '../../../helpers/database.ts'
import { until } from '../../../helpers/setting.ts'
import { quiet } from '../searching.ts'

const BERLIN = 'Europe/Berlin'
const timesOf = (schedule: string, from: string, count: number) =>
  cronOf(schedule).flatMap((cron) =>
    cronTimes(cron, BERLIN, new Date(from), count).map((time) => time.toISOString().slice(5, 16)),
  )

t.test('six in the morning stays six in the morning through both changes of the clock', async (t) => {
  t.same(timesOf('6:00', '2026-03-27T12:00:00Z', 3), ['03-28T05:00', '03-29T04:00', '03-30T04:00'])
  t.same(timesOf('6:00', '2026-10-23T12:00:00Z', 3), ['10-24T04:00', '10-25T05:00', '10-26T05:00'])
})

t.test('a time that the change of the clock leaves out or doubles comes once a day', async (t) => {
  t.same(timesOf('2:30', '2026-03-28T02:00:00Z', 2), ['03-29T01:30', '03-30T00:30'])
  t.same(timesOf('2:30', '2026-10-24T02:00:00Z', 2), ['10-25T00:30', '10-26T01:30'])
})

t.test('every hour is every hour through both changes', async (t) => {
  t.same(timesOf('0 * * * *', '2026-03-28T23:30:00Z', 4), ['03-29T00:00', '03-29T01:00', '03-29T02:00', '03-29T03:00'])
  t.same(timesOf('0 * * * *', '2026-10-24T22:30:00Z', 4), ['10-24T23:00', '10-25T00:00', '10-25T01:00', '10-25T02:00'])
})

t.test('schedules are cron or times of day, and nothing else', async (t) => {
  t.same(cronOf('6:00, 18:30'), ['0 6 * * *', '30 18 * * *'])
  t.same(cronOf(' */15  * * * * '), ['*/15 * * * *'])
  for (const bad of ['', '25:00', '6', 'daily', '99 * * * *', '* * * * * *', '6:00,', 'FREQ=DAILY']) {
    t.throws(() => cronOf(bad), { code: 'VALIDATION' }, bad)
  }
})

t.test('what has no key or no handler is not scheduled, and one bad schedule costs only its source', async (t) => {
  const bad: string[] = []
  const choice = {
    dailyTimes: ['6:00', '18:00'],
    kinds: ['hourly', 'daily', 'collect', 'freshness'],
    sources: [{ source_name: 'acme', schedule: '5:00' }, { source_name: 'odd', schedule: 'often' }], // biome-ignore format: two sources
    onBadSchedule: (source: string) => bad.push(source),
  }
  t.same(
    declaredSchedules({ ...choice, hasKey: () => false }).map(({ name }) => name),
    ['freshness', 'collect/acme'],
  )
  t.same(declaredSchedules({ ...choice, hasKey: (key) => key === 'JSEARCH_API_KEY' }).map(({ name }) => name), ['daily/6.00', 'daily/18.00', 'freshness', 'collect/acme']) // biome-ignore format: a list
  t.same(declaredSchedules({ ...choice, hasKey: () => true })[0], {
    name: 'hourly',
    cron: '0 * * * *',
    kind: 'hourly',
    input: {},
  })
  t.same(bad, ['odd', 'odd', 'odd'])
})

const workOf = (database: Database, owner = 'one') =>
  createLongWork({ database, handlers: { daily: { perform: async () => null } }, log: quiet, owner })
const DAILY = { name: 'daily/6.00', cron: '0 6 * * *', kind: 'daily', input: {} }

onBothEngines(t, 'a time that passed while nobody ran is made up for once', async (t, database) => {
  const work = workOf(database)
  const at = (now: string) =>
    catchUp({ database, work, log: quiet, timeZone: BERLIN, clock: () => new Date(now) }, DAILY)
  t.equal(await at('2026-07-10T12:00:00Z'), false, 'what never ran has missed nothing')

  const last = async (created: string, ok: boolean) => {
    await sql`delete from operations`.execute(database.db)
    const { operation_id } = await beginWork(database, { kind: 'daily', input: {}, by: 'x', owner: 'x', oneFor: [] })
    await endWork(database, operation_id, 'x', ok ? { result: null } : { error: { code: 'A', message: 'b', fix: 'c' } })
    await sql`update operations set created_at = ${created}::timestamptz, finished_at = ${created}::timestamptz`.execute(
      database.db,
    )
  }
  await last('2026-07-07T04:00:05Z', true)
  t.equal(await at('2026-07-08T03:59:00Z'), false, 'not yet due')
  t.equal(await at('2026-07-08T04:01:00Z'), false, 'the clock itself starts it now')
  t.equal(await at('2026-07-10T12:00:00Z'), true, 'three times due')
  t.equal(await at('2026-07-10T12:00:00Z'), false, 'started, and open')
  await sql`update operations set state = 'succeeded' where state = 'queued'`.execute(database.db)
  t.equal(await at(new Date().toISOString()), false, 'made up for')
  await last('2026-07-10T04:00:05Z', false)
  t.equal(await at('2026-07-10T12:00:00Z'), false, 'one that failed waits for the next time')
})

onBothEngines(t, 'two workers start scheduled work once, and what is no longer declared ends', async (t, database) => {
  const fired: string[] = []
  const errorsSeen: Error[] = []
  const queues = await Promise.all(
    ['a', 'b'].map((process) =>
      createScheduleQueue({
        database,
        timeZone: BERLIN,
        fire: async (name) => fired.push(`${process} ${name}`),
        onError: (error) => errorsSeen.push(error),
        lookSeconds: 1,
      }),
    ),
  )
  for (const queue of queues) await queue.start()
  t.teardown(() => Promise.all(queues.map((queue) => queue.stop())))
  for (const queue of queues) {
    await queue.replace([{ name: 'gone/1', cron: '* * * * *' }])
    await queue.replace([{ name: 'daily/6.00', cron: '* * * * *' }])
  }
  await until(() => fired.length > 0)
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  t.same([...new Set(fired.map((each) => each.split(' ')[1]))], ['daily/6.00'])
  // The minute may end in between.
  t.ok(fired.length <= 2, fired.join())
  t.same(errorsSeen, [])
  const { rows } = await sql<{ key: string }>`select key from pgboss.schedule`.execute(database.db)
  t.same(rows, [{ key: 'daily/6.00' }])
})

onBothEngines(t, 'schedules make up for a downtime when the service starts, and stop in order', async (t, database) => {
  const { operation_id } = await beginWork(database, { kind: 'daily', input: {}, by: 'x', owner: 'x', oneFor: [] })
  await endWork(database, operation_id, 'x', { result: null })
  await sql`update operations set created_at = now() - interval '3 days'`.execute(database.db)
  const work = workOf(database)
  const schedules = createSchedules({
    ...{
      database,
      work,
      log: quiet,
      timeZone: BERLIN,
      clock: () => new Date(),
      dailyTimes: ['6:00'],
      hasKey: () => true,
    },
  })
  await schedules.start()
  await schedules.stop()
  const { rows } = await sql<{ requested_by: string; state: string }>`
    select requested_by, state from operations where operation_id <> ${operation_id}::uuid`.execute(database.db)
  t.same(rows, [{ requested_by: 'schedule:daily/6.00', state: 'queued' }])
})
