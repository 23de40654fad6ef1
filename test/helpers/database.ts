import { randomBytes } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import type { Test } from 'tap'
import { openDatabase } from '../../src/db/connect.ts'
import type { Database } from '../../src/db/engine.ts'
import { dumpEmbedded, prepareTemplate, runAdmin, type Template, urlOf } from './prepared.ts'

export type Engine = Database['engine']

/** Engines that this run tests: both, unless `npm test -- --engine NAME` chose one. */
export const ENGINES: readonly Engine[] = (['pglite', 'postgres'] as const).filter((engine) =>
  (process.env.WINNOW_TEST_ENGINES ?? engine).includes(engine),
)

/** Why a test that needs a server of its own is left out, or false where it is not. */
export const WITHOUT_POSTGRES = ENGINES.includes('postgres') ? false : 'needs PostgreSQL, which --engine left out'

/** The runner prepares both once for all files; a file run by itself prepares what it needs at its first use. */
const template = once((): Promise<Pick<Template, 'url' | 'template'>> => {
  const { WINNOW_TEST_POSTGRES: url, WINNOW_TEST_TEMPLATE: name } = process.env
  return url && name ? Promise.resolve({ url, template: name }) : prepareTemplate(process.env.DATABASE_URL)
})
const dump = once(() => (process.env.WINNOW_TEST_DUMP ? openAsBlob(process.env.WINNOW_TEST_DUMP) : dumpEmbedded()))

/** A migrated, empty database for this test alone; it is closed and dropped at the end of `t`. */
export async function testDatabase(t: Test, engine: Engine = ENGINES[0] ?? 'pglite'): Promise<Database> {
  if (engine === 'postgres') return (await testPostgres(t)).database
  const database = await openDatabase({ dump: await dump(), migrations: 'skip' })
  t.teardown(() => database.close())
  return database
}

/** The same on PostgreSQL, with its address, for tests that start processes or connections of their own. */
export async function testPostgres(t: Test): Promise<{ database: Database; url: string }> {
  const url = await emptyPostgres(t, (await template()).template)
  const database = await openDatabase({ url, migrations: 'skip' })
  t.teardown(() => database.close())
  return { database, url }
}

/** The address of a new PostgreSQL database, dropped at the end of `t`: without any table, or a copy of `from`. */
export async function emptyPostgres(t: Test, from = 'template0'): Promise<string> {
  const { url } = await template()
  const name = `winnow_test_${randomBytes(6).toString('hex')}`
  await runAdmin(url, `create database ${name} template ${from} strategy file_copy`)
  t.teardown(() => runAdmin(url, `drop database ${name} with (force)`))
  return urlOf(url, name)
}

/** Runs one promise on each engine, every time with a database of its own. */
export function onBothEngines(
  t: Test,
  name: string,
  test: (t: Test, database: Database) => Promise<unknown>,
): Promise<unknown> {
  return Promise.all(
    ENGINES.map((engine) => t.test(`${name} (${engine})`, async (t) => test(t, await testDatabase(t, engine)))),
  )
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
