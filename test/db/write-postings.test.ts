import t, { type Test } from 'tap'
import type { Database } from '../../src/db/engine.ts'
import { retryTransaction } from '../../src/db/retry-transaction.ts'
import { type Target, writePostings } from '../../src/db/write-postings.ts'
import { prepareRow } from '../../src/pipeline/store/staged-row.ts'
import { onBothEngines } from '../helpers/database.ts'

const source = {
  source_id: 5,
  source_name: 'demo',
  kind: 'manual',
  org_name: 'House',
  config: {},
  status: 'active' as const,
}
const text =
  'You plan the weekly rota of the ward together with the head nurse, keep its records and train new colleagues.'

function record(id: string | null, changes: object = {}) {
  const row = {
    external_job_id: id,
    job_title: `Nurse ${id}`,
    location: 'Kiel',
    external_url: `https://jobs.example/${id}`,
    job_description: text,
  }
  const { posting } = prepareRow({ ...row, ...changes }, source, new Date('2026-03-10T08:00:00Z'))
  if (posting === null) throw new Error('the row of the test makes no posting')
  return posting
}

async function write(database: Database, rows: ReturnType<typeof record>[], target: Target = 'live') {
  return retryTransaction(database, (tx) => writePostings(tx, target, rows))
}

const actions = async (database: Database, rows: ReturnType<typeof record>[], target: Target = 'live') =>
  (await write(database, rows, target)).map(({ action }) => action)

async function rows(database: Database, query: string): Promise<unknown[][]> {
  return (await database.raw(query, { write: false })).rows
}

const run = (database: Database, statement: string) => database.raw(statement, { write: true })

const promises: [name: string, test: (t: Test, database: Database) => Promise<unknown>][] = []
const promise = (...one: (typeof promises)[number]) => promises.push(one)

promise('a posting is inserted once, then unchanged, then updated under the same public id', async (t, database) => {
  const [first] = await write(database, [record('1')])
  t.match(first, { action: 'inserted', due: true })
  const [second] = await write(database, [record('1')])
  t.match(second, { action: 'unchanged', posting_uid: first?.posting_uid })
  const [third] = await write(database, [record('1', { deadline: '2026-05-01' })])
  t.match(third, { action: 'updated', posting_uid: first?.posting_uid })
  t.same(await rows(database, 'select version, deadline, posting_status from postings'), [[2, '2026-05-01', 'active']])
  t.same(await rows(database, 'select field, new_value from field_events'), [['deadline', '2026-05-01']])
})

promise('what a record does not say is not taken away', async (t, database) => {
  await write(database, [
    record('1', { deadline: '2026-05-01', salary_range: '50-60k', posted_on: 'Posted 3 Days Ago' }),
  ])
  t.same(await actions(database, [record('1', { posted_on: 'Posted 30+ Days Ago' })]), ['unchanged'])
  t.same(await rows(database, 'select deadline, salary_range, posted_date from postings'), [
    ['2026-05-01', '50-60k', '2026-03-07'],
  ])
})

promise('a new text supersedes the results that were made from the old one', async (t, database) => {
  await write(database, [record('1'), record('2')])
  await run(
    database,
    `update postings set extracted_summary = 'sum', skill_keywords = '[1]', ihl_score = 3, posting_status = 'complete', review_flag = true,
      ai_key_skills = '{SQL}', provenance = provenance || '{"extracted_summary": {"input_hash": "x"}, "ai_key_skills": {"source": "workflow"}}'`,
  )
  t.same(
    await actions(database, [
      record('1', { job_description: `${text} Nights too.` }),
      record('2', { deadline: '2026-05-01' }),
    ]),
    ['updated', 'updated'],
  )
  t.same(
    await rows(
      database,
      `select external_id, extracted_summary, skill_keywords, ihl_score, posting_status, review_flag, ai_key_skills,
        provenance ? 'extracted_summary', provenance ? 'job_title' from postings order by external_id`,
    ),
    [
      ['1', null, null, null, 'active', false, null, false, true],
      ['2', 'sum', [1], 3, 'complete', true, ['SQL'], true, true],
    ],
  )
  t.same(await rows(database, 'select job_description, results, invalidated_reason, version from posting_revisions'), [
    [text, { extracted_summary: 'sum', skill_keywords: [1], ihl_score: 3, review_flag: true }, 'superseded', 2],
  ])
})

promise('a new place makes the posting due again and keeps its results', async (t, database) => {
  await write(database, [record('1')])
  await run(
    database,
    "update postings set extracted_summary = 'sum', skill_keywords = '[]', ihl_score = 3, posting_status = 'complete'",
  )
  const [moved] = await write(database, [record('1', { location: 'Bonn' })])
  t.match(moved, { action: 'updated', due: true })
  t.same(await rows(database, 'select extracted_summary, posting_status, location_city from postings'), [
    ['sum', 'active', 'Bonn'],
  ])
})

promise(
  'what was removed, filled, expired or deleted comes back when it is seen again, unless it is held',
  async (t, database) => {
    const ids = ['removed', 'filled', 'expired', 'past', 'deleted', 'held', 'judged']
    await write(
      database,
      ids.map((id) => record(id)),
    )
    await run(
      database,
      "update postings set posting_status = external_id where external_id in ('removed', 'filled', 'expired')",
    )
    await run(
      database,
      "update postings set posting_status = 'expired', deadline = current_date - 1 where external_id = 'past'",
    )
    await run(
      database,
      "update postings set deleted_at = now(), deleted_by = 'a', deletion_hold = external_id = 'held' where external_id in ('deleted', 'held')",
    )
    await run(
      database,
      "update postings set invalidated = true, invalidated_reason = 'bad' where external_id = 'judged'",
    )
    const written = await write(
      database,
      ids.map((id) => record(id)),
    )
    t.same(
      written.map(({ action }) => action),
      ['restored', 'restored', 'restored', 'unchanged', 'restored', 'skipped', 'unchanged'],
    )
    t.equal(written[5]?.fault?.code, 'POSTING_HELD')
    t.same(
      await rows(
        database,
        "select external_id from postings where posting_status <> 'active' or deleted_at is not null or invalidated order by 1",
      ),
      [['held'], ['judged'], ['past']],
    )
  },
)

