import t from 'tap'
import { jsearch } from '../../../src/pipeline/collect/jsearch.ts'
import type { Search } from '../../../src/pipeline/collect/search.ts'
import type { SourceHttp, SourceRequest } from '../../../src/pipeline/collect/source-http.ts'
import type { Cursor } from '../../../src/pipeline/collect/source-kind.ts'
import { recorded, recordsOf } from '../../helpers/collected.ts'
import { type ReplayRequest, replayServer } from '../../helpers/replay-server.ts'
import { collectContext, sourceHttpTo } from '../../helpers/source-http.ts'

type Teardown = Parameters<typeof collectContext>[0]
type Parts = Parameters<typeof collectContext>[2]

const OLD = 'GET /search'
const NEW = 'GET /jsearch/search-v2'
const NEW_HOST = { api: 'openwebninja' } as const
const search: Search = {
  ...{ titles: ['Data Engineer'], location: 'Berlin', country: 'DE', arrangements: [], employment_types: [] },
  ...{ experience_levels: [], industries: [], pages: 1 },
}
const contextTo = (t: Teardown, base: string, parts: Parts = {}) =>
  collectContext(t, base, { http: sourceHttpTo(t, base, { JSEARCH_API_KEY: 'key-of-the-test' }), search, ...parts })
const queryOf = ({ query }: ReplayRequest) => Object.fromEntries(query)
const jobs = (from: number, count: number) => Array.from({ length: count }, (_, at) => ({ job_id: `${from + at}` }))

async function readAll(t: Teardown, base: string, config: object, pages: number | null) {
  const asked: SourceRequest[] = []
  const context = contextTo(t, base, { search: { ...search, country: null, pages } })
  const http: SourceHttp = {
    ...context.http,
    json(request) {
      asked.push(request)
      return context.http.json(request)
    },
  }
  let cursor: Cursor | null = null
  const ids: unknown[] = []
  do {
    const page = await jsearch.page(config, { ...context, http }, cursor)
    ids.push(...page.items.map(({ job_id }) => job_id))
    cursor = page.next
  } while (cursor !== null)
  return { ids, asked }
}

t.test('an opening is read as the provider plainly states it; its currency is not guessed', async (t) => {
  const server = await replayServer(t, { [OLD]: { body: recorded('jsearch/search.json') } })
  const { records, faults } = await recordsOf(t, jsearch, {}, contextTo(t, server.base))
  t.same(faults, { item_not_an_object: 1 })
  t.same(records[0], {
    external_job_id: 'kept==',
    job_title: 'Data Engineer',
    company_name: 'Muster Daten GmbH',
    location: 'Berlin',
    external_url: 'https://www.linkedin.com/jobs/view/1',
    apply_url: 'https://muster.example/jobs/1',
    posted_on: 1_786_233_600_000,
    deadline: '2026-09-30T00:00:00.000Z',
    salary: { min: 60_000, max: 75_000, currency: null, unit: 'YEAR', raw: null },
    salary_range: null,
    employment_type: ['FULLTIME', 'CONTRACTOR'],
    job_description: 'You build pipelines.',
    places: [{ raw: 'Berlin', city: 'Berlin', region: 'Berlin', country: 'Germany', country_code: 'DE' }],
    columns: {
      organization_url: 'https://muster.example',
      organization_logo: 'https://muster.example/logo.png',
      remote: false,
      ats_platform: 'linkedin',
      source_domain: 'www.linkedin.com',
      locations_derived: ['Berlin, Berlin, Germany'],
      cities_derived: ['Berlin'],
      regions_derived: ['Berlin'],
      countries_derived: ['Germany'],
      lats_derived: [52.52],
      lngs_derived: [13.4],
      ai_requirements_summary: 'SQL\nPython',
      ai_core_responsibilities: 'Build pipelines',
      ai_benefits: ['paid_time_off'],
      ai_key_skills: null,
      ai_employment_type: ['FULL_TIME', 'CONTRACTOR'],
      ai_experience_level: '2-5',
      ai_job_language: 'en',
    },
    notes: {},
  })
  t.match(records[1], {
    external_url: 'https://www.google.com/search?q=jobs#2',
    posted_on: '3 days ago',
    location: 'Anywhere',
    salary: null,
    columns: { ats_platform: 'indeed', remote: true, cities_derived: null },
  })
})

t.test('another country is left out and counted, an unknown one is kept and marked', async (t) => {
  const server = await replayServer(t, { [OLD]: { body: recorded('jsearch/search.json') } })
  const { records, left_out } = await recordsOf(t, jsearch, {}, contextTo(t, server.base))
  t.same(left_out, { other_country: 1 })
  t.same(
    records.map(({ external_job_id, notes }) => [external_job_id, notes?.country]),
    [
      ['kept==', undefined],
      ['named==', undefined],
      ['unknown==', 'unknown_country'],
    ],
  )
  const any = await jsearch.page({}, contextTo(t, server.base, { search: { ...search, country: null } }), null)
  t.equal(any.items.length, 4, 'without a country nothing is left out')
})

