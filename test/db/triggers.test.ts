import { sql } from 'kysely'
import t from 'tap'
import type { Database, Query } from '../../src/db/engine.ts'
import { retryTransaction } from '../../src/db/retry-transaction.ts'
import { onBothEngines } from '../helpers/database.ts'

// The runner ends a file that hangs; a slow machine is no failure.
t.setTimeout(0)

async function insertPostings({ db }: Database, count: number, status = 'active'): Promise<void> {
  await sql`
    insert into postings (source_id, source, external_id, job_title, canonical_version, posting_status)
    select 1 + n % 3, 'source ' || n % 3, 'job ' || n, 'title', 1, ${status} from generate_series(1, ${count}::int) n`.execute(
    db,
  )
}

async function versionOf(db: Query, externalId: string): Promise<number> {
  return (
    await db.selectFrom('postings').select('version').where('external_id', '=', externalId).executeTakeFirstOrThrow()
  ).version
}

/** Kinds of the changes of one posting, oldest first. */
async function changesOf({ db }: Database, uid: string): Promise<string[]> {
  const rows = await db
    .selectFrom('posting_changes')
    .select('kind')
    .where('posting_uid', '=', uid)
    .orderBy('seq')
    .execute()
  return rows.map(({ kind }) => kind)
}

/** Counts that the view says and the rows do not, or the other way round. */
async function wrongCounts({ db }: Database): Promise<unknown[]> {
  const { rows } = await sql`
    with real as (select source_id, source, posting_status, count(*) as n from postings group by 1, 2, 3),
      said as (select source_id, source, posting_status, n from posting_counts)
    (select 'said' as where, * from (table said except table real) a) union all (select 'real', * from (table real except table said) b)`.execute(
    db,
  )
  return rows
}

onBothEngines(
  t,
  'what a reader sees is a new version and a change; what it does not see is neither',
  async (t, database) => {
    await insertPostings(database, 1)
    const { db } = database
    const { posting_uid: uid } = await db.selectFrom('postings').select('posting_uid').executeTakeFirstOrThrow()
    t.equal(await versionOf(db, 'job 1'), 1)
    t.same(await changesOf(database, uid), ['upsert'])
    await sql`update postings set last_seen_at = now(), fetched_at = now(), provenance = '{}', raw_data = '{}'`.execute(
      db,
    )
    t.equal(await versionOf(db, 'job 1'), 1, 'a touch')
    t.same(await changesOf(database, uid), ['upsert'])

    const seen = [
      "job_title = 'other'",
      "extracted_summary = 'text'",
      "skill_keywords = '[]'",
      'ihl_score = 3',
      'deadline = current_date',
    ]
    for (const [index, change] of seen.entries()) {
      await sql`update postings set ${sql.raw(change)}`.execute(db)
      t.equal(await versionOf(db, 'job 1'), index + 2, change)
    }
    t.same(await changesOf(database, uid), ['upsert', ...seen.map(() => 'upsert')])
  },
)

onBothEngines(
  t,
  'a posting that leaves the lists is a removal, one that comes back an upsert, a deleted one leaves a tombstone',
  async (t, database) => {
    await insertPostings(database, 1)
    const { db } = database
    const { posting_uid: uid } = await db.selectFrom('postings').select('posting_uid').executeTakeFirstOrThrow()
    const steps: [change: string, kind: string][] = [
      ["posting_status = 'complete'", 'upsert'],
      ["posting_status = 'expired'", 'removal'],
      ["posting_status = 'active'", 'upsert'],
      ["invalidated = true, invalidated_reason = 'test'", 'removal'],
      ['invalidated = false, invalidated_reason = null', 'upsert'],
      ['deleted_at = now()', 'removal'],
      ['deleted_at = null', 'upsert'],
    ]
    for (const [change] of steps) await sql`update postings set ${sql.raw(change)}`.execute(db)
    await sql`delete from postings`.execute(db)
    t.same(await changesOf(database, uid), ['upsert', ...steps.map(([, kind]) => kind), 'removal'])
  },
)

