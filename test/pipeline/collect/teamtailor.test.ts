import t from 'tap'
import { teamtailor } from '../../../src/pipeline/collect/teamtailor.ts'
import { pagesOf, recorded, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext, sourceHttpTo } from '../../helpers/source-http.ts'

const feed = recorded('teamtailor/jobs.json') as Record<string, unknown>

t.test('an entry of the public feed yields what it and its JobPosting say', async (t) => {
  const server = await replayServer(t, { 'GET /jobs.json': { body: feed } })
  const { records, faults } = await recordsOf(t, teamtailor, { company: 'lantern' }, collectContext(t, server.base))
  t.same(faults, { item_not_an_object: 1 })
  t.match(records[0], {
    external_job_id: '7001',
    job_title: 'Lamp Fitter',
    company_name: 'Lantern Works AB',
    location: 'Malmö, SE; Aarhus, Midtjylland, DK',
    places: [
      { city: 'Malmö', country_code: 'SE' },
      { city: 'Aarhus', region: 'Midtjylland', country_code: 'DK' },
    ],
    external_url: 'https://lantern.teamtailor.com/jobs/7001-lamp-fitter',
    posted_on: '2026-07-03T09:00:00+02:00',
    deadline: '2026-09-01',
    employment_type: ['FULL_TIME'],
    salary: { min: 31_000, max: 36_000, currency: 'SEK', unit: 'MONTH' },
    job_description: '<p>You fit lamps.</p>',
    columns: { ats_platform: 'teamtailor', remote: true, organization_url: 'https://lantern.example' },
  })
  t.notOk(records[0]?.places?.[0]?.region, 'a part of the world is no region')
  t.match(records[1], {
    external_job_id: '0a1b2c3d-0000-4000-8000-000000000002',
    company_name: null,
    job_description: null,
  })
})

t.test('the feed is read to the page that names no next one, and never at another host', async (t) => {
  const server = await replayServer(t, {
    'GET /jobs.json': ({ query }) => ({
      body: query.get('page') === '2' ? { ...feed, next_url: null, items: [{ id: 'x', title: 'Last' }] } : feed,
    }),
  })
  const pages = await pagesOf(teamtailor, { host: 'lantern.teamtailor.com' }, collectContext(t, server.base))
  t.same(
    pages.map(({ items }) => items.length),
    [2, 1],
  )
  const other = teamtailor.page({ company: 'other' }, collectContext(t, server.base), null)
  await t.rejects(other, { code: 'SOURCE_ANSWER_INVALID', message: /another host/ })
})

t.test('an answer without a list is an error, an empty list is none', async (t) => {
  const answers = [{ items: [] }, { error: 'gone' }]
  const server = await replayServer(t, { 'GET /jobs.json': () => ({ body: answers.shift() }) })
  const context = collectContext(t, server.base)
  t.same(await teamtailor.page({ company: 'lantern' }, context, null), { items: [], next: null })
  await t.rejects(teamtailor.page({ company: 'lantern' }, context, null), { code: 'SOURCE_ANSWER_INVALID' })
})

t.test('with a key the API is read, its locations joined and its recruiters dropped', async (t) => {
  const server = await replayServer(t, { 'GET /v1/jobs': { body: recorded('teamtailor/api.json') } })
  const http = sourceHttpTo(t, server.base, { LANTERN_KEY: 'k1' })
  const config = { api: { key: { env: 'LANTERN_KEY' } } }
  const { records, items, next, total } = await recordsOf(
    t,
    teamtailor,
    config,
    collectContext(t, server.base, { http }),
  )
  t.same(teamtailor.secrets?.(config), ['LANTERN_KEY'])
  t.equal(server.asked[0]?.headers.authorization, 'Token token=k1')
  t.same({ next, total }, { next: null, total: 1 })
  t.match(records[0], {
    external_job_id: '8001',
    job_title: 'Glazier',
    location: 'Uppsala',
    places: [{ city: 'Uppsala', country: 'Sweden' }],
    apply_url: 'https://lantern.teamtailor.com/jobs/8001-glazier/applications/new',
    posted_on: '2026-06-01T10:00:00.000+02:00',
    deadline: '2026-10-01',
    employment_type: ['fulltime'],
    job_description: '<p>You cut glass.</p>',
    columns: { ai_job_language: 'en' },
  })
  t.notMatch(JSON.stringify(items), /someone@/)
})