t.test("a search is written in the provider's words, at either host", async (t) => {
  const server = await replayServer(t, {
    [OLD]: { body: { status: 'OK', data: [] } },
    [NEW]: { body: { status: 'OK', data: { jobs: [], cursor: null } } },
  })
  const ask = async (parts: Partial<Search> | null, config: object = {}, window: '24h' | '1m' | null = '24h') => {
    const wanted = parts === null ? null : { ...search, ...parts }
    await jsearch.page(config, contextTo(t, server.base, { search: wanted, window }), null)
    return queryOf(server.asked.at(-1)!)
  }
  const common = { date_posted: 'today', num_pages: '1' }
  t.same(await ask({}), { ...common, query: 'Data Engineer in Berlin', country: 'de', page: '1' })
  t.match(server.asked[0]!.headers, {
    'x-rapidapi-key': 'key-of-the-test',
    'x-rapidapi-host': 'jsearch.p.rapidapi.com',
  })
  t.same(await ask({ titles: ['Data Engineer', 'ML Engineer'], location: null }, { language: 'de' }, '1m'), {
    ...{ date_posted: 'month', num_pages: '1', page: '1' },
    ...{ query: 'Data Engineer OR ML Engineer', country: 'de', language: 'de' },
  })
  t.match(await ask({ location: 'Remote' }), { query: 'Data Engineer', remote_jobs_only: 'true' })
  t.same(
    await ask({ arrangements: ['Remote OK', 'Remote Solely'], employment_types: ['FULL_TIME', 'INTERN'] }, NEW_HOST),
    {
      ...{ ...common, query: 'Data Engineer in Berlin', country: 'de' },
      ...{ work_from_home: 'true', employment_types: 'FULLTIME,INTERN' },
    },
  )
  t.match(server.asked.at(-1)!.headers, { 'x-api-key': 'key-of-the-test' })
  t.notMatch(server.asked.at(-1)!.headers, { 'x-rapidapi-host': String })
  const some = await ask({ arrangements: ['Hybrid', 'Remote OK'], employment_types: ['FULL_TIME', 'TEMPORARY'] })
  t.notOk(some.remote_jobs_only ?? some.employment_types, 'a filter that would hide what is wanted is not sent')
  t.match(await ask({ titles: [], location: 'Berlin' }), { query: 'jobs in Berlin' })
  t.match(await ask({ titles: [], location: null }), { query: 'jobs in Germany' })
  t.match(await ask(null, { query: 'welder jobs', country: 'AT' }, null), {
    ...{ query: 'welder jobs', country: 'at', date_posted: 'all' },
  })
})

t.test('the old host is read ten pages a request, priced as charged, to an empty page', async (t) => {
  const server = await replayServer(t, {
    [OLD]: ({ query }) => ({
      body: { status: 'OK', data: query.get('page') === '21' ? [] : jobs(Number(query.get('page')), 7) },
    }),
  })
  const { ids, asked } = await readAll(t, server.base, {}, null)
  t.equal(ids.length, 14, 'a short page does not end the result')
  t.same(
    server.asked.map(({ query }) => [query.get('page'), query.get('num_pages')]),
    [
      ['1', '10'],
      ['11', '10'],
      ['21', '10'],
    ],
  )
  t.same(asked[0]!.cost, { requests: 2, jobs: 100 })
  t.same(asked[0]!.spent!({ status: 'OK', data: jobs(1, 7) }), { requests: 2, jobs: 7 })
  const few = await readAll(t, server.base, {}, 12)
  t.same(
    few.asked.map(({ query }) => [query?.page, query?.num_pages]),
    [
      [1, 10],
      [11, 2],
    ],
  )
  const single = await readAll(t, server.base, {}, 1)
  t.same(single.asked[0]!.cost, { requests: 1, jobs: 10 })
})

t.test('the new host is read by its cursor to its end, and a cursor that stays ends it too', async (t) => {
  const after: Record<string, string | null> = { '': 'b', b: 'c', c: null }
  const server = await replayServer(t, {
    [NEW]: ({ query }) => {
      const at = query.get('cursor') ?? ''
      return { body: { status: 'OK', data: { jobs: jobs(10 * (at.codePointAt(0) ?? 0), 3), cursor: after[at] } } }
    },
  })
  const { ids } = await readAll(t, server.base, NEW_HOST, null)
  t.equal(new Set(ids).size, 9)
  const endless = await replayServer(t, {
    [NEW]: { body: { status: 'OK', data: { jobs: jobs(1, 10), cursor: 'same' } } },
  })
  await readAll(t, endless.base, NEW_HOST, null)
  t.equal(endless.count(), 2)
})

t.test('the quota counts requests; an answer without headers says nothing of it', (t) => {
  const { provider, limits, read } = jsearch.quota!
  t.same({ provider, limits }, { provider: 'jsearch', limits: { requests: 200 } })
  const headers = { 'x-ratelimit-requests-remaining': '188', 'x-ratelimit-requests-limit': '200' }
  t.match(read(headers), { remaining: { requests: 188 }, limits: { requests: 200 } })
  t.same(read({}), { remaining: {}, limits: {}, resets: {} })
  t.end()
})

t.test('an error is never "no openings"', async (t) => {
  const error = { status: 'ERROR', error: { message: 'Internal error' } }
  for (const body of [error, { message: 'Too many requests' }, { status: 'OK', data: null }, []]) {
    const server = await replayServer(t, { [OLD]: { body } })
    await t.rejects(jsearch.page({}, contextTo(t, server.base), null), { code: 'SOURCE_ANSWER_INVALID' })
  }
})
