import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Database } from '../../../../src/db/engine.ts'
import { findSource } from '../../../../src/db/sources.ts'
import { loadGazetteer } from '../../../../src/pipeline/extract/normalise/gazetteer.ts'
import { importCollected } from '../../../../src/pipeline/store/collected/import-collected.ts'
import type { CollectedItem } from '../../../../src/pipeline/store/collected/prepare-collected.ts'
import { softDelete } from '../../../../src/pipeline/store/lifecycle.ts'
import { promoteStaging } from '../../../../src/pipeline/store/promote.ts'
import { onBothEngines } from '../../../helpers/database.ts'
import { collected } from './collected-items.ts'

/** No index holds it, however well it is packed. */
const TOO_LONG = Array.from({ length: 4000 }, (_, index) => (index * index * 7919).toString(36)).join('')

const silent = () => undefined
const log = { info: silent, warn: silent, debug: silent }
const receivedAt = new Date('2026-03-10T08:00:00.123Z')
const knowledge = { gazetteer: loadGazetteer(), linker: null }

async function bring(database: Database, records: readonly CollectedItem[], target: 'live' | 'shadow' = 'live') {
  const source = await findSource(database.db, 'demo')
  if (!source) throw new Error('the source demo is gone')
  return importCollected(database, records, { source, mapper: 'board/1', target, receivedAt, log, knowledge })
}
const query = async (database: Database, statement: string): Promise<unknown[][]> =>
  (await database.raw(statement, { write: false })).rows
const run = (database: Database, statement: string) => database.raw(statement, { write: true })

const promises: [name: string, test: (t: Test, database: Database) => Promise<unknown>][] = []
const promise = (...one: (typeof promises)[number]) => promises.push(one)

promise('a record is stored field by field, and again it changes nothing', async (t, database) => {
  const { counts, outcomes } = await bring(database, [collected('1'), collected('2')])
  t.match(counts, { inserted: 2, total: 2 })
  t.same(
    outcomes.map(({ line, action, key }) => [line, action, key]),
    [
      [0, 'inserted', '1'],
      [1, 'inserted', '2'],
    ],
  )
  const [row] = await query(
    database,
    `select job_title, organization, location_raw, location_city, country_code, external_url, apply_url, posted_date::text,
      deadline::text, employment_type, salary_min::text, salary_currency, salary_unit, salary_range, ats_platform, ai_work_arrangement,
      ai_experience_level, ai_keywords, cities_derived, remote, ai_salary_currency, provenance -> 'ai_work_arrangement' ->> 'source',
      raw_data -> 'nested', fetched_at = '2026-03-10T08:00:00.123Z' from postings where external_id = '1'`,
  )
  t.same(row, [
    ...['Maintenance Planner (m/f/d)', 'Harbour Works', 'München', 'Munich', 'DE'],
    ...['https://jobs.example/1', 'https://apply.example/1', '2026-03-07', '2026-05-31', ['FULL_TIME']],
    ...['52000', 'EUR', 'YEAR', '52-61k', 'board', 'Hybrid', '2-5', ['port', 'cranes'], ['Munich']],
    ...[null, null, 'provider', { list: [1, null] }, true],
  ])
  t.match((await bring(database, [collected('1'), collected('2')])).counts, { unchanged: 2, total: 2 })
  t.same(await query(database, 'select version from postings'), [[1], [1]])
  const staged =
    "select raw_data #>> '{collected,listing_hash}', raw_data #>> '{collected,mapper}' from postings_staging order by 1"
  t.same(await query(database, staged), [
    ['hash of 1', 'board/1'],
    ['hash of 2', 'board/1'],
  ])
})

promise('a changed text is a revision and due again, and what vanished comes back', async (t, database) => {
  await bring(database, [collected('1')])
  await run(
    database,
    "update postings set posting_status = 'complete', extracted_summary = 's', skill_keywords = '[]', ihl_score = 3",
  )
  const longer = collected('1', { job_description: `${collected('1').record.job_description} And you paint them.` })
  t.match((await bring(database, [longer])).counts, { updated: 1, total: 1 })
  t.same(await query(database, 'select posting_status, extracted_summary from postings'), [['active', null]])
  t.same(await query(database, 'select count(*) from posting_revisions'), [[1]])
  await run(database, "update postings set posting_status = 'removed'")
  t.match((await bring(database, [longer])).counts, { restored: 1, total: 1 })
  const [[uid] = []] = await query(database, 'select posting_uid from postings')
  await softDelete(database, { uids: [String(uid)] }, { hold: true, by: 'test' })
  const held = await bring(database, [longer])
  t.match(held.counts, { skipped: 1, total: 1 })
  t.equal(held.outcomes[0]?.fault?.code, 'POSTING_HELD')
})

