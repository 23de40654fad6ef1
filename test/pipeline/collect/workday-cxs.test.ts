import t from 'tap'
import { readListing, type SweepEnd } from '../../../src/pipeline/collect/sweep.ts'
import { workdayCxs } from '../../../src/pipeline/collect/workday-cxs.ts'
import { recorded } from '../../helpers/collected.ts'
import { type ReplayRequest, replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

type Teardown = Parameters<typeof collectContext>[0]

const config = { host: 'muster.wd3.myworkdayjobs.com', tenant: 'muster', site: 'Karriere' }
const LIST = 'POST /wday/cxs/muster/Karriere/jobs'
const detailOf = (path: string) => `GET /wday/cxs/muster/Karriere${path}`
const opening = (at: number) => ({ title: `Opening ${at}`, externalPath: `/job/Ort/Opening_R${1000 + at}` })
const sent = ({ body }: ReplayRequest) => JSON.parse(body) as { limit: number; offset: number }

/** A site of so many openings that starts again from the front past its end and states `total` on the first page only. */
const siteOf = (openings: number, total: number) => (request: ReplayRequest) => {
  const { limit, offset } = sent(request)
  const start = offset < openings ? offset : offset % 20
  const jobPostings = Array.from({ length: Math.min(limit, openings - start) }, (_, at) => opening(start + at))
  return { body: { total: offset === 0 ? total : 0, jobPostings } }
}

async function sweep(t: Teardown, base: string): Promise<{ ids: (string | null)[]; end: SweepEnd }> {
  const pages = readListing({ kind: workdayCxs, config, context: collectContext(t, base), cursor: null })
  const ids: (string | null)[] = []
  for (;;) {
    const { value, done } = await pages.next()
    if (done) return { ids, end: value }
    ids.push(...value.items.map(({ identity }) => identity))
  }
}

t.test('the listing is read by 20 to its stated end, though the site starts again past it', async (t) => {
  const server = await replayServer(t, { [LIST]: siteOf(45, 45) })
  const { ids, end } = await sweep(t, server.base)
  t.equal(new Set(ids).size, 45)
  t.match(end, { complete: true, total: 45 })
  t.same(
    server.asked.map((request) => sent(request)),
    [0, 20, 40].map((offset) => ({ appliedFacets: {}, limit: 20, offset, searchText: '' })),
  )
})

t.test('a site that states no total ends where it starts again', async (t) => {
  const server = await replayServer(t, { [LIST]: siteOf(40, 0) })
  const { ids, end } = await sweep(t, server.base)
  t.equal(ids.length, 40)
  t.equal(end.complete, true)
})

t.test('an opening is read as its detail plainly states it', async (t) => {
  const listing = recorded('workday_cxs/listing.json')
  const path = '/job/Musterstadt/Controller--m-w-d--Konzernrechnungswesen_R0412345'
  const server = await replayServer(t, {
    [LIST]: { body: listing },
    [detailOf(path)]: { body: recorded('workday_cxs/detail.json') },
  })
  const context = collectContext(t, server.base)
  const { items } = await workdayCxs.page(config, context, null)
  const record = workdayCxs.toRecord(items[0]!, await workdayCxs.detail!(config, context, items[0]!), config)
  t.same(record, {
    external_job_id: 'R0412345',
    job_title: 'Controller (m/w/d) Konzernrechnungswesen',
    company_name: 'Muster Verwaltungs AG',
    location: 'Musterstadt Hauptsitz',
    external_url: `https://muster.wd3.myworkdayjobs.com/Karriere${path}`,
    posted_on: '2026-07-30',
    deadline: '2026-09-15',
    employment_type: ['Full time'],
    job_description: '<p>Sie erstellen den <b>Konzernabschluss</b> &amp; begleiten die Planung.</p>',
    places: [{ raw: 'Musterstadt Hauptsitz', country: 'Germany', country_code: 'DE' }, { raw: 'Neudorf' }],
    columns: {
      ats_platform: 'workday',
      source_domain: 'muster.wd3.myworkdayjobs.com',
      source_type: 'ats',
      organization_url: null,
      ai_work_arrangement: 'Hybrid',
      remote: null,
    },
  })
})

t.test('without a detail the listing is all there is: a number of places is no place', async (t) => {
  const server = await replayServer(t, { [LIST]: { body: recorded('workday_cxs/listing.json') } })
  const { items } = await workdayCxs.page({ ...config, locale: 'de-DE' }, collectContext(t, server.base), null)
  t.equal(server.asked[0]?.headers['accept-language'], 'de-DE')
  const record = workdayCxs.toRecord(items[2]!, null, { ...config, locale: 'de-DE' })
  t.match(record, {
    location: null,
    places: [],
    notes: { location: 'count_of_places' },
    posted_on: 'Posted 30+ Days Ago',
    employment_type: ['Part time'],
    external_url: 'https://muster.wd3.myworkdayjobs.com/de-DE/Karriere/job/Musterstadt/Data-Engineer_JR-7309',
  })
})

t.test('a requisition that is advertised again is the same opening and costs no sweep its completeness', async (t) => {
  const server = await replayServer(t, { [LIST]: { body: recorded('workday_cxs/listing.json') } })
  const { ids, end } = await sweep(t, server.base)
  t.same(ids, ['R0412345', 'JR-7309', 'R0500001'])
  t.match(end, { complete: true, total: 4 })
})

t.test('identity: the end of the path, without a repost suffix, whatever the bullets say', async (t) => {
  const id = (path: string | undefined, ...bullets: string[]) =>
    workdayCxs.identity({ externalPath: path, bulletFields: bullets }, config)
  t.equal(id('/job/A/T_R0412345-2'), 'R0412345')
  t.equal(id('/job/A/T_R0412345-2', 'Vollzeit', 'R0412345'), 'R0412345')
  t.equal(id('/job/A/T_JR-7309', 'JR-7309'), 'JR-7309')
  t.equal(id('/job/A/T_JR-7309'), 'JR-7309')
  t.equal(id('/job/A/T_2024-15', '2024-15'), '2024-15', 'an id that ends like a repost and is stated whole')
  t.equal(id('/job/A/T_', 'Berlin', 'R1'), 'R1')
  t.equal(id(undefined, 'Berlin Mitte'), null)
})

t.test('an opening that was just withdrawn has no detail and is not asked for', async (t) => {
  const server = await replayServer(t, {})
  const item = { bulletFields: ['R0500001'] }
  t.equal(await workdayCxs.detail!(config, collectContext(t, server.base), item), null)
  t.match(workdayCxs.toRecord(item, null, config), { external_job_id: 'R0500001', job_title: null, external_url: null })
  t.equal(server.count(), 0)
})

t.test('an error is never an empty site', async (t) => {
  const answers: unknown[] = [
    { errorCode: 'HTTP_400', message: 'bad' },
    { total: 3, jobPostings: null },
  ]
  for (const body of answers) {
    const server = await replayServer(t, { [LIST]: { body } })
    t.match((await sweep(t, server.base)).end, { complete: false, reason: 'SOURCE_ANSWER_INVALID' })
  }
  const broken = await replayServer(t, {
    [LIST]: (request) => (sent(request).offset === 0 ? siteOf(100, 100)(request) : { body: { jobPostings: [] } }),
  })
  const { ids, end } = await sweep(t, broken.base)
  t.match(end, { complete: false, reason: 'SOURCE_ANSWER_INVALID' }, 'an empty page long before the end')
  t.equal(ids.length, 20, 'what was read before is kept')
  const details = await replayServer(t, { [detailOf('/job/A/T_R1')]: { body: { message: 'gone' } } })
  const asked = workdayCxs.detail!(config, collectContext(t, details.base), { externalPath: '/job/A/T_R1' })
  await t.rejects(asked, { code: 'SOURCE_ANSWER_INVALID' })
})

t.test('what is no opening on a page is counted', async (t) => {
  const server = await replayServer(t, { [LIST]: { body: { total: 2, jobPostings: [opening(1), null] } } })
  const { faults } = await workdayCxs.page(config, collectContext(t, server.base), null)
  t.same(faults, { item_not_an_object: 1 })
})

t.test('the listing changes when the opening does, not with the days since it was posted', async (t) => {
  const item = { ...opening(1), postedOn: 'Posted Today' }
  t.same(workdayCxs.essence!(item), workdayCxs.essence!({ ...item, postedOn: 'Posted Yesterday' }))
  t.notSame(workdayCxs.essence!(item), workdayCxs.essence!({ ...item, title: 'Other' }))
})

t.test('a detail that is not posted any more is closed', async (t) => {
  t.equal(workdayCxs.isClosed!({ jobPostingInfo: { title: 'Engineer', posted: false } }), true)
  t.equal(workdayCxs.isClosed!({ jobPostingInfo: { title: 'Engineer', posted: true } }), false)
  t.equal(workdayCxs.isClosed!(null), false, 'what says nothing is not closed')
})
