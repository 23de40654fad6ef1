import t, { type Test } from 'tap'
import type { Database } from '../../../src/db/engine.ts'
import { adoptHandWritten } from '../../../src/pipeline/store/adopt.ts'
import { importJsonLines } from '../../../src/pipeline/store/import.ts'
import { invalidate, restore, softDelete } from '../../../src/pipeline/store/lifecycle.ts'
import { promoteStaging } from '../../../src/pipeline/store/promote.ts'
import { replayFailedInserts } from '../../../src/pipeline/store/replay.ts'
import { stageRows } from '../../../src/pipeline/store/stage.ts'
import { onBothEngines } from '../../helpers/database.ts'

const text =
  'You plan the weekly rota of the ward together with the head nurse, keep its records and train new colleagues.'
const silent = () => undefined
const log = { info: silent, warn: silent, debug: silent }

const row = (id: string | null, changes: object = {}) => ({
  ...(id === null ? {} : { external_job_id: id }),
  job_title: `Nurse ${id}`,
  location: 'Kiel, Germany',
  external_url: `https://jobs.example/${id}`,
  job_description: `${text} Ward ${id}.`,
  ...changes,
})
const lines = (rows: unknown[]) => rows.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')

function bring(database: Database, rows: unknown[], target: 'live' | 'shadow' = 'live') {
  return importJsonLines(database, { source: 'demo', text: lines(rows), target, log })
}

async function query(database: Database, statement: string): Promise<unknown[][]> {
  return (await database.raw(statement, { write: false })).rows
}

const run = (database: Database, statement: string) => database.raw(statement, { write: true })

const sumOf = ({ inserted, updated, unchanged, restored, skipped, failed }: Awaited<ReturnType<typeof bring>>) =>
  inserted + updated + unchanged + restored + skipped + failed

const promises: [name: string, test: (t: Test, database: Database) => Promise<unknown>][] = []
const promise = (...one: (typeof promises)[number]) => promises.push(one)

promise('every line is stored or named with a code and a fix, and the counts add up', async (t, database) => {
  const result = await bring(database, [
    row('1'),
    '',
    '{"cut',
    '[1]',
    row('2', { job_title: null }),
    row('3', { job_description: 'short' }),
    row('4', { salary_range: 'first' }),
    row('4', { salary_range: 'second' }),
    row(null, { external_url: 'https://jobs.example/a' }),
    row(null, { external_url: 'https://jobs.example/a?utm_source=x' }),
    row('5', { job_title: 'a\u0000b\ud800', job_description: `${text}\u0000\udfff` }),
  ])
  t.same(
    result.errors.map(({ line, code }) => [line, code]),
    [
      [3, 'MALFORMED_JSON_LINE'],
      [4, 'LINE_NOT_AN_OBJECT'],
      [5, 'ROW_WITHOUT_TITLE'],
      [6, 'NO_USABLE_DESCRIPTION'],
      [7, 'DUPLICATE_ROW'],
      [9, 'DUPLICATE_ROW'],
    ],
  )
  t.match(result, { inserted: 4, updated: 0, unchanged: 0, restored: 0, skipped: 4, failed: 2, total: 10 })
  t.ok(result.errors.every(({ message }) => message.length > 20))
  t.same(await query(database, "select salary_range from postings where external_id = '4'"), [['second']])
  t.same(await query(database, "select job_title from postings where external_id = '5'"), [['ab\ufffd']])
  t.same(await query(database, 'select count(*), count(promoted_to_posting_id) from postings_staging'), [[6, 4]])
  t.same(await query(database, 'select status, reason is not null from extraction_logs'), [['PARTIAL', true]])
})

