import t, { type Test } from 'tap'
import type { Database } from '../../../../src/db/engine.ts'
import { configureSource } from '../../../../src/db/sources.ts'
import { errors } from '../../../../src/errors.ts'
import { createPageReader } from '../../../../src/pipeline/extract/read-page.ts'
import { createExtraction, extractBatch } from '../../../../src/pipeline/store/extraction/extract-pages.ts'
import { promoteStaging } from '../../../../src/pipeline/store/promote.ts'
import { replayFailedInserts } from '../../../../src/pipeline/store/replay.ts'
import { onBothEngines } from '../../../helpers/database.ts'
import { type PlainPage, plainExtractor, plainPage } from '../../../helpers/plain-extractor.ts'

const url = 'https://jobs.example/nurse?id=7&token=sesame'
const silent = { info: () => undefined, warn: () => undefined, debug: () => undefined }

type Served = Record<string, string | Error>

/** Extraction over `database`, with pages of the network served from a list, and everything that is logged and counted. */
function extractionOn(database: Database, { enabled = true, shadow = true } = {}, served: Served = {}) {
  const logged: string[] = []
  const counted: unknown[] = []
  const hear = (level: string) => (data: object, message: string) =>
    void logged.push(`${level} ${message} ${JSON.stringify(data)}`)
  const answer = async (url: string, name = url) => {
    const body = served[name] ?? errors.fetchFailed('jobs.example', 'does not answer')
    if (body instanceof Error) throw body
    const etag = { etag: null, last_modified: null, headers: {}, redirects: [] }
    return { status: 200, url, body: Buffer.from(body), content_type: 'text/html', fetched_at: new Date(), ...etag }
  }
  const reader = createPageReader({
    extractor: plainExtractor,
    fetcher: { fetch: ({ url }) => answer(url) },
    renderer: { render: ({ url }) => answer(url, `rendered ${url}`) },
    clock: () => new Date('2026-03-10T08:00:00Z'),
  })
  const extraction = createExtraction({
    database,
    reader,
    switches: { enabled, shadow },
    log: { info: hear('info'), warn: hear('warn'), debug: hear('debug') },
    count: async (counts) => void counted.push(counts),
  })
  return { ...extraction, extraction, logged, counted }
}

const rowsOf = async (database: Database, statement: string) => (await database.raw(statement, { write: false })).rows
const run = (database: Database, statement: string) => database.raw(statement, { write: true })

/** Every row of everything that a writer of live postings touches. */
async function liveDump(database: Database): Promise<string> {
  const tables = ['postings', 'posting_revisions', 'field_events', 'posting_changes', 'posting_count_deltas', 'texts']
  const dumps = tables.map((table) => rowsOf(database, `select to_jsonb(x)::text from ${table} x order by 1`))
  return JSON.stringify(await Promise.all(dumps))
}

const listing = (...postings: NonNullable<PlainPage['postings']>) => JSON.stringify({ page_type: 'listing', postings })
const field = (changes: object = {}) =>
  (JSON.parse(plainPage(changes as never)) as Required<PlainPage>).postings[0]?.fields ?? {}

const promises: [name: string, test: (t: Test, database: Database) => Promise<unknown>][] = []
const promise = (...one: (typeof promises)[number]) => promises.push(one)

promise('with storage off nothing is written, and each record says whether it could be', async (t, database) => {
  const { extract, logged } = extractionOn(database, { enabled: false })
  const result = await extract({ url, body: plainPage() })
  t.match(result, {
    stored: null,
    storage: { enabled: false, shadow: true },
    records: [{ action: null, id: null, reason: null }],
  })
  t.match(await extract({ url, body: plainPage({ application_url: null }) }), {
    records: [{ reason: 'missing_apply_url' }],
  })
  for (const table of ['postings', 'postings_shadow', 'postings_staging', 'extraction_logs', 'failed_inserts'])
    t.same(await rowsOf(database, `select count(*) from ${table}`), [[0]], table)
  t.same(await rowsOf(database, 'select sum(total) from job_write_totals'), [['0']])
  t.same(logged, [])
})

promise('shadow is the default: storage alone writes the shadow table', async (t, database) => {
  const { extract } = extractionOn(database)
  const { stored, records, storage } = await extract({ url, body: plainPage() })
  t.match(stored, { inserted: 1, total: 1 })
  t.same(storage, { enabled: true, shadow: true })
  t.same(await rowsOf(database, 'select posting_uid::text from postings_shadow'), [[records[0]?.id]])
  t.same(await rowsOf(database, 'select count(*) from postings'), [[0]])
})

