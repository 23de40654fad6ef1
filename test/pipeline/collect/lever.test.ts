import t from 'tap'
import { lever } from '../../../src/pipeline/collect/lever.ts'
import { recorded, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

t.test('a site yields every posting with what it plainly says', async (t) => {
  const server = await replayServer(t, { 'GET /v0/postings/vetro': { body: recorded('lever/postings.json') } })
  const config = { board: 'vetro', region: 'eu' } as const
  const { records, next, faults } = await recordsOf(t, lever, config, collectContext(t, server.base))
  t.same({ next, faults }, { next: null, faults: { item_not_an_object: 1 } })
  t.match(records[0], {
    external_job_id: '0f1e2d3c-0000-4000-8000-000000000001',
    job_title: 'Glassblower',
    location: 'Turin',
    external_url: 'https://jobs.eu.lever.co/vetro/0f1e2d3c-0000-4000-8000-000000000001',
    apply_url: 'https://jobs.eu.lever.co/vetro/0f1e2d3c-0000-4000-8000-000000000001/apply',
    posted_on: 1_780_304_400_000,
    employment_type: ['Full-time'],
    places: [{ raw: 'Turin', country: 'Italy', country_code: 'IT' }, { raw: 'Murano' }],
    salary: { min: 2_400, max: 3_100, currency: 'EUR', unit: 'MONTH', raw: 'Thirteen salaries a year.' },
    columns: { ats_platform: 'lever', ai_work_arrangement: 'On-site', remote: false },
  })
  t.notOk(records[0]?.places?.[1]?.country_code, 'the country is that of the main location')
  t.equal(
    records[0]?.job_description,
    [
      '<div>We shape light.</div><div>You work at 1,100 degrees.</div>',
      '<h3>What you bring</h3>',
      '<ul><li>Calm hands</li><li>Italian</li></ul>',
      '<div>Come as you are.</div>',
    ].join('\n'),
  )
})

t.test('what a posting does not say is not guessed', async (t) => {
  const server = await replayServer(t, { 'GET /v0/postings/vetro': { body: recorded('lever/postings.json') } })
  const { records } = await recordsOf(t, lever, { board: 'vetro' }, collectContext(t, server.base))
  t.match(records[1], {
    job_description: 'You pack glass.',
    posted_on: 1_780_304_400_000,
    employment_type: null,
    salary: { min: 900, max: null, currency: 'EUR', unit: null },
    notes: { salary: 'unknown_period' },
  })
  t.notOk(records[1]?.columns?.ai_work_arrangement, 'unspecified is no arrangement')
})

t.test('pages are read until one is not full', async (t) => {
  const posting = (at: number) => ({ id: `p${at}`, text: `Posting ${at}` })
  const server = await replayServer(t, {
    'GET /v0/postings/big': ({ query }) => {
      const skip = Number(query.get('skip'))
      const rest = Math.min(250 - skip, Number(query.get('limit')))
      return { body: Array.from({ length: rest }, (_, index) => posting(skip + index)) }
    },
  })
  const context = collectContext(t, server.base)
  const ids: (string | null)[] = []
  let cursor: number | null = null
  do {
    const page = await lever.page({ board: 'big' }, context, cursor)
    ids.push(...page.items.map((item) => lever.identity(item, { board: 'big' })))
    cursor = page.next as number | null
  } while (cursor !== null)
  t.equal(new Set(ids).size, 250)
  t.equal(server.count(), 3)
})

t.test('each region has its own host', async (t) => {
  const asked: string[] = []
  const http = { ...collectContext(t, 'http://127.0.0.1:1').http }
  http.json = async ({ url }) => {
    asked.push(new URL(url).host)
    return { data: [], headers: {}, url }
  }
  for (const region of ['global', 'eu'] as const)
    await lever.page({ board: 'vetro', region }, collectContext(t, 'http://127.0.0.1:1', { http }), null)
  t.same(asked, ['api.lever.co', 'api.eu.lever.co'])
})