promise(
  'the same file again changes nothing, an edited one updates, and what vanished comes back',
  async (t, database) => {
    const file = [row('1'), row('2'), row('3'), row(null)]
    t.match(await bring(database, file), { inserted: 4, total: 4, errors: [] })
    t.match(await bring(database, file), { inserted: 0, unchanged: 4, total: 4, errors: [] })
    await run(database, "update postings set posting_status = 'removed' where external_id = '2'")
    const edited = [row('1', { job_description: `${text} Nights.` }), row('2'), row('3'), row(null)]
    t.match(await bring(database, edited), { updated: 1, restored: 1, unchanged: 2, total: 4, errors: [] })
    t.same(await query(database, 'select kind, total from job_write_totals order by kind'), [
      ['failed', 0],
      ['inserted', 4],
      ['skipped', 6],
      ['updated', 2],
    ])
  },
)

promise('an id that comes again in a later part of the file displaces the earlier line', async (t, database) => {
  const file = Array.from({ length: 1_100 }, (_, index) => row(String(index)))
  file.push(row('3', { salary_range: 'later' }))
  const result = await bring(database, file)
  t.match(result, { inserted: 1_100, skipped: 1, total: 1_101, errors: [{ line: 4, code: 'DUPLICATE_ROW' }] })
  t.same(await query(database, "select salary_range from postings where external_id = '3'"), [['later']])
})

promise('an unknown source is refused before anything is read', async (t, database) => {
  await t.rejects(importJsonLines(database, { source: 'nobody', text: '{}', target: 'live', log }), {
    code: 'UNKNOWN_SOURCE',
    fix: /winnow sources add/,
  })
})

promise('a shadow import fills the shadow table and leaves live as it is', async (t, database) => {
  await bring(database, [row('1')])
  const live = () =>
    query(database, 'select to_jsonb(p), (select promoted_to_posting_id from postings_staging) from postings p')
  const before = await live()
  t.match(await bring(database, [row('1', { salary_range: 'x' })], 'shadow'), { inserted: 1, total: 1 })
  t.same(await live(), before)
  t.same(await query(database, 'select salary_range from postings_shadow'), [['x']])
})

promise(
  'a row that the database refuses fails alone, is kept without its text, and can be replayed',
  async (t, database) => {
    const words = Array.from({ length: 130_000 }, (_, index) => `w${index}`).join(' ')
    const file = [row('1'), row('2', { job_description: `${words} mail@example.org` }), row('3')]
    const result = await bring(database, file)
    t.match(result, { inserted: 2, failed: 1, total: 3, errors: [{ line: 2, code: 'ROW_NOT_STORED' }] })
    t.match(await query(database, 'select payload from failed_inserts'), [[{ external_id: '2', job_title: 'Nurse 2' }]])
    t.notMatch(JSON.stringify(await query(database, 'select payload, error from failed_inserts')), /example\.org|w9999/)
    t.same(await query(database, 'select status from extraction_logs order by 1 limit 1'), [['DB_FAIL']])
    t.match(
      await promoteStaging(database, { target: 'live', log }),
      { total: 0 },
      'it is not tried again by every promotion',
    )
    t.match(await replayFailedInserts(database, { log }), { failed: 1, total: 1 })
    t.same(await query(database, 'select attempts, resolved_at is null from failed_inserts'), [[2, true]])
    await run(
      database,
      `update postings_staging set raw_data = jsonb_set(raw_data, '{job_description}', '"${text}"') where external_id = '2'`,
    )
    t.match(await replayFailedInserts(database, { log }), { inserted: 1, total: 1 })
    t.same(await query(database, 'select count(*) from failed_inserts where resolved_at is null'), [[0]])
  },
)

