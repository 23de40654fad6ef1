import { sql } from 'kysely'
import t from 'tap'
import { openDatabase } from '../../src/db/connect.ts'
import { WITHOUT_POSTGRES } from '../helpers/database.ts'
import { oldPostgres } from '../helpers/old-postgres.ts'
import { startPostgres } from '../helpers/postgres-server.ts'
import { settingOf, storeSetting, until } from '../helpers/setting.ts'

// The runner ends a file that hangs; a slow machine is no failure.
t.setTimeout(0)

t.test('a PostgreSQL that does not answer is an error with its place and without its password', async (t) => {
  const error = await openDatabase({ url: 'postgres://reader:secret@127.0.0.1:9/jobs' }).catch((error: Error) => error)
  t.match(error, { code: 'DATABASE_UNREACHABLE', message: /127\.0\.0\.1:9\/jobs/ })
  t.notMatch((error as Error).message, /secret/)
})

t.test('a PostgreSQL that is too old is refused with its version', async (t) => {
  for (const [version, major] of [
    ['140012', 14],
    ['90603', 9],
  ] as const) {
    const { url, server } = await oldPostgres(version)
    t.teardown(() => server.close())
    await t.rejects(openDatabase({ url }), { code: 'DATABASE_TOO_OLD', message: `The server is PostgreSQL ${major}.` })
  }
})

t.test('after a restart of PostgreSQL queries and listeners go on', { skip: WITHOUT_POSTGRES }, async (t) => {
  const server = await startPostgres()
  t.teardown(() => server.stop())
  const database = await openDatabase({ url: server.url })
  t.teardown(() => database.close())
  await storeSetting(database)
  const heard: string[] = []
  const stop = await database.listen('winnow_test', (payload) => heard.push(payload))
  t.teardown(stop)
  const open = database.transaction((tx) =>
    sql`update settings set value = '5', name = (select 'n' from pg_sleep(10))`.execute(tx),
  )
  const lost = t.rejects(open, 'a transaction that was open is an error')
  await new Promise((resolve) => setTimeout(resolve, 100))
  await server.crash()
  await lost
  await t.rejects(settingOf(database), 'a query while it is down is an error')
  await server.restart()
  t.equal(await settingOf(database), 0)
  await until(async () => {
    await sql`select pg_notify('winnow_test', 'again')`.execute(database.db)
    return heard.length > 0
  })
  t.equal(heard[0], 'again')
})