promise('a request can never turn storage on nor shadow off, and may narrow both', async (t, database) => {
  const off = extractionOn(database, { enabled: false })
  await t.rejects(off.extract({ url, body: plainPage(), store: true }), {
    code: 'STORAGE_DISABLED',
    status: 409,
    fix: /EXTRACTION_USE_STORAGE/,
  })
  const shadow = extractionOn(database)
  await t.rejects(shadow.extract({ url, body: plainPage(), shadow_mode: false }), {
    code: 'SHADOW_MODE_ENFORCED',
    fix: /EXTRACTION_SHADOW_MODE/,
  })
  await t.rejects(
    extractBatch(
      off.extraction,
      [
        { url, body: plainPage() },
        { url, store: true },
      ],
      { budgetMs: 9_000, onFault: () => undefined },
    ),
    { code: 'STORAGE_DISABLED' },
  )
  t.match(await shadow.extract({ url, body: plainPage(), store: false }), { stored: null, storage: { enabled: false } })
  t.same(await rowsOf(database, 'select count(*) from postings_staging'), [[0]])
  const live = extractionOn(database, { shadow: false })
  t.match(await live.extract({ url, body: plainPage(), shadow_mode: true }), {
    stored: { inserted: 1 },
    storage: { shadow: true },
  })
  t.same(await rowsOf(database, 'select count(*) from postings'), [[0]])
  t.match(await live.extract({ url, body: plainPage() }), { stored: { inserted: 1 }, storage: { shadow: false } })
  t.same(await rowsOf(database, 'select count(*) from postings'), [[1]])
})

promise('shadow extraction leaves live untouched, and no promotion brings it there by itself', async (t, database) => {
  await extractionOn(database, { shadow: false }).extract({ url, body: plainPage() })
  const before = await liveDump(database)
  const { extract } = extractionOn(database)
  await extract({ url, body: plainPage({ description: `${field().description} Nights too.`, salary: null }) })
  await extract({ url, body: plainPage({ identifier: 'N-78' }) })
  await extract({ url, body: plainPage({ title: null }) })
  t.equal(await liveDump(database), before)
  await promoteStaging(database, { target: 'live', log: silent })
  t.equal(await liveDump(database), before)
  t.same(await rowsOf(database, 'select count(*) from postings_shadow'), [[2]])
})

promise('every field of a page stands in its column with where it came from', async (t, database) => {
  const { extract } = extractionOn(database, { shadow: false })
  const { records } = await extract({ url, body: plainPage() })
  const [[posting]] = (await rowsOf(database, 'select to_jsonb(p) from postings p')) as [[Record<string, unknown>]]
  t.match(posting, {
    job_title: 'Ward nurse',
    posting_name: 'Ward nurse - Kiel, Germany; Lübeck, Germany',
    organization: 'Harbour Clinic',
    location_raw: 'Kiel, Germany; Lübeck, Germany',
    locations: [{ city: 'Kiel', country_code: 'DE' }, { city: 'Lübeck' }],
    location_city: 'Kiel',
    location_country: 'Germany',
    cities_derived: ['Kiel', 'Lübeck'],
    country_code: 'DE',
    posted_date: '2026-03-01',
    deadline: '2099-04-30',
    description_html: /^<p>You plan/,
    ai_requirements_summary: '- Three years on a ward\n- Fluent German',
    ai_core_responsibilities: 'Plan the rota.\nKeep the records.',
    ai_benefits: ['Pension', '30 days of leave'],
    employment_type: ['FULL_TIME', 'PART_TIME'],
    salary_min: 42_000,
    salary_max: 51_000,
    salary_currency: 'EUR',
    salary_unit: 'YEAR',
    ai_experience_level: '2-5',
    ai_education_requirements: ['vocational'],
    ai_working_hours: 39,
    remote: false,
    ai_work_arrangement: 'On-site',
    ai_remote_location: ['Germany'],
    apply_url: 'https://jobs.example/nurse/apply',
    external_url: 'https://jobs.example/nurse',
    external_id: 'N-77',
    external_job_id: 'N-77',
    ai_job_language: 'en',
    canonical_hash: records[0]?.canonical_hash,
    canonical_id: records[0]?.canonical_id,
    source: 'manual',
  })
  const provenance = posting.provenance as Record<string, object>
  t.match(provenance.page, { source: 'detail', confidence: 0.97, extractor: 'plain/1' })
  for (const column of Object.keys(posting).filter((name) => name in provenance))
    t.match(
      provenance[column],
      { source: 'label', confidence: 0.9, raw: String, span: { start: 3 }, extractor: 'plain/1' },
      column,
    )
  const filled = [
    'job_title',
    'job_description',
    'locations',
    'salary_min',
    'salary_unit',
    'ai_benefits',
    'ai_working_hours',
    'external_id',
  ]
  for (const column of filled) t.ok(provenance[column], column)
  t.notMatch(
    JSON.stringify([posting, await rowsOf(database, 'select raw_data from postings_staging')]),
    /petersen/,
    'contacts are not stored',
  )
})

