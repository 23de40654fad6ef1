import t from 'tap'
import { beesite } from '../../../src/pipeline/collect/beesite.ts'
import { readListing } from '../../../src/pipeline/collect/sweep.ts'
import { recorded, recordsOf } from '../../helpers/collected.ts'
import { type ReplayRequest, replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

type Asked = {
  SearchParameters: { FirstItem: number; CountItem: number }
  SearchCriteria: unknown[]
  LanguageCode: string
}

const PROFESSIONALS = 'GET /search/'
const STUDENTS = 'GET /graduatesearch/'
const one = { boards: ['search'] as ['search'], organization: 'Musterbank' }
const WORKDAY = '/wday/cxs/bank/BankWebsite/job/Frankfurt/Risk-Analyst_R0301234'
const askedIn = ({ query }: ReplayRequest) => JSON.parse(query.get('data') ?? '{}') as Asked
const result = (items: unknown[], all: number) => ({
  body: { SearchResult: { SearchResultCount: items.length, SearchResultCountAll: all, SearchResultItems: items } },
})
const opening = (id: number) => ({
  MatchedObjectId: `${id}`,
  MatchedObjectDescriptor: { PositionTitle: `Opening ${id}` },
})

/** A board of so many openings; its items count from 1. */
const boardOf = (from: number, count: number) => (request: ReplayRequest) => {
  const { FirstItem, CountItem } = askedIn(request).SearchParameters
  const left = Math.max(0, Math.min(CountItem, count - FirstItem + 1))
  return result(
    Array.from({ length: left }, (_, at) => opening(from + FirstItem + at)),
    count,
  )
}

const walk = async (pages: ReturnType<typeof readListing>) => {
  const ids: (string | null)[] = []
  const faults: Record<string, number> = {}
  for (;;) {
    const { value, done } = await pages.next()
    if (done) return { ids, faults, end: value }
    ids.push(...value.items.map(({ identity }) => identity))
    Object.assign(faults, value.faults)
  }
}

t.test('an opening is read with the text of its own page, whole in both languages', async (t) => {
  const server = await replayServer(t, {
    [PROFESSIONALS]: { body: recorded('beesite/search.json') },
    'GET /jobhtml/70001.json': { body: recorded('beesite/jobhtml.json') },
    'GET /jobhtml/70003.json': { body: { html: '<p>Sie planen.</p>', apply_uri: '' } },
  })
  const { records, next, left_out } = await recordsOf(t, beesite, one, collectContext(t, server.base))
  t.same({ next, left_out }, { next: null, left_out: { login_wall: 1 } })
  const page = 'https://bank.wd3.myworkdayjobs.com/en-US/BankWebsite/job/Frankfurt/Risk-Analyst_R0301234'
  t.same(records[0], {
    external_job_id: '70001',
    job_title: 'Risk Analyst &amp; Model Owner (f/m/x)',
    company_name: 'Musterbank',
    location: 'Frankfurt, Hessen, Deutschland; Luxemburg, Luxemburg',
    external_url: page,
    apply_url: `${page}/apply`,
    posted_on: '2026-07-20',
    deadline: '2026-09-30',
    employment_type: ['Vollzeit', 'Befristet'],
    job_description: (recorded('beesite/jobhtml.json') as { html: string }).html,
    places: [
      {
        raw: 'Frankfurt, Hessen, Deutschland',
        city: 'Frankfurt',
        region: 'Hessen',
        country: 'Germany',
        country_code: 'DE',
      },
      { raw: 'Luxemburg, Luxemburg', city: 'Luxemburg', country: 'Luxembourg', country_code: 'LU' },
    ],
    columns: { ats_platform: 'workday', source_domain: 'bank.wd3.myworkdayjobs.com', source_type: 'ats' },
  })
  t.match(records[1], {
    external_url: 'https://careers.db.com/index.php?ac=jobad&id=70003',
    apply_url: null,
    deadline: '2026-10-01',
    columns: { ats_platform: 'beesite', source_domain: 'careers.db.com' },
  })
  t.match(askedIn(server.asked[0]!), { LanguageCode: 'EN', SearchParameters: { FirstItem: 1 }, SearchCriteria: [] })
})

t.test(
  "Workday's text is read where the own one is empty, without /apply, and where it is always wanted",
  async (t) => {
    const jobPostingInfo = {
      jobDescription: '<p>You review models.</p>',
      startDate: '2026-07-19',
      remoteType: 'On-site',
    }
    const server = await replayServer(t, {
      [PROFESSIONALS]: { body: recorded('beesite/search.json') },
      'GET /jobhtml/70001.json': { body: { html: '', apply_uri: null } },
      'GET /jobhtml/70003.json': { body: { html: '', apply_uri: null } },
      [`GET ${WORKDAY}`]: { body: { jobPostingInfo } },
    })
    const context = collectContext(t, server.base)
    const { records } = await recordsOf(t, beesite, one, context)
    t.match(records[0], {
      job_description: '<p>You review models.</p>',
      posted_on: '2026-07-19',
      columns: { ai_work_arrangement: 'On-site', remote: false },
    })
    t.equal(records[1]?.job_description, null, 'an opening without a page at Workday stays without a text')
    await recordsOf(t, beesite, { ...one, workday_detail: 'always' }, context)
    t.equal(server.count(`GET ${WORKDAY}`), 2)
    await recordsOf(t, beesite, { ...one, workday_detail: 'never' }, context)
    t.equal(server.count(`GET ${WORKDAY}`), 2)
  },
)

t.test('both boards are read to their ends, page by page, and an opening on both counts once', async (t) => {
  const server = await replayServer(t, { [PROFESSIONALS]: boardOf(0, 5), [STUDENTS]: boardOf(4, 3) })
  const context = collectContext(t, server.base)
  const config = { page_size: 2, countries: ['46'] }
  const { ids, end } = await walk(readListing({ kind: beesite, config, context, cursor: null }))
  t.same(ids, ['1', '2', '3', '4', '5', '6', '7'])
  t.equal(end.complete, true)
  t.same(
    server.asked.map((request) => [request.path, askedIn(request).SearchParameters.FirstItem]),
    [
      ['/search/', 1],
      ['/search/', 3],
      ['/search/', 5],
      ['/graduatesearch/', 1],
      ['/graduatesearch/', 3],
    ],
  )
  t.same(askedIn(server.asked[0]!).SearchCriteria, [
    { CriterionName: 'PositionLocation.Country', CriterionValue: ['46'] },
  ])
})

t.test('openings behind the login wall are counted and leave the sweep complete', async (t) => {
  const server = await replayServer(t, { [PROFESSIONALS]: { body: recorded('beesite/search.json') } })
  const context = collectContext(t, server.base)
  const { ids, faults, end } = await walk(readListing({ kind: beesite, config: one, context, cursor: null }))
  t.same(ids, ['70001', '70003'])
  t.same(faults, { login_wall: 1 })
  t.match(end, { complete: true, total: 3 })
})

t.test('an error is never an empty board', async (t) => {
  for (const body of [{ Error: 'x' }, { SearchResult: { SearchResultItems: null } }, result([], 40).body]) {
    const server = await replayServer(t, { [PROFESSIONALS]: { body } })
    const page = beesite.page({ ...one, page_size: 20 }, collectContext(t, server.base), null)
    await t.rejects(page, { code: 'SOURCE_ANSWER_INVALID' })
  }
  const empty = await replayServer(t, { [PROFESSIONALS]: result([], 0) })
  t.match(await beesite.page(one, collectContext(t, empty.base), null), { items: [], next: null, total: 0 })
  const texts = await replayServer(t, { 'GET /jobhtml/7.json': { body: { message: 'no' } } })
  const asked = beesite.detail!(one, collectContext(t, texts.base), opening(7))
  await t.rejects(asked, { code: 'SOURCE_ANSWER_INVALID' })
})