promise('staged rows are checked and promoted, the oldest first, as many as asked for', async (t, database) => {
  await stageRows(database, 'demo', [row('1'), row('2'), row('3', { job_title: '' }), row('4')])
  t.same(await query(database, 'select distinct validation_status from postings_staging'), [['pending']])
  const first = await promoteStaging(database, { source: 'demo', limit: 2, target: 'live', log })
  t.match(first, { inserted: 2, total: 2 })
  t.equal(first.posting_ids.length, 2)
  t.same(await query(database, 'select external_id from postings order by 1'), [['1'], ['2']])
  t.match(await promoteStaging(database, { source: 'demo', target: 'live', log }), { inserted: 1, total: 1 })
  t.match(await promoteStaging(database, { source: 'demo', target: 'live', log }), { total: 0 })
  t.same(
    await query(
      database,
      "select external_id, validation_errors -> 0 ->> 'code' from postings_staging where validation_status = 'invalid'",
    ),
    [['3', 'no_title']],
  )
})

promise('two promotions at once take each row once', async (t, database) => {
  await stageRows(
    database,
    'demo',
    Array.from({ length: 250 }, (_, index) => row(String(index))),
  )
  const both = await Promise.all([1, 2].map(() => promoteStaging(database, { target: 'live', log })))
  t.equal(
    both.reduce((sum, { inserted }) => sum + inserted, 0),
    250,
  )
  t.equal(
    both.reduce((sum, { total }) => sum + total, 0),
    250,
  )
})

promise('a promotion to shadow ends, and live follows when somebody asks', async (t, database) => {
  await stageRows(database, 'demo', [row('1'), row(null)])
  t.match(await promoteStaging(database, { target: 'shadow', log }), { inserted: 2, total: 2, posting_ids: [] })
  t.match(await promoteStaging(database, { target: 'shadow', log }), { total: 0 })
  t.same(await query(database, 'select count(*) from postings'), [[0]])
  t.match(await promoteStaging(database, { target: 'live', log }), { total: 0 })
  t.match(await promoteStaging(database, { target: 'live', onTrial: true, log }), { inserted: 2, total: 2 })
})

promise('a posting typed by hand gets text, place and identity, and its import finds it', async (t, database) => {
  await stageRows(database, 'demo', [row('1', { job_description: `<p>${text}</p>`, location: 'Pune - Business Bay' })])
  await run(
    database,
    `insert into postings (posting_name, job_title, location_city, location_country, job_description, source_id, external_job_id, source,
      external_id, raw_data, created_by_staging_id, posting_status)
    select job_title || ' - ' || location, job_title, split_part(location, ',', 1), split_part(location, ',', -1),
      raw_data->>'job_description', 5, raw_data->>'external_id', 'demo', raw_data->>'external_id', raw_data, staging_id, 'active'
    from postings_staging`,
  )
  t.equal(await adoptHandWritten(database, 100), 1)
  t.equal(await adoptHandWritten(database, 100), 0)
  t.same(
    await query(
      database,
      `select job_description, location_raw, location_city, location_country, external_url, canonical_version, content_hash is not null,
        ai_job_language, (select promoted_to_posting_id = posting_id from postings_staging) from postings`,
    ),
    [[text, 'Pune - Business Bay', 'Pune', null, 'https://jobs.example/1', 1, true, 'en', true]],
  )
  t.match(await bring(database, [row('1', { job_description: `<p>${text}</p>`, location: 'Pune - Business Bay' })]), {
    inserted: 0,
    failed: 0,
    total: 1,
  })
  t.match(await bring(database, [row('1', { job_description: `<p>${text}</p>`, location: 'Pune - Business Bay' })]), {
    unchanged: 1,
  })
})

promise('two postings typed by hand for one opening are both adopted and linked', async (t, database) => {
  const typed = `insert into postings (job_title, job_description, external_url, source_id) values ('Nurse', '${text}', 'https://jobs.example/9', 5)`
  await run(database, typed)
  await run(database, typed)
  t.equal(await adoptHandWritten(database, 100), 2)
  t.same(
    await query(
      database,
      'select canonical_version, canonical_hash is null, duplicate_of is null from postings order by posting_id',
    ),
    [
      [1, false, true],
      [1, true, false],
    ],
  )
})