promise('a record that cannot be used costs no other, and each is told', async (t, database) => {
  const { counts, outcomes } = await bring(database, [
    collected('1'),
    collected('2', { job_title: null }),
    collected('3', { job_description: '<p>short</p>' }),
    collected('4'),
    collected('4', { salary: null }),
    collected(TOO_LONG),
  ])
  t.same(
    outcomes.map(({ fault }) => fault?.code ?? null),
    [null, 'ROW_WITHOUT_TITLE', 'NO_USABLE_DESCRIPTION', 'DUPLICATE_ROW', null, 'ROW_NOT_STORED'],
  )
  t.match(counts, { inserted: 2, skipped: 3, failed: 1, total: 6 })
  t.same(await query(database, 'select count(*) from failed_inserts'), [[1]])
})

promise(
  'a trial leaves live alone, and promoted later it is the same posting as stored at once',
  async (t, database) => {
    const columns = Object.values([
      'job_title',
      'location_city',
      'salary_min::text',
      'ai_benefits',
      'content_hash',
      'fetched_at::text',
    ])
    const select = `select ${columns}, provenance from`
    await bring(database, [collected('1')], 'shadow')
    t.same(await query(database, 'select count(*) from postings'), [[0]])
    const onTrial = await query(database, `${select} postings_shadow`)
    t.match(await promoteStaging(database, { target: 'live', onTrial: true, log }), { inserted: 1, total: 1 })
    t.same(await query(database, `${select} postings`), onTrial)
  },
)

const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    'None',
    '\u0000',
    '\ud800',
    '<b>x',
    '5 days ago',
    'Berlin',
    "'; drop table postings",
    'https://a.example/b',
  ),
)
const nothing = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null })
const number = fc.oneof(fc.double(), fc.integer())
const record = fc.record(
  {
    external_job_id: nothing(fc.constantFrom('a', 'b', 'c', ' ', '\ud800')),
    job_title: nothing(wild),
    company_name: nothing(wild),
    location: nothing(wild),
    external_url: nothing(wild),
    posted_on: nothing(fc.oneof(wild, fc.maxSafeInteger())),
    deadline: nothing(wild),
    salary_range: nothing(wild),
    employment_type: nothing(fc.array(wild, { maxLength: 3 })),
    job_description: nothing(fc.oneof(wild, fc.constant(collected('x').record.job_description))),
    places: fc.array(fc.record({ raw: wild, city: nothing(wild), country_code: nothing(wild) }), { maxLength: 3 }),
    salary: nothing(
      fc.record({ min: nothing(number), max: nothing(number), currency: nothing(wild), unit: nothing(wild) }),
    ),
    columns: fc.dictionary(
      fc.constantFrom(
        'remote',
        'ai_key_skills',
        'ai_working_hours',
        'lats_derived',
        'ai_job_language',
        'cities_derived',
        'no_column',
      ),
      fc.oneof(wild, number, fc.boolean(), fc.array(fc.oneof(wild, number), { maxLength: 3 }), fc.constant(null)),
    ),
    notes: fc.dictionary(wild, wild, { maxKeys: 2 }),
  },
  { requiredKeys: ['external_job_id', 'job_title', 'job_description'] },
)

promise('any record is stored or counted, and the counts add up', async (t, database) => {
  await fc.assert(
    fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 6 }), wild, async (records, item) => {
      const { counts, outcomes } = await bring(
        database,
        records.map((one) => ({ record: one as CollectedItem['record'], item: { [item]: item } })),
      )
      const { total, ...each } = counts
      t.equal(total, records.length)
      t.equal(outcomes.length, records.length)
      t.equal(
        Object.values(each).reduce((sum, n) => sum + n, 0),
        total,
      )
      t.equal(counts.failed, 0)
    }),
    { numRuns: 25 },
  )
})

for (const [name, test] of promises) onBothEngines(t, name, test)
