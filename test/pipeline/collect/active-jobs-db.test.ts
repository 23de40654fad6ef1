import t from 'tap'
import { activeJobsDb } from '../../../src/pipeline/collect/active-jobs-db.ts'
import type { Search } from '../../../src/pipeline/collect/search.ts'
import type { SourceHttp, SourceRequest } from '../../../src/pipeline/collect/source-http.ts'
import type { Cursor } from '../../../src/pipeline/collect/source-kind.ts'
import { recorded, recordsOf } from '../../helpers/collected.ts'
import { type ReplayRequest, replayServer } from '../../helpers/replay-server.ts'
import { collectContext, sourceHttpTo } from '../../helpers/source-http.ts'

type Teardown = Parameters<typeof collectContext>[0]
type Parts = Parameters<typeof collectContext>[2]

const SECRETS = { ACTIVEJOBS_API_KEY: 'key-of-the-test' }
const search: Search = {
  ...{ titles: [], location: null, country: null, arrangements: [], employment_types: [] },
  ...{ experience_levels: [], industries: [], pages: null },
}
const contextTo = (t: Teardown, base: string, parts: Parts = {}) =>
  collectContext(t, base, { http: sourceHttpTo(t, base, SECRETS), ...parts })
const queryOf = ({ query }: ReplayRequest) => Object.fromEntries(query)
const openings = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `${at}`, title: 'T' }))

/** Pages until there is none, with what each one cost. */
async function readAll(t: Teardown, base: string, config: object, parts: Parts) {
  const asked: SourceRequest[] = []
  const context = contextTo(t, base, parts)
  const http: SourceHttp = {
    ...context.http,
    json(request) {
      asked.push(request)
      return context.http.json(request)
    },
  }
  let cursor: Cursor | null = null
  let items = 0
  do {
    const page = await activeJobsDb.page(config, { ...context, http }, cursor)
    items += page.items.length
    cursor = page.next
  } while (cursor !== null)
  return { items, asked }
}

t.test('an opening is read as the provider plainly states it, without the names of people', async (t) => {
  const server = await replayServer(t, { 'GET /active-ats-24h': { body: recorded('active_jobs_db/openings.json') } })
  const { records, items, next, faults } = await recordsOf(t, activeJobsDb, {}, contextTo(t, server.base))
  t.same({ next, faults }, { next: null, faults: { item_not_an_object: 1 } })
  t.notMatch(JSON.stringify(items), /Erika|erika@/)
  t.same(records[0], {
    external_job_id: '1900000001',
    job_title: 'Head of Data',
    company_name: 'Muster Handel',
    location: 'Munich, Bavaria, Germany; Porto, Portugal',
    external_url: 'https://jobs.muster.example/1900000001',
    posted_on: '2026-08-09T14:52:31',
    deadline: '2026-10-01T00:00:00',
    employment_type: ['FULL_TIME'],
    job_description: 'You lead the data team. Working time: 40 hours a week.',
    places: [
      { raw: 'Munich, Bavaria, Germany', city: 'Munich', region: 'Bavaria', country: 'Germany', country_code: 'DE' },
      { raw: 'Porto, Portugal', city: 'Porto', country: 'Portugal', country_code: 'PT' },
    ],
    salary: { min: 65_000, max: 80_000.5, currency: 'EUR', unit: 'YEAR', raw: null },
    columns: {
      organization_url: 'https://muster.example/',
      organization_logo: 'https://jobs.muster.example/logo.png',
      remote: false,
      ats_platform: 'greenhouse',
      source_domain: 'jobs.muster.example',
      source_type: 'ats',
      locations_derived: ['Munich, Bavaria, Germany', 'Porto, Portugal'],
      cities_derived: ['Munich', 'Porto'],
      regions_derived: ['Bavaria'],
      counties_derived: ['Porto'],
      countries_derived: ['Germany', 'Portugal'],
      timezones_derived: ['Europe/Berlin', 'Europe/Lisbon'],
      lats_derived: [48.1, 41.1],
      lngs_derived: [11.5, -8.6],
      ai_employment_type: ['FULL_TIME'],
      ai_job_language: 'en',
      ai_visa_sponsorship: false,
      ai_work_arrangement_office_days: null,
      ai_key_skills: ['SQL', 'dbt'],
      ai_keywords: ['data'],
      ai_core_responsibilities: 'You lead. You plan.',
      ai_requirements_summary: 'You know SQL.',
      ai_education_requirements: ["Bachelor's degree"],
      ai_benefits: ['Job ticket', '30 days of leave'],
      ai_salary_currency: 'EUR',
      ai_salary_unittext: 'YEAR',
      ai_salary_minvalue: 65_000,
      ai_salary_maxvalue: 80_000,
      ai_salary_value: null,
      ai_taxonomies_a: ['Technology', 'Data & Analytics'],
      ai_remote_location: null,
      ai_remote_location_derived: null,
      ai_work_arrangement: 'On-site',
      ai_experience_level: '5-10',
      ai_working_hours: 40,
    },
    notes: {},
  })
})

t.test('the newer spellings are read alike, and 40 hours that no text names are none', async (t) => {
  const server = await replayServer(t, {
    'GET /active-ats-24h': { body: { data: recorded('active_jobs_db/openings.json') } },
  })
  const { records } = await recordsOf(t, activeJobsDb, {}, contextTo(t, server.base))
  t.match(records[1], {
    external_job_id: '1900000002',
    deadline: '2026-09-01',
    location: 'Neudorf, DE',
    places: [{ raw: 'Neudorf, DE', city: 'Neudorf', country_code: 'DE' }],
    job_description: '<p>Wir suchen dich.</p>',
    employment_type: ['Full-time'],
    salary: { min: 21.5, max: 21.5, currency: null, unit: 'HOUR' },
    columns: {
      remote: true,
      ai_salary_minvalue: 20,
      ai_salary_maxvalue: 22,
      ai_salary_unittext: 'HOUR',
      ai_working_hours: null,
      ai_work_arrangement: null,
      ai_education_requirements: ['Examen'],
    },
    notes: { ai_work_arrangement: 'unknown_word', ai_working_hours: 'provider_default' },
  })
})