onBothEngines(
  t,
  'changes are numbered in the order of their postings and carry their transaction',
  async (t, database) => {
    await insertPostings(database, 3)
    const rows = await database.db
      .selectFrom('posting_changes as c')
      .innerJoin('postings as p', 'p.posting_uid', 'c.posting_uid')
      .select(['p.external_id', 'c.transaction_id'])
      .orderBy('c.seq')
      .execute()
    t.same(
      rows.map(({ external_id }) => external_id),
      ['job 1', 'job 2', 'job 3'],
    )
    t.equal(new Set(rows.map(({ transaction_id }) => transaction_id)).size, 1)
  },
)

onBothEngines(t, 'posting_counts is exact after every kind of statement', async (t, database) => {
  const { db } = database
  await insertPostings(database, 30)
  t.same(await wrongCounts(database), [], 'inserted')
  const statements = [
    "update postings set posting_status = 'complete' where posting_id % 2 = 0",
    "update postings set posting_status = 'complete'",
    "update postings set source_id = 4, source = 'manual' where posting_id % 5 = 0",
    'update postings set source = null where posting_id % 7 = 0',
    'update postings set job_title = null',
    "update postings set posting_status = 'expired' where false",
    'delete from postings where posting_id % 3 = 0',
    'delete from postings where false',
    `insert into postings (source_id, source, external_id, canonical_version)
       select 1, 'source 0', 'job ' || n, 1 from generate_series(20, 40) n
       on conflict (source_id, external_id) where external_id is not null do update set posting_status = 'active'`,
    `with gone as (delete from postings where posting_id % 4 = 0 returning 1)
       insert into postings (source_id, source, external_id, canonical_version) select 2, 'source 1', 'new ' || n, 1 from generate_series(1, 5) n`,
    "insert into postings (source_id, source, external_id, job_title) values (2, 'source 1', 'new 1', 'typed by hand, known already')",
    "merge into postings p using (values ('new 1'), ('new 9')) v (id) on p.external_id = v.id when matched then delete when not matched then insert (source_id, source, external_id, canonical_version) values (2, 'source 1', v.id, 1)",
    'delete from postings',
  ]
  for (const statement of statements) {
    await sql.raw(statement).execute(db)
    t.same(await wrongCounts(database), [], statement)
  }
  const undone = database.transaction(async (tx) => {
    await sql`insert into postings (source_id, source, canonical_version) values (1, 'x', 1)`.execute(tx)
    throw new Error('undo')
  })
  await t.rejects(undone)
  t.same(await wrongCounts(database), [], 'rolled back')
})

onBothEngines(t, 'posting_counts and versions are exact after writers in parallel', async (t, database) => {
  await insertPostings(database, 40)
  const states = ['active', 'complete', 'expired', 'removed', 'filled']
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let round = 0; round < 10; round += 1) {
      const status = states[(writer + round) % states.length]
      // The last statement touches a row out of order: two such writers may stand in each other's way.
      await retryTransaction(database, async (tx) => {
        await sql`
          update postings set posting_status = ${status} where posting_id in (
            select posting_id from postings where posting_id % 8 in (${writer}, ${(writer + 1) % 8}) order by posting_id for update)`.execute(
          tx,
        )
        await sql`insert into postings (source_id, source, external_id, canonical_version) values (1, 'w', ${`w ${writer} ${round}`}, 1)`.execute(
          tx,
        )
        if (round % 3 === 0)
          await sql`delete from postings where external_id = ${`w ${writer} ${round - 2}`}`.execute(tx)
      })
    }
  })
  await Promise.all(writers)
  t.same(await wrongCounts(database), [])
  const { rows } = await sql<{ wrong: number }>`
    select count(*) as wrong from postings p
    where p.version <> (select count(*) from posting_changes c where c.posting_uid = p.posting_uid)`.execute(
    database.db,
  )
  t.equal(rows[0]?.wrong, 0, 'every version has its change')
})

async function stage({ db }: Database, externalId: string, website = 'deutsche_bank'): Promise<number> {
  const row = await db
    .insertInto('postings_staging')
    .values({ source_website: website, external_id: externalId, raw_data: JSON.stringify({ external_id: externalId }) })
    .returning('staging_id')
    .executeTakeFirstOrThrow()
  return row.staging_id
}

const promote = (ids: readonly number[]) => sql<{ posting_id: number }>`
  insert into postings (job_title, source_id, source, external_id, created_by_staging_id)
  select 'by hand', 1, 'deutsche_bank', raw_data ->> 'external_id', staging_id from postings_staging
  where staging_id = any(${[...ids]}::bigint[]) order by staging_id returning posting_id`

