import { setTimeout } from 'node:timers/promises'
import t from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import { configureSource } from '../../src/db/sources.ts'
import { errors } from '../../src/errors.ts'
import { createPageReader } from '../../src/pipeline/extract/read-page.ts'
import { createExtraction } from '../../src/pipeline/store/extraction/extract-pages.ts'
import { keyed, testApp } from '../helpers/app.ts'
import { testDatabase } from '../helpers/database.ts'
import { plainExtractor, plainPage } from '../helpers/plain-extractor.ts'

const database = await testDatabase(t)
const silent = { info: () => undefined, warn: () => undefined, debug: () => undefined }
const url = 'https://jobs.example/nurse'
const reader = createPageReader({
  extractor: plainExtractor,
  fetcher: {
    fetch: async ({ url }) => {
      throw errors.fetchFailed(new URL(url).host, 'does not answer')
    },
  },
  clock: () => new Date(),
})
const extractionWith = (switches: { enabled: boolean; shadow: boolean }) =>
  createExtraction({ database, reader, switches, log: silent, count: async () => undefined })

const { app } = await testApp(t, database, { extraction: extractionWith({ enabled: true, shadow: false }) })
const post = (path: string, payload: object, headers: Record<string, string> = keyed, on = app) =>
  on.inject({ method: 'POST', url: `/_internal/extractions${path}`, headers, payload })
const get = async (path: string) => (await app.inject({ url: path, headers: keyed })).json()

t.test(
  'a page that is sent along is extracted, and its posting answers with the provenance of every field',
  async (t) => {
    const reply = await post('', { url, html: plainPage() })
    t.equal(reply.statusCode, 200)
    const { data } = reply.json()
    t.match(data, {
      page_type: 'detail',
      is_job: true,
      classifier_score: 0.97,
      stored: { inserted: 1, updated: 0, unchanged: 0, restored: 0, skipped: 0, failed: 0, total: 1 },
      storage: { enabled: true, shadow: false },
    })
    const [record] = data.records
    t.match(record.fields, {
      title: { value: 'Ward nurse', source: 'label', confidence: 0.9, raw: 'Ward nurse', span: { start: 3, end: 13 } },
      salary: { value: { min: 42_000, max: 51_000, currency: 'EUR', unit: 'YEAR' } },
      employment_type: { value: ['FULL_TIME', 'PART_TIME'] },
      country: { value: 'DE' },
      remote: { value: false },
      posted_on: { value: '2026-03-01' },
    })
    const { data: job } = await get(`/_internal/jobs/${record.id}`)
    t.match(job, {
      classifier_score: 0.97,
      extractor_version: 'plain/1',
      canonical_hash: record.canonical_hash,
      canonical_id: record.canonical_id,
    })
    const stored = Object.keys(job.fields)
    const said = Object.keys(record.fields).filter((name) => name !== 'contacts')
    t.same(stored.sort(), said.sort(), 'every field but the contacts, which are not stored')
    for (const name of stored)
      t.match(
        job.fields[name],
        { source: 'label', confidence: 0.9, raw: String, span: { start: 3, end: Number } },
        name,
      )
    t.match(job.fields, {
      benefits: { value: ['Pension', '30 days of leave'] },
      locations: { value: [{ city: 'Kiel' }, {}] },
      work_hours: { value: 39 },
    })
    const { data: list } = await get('/_internal/jobs')
    t.match(list.items[0].fields, { title: { value: 'Ward nurse', source: 'label' }, benefits: undefined })
  },
)

t.test('a batch answers each page in its place; one bad page costs no other', async (t) => {
  const reply = await post('/batch', {
    pages: [
      { url, html: plainPage() },
      { url: 'https://gone.example/' },
      { url: 'nonsense', html: 'x' },
      { url, html: 'x', source: 'nobody' },
      { url, html: plainPage({ title: null, identifier: '2' }), source_id: 5, org_name: 'House' },
      { url, html: '' },
    ],
    shadow_mode: true,
  })
  t.equal(reply.statusCode, 200)
  const { data } = reply.json()
  t.same(
    data.items.map(
      (item: { error?: { code: string }; extraction?: { page_type: string } }) =>
        item.error?.code ?? item.extraction?.page_type,
    ),
    ['detail', 'FETCH_FAILED', 'VALIDATION', 'UNKNOWN_SOURCE', 'detail', 'not_job'],
  )
  t.match(data, { total: 6, failed: 3, stored: { inserted: 1, skipped: 1, total: 2 } })
  t.match(data.items[1].error, { message: /gone\.example/, fix: String })
  t.match((await post('/batch', { pages: [{ url, html: 'x' }], store: false })).json(), { data: { stored: null } })
  for (const pages of [[], Array.from({ length: 101 }, () => ({ url, html: 'x' }))])
    t.equal((await post('/batch', { pages })).statusCode, 422)
})

