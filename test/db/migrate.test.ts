import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import t, { type Test } from 'tap'
import { checkShadowTwin, openDatabase } from '../../src/db/connect.ts'
import { openEmbedded } from '../../src/db/embedded.ts'
import type { Database, ScriptRunner } from '../../src/db/engine.ts'
import { migrate, readMigrations } from '../../src/db/migrate.ts'
import { openPostgres } from '../../src/db/postgres.ts'
import { ENGINES, emptyPostgres, onBothEngines, WITHOUT_POSTGRES } from '../helpers/database.ts'
import { MIGRATIONS } from '../helpers/prepared.ts'

// The runner ends a file that hangs; a slow machine is no failure.
t.setTimeout(0)

const migrations = await readMigrations(MIGRATIONS)
const names = migrations.map(({ name }) => name)

type Open = { database: Database; scripts: ScriptRunner }

/** Initialising an embedded database takes seconds: it is done once, and each promise gets a copy. */
const initialised = ENGINES.includes('pglite') ? await dumpEmpty() : undefined

async function dumpEmpty(): Promise<Blob> {
  const { database, pglite } = await openEmbedded({})
  const dump = await pglite.dumpDataDir('none')
  await database.close()
  return dump
}

/** Runs one promise on each engine, on a database without any table. */
function onBothEmpty(t: Test, name: string, test: (t: Test, open: Open) => Promise<void>): void {
  for (const engine of ENGINES) {
    t.test(`${name} (${engine})`, async (t) => {
      const open =
        engine === 'pglite'
          ? await openEmbedded({ dump: initialised })
          : await openPostgres({ url: await emptyPostgres(t) })
      t.teardown(() => open.database.close())
      await test(t, open)
    })
  }
}

/** Every column, index, constraint, trigger and function body, and the rows that migrations insert. */
async function schemaOf({ db }: Database): Promise<unknown> {
  const { rows } = await sql<{ what: string }>`
    select format('%s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) as what
      from information_schema.columns where table_schema = 'public'
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    union all select proname || prosrc from pg_proc join pg_language l on l.oid = prolang
      where pronamespace = 'public'::regnamespace and lanname = 'plpgsql'
    union all select 'source ' || source_id || ' ' || source_name from sources
    union all select 'total ' || kind || ' ' || total from job_write_totals
    order by 1`.execute(db)
  return rows.map(({ what }) => what)
}

t.test('migrations are numbered without gaps, and no two share a number', async (t) => {
  t.same(
    names.map((name) => Number(name.slice(0, 4))),
    names.map((_, index) => index + 1),
  )
})

onBothEmpty(t, 'a second start runs nothing, and every script may run twice', async (t, { database, scripts }) => {
  t.same(await migrate(scripts, migrations), names)
  const once = await schemaOf(database)
  t.same(await migrate(scripts, migrations), [])
  for (const { name, up } of migrations) {
    await t.resolves(
      scripts((run) => run(up)),
      `${name} again`,
    )
  }
  t.same(await schemaOf(database), once)
})

onBothEmpty(
  t,
  'a migration that fails leaves nothing of itself and all of those before it',
  async (t, { database, scripts }) => {
    const broken = { name: '9001_broken', up: 'create table half (a int); select 1/0' }
    await t.rejects(migrate(scripts, [...migrations, broken]), { message: /division by zero/ })
    const { rows } = await sql<{ half: string | null; applied: number }>`
    select to_regclass('half')::text as half, (select count(*) from schema_migrations) as applied`.execute(database.db)
    t.same(rows, [{ half: null, applied: names.length }])
    const mended = { name: '9001_broken', up: 'create table half (a int)' }
    t.same(await migrate(scripts, [...migrations, mended]), ['9001_broken'])
  },
)

onBothEmpty(
  t,
  'a migration is refused while a batch runs, unless it is forced; starting without one is not',
  async (t, open) => {
    const { database, scripts } = open
    await migrate(scripts, migrations)
    const next = [...migrations, { name: '9001_next', up: 'create table next (a int)' }]
    const batch = await database.db
      .insertInto('operations')
      .values({ kind: 'batch', state: 'running' })
      .returning('operation_id')
      .executeTakeFirstOrThrow()
    t.same(await migrate(scripts, migrations), [], 'nothing to do')
    await t.rejects(migrate(scripts, next), { code: 'MIGRATION_REFUSED', message: new RegExp(batch.operation_id) })
    await database.db.updateTable('operations').set({ state: 'paused' }).execute()
    t.same(await migrate(scripts, next), ['9001_next'], 'paused')
    await database.db.updateTable('operations').set({ state: 'running' }).execute()
    const forced = [...next, { name: '9002_forced', up: 'create table forced (a int)' }]
    t.same(await migrate(scripts, forced, { force: true }), ['9002_forced'])
  },
)

t.test('processes that start at once migrate one after the other', { skip: WITHOUT_POSTGRES }, async (t) => {
  const url = await emptyPostgres(t)
  const answers = await Promise.all([1, 2, 3].map(() => migrateElsewhere(url)))
  for (const answer of answers) t.same(answer, names)
})

onBothEngines(t, 'a column that only one of the twins has is refused by name', async (t, database) => {
  const { db } = database
  await checkShadowTwin(database)
  const differences: Record<string, [plant: string, remove: string]> = {
    planted: ['alter table postings add column planted text', 'alter table postings drop column planted'],
    planted_too: [
      'alter table postings_shadow add column planted_too text',
      'alter table postings_shadow drop column planted_too',
    ],
    posting_name: [
      'alter table postings_shadow alter column posting_name type varchar(200)',
      'alter table postings_shadow alter column posting_name type text',
    ],
    source: [
      'alter table postings_shadow alter column source set not null',
      'alter table postings_shadow alter column source drop not null',
    ],
  }
  for (const [column, [plant, remove]] of Object.entries(differences)) {
    await sql.raw(plant).execute(db)
    await t.rejects(
      checkShadowTwin(database),
      { code: 'SCHEMA_MISMATCH', message: new RegExp(`\\b${column}\\b`) },
      plant,
    )
    await sql.raw(remove).execute(db)
  }
  await checkShadowTwin(database)
})

t.test('a start with differing twins fails and closes what it opened', { skip: WITHOUT_POSTGRES }, async (t) => {
  const url = await emptyPostgres(t)
  const database = await openDatabase({ url })
  await sql`alter table postings add column planted text`.execute(database.db)
  await t.rejects(openDatabase({ url }), { code: 'SCHEMA_MISMATCH' })
  // A backend ends a moment after its client has closed.
  const until = Date.now() + 10_000
  while ((await otherClients(database)) > 0 && Date.now() < until) await setTimeout(50)
  t.equal(await otherClients(database), 0)
  await database.close()
})

async function otherClients({ db }: Database): Promise<number> {
  const { rows } = await sql`select 1 from pg_stat_activity where datname = current_database()
    and backend_type = 'client backend' and pid <> pg_backend_pid()`.execute(db)
  return rows.length
}

async function migrateElsewhere(url: string): Promise<unknown> {
  const script = join(import.meta.dirname, '..', 'helpers', 'migrate-once.ts')
  const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.on('data', (data) => {
    text += data
  })
  await once(child, 'close')
  return JSON.parse(text)
}