promise('a page without an identifier is known again by title and application address', async (t, database) => {
  const { extract } = extractionOn(database, { shadow: false })
  const page = { identifier: null, application_url: 'https://jobs.example/a?utm_source=x' }
  const first = await extract({ url, body: plainPage(page) })
  t.match(first, { stored: { inserted: 1 } })
  t.match(await extract({ url, body: plainPage({ ...page, application_url: 'https://jobs.example/a' }) }), {
    stored: { updated: 1 },
    records: [{ id: first.records[0]?.id }],
  })
  t.match(await extract({ url, body: plainPage({ ...page, application_url: 'https://jobs.example/a' }) }), {
    stored: { unchanged: 1 },
  })
  t.match(
    await extract({
      url,
      body: plainPage({ ...page, application_url: 'https://jobs.example/a', description_html: '<p>Other</p>' }),
    }),
    { stored: { updated: 1 } },
  )
  t.same(await rowsOf(database, 'select external_id, canonical_hash, description_html from postings'), [
    [null, first.records[0]?.canonical_hash, '<p>Other</p>'],
  ])
})

promise(
  'a record without title or apply URL is skipped with the reason, and the log has the words to look for',
  async (t, database) => {
    const { extract, logged } = extractionOn(database)
    t.match(await extract({ url, body: plainPage({ title: null }) }), {
      stored: { skipped: 1, total: 1 },
      records: [{ action: 'skipped', reason: 'missing_title', id: null }],
    })
    for (const application_url of [null, 'mailto:anna.petersen@clinic.example'])
      t.match(await extract({ url, body: plainPage({ application_url, identifier: 'N-2' }) }), {
        stored: { skipped: 1 },
        records: [{ reason: 'missing_apply_url' }],
      })
    t.ok(logged.every((line) => /^(warn Failed to insert job: Missing required fields |info DB insertion )/.test(line)))
    t.equal(logged.length, 6)
    const { records } = await extract({ url, body: plainPage() })
    t.ok(logged.some((line) => line.startsWith(`info Inserted job into database: ${records[0]?.id} `)))
    t.notMatch(logged.join('\n'), /petersen|sesame/, 'no person and no secret of an address')
    t.match(
      await rowsOf(database, 'select status, reason, page_type, url from extraction_logs order by 1, 2 nulls first'),
      [
        ['OK', null, 'detail', /token=\.\.\./],
        ['PARTIAL', 'missing_apply_url'],
        ['PARTIAL', 'missing_apply_url'],
        ['PARTIAL', 'missing_title'],
      ],
    )
  },
)

promise('what is no open posting is never stored', async (t, database) => {
  const { extract } = extractionOn(database, { shadow: false })
  for (const page_type of ['not_job', 'expired', 'needs_rendering'] as const) {
    t.match(await extract({ url, body: plainPage({}, { page_type }) }), {
      is_job: false,
      stored: { skipped: 1, total: 1 },
      records: [{ action: 'skipped', reason: page_type }],
    })
  }
  t.match(await extract({ url, body: 'Opening hours' }), { page_type: 'not_job', records: [], stored: { total: 0 } })
  t.match(await extract({ url, body: plainPage({}, { is_job: false }) }), {
    stored: { skipped: 1 },
    records: [{ reason: 'not_job' }],
  })
  t.same(await rowsOf(database, 'select (select count(*) from postings), (select count(*) from postings_staging)'), [
    [0, 0],
  ])
  t.match(await rowsOf(database, 'select status, reason from extraction_logs order by extraction_log_id'), [
    ['PARTIAL', 'not_job'],
    ['PARTIAL', 'expired'],
    ['PARTIAL', 'needs_rendering'],
    ['EMPTY', 'not_job'],
    ['PARTIAL', 'not_job'],
  ])
})

