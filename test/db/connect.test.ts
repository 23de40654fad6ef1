import { sql } from 'kysely'
import t from 'tap'
import { onBothEngines } from '../helpers/database.ts'
import { settingOf, storeSetting, until } from '../helpers/setting.ts'

// The runner ends a file that hangs; a slow machine is no failure.
t.setTimeout(0)

const VALUES = {
  int8: ["'9007199254740991'::int8", 9007199254740991],
  'an int8 from count': ['(select count(*) from (values (1), (2)) v)', 2],
  int2: ['7::int2', 7],
  float8: ["'0.1'::float8", 0.1],
  float4: ["'0.5'::float4", 0.5],
  numeric: ["'12345678901234567890.10'::numeric", '12345678901234567890.10'],
  'a numeric from avg': ['(select avg(v) from (values (1), (2)) x (v))', '1.5000000000000000'],
  date: ["'2026-02-28'::date", '2026-02-28'],
  'a timestamptz, in UTC': ["'2026-07-01 12:00:00.123456+02'::timestamptz", '2026-07-01 10:00:00.123456+00'],
  timestamp: ["'2026-07-01 12:00:00'::timestamp", '2026-07-01 12:00:00'],
  time: ["'08:30'::time", '08:30:00'],
  interval: ["'90 minutes'::interval", '01:30:00'],
  bool: ['true', true],
  text: ["'Kölnß 漢字 😀'", 'Kölnß 漢字 😀'],
  uuid: ["'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  xid8: ["'5000000000'::xid8", '5000000000'],
  null: ['null::int8', null],
  jsonb: [`'{"a": [1, null, "x"], "b": true}'::jsonb`, { a: [1, null, 'x'], b: true }],
  'a jsonb text': [`'"12"'::jsonb`, '12'],
  'a jsonb null': ["'null'::jsonb", null],
  'int8[]': ["'{1,9007199254740991,null}'::int8[]", [1, 9007199254740991, null]],
  'int4[]': ["'{1,2}'::int4[]", [1, 2]],
  'float8[]': ["'{0.5,null}'::float8[]", [0.5, null]],
  'real[]': ["'{0.5,0.25}'::real[]", [0.5, 0.25]],
  'numeric[]': ["'{52.520008,null}'::numeric[]", ['52.520008', null]],
  'text[]': [`'{a,"b, c","\\"d\\"",null,"null",""}'::text[]`, ['a', 'b, c', '"d"', null, 'null', '']],
  'an empty text[]': ["'{}'::text[]", []],
  'bool[]': ["'{t,f,null}'::bool[]", [true, false, null]],
  'date[]': ["'{2026-02-28}'::date[]", ['2026-02-28']],
  'timestamptz[]': ["'{2026-07-01 12:00:00+02}'::timestamptz[]", ['2026-07-01 10:00:00+00']],
  'uuid[]': ["'{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}'::uuid[]", ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11']],
} as const

onBothEngines(
  t,
  'a value has the same JavaScript type on every engine and every way to read it',
  async (t, database) => {
    for (const [name, [expression, expected]] of Object.entries(VALUES)) {
      const query = sql<{ value: unknown }>`select ${sql.raw(expression)} as value`
      t.strictSame((await query.execute(database.db)).rows[0]?.value, expected, name)
      t.strictSame(
        await database.transaction(async (tx) => (await query.execute(tx)).rows[0]?.value),
        expected,
        `${name} in a transaction`,
      )
      const raw = await database.raw(`select ${expression} as value`, { write: false })
      t.strictSame(raw, { columns: ['value'], rows: [[expected]], affected: raw.affected }, `${name} typed by a person`)
    }
  },
)

onBothEngines(t, 'a parameter arrives as it was given', async (t, { db }) => {
  const lists: (string | null)[][] = [[], ['a'], ['b, c', '"d"', '\\', "'", '{}', 'null', '', null, '😀']]
  for (const list of lists) {
    const { rows } = await sql<{ value: unknown }>`select ${list}::text[] as value`.execute(db)
    t.strictSame(rows[0]?.value, list, JSON.stringify(list))
  }
  const ids = await sql<{ value: unknown }>`select ${[1, 9007199254740991]}::bigint[] as value`.execute(db)
  t.strictSame(ids.rows[0]?.value, [1, 9007199254740991])
  const json = [{ a: ["it's", '"q"', '\\u0041', '😀'] }]
  const { rows } = await sql<{ value: unknown }>`select ${JSON.stringify(json)}::jsonb as value`.execute(db)
  t.strictSame(rows[0]?.value, json)
  const scalars = await sql<
    Record<string, unknown>
  >`select ${null}::text as a, ${true}::bool as b, ${1.5}::float8 as c, ${''}::text as d`.execute(db)
  t.strictSame(scalars.rows[0], { a: null, b: true, c: 1.5, d: '' })
})

onBothEngines(t, 'sessions run in UTC', async (t, { db }) => {
  const { rows } = await sql<{ zone: string }>`select current_setting('TimeZone') as zone`.execute(db)
  t.equal(rows[0]?.zone, 'UTC')
})

onBothEngines(
  t,
  'a query outside the transaction of its own call chain throws NESTED_QUERY instead of hanging',
  async (t, database) => {
    const outside: Record<string, () => Promise<unknown>> = {
      query: () => database.db.selectFrom('sources').selectAll().execute(),
      sql: () => sql`select 1`.execute(database.db),
      transaction: () => database.transaction(async () => 1),
      raw: () => database.raw('select 1', { write: false }),
      'query of a function further down': async () => settingOf(database),
    }
    for (const [name, nested] of Object.entries(outside)) {
      await t.rejects(database.transaction(nested), { code: 'NESTED_QUERY' }, name)
    }
    const together = await Promise.all([
      database.transaction(async (tx) => (await sql`select pg_sleep(0.05)`.execute(tx)).rows.length),
      database.db.selectFrom('sources').select('source_id').execute(),
    ])
    t.equal(together[1].length, 7, 'a query of another call chain waits its turn')
    let afterwards: Promise<unknown> = Promise.resolve()
    await database.transaction(async (tx) => {
      afterwards = new Promise((resolve) => setTimeout(resolve, 50)).then(() =>
        settingOf(database).catch((error: Error) => error),
      )
      return sql`insert into settings (name, value) values ('n', '1')`.execute(tx)
    })
    t.equal(await afterwards, 1, 'what the transaction started may query once it has ended')
  },
)

onBothEngines(t, '50 parallel read-modify-write transactions lose nothing', async (t, database) => {
  await storeSetting(database)
  const add = () =>
    database.transaction(async (tx) => {
      const { value } = await tx
        .selectFrom('settings')
        .select('value')
        .where('name', '=', 'n')
        .forUpdate()
        .executeTakeFirstOrThrow()
      await tx
        .updateTable('settings')
        .set({ value: String(Number(value) + 1) })
        .where('name', '=', 'n')
        .execute()
    })
  await Promise.all(Array.from({ length: 50 }, add))
  t.equal(await settingOf(database), 50)
})

onBothEngines(t, 'a transaction that throws leaves nothing behind, and the next one works', async (t, database) => {
  await storeSetting(database)
  const boom = new Error('boom')
  const failing = database.transaction(async (tx) => {
    await tx.updateTable('settings').set({ value: '7' }).execute()
    throw boom
  })
  await t.rejects(failing, boom)
  await t.rejects(
    database.transaction((tx) => sql`select 1/0`.execute(tx)),
    { message: /division by zero/ },
  )
  t.equal(await settingOf(database), 0)
  await database.transaction((tx) => tx.updateTable('settings').set({ value: '2' }).execute())
  t.equal(await settingOf(database), 2)
})

onBothEngines(t, 'a statement that only reads cannot write, whatever is typed', async (t, database) => {
  await storeSetting(database)
  for (const statement of [
    "update settings set value = '9'",
    "set transaction read write; update settings set value = '9'",
    "commit; update settings set value = '9'",
    "with changed as (update settings set value = '9' returning 1) select * from changed",
    'create table planted (a int)',
  ]) {
    await t.rejects(database.raw(statement, { write: false }), statement)
  }
  t.equal(await settingOf(database), 0)
  const { affected } = await database.raw("update settings set value = '3'", { write: true })
  t.equal(affected, 1)
  await t.rejects(database.raw("update settings set value = '4' where 1/0 = 1", { write: true }), {
    message: /division by zero/,
  })
  t.equal(await settingOf(database), 3)
})

onBothEngines(
  t,
  'a listener hears what is committed, may query, and hears no more once it stopped',
  async (t, database) => {
    await storeSetting(database)
    const heard: string[] = []
    const answers: Promise<unknown>[] = []
    const stop = await database.listen('winnow_test', (payload) => {
      heard.push(payload)
      answers.push(settingOf(database))
    })
    const notify = (payload: string) => sql`select pg_notify('winnow_test', ${payload})`
    await notify('plain').execute(database.db)
    await database.transaction((tx) => notify('committed').execute(tx))
    const undone = database.transaction(async (tx) => {
      await notify('rolled back').execute(tx)
      throw new Error('undo')
    })
    await t.rejects(undone)
    await until(() => heard.length >= 2)
    t.same(heard, ['plain', 'committed'])
    t.same(await Promise.all(answers), [0, 0])
    await stop()
    await notify('late').execute(database.db)
    await new Promise((resolve) => setTimeout(resolve, 50))
    t.equal(heard.length, 2)
  },
)
