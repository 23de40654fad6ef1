import t from 'tap'
import { knownOpenings, knownQuery } from '../../src/db/known-openings.ts'
import { retryTransaction } from '../../src/db/retry-transaction.ts'
import { findSource } from '../../src/db/sources.ts'
import { touchSeen } from '../../src/db/touch-seen.ts'
import { loadGazetteer } from '../../src/pipeline/extract/normalise/gazetteer.ts'
import { importCollected } from '../../src/pipeline/store/collected/import-collected.ts'
import { onBothEngines } from '../helpers/database.ts'
import { collected } from '../pipeline/store/collected/collected-items.ts'

const silent = () => undefined
const log = { info: silent, warn: silent, debug: silent }
const knowledge = { gazetteer: loadGazetteer(), linker: null }
const receivedAt = new Date('2026-03-10T08:00:00.123Z')

onBothEngines(t, 'known openings are told with their listing, and only open ones are touched', async (t, database) => {
  const source = await findSource(database.db, 'demo')
  if (!source) throw new Error('the source demo is gone')
  const { source_id } = source
  const input = { source, mapper: 'board/1', receivedAt, log, knowledge }
  const ids = ['1', '2', '3', '4', '5']
  await importCollected(
    database,
    ids.map((id) => collected(id)),
    { ...input, target: 'live' },
  )
  await importCollected(database, [collected('trial')], { ...input, target: 'shadow' })
  const run = (statement: string) => database.raw(statement, { write: true })
  await run("update postings set last_seen_at = '2026-01-01'")
  await run("update postings set posting_status = 'removed' where external_id = '2'")
  await run("update postings set deleted_at = now() where external_id = '3'")
  await run("update postings set invalidated = true where external_id = '4'")
  await run("update postings set posting_status = 'complete' where external_id = '5'")
  await run("delete from postings_staging where external_id = '5'")

  const known = await knownOpenings(database.db, source_id, [...ids, '6', 'trial'])
  t.same([...known.keys()].sort(), ids)
  t.same(known.get('1'), { fetched_at: receivedAt.toISOString(), listing_hash: 'hash of 1', is_open: true })
  t.same(known.get('5'), { fetched_at: receivedAt.toISOString(), listing_hash: null, is_open: true })
  for (const id of ['2', '3', '4']) t.equal(known.get(id)?.is_open, false, id)
  t.ok((await knownOpenings(database.db, source_id, ['trial'], 'shadow')).get('trial')?.is_open)
  t.same(await knownOpenings(database.db, source_id + 1, ids), new Map())

  const touched = await retryTransaction(database, (tx) => touchSeen(tx, source_id, [...ids, '1', '6']))
  t.same(touched, { touched: 2, missing: ['2', '3', '4', '6'] })
  const { rows } = await database.raw(
    "select external_id, version from postings where last_seen_at > '2026-01-02' order by 1",
    { write: false },
  )
  t.same(
    rows.map(([id]) => id),
    ['1', '5'],
  )
  t.same(await retryTransaction(database, (tx) => touchSeen(tx, source_id, [])), { touched: 0, missing: [] })
})

onBothEngines(t, 'known openings are found by their index', async (t, database) => {
  const run = (statement: string) => database.raw(statement, { write: true })
  await run(
    "insert into postings (source_id, external_id, job_title) select 1, n::text, 'x' from generate_series(1, 5000) n",
  )
  await run('analyze postings')
  const compiled = knownQuery(1, ['7', '8', '9']).compile(database.db)
  const plan = await database.db.executeQuery<{ 'QUERY PLAN': string }>({ ...compiled, sql: `explain ${compiled.sql}` })
  const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
  t.match(text, /postings_source_external_id/)
  t.notMatch(text, /Seq Scan on postings p/)
})