promise('counts add up and agree with the rows and metrics', async (t, database) => {
  const { extract, counted } = extractionOn(database, { shadow: false })
  const page = listing(
    { url: 'https://jobs.example/1', fields: field({ identifier: '1' }) },
    { url: 'https://jobs.example/2', fields: field({ identifier: '2' }) },
    { url: 'https://jobs.example/2', fields: field({ identifier: '2', title: 'Night nurse' }) },
    { url: 'https://jobs.example/3', fields: field({ identifier: '3', description: null }) },
    { url: 'https://jobs.example/4', fields: field({ identifier: '4', title: ' ' }) },
    {
      url: 'https://jobs.example/5',
      fields: field({ identifier: '5', salary: { min: 1e300, max: null, currency: null, unit: null } }),
    },
  )
  const { stored, records } = await extract({ url, body: page })
  t.same(
    records.map(({ action, reason }) => [action, reason]),
    [
      ['inserted', null],
      ['skipped', 'duplicate'],
      ['inserted', null],
      ['skipped', 'missing_description'],
      ['skipped', 'missing_title'],
      ['inserted', null],
    ],
  )
  t.same(stored, { inserted: 3, updated: 0, unchanged: 0, restored: 0, skipped: 3, failed: 0, total: 6 })
  t.match(await extract({ url, body: page }), { stored: { inserted: 0, unchanged: 3, skipped: 3, total: 6 } })
  await run(database, "update postings set posting_status = 'removed' where external_id = '1'")
  t.match(await extract({ url, body: page }), { stored: { unchanged: 2, restored: 1, skipped: 3, total: 6 } })
  t.match(await extract({ url, body: plainPage({}, { page_type: 'expired' }) }), { stored: { skipped: 1, total: 1 } })
  t.same(await rowsOf(database, 'select count(*) from postings'), [[3]])
  t.same(await rowsOf(database, 'select kind, total from job_write_totals order by kind'), [
    ['failed', 0],
    ['inserted', 3],
    ['skipped', 15],
    ['updated', 1],
  ])
  t.equal(counted.length, 4)
  t.same(await rowsOf(database, "select sum((counts ->> 'total')::int) from extraction_logs"), [[19]])
})

promise(
  'a posting that the database refuses fails alone and can be replayed with its provenance',
  async (t, database) => {
    const { extract } = extractionOn(database, { shadow: false })
    await run(database, "alter table postings add constraint no_night check (job_title <> 'Night nurse')")
    const page = listing(
      { url: 'https://jobs.example/1', fields: field({ identifier: '1' }) },
      { url: 'https://jobs.example/2', fields: field({ identifier: '2', title: 'Night nurse' }) },
    )
    t.match(await extract({ url, body: page }), {
      stored: { inserted: 1, failed: 1, total: 2 },
      records: [{ action: 'inserted' }, { action: 'failed', reason: 'not_stored' }],
    })
    t.same(await rowsOf(database, 'select status from extraction_logs'), [['DB_FAIL']])
    t.match(await replayFailedInserts(database, { log: silent }), { failed: 1, total: 1 })
    await run(database, 'alter table postings drop constraint no_night')
    t.match(await replayFailedInserts(database, { log: silent }), { inserted: 1, total: 1 })
    t.match(
      await rowsOf(
        database,
        "select salary_min::int, description_html, provenance -> 'salary_min' ->> 'source', provenance -> 'page' ->> 'extractor' from postings where external_id = '2'",
      ),
      [[42_000, /^<p>/, 'label', 'plain/1']],
    )
  },
)