async function promotions({ db }: Database): Promise<(number | null)[]> {
  const rows = await db
    .selectFrom('postings_staging')
    .select(['promoted_to_posting_id', 'promoted_at'])
    .orderBy('staging_id')
    .execute()
  return rows.map(({ promoted_to_posting_id, promoted_at }) => (promoted_at === null ? null : promoted_to_posting_id))
}

onBothEngines(t, 'a posting inserted by hand marks its staging row', async (t, database) => {
  const ids = [await stage(database, 'a'), await stage(database, 'b')]
  const { rows } = await promote(ids).execute(database.db)
  t.equal(rows.length, 2)
  t.same(
    await promotions(database),
    rows.map(({ posting_id }) => posting_id),
  )
  t.same(
    await changesOf(
      database,
      (await database.db.selectFrom('postings').select('posting_uid').executeTakeFirstOrThrow()).posting_uid,
    ),
    ['upsert'],
  )
})

onBothEngines(
  t,
  'a posting inserted by hand that exists already is skipped, and its staging row is marked with the existing one',
  async (t, database) => {
    const { db } = database
    await sql`insert into postings (source_id, source, external_id, job_title, canonical_version) values (1, 'deutsche_bank', 'a', 'kept', 1)`.execute(
      db,
    )
    const existing = await db.selectFrom('postings').select('posting_id').executeTakeFirstOrThrow()
    const ids = [await stage(database, 'a'), await stage(database, 'b')]
    const { rows } = await promote(ids).execute(db)
    t.equal(rows.length, 1)
    t.same(await promotions(database), [existing.posting_id, rows[0]?.posting_id])
    t.same(
      (await db.selectFrom('postings').select('job_title').orderBy('posting_id').execute()).map(
        ({ job_title }) => job_title,
      ),
      ['kept', 'by hand'],
    )
    t.equal((await promote(ids).execute(db)).rows.length, 0, 'run again')
    t.same(await promotions(database), [existing.posting_id, rows[0]?.posting_id])
  },
)

onBothEngines(
  t,
  'the same posting staged twice becomes one posting by hand, and both staging rows are marked',
  async (t, database) => {
    const ids = [await stage(database, 'a'), await stage(database, 'a', 'elsewhere')]
    const { rows } = await promote(ids).execute(database.db)
    t.equal(rows.length, 1)
    t.same(await promotions(database), [rows[0]?.posting_id, rows[0]?.posting_id])
  },
)

onBothEngines(t, 'deleting a posting sets its staging row free to be promoted again', async (t, database) => {
  const ids = [await stage(database, 'a')]
  await promote(ids).execute(database.db)
  await sql`delete from postings`.execute(database.db)
  const { rows } = await sql`select promoted_to_posting_id from postings_staging`.execute(database.db)
  t.same(rows, [{ promoted_to_posting_id: null }])
  t.equal((await promote(ids).execute(database.db)).rows.length, 1)
})

onBothEngines(t, 'a prompt edited by any way is a new version with who and when', async (t, { db, ...database }) => {
  await sql`insert into actors (actor_id, actor_name, kind) values (1, 'qwen2.5:7b', 'llm')`.execute(db)
  await sql`insert into conversations (conversation_id, conversation_name, actor_id, model_used) values (3335, 'Draft', 1, 'qwen2.5:7b')`.execute(
    db,
  )
  await sql`update conversations set prompt_template = 'Summarise {description}'`.execute(db)
  await sql`update conversations set prompt_template = 'Summarise {description}', temperature = 0.5`.execute(db)
  await database.transaction(async (tx) => {
    await sql`select set_config('winnow.actor', 'key: editor', true)`.execute(tx)
    await sql`update conversations set prompt_template = 'Shorten {description}'`.execute(tx)
  })
  const versions = await db
    .selectFrom('prompt_versions')
    .select(['prompt_version', 'prompt_template', 'edited_by'])
    .orderBy('prompt_version')
    .execute()
  t.match(versions, [
    { prompt_version: 2, prompt_template: 'Summarise {description}', edited_by: 'postgres' },
    { prompt_version: 3, prompt_template: 'Shorten {description}', edited_by: 'key: editor' },
  ])
  t.equal(versions.length, 2)
})