t.test('what is refused says why and what to do, as a problem', async (t) => {
  const shut = await testApp(t, database, { extraction: extractionWith({ enabled: false, shadow: true }) })
  t.match((await post('', { url, html: plainPage(), store: true }, keyed, shut.app)).json(), {
    status: 409,
    code: 'STORAGE_DISABLED',
    fix: /EXTRACTION_USE_STORAGE/,
  })
  t.match((await post('', { url, html: plainPage(), shadow_mode: false }, keyed, shut.app)).json(), {
    status: 409,
    code: 'SHADOW_MODE_ENFORCED',
  })
  t.match((await post('/batch', { pages: [{ url, html: 'x' }], store: true }, keyed, shut.app)).json(), {
    code: 'STORAGE_DISABLED',
  })
  t.match((await post('', { url, html: plainPage() }, keyed, shut.app)).json(), {
    data: { stored: null, storage: { enabled: false, shadow: true } },
  })
  t.match((await post('', { url, html: 'x', source: 'nobody' })).json(), { status: 404, code: 'UNKNOWN_SOURCE' })
  t.match((await post('', { url, html: 'x', source: 'demo', source_id: 5 })).json(), {
    status: 422,
    code: 'VALIDATION',
  })
  t.match((await post('', { url: 'javascript:x', html: 'x' })).json(), {
    status: 422,
    code: 'VALIDATION',
    pointers: [{ pointer: '/url' }],
  })
  t.match((await post('', { html: 'x' })).json(), { status: 422 })
  t.match((await post('', { url, html: 'x', table: 'jobs' })).json(), {
    status: 422,
    pointers: [{ pointer: '/table' }],
  })
  t.match((await post('', { url: 'https://gone.example/' })).json(), { status: 502, code: 'FETCH_FAILED' })
  t.match((await post('', { url, html: 'x'.repeat(10_000_001) })).json(), { status: 422, code: 'VALIDATION' })
  t.match((await post('', { url, html: 'x'.repeat(17_000_000) })).json(), { status: 413, code: 'PAYLOAD_TOO_LARGE' })
  const { key } = await createApiKey(database, { name: 'reader', scope: 'read', actor: 'tests' })
  t.equal((await post('', { url, html: 'x' }, { 'x-internal-api-key': key })).statusCode, 403)
  const without = await testApp(t, database)
  t.match((await post('', { url, html: 'x' }, keyed, without.app)).json(), { status: 503, code: 'UNAVAILABLE' })
})

t.test('the mapping is served, under the overrides of a source where one is named', async (t) => {
  const { data } = await get('/_internal/mapping')
  t.match(
    data.mapping.find(({ field }: { field: string }) => field === 'salary'),
    {
      jobs_column: 'salary',
      postings_column: 'salary_min',
      postings_columns: ['salary_min', 'salary_max', 'salary_currency', 'salary_unit', 'salary_range'],
      overridden: false,
    },
  )
  await database.transaction((tx) => configureSource(tx, 'demo', 'field_mapping', { benefits: null, x: 'y' }, 'tests'))
  const { data: demo } = await get('/_internal/mapping?source=demo')
  t.match(
    demo.mapping.filter(({ overridden }: { overridden: boolean }) => overridden),
    [{ field: 'benefits', postings_column: null, postings_columns: [] }],
  )
  t.match(demo, { source: 'demo', faults: [{ pointer: 'field_mapping.x' }] })
  t.match(await get('/_internal/mapping?source=nobody'), { code: 'UNKNOWN_SOURCE' })
})

t.test('a page that takes its time to be fetched is waited for, and given up when the client is gone', async (t) => {
  const seen: { aborted: boolean }[] = []
  const slow = createPageReader({
    extractor: plainExtractor,
    fetcher: {
      fetch: async ({ url, signal }) => {
        await setTimeout(150)
        seen.push({ aborted: signal?.aborted ?? false })
        return {
          ...{
            status: 200,
            url,
            redirects: [],
            headers: {},
            body: Buffer.from(plainPage()),
            content_type: 'text/html',
          },
          ...{ etag: null, last_modified: null, fetched_at: new Date() },
        }
      },
    },
    clock: () => new Date(),
  })
  const extraction = createExtraction({
    ...{
      database,
      reader: slow,
      switches: { enabled: false, shadow: true },
      log: silent,
      count: async () => undefined,
    },
  })
  const { app } = await testApp(t, database, { extraction })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const ask = (signal?: AbortSignal) =>
    fetch(`${address}/_internal/extractions`, {
      method: 'POST',
      headers: { ...keyed, 'content-type': 'application/json' },
      body: JSON.stringify({ url }),
      ...(signal ? { signal } : {}),
    })
  const answer = await ask()
  t.equal(answer.status, 200)
  t.same(seen, [{ aborted: false }])
  await t.rejects(ask(AbortSignal.timeout(50)))
  await setTimeout(250)
  t.same(seen[1], { aborted: true })
})