promise("a source's own mapping is followed, and what cannot be is left out and said", async (t, database) => {
  const overrides = {
    requirements: 'ai_competencies',
    benefits: null,
    identifier: null,
    salary: 'salary_range',
    nonsense: 'x',
    deadline: 'remote',
  }
  await database.transaction((tx) => configureSource(tx, 'demo', 'field_mapping', overrides, 'tests'))
  const { extract, logged } = extractionOn(database, { shadow: false })
  t.match(
    await extract({
      url,
      body: plainPage({ salary: { min: 1, max: 2, currency: 'EUR', unit: 'HOUR' } }),
      source: 'demo',
    }),
    { stored: { inserted: 1 } },
  )
  t.same(
    await rowsOf(
      database,
      'select ai_competencies, ai_requirements_summary, ai_benefits, external_id, salary_min, deadline::text, job_title from postings',
    ),
    [[['Three years on a ward', 'Fluent German'], null, null, null, null, '2099-04-30', 'Ward nurse']],
  )
  t.match(
    logged.find((line) => line.includes('field mapping')),
    /^warn .*nonsense.*deadline/,
  )
  await database.transaction((tx) => configureSource(tx, 'demo', 'field_mapping', null, 'tests'))
})

promise('a page that is not handed over is fetched, and rendered once where only that helps', async (t, database) => {
  const empty = JSON.stringify({ page_type: 'needs_rendering' })
  const served = {
    'https://a.example/': plainPage(),
    'https://b.example/': empty,
    'rendered https://b.example/': plainPage({ identifier: 'B' }),
  }
  const { extract, extraction } = extractionOn(database, {}, served)
  t.match(await extract({ url: 'https://a.example/' }), { fetched: true, rendered: false, stored: { inserted: 1 } })
  t.match(await extract({ url: 'https://b.example/' }), {
    fetched: true,
    rendered: true,
    page_type: 'detail',
    stored: { inserted: 1 },
  })
  t.match(
    await extract({ url: 'https://b.example/', body: empty }),
    { rendered: false, page_type: 'needs_rendering' },
    'a page that was handed over is not looked up',
  )
  const faults: unknown[] = []
  const items = await extractBatch(
    extraction,
    [
      { url: 'https://a.example/' },
      { url: 'https://gone.example/?key=sesame' },
      { url: 'ftp://a.example/', body: 'x' },
      { url: null },
      { url, source: 'nobody', body: 'x' },
      { url, body: plainPage() },
    ],
    { budgetMs: 20_000, onFault: (fault) => faults.push(fault) },
  )
  t.same(
    items.map((item) => ('error' in item ? item.error.code : item.result.stored?.total)),
    [1, 'FETCH_FAILED', 'VALIDATION', 'VALIDATION', 'UNKNOWN_SOURCE', 1],
  )
  t.same(faults, [])
  t.match(await rowsOf(database, "select status, url from extraction_logs where reason = 'FETCH_FAILED'"), [
    ['EMPTY', 'https://gone.example/?key=...'],
  ])
})

promise('an employer that the page does not name comes from the request, then from the source', async (t, database) => {
  const { extract } = extractionOn(database, { shadow: false })
  const asked = await extract({ url, body: plainPage({ employer: null, identifier: '1' }), org_name: 'Asked Ltd' })
  t.match(asked, { records: [{ fields: { employer: { value: 'Asked Ltd', source: 'source' } } }] })
  await extract({ url, body: plainPage({ employer: null, identifier: '2' }), source_id: 1 })
  await extract({ url, body: plainPage({ identifier: '3' }), org_name: 'Asked Ltd' })
  t.same(
    await rowsOf(
      database,
      "select organization, provenance -> 'organization' ->> 'source' from postings order by external_id",
    ),
    [
      ['Asked Ltd', 'source'],
      ['Deutsche Bank', 'source'],
      ['Harbour Clinic', 'label'],
    ],
  )
})

promise('a value that the page does not say usably is null, with what it says beside it', async (t, database) => {
  const { extract } = extractionOn(database)
  const { records } = await extract({ url, body: plainPage({ deadline: { note: 'bad_date' } }) })
  t.match(records, [
    { fields: { deadline: null }, unreadable: { deadline: { note: 'bad_date', source: 'label', raw: String } } },
  ])
  t.match(await rowsOf(database, "select deadline, provenance -> 'deadline' from postings_shadow"), [
    [null, { note: 'bad_date' }],
  ])
})

onBothEngines(t, 'extraction', async (t, database) => {
  for (const [name, test] of promises) {
    await run(
      database,
      `truncate postings, postings_shadow, postings_staging, posting_changes, posting_count_deltas, field_events, failed_inserts,
        extraction_logs, posting_revisions restart identity cascade`,
    )
    await run(database, 'update job_write_totals set total = 0')
    await t.test(name, (t) => test(t, database))
  }
})