promise('one bad row never costs its neighbours', async (t, database) => {
  const many = Array.from({ length: 40 }, (_, index) => record(String(index)))
  // More words than a search vector holds: the database refuses the row.
  const words = Array.from({ length: 130_000 }, (_, index) => `w${index}`).join(' ')
  many[17] = record('17', { job_description: words })
  const written = await write(database, many)
  t.same(written.filter(({ action }) => action === 'failed').length, 1)
  t.match(written[17], { action: 'failed', fault: { code: 'ROW_NOT_STORED' } })
  t.same(await rows(database, 'select count(*) from postings'), [[39]])
  many[3] = record('3', { job_description: words })
  t.same((await actions(database, many)).filter((action) => action === 'unchanged').length, 38)
})

promise('of two rows with one identity the later is written', async (t, database) => {
  const twice = [record('1', { salary_range: 'old' }), record('2'), record('1', { salary_range: 'new' })]
  const written = await write(database, twice)
  t.same(
    written.map(({ action }) => action),
    ['skipped', 'inserted', 'inserted'],
  )
  t.match(written[0], { fault: { code: 'DUPLICATE_ROW' }, posting_uid: written[2]?.posting_uid })
  t.same(await rows(database, "select salary_range from postings where external_id = '1'"), [['new']])
})

promise('without an own id the canonical hash tells postings apart', async (t, database) => {
  const [one, other] = [
    record(null, { external_url: 'https://a.example/1' }),
    record(null, { external_url: 'https://a.example/2' }),
  ]
  t.same(await actions(database, [one, other]), ['inserted', 'inserted'])
  t.same(await actions(database, [other, one]), ['unchanged', 'unchanged'])
})

promise('the same opening under another identity is linked, not deleted', async (t, database) => {
  const url = { job_title: 'Nurse', external_url: 'https://a.example/1' }
  const [first] = await write(database, [record('1', url)])
  await write(database, [record('2', url), record('3', url)])
  t.same(
    await rows(database, 'select external_id, duplicate_of from postings where duplicate_of is not null order by 1'),
    [
      ['2', first?.posting_id],
      ['3', first?.posting_id],
    ],
  )
})

promise('shadow never touches live', async (t, database) => {
  await write(database, [record('1')])
  const state = () => rows(database, 'select to_jsonb(p) from postings p')
  const history = () =>
    rows(
      database,
      'select (select count(*) from posting_changes), (select count(*) from field_events), (select count(*) from posting_revisions), (select count(*) from posting_count_deltas)',
    )
  const before = [await state(), await history()]
  t.same(await actions(database, [record('1', { job_description: `${text} Nights.` }), record('2')], 'shadow'), [
    'inserted',
    'inserted',
  ])
  t.same(await actions(database, [record('1', { job_description: `${text} Days.` }), record('2')], 'shadow'), [
    'updated',
    'unchanged',
  ])
  await run(database, "update postings_shadow set posting_status = 'removed'")
  t.same(await actions(database, [record('2')], 'shadow'), ['restored'])
  t.same([await state(), await history()], before)
  t.same(await rows(database, 'select external_id, version from postings_shadow order by 1'), [
    ['1', 2],
    ['2', 2],
  ])
})

promise('writers of the same postings neither deadlock nor insert twice', async (t, database) => {
  const all = Array.from({ length: 60 }, (_, index) => record(String(index)))
  const shuffled = (seed: number) =>
    [...all].sort((a, b) => ((Number(a.external_id) * seed) % 61) - ((Number(b.external_id) * seed) % 61))
  const seen = await Promise.all(
    [7, 13, 29, 41].map(async (seed) => {
      const changed = shuffled(seed).map((row) => ({ ...row, salary_range: `by ${seed}` }))
      return database.transaction((tx) => writePostings(tx, 'live', changed))
    }),
  )
  const inserted = seen.flat().filter(({ action }) => action === 'inserted')
  t.equal(inserted.length, 60, 'each posting was inserted by one writer')
  t.same(await rows(database, 'select count(*) from postings'), [[60]])
  const others = seen.flat().filter(({ action }) => action !== 'inserted')
  t.ok(
    others.every(({ action }) => action === 'updated' || action === 'raced'),
    'the others updated it or are to write again',
  )
})

promise('counting totals stay exact whatever is written', async (t, database) => {
  await write(database, [record('1'), record('2'), record('3')])
  await run(database, "update postings set posting_status = 'removed' where external_id = '1'")
  await write(database, [record('1'), record('2', { salary_range: '1' })])
  t.same(await rows(database, 'select posting_status, n from posting_counts'), [['active', 3]])
})

onBothEngines(t, 'writing postings', async (t, database) => {
  for (const [name, test] of promises) {
    await run(
      database,
      'truncate postings, postings_shadow, posting_changes, posting_count_deltas, field_events restart identity cascade',
    )
    await t.test(name, (t) => test(t, database))
  }
})