t.test('a window is an endpoint, and one that the provider lacks is refused', async (t) => {
  const body: unknown[] = []
  const routes = ['1h', '24h', '7d', '6m'].map((window) => [`GET /active-ats-${window}`, { body }])
  const server = await replayServer(t, Object.fromEntries(routes))
  for (const window of activeJobsDb.windows!) await activeJobsDb.page({}, contextTo(t, server.base, { window }), null)
  t.same(
    server.asked.map(({ path, query }) => [path, query.get('limit')]),
    [
      ['/active-ats-24h', '100'],
      ['/active-ats-1h', '100'],
      ['/active-ats-7d', '100'],
      ['/active-ats-6m', '500'],
    ],
  )
  const refused = activeJobsDb.page({}, contextTo(t, server.base, { window: '1m' }), null)
  await t.rejects(refused, { code: 'VALIDATION' })
})

t.test("a search is written in the provider's words", async (t) => {
  const server = await replayServer(t, { 'GET /active-ats-24h': { body: [] } })
  const ask = async (parts: Partial<Search>, config = {}) => {
    await activeJobsDb.page(config, contextTo(t, server.base, { search: { ...search, ...parts } }), null)
    return queryOf(server.asked.at(-1)!)
  }
  const common = { limit: '100', offset: '0', description_type: 'text', include_ai: 'true' }
  t.same(
    await ask({
      ...{ titles: ['Head of Data', "Maler's Gehilfe"], location: 'Munich, Germany or Porto', country: 'DE' },
      ...{ arrangements: ['Hybrid', 'On-site'], employment_types: ['FULL_TIME', 'INTERN'] },
      ...{ experience_levels: ['0-2', '10+'], industries: ['Food & Beverage'] },
    }),
    {
      ...common,
      advanced_title_filter: "'Head of Data' | 'Maler''s Gehilfe'",
      location_filter: 'Munich or Porto',
      ai_work_arrangement_filter: 'Hybrid,On-site',
      ai_employment_type_filter: 'FULL_TIME,INTERN',
      ai_experience_level_filter: '0-2,10+',
      ai_taxonomies_a_filter: 'Food & Beverage',
    },
  )
  t.same(await ask({ location: null, country: 'DE' }), { ...common, location_filter: 'Germany' })
  t.same(await ask({ location: 'Remote', country: 'DE' }), { ...common, location_filter: 'Germany', remote: 'true' })
  t.same(await ask({}, { include_ai: false, description: 'html' }), {
    ...{ limit: '100', offset: '0', description_type: 'html' },
  })
  const { headers } = server.asked[0]!
  t.same(activeJobsDb.secrets!({}), Object.keys(SECRETS))
  t.match(headers, { 'x-rapidapi-key': 'key-of-the-test', 'x-rapidapi-host': 'active-jobs-db.p.rapidapi.com' })
})

t.test(
  'pages end with a short or an empty one, or when as many as wanted are read; each is priced before',
  async (t) => {
    const total = 250
    const server = await replayServer(t, {
      'GET /active-ats-1h': ({ query }) => {
        const [limit, offset] = [Number(query.get('limit')), Number(query.get('offset'))]
        return { body: openings(Math.max(0, Math.min(limit, total - offset))) }
      },
    })
    const whole = await readAll(t, server.base, { location: 'Germany' }, { window: '1h' })
    t.equal(whole.items, 250)
    t.same(
      server.asked.map(({ query }) => query.get('offset')),
      ['0', '100', '200'],
    )
    t.equal(server.asked[0]!.query.get('location_filter'), 'Germany')
    t.same(whole.asked[2]!.cost, { jobs: 100, requests: 1 })
    t.same(
      whole.asked[2]!.spent!(openings(50)),
      { jobs: 50, requests: 1 },
      'every opening that comes back costs a unit',
    )
    const part = await readAll(t, server.base, {}, { window: '1h', search: { ...search, pages: 2 } })
    t.equal(part.items, 200)
    const few = await readAll(t, server.base, { page_size: 50, pages: 1 }, { window: '1h' })
    t.equal(few.items, 50)
    t.same((await readAll(t, server.base, { page_size: 125 }, { window: '1h' })).items, 250, 'the last page is full')
  },
)

t.test('the quota is read from the headers; what they do not say is not known', (t) => {
  const { provider, limits, read } = activeJobsDb.quota!
  t.same({ provider, limits }, { provider: 'active_jobs_db', limits: { jobs: 20_000, requests: 10_000 } })
  const headers = {
    ...{ 'x-ratelimit-jobs-remaining': '12360', 'x-ratelimit-jobs-limit': '20000' },
    ...{ 'x-ratelimit-requests-remaining': 'unlimited', 'x-ratelimit-requests-reset': '86400' },
  }
  t.same(read(headers), { remaining: { jobs: 12_360 }, limits: { jobs: 20_000 }, resets: { requests: 86_400 } })
  t.same(read({}), { remaining: {}, limits: {}, resets: {} })
  t.end()
})

t.test('an error is never "no openings"', async (t) => {
  for (const body of [{ message: 'You are not subscribed to this API.' }, { data: null }, null]) {
    const server = await replayServer(t, { 'GET /active-ats-24h': { body } })
    await t.rejects(activeJobsDb.page({}, contextTo(t, server.base), null), { code: 'SOURCE_ANSWER_INVALID' })
  }
})
