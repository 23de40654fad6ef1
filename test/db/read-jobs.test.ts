import { sql } from 'kysely'
import t from 'tap'
import { createCursorCodec } from '../../src/db/cursor.ts'
import type { Database } from '../../src/db/engine.ts'
import { jobPage, listJobs } from '../../src/db/read-jobs.ts'
import { storedSecretKey } from '../../src/db/secret-key.ts'
import { onBothEngines } from '../helpers/database.ts'

const firstPage = { shadow: false, full: false, limit: 20, offset: 0, after: null }

async function planOf({ db }: Database, statement: ReturnType<typeof jobPage>): Promise<string> {
  const { rows } = await sql<Record<string, string>>`explain ${statement}`.execute(db)
  return rows.map((row) => Object.values(row)[0]).join('\n')
}

await onBothEngines(t, 'a page of jobs reads its index from the end and never all postings', async (t, database) => {
  await sql`insert into postings (job_title, source_id, source, created_at)
    select 'Job ' || i, 1, 'deutsche_bank', now() - i * interval '1 minute' from generate_series(1, 5000) i`.execute(
    database.db,
  )
  await sql`analyze`.execute(database.db)
  const { rows } = await listJobs(database.db, {}, firstPage)
  for (const after of [null, rows.at(-1)?.place ?? null]) {
    const plan = await planOf(database, jobPage({}, { ...firstPage, after }))
    t.match(plan, /Index Scan Backward using postings_created/)
  }
  const { rows: next, total } = await listJobs(database.db, {}, { ...firstPage, after: rows.at(-1)?.place ?? null })
  t.equal(next[0]?.job_title, 'Job 21')
  t.equal(total, 5_000)
})

await onBothEngines(t, 'a filtered total is counted to 10,001 and said to be capped', async (t, database) => {
  await sql`insert into postings (job_title, remote) select 'Job ' || i, true from generate_series(1, 10002) i`.execute(
    database.db,
  )
  t.match(await listJobs(database.db, { remote: true }, firstPage), { total: 10_001, capped: true })
  t.match(await listJobs(database.db, {}, firstPage), { total: 10_002, capped: false })
})

await onBothEngines(t, 'all processes on one database sign cursors alike, also after a restart', async (t, { db }) => {
  const [one, other] = await Promise.all([storedSecretKey(db), storedSecretKey(db)])
  t.equal(one, other)
  t.equal(await storedSecretKey(db), one)
  t.ok(one.length >= 64)
  const place = { key: '2026-03-01 10:00:00.123456+00', id: '7' }
  const cursor = createCursorCodec(one).encode(place, { list: 'jobs', a: 1, b: undefined })
  t.same(createCursorCodec(other).decode(cursor, { a: 1, list: 'jobs' }), place)
  t.throws(() => createCursorCodec('another key').decode(cursor, { list: 'jobs', a: 1 }), { code: 'BAD_CURSOR' })
  t.throws(() => createCursorCodec(one).decode(cursor, { list: 'jobs', a: 2 }), { code: 'BAD_CURSOR' })
})