promise('what a person judged, deleted or restored is done once and stands in the audit log', async (t, database) => {
  await bring(database, [row('1'), row('2')])
  const [[uid]] = (await query(database, "select posting_uid from postings where external_id = '1'")) as [[string]]
  const by = { by: 'anna' }
  t.same((await invalidate(database, { uids: [uid] }, { reason: 'test_rows', ...by })).posting_uids, [uid])
  t.same((await invalidate(database, { uids: [uid] }, { reason: 'again', ...by })).posting_uids, [])
  t.same(await query(database, "select invalidated, invalidated_reason from postings where external_id = '1'"), [
    [true, 'test_rows'],
  ])
  await softDelete(database, { uids: [uid] }, { hold: true, ...by })
  t.match(await bring(database, [row('1'), row('2')]), {
    skipped: 1,
    unchanged: 1,
    errors: [{ line: 1, code: 'POSTING_HELD' }],
  })
  t.same((await restore(database, { uids: [uid] }, by)).posting_uids, [uid])
  t.match(await bring(database, [row('1')]), { unchanged: 1 })
  t.same(
    (await invalidate(database, {}, { reason: 'everything', ...by })).posting_uids,
    [],
    'an empty filter means nothing',
  )
  t.same(await query(database, 'select action, actor from audit_log order by audit_id'), [
    ['postings.invalidated', 'anna'],
    ['postings.invalidated', 'anna'],
    ['postings.deleted', 'anna'],
    ['postings.restored', 'anna'],
    ['postings.invalidated', 'anna'],
  ])
})

promise('the log has the lines that the runbook looks for', async (t, database) => {
  const seen: string[] = []
  const note = (level: string) => (_: object, message: string) => void seen.push(`${level} ${message}`)
  const heard = { info: note('info'), warn: note('warn'), debug: note('debug') }
  await importJsonLines(database, {
    source: 'demo',
    text: lines([row('1'), row('2', { job_title: '' })]),
    target: 'live',
    log: heard,
  })
  const [[uid]] = (await query(database, 'select posting_uid from postings')) as [[string]]
  t.same(seen.sort(), [
    `debug Inserted job into database: ${uid}`,
    'info DB insertion',
    'warn Failed to insert job: Missing required fields',
  ])
})

promise('two imports of one file at once store each posting once, and both reports add up', async (t, database) => {
  const file = Array.from({ length: 120 }, (_, index) => row(String(index)))
  const both = await Promise.all([bring(database, file), bring(database, [...file].reverse())])
  t.equal(
    both.reduce((sum, { inserted }) => sum + inserted, 0),
    120,
  )
  for (const result of both) t.match(result, { total: 120, errors: [], failed: 0, skipped: 0 })
  t.same(await query(database, 'select count(*), count(distinct external_id) from postings'), [[120, 120]])
})

promise('an id that no index holds fails alone, even in staging', async (t, database) => {
  const long = Array.from({ length: 3_000 }, (_, index) =>
    String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
  ).join('')
  t.match(await bring(database, [row('1'), row(long), row('2')]), {
    inserted: 2,
    failed: 1,
    errors: [{ line: 2, code: 'ROW_NOT_STORED' }],
  })
  t.same(await query(database, 'select error_code, resolved_at from failed_inserts'), [['54000', null]])
})

promise('counts of imports always add up', async (t, database) => {
  const result = await bring(database, [
    row('1'),
    'x',
    row('1'),
    row('2', { job_description: null }),
    row('3', { location: null }),
  ])
  t.equal(sumOf(result), result.total)
  t.equal(result.errors.length, result.skipped + result.failed)
})

onBothEngines(t, 'the store', async (t, database) => {
  for (const [name, test] of promises) {
    await run(
      database,
      `truncate postings, postings_shadow, postings_staging, posting_changes, posting_count_deltas, field_events, failed_inserts,
        extraction_logs, audit_log restart identity cascade`,
    )
    await run(database, 'update job_write_totals set total = 0')
    await t.test(name, (t) => test(t, database))
  }
})
