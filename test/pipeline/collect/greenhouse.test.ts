import t from 'tap'
import { greenhouse } from '../../../src/pipeline/collect/greenhouse.ts'
import { recorded, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

t.test('a board yields every opening with what it plainly says', async (t) => {
  const route = 'GET /v1/boards/kelpandsons/jobs'
  const server = await replayServer(t, { [route]: { body: recorded('greenhouse/jobs.json') } })
  const context = collectContext(t, server.base)
  const { items, records, next, total, faults } = await recordsOf(t, greenhouse, { board: 'kelpandsons' }, context)

  t.same({ next, total, faults }, { next: null, total: 3, faults: { item_not_an_object: 1 } })
  t.equal(server.count(), 1, 'texts come with the list')
  t.equal(server.asked[0]?.query.get('content'), 'true')
  t.match(records[0], {
    external_job_id: '5510021',
    job_title: 'Tidal Engineer (m/f/d)',
    company_name: 'Kelp & Sons',
    location: 'Kiel, Germany',
    external_url: 'https://boards.greenhouse.io/kelpandsons/jobs/5510021',
    posted_on: '2026-07-14T08:30:00-04:00',
    deadline: '2026-09-30T23:59:00-04:00',
    employment_type: ['Full-time'],
    places: [{ raw: 'Kiel, Schleswig-Holstein, Germany' }, { raw: 'Bergen' }],
    salary: { min: 55_000, max: 70_000, currency: 'EUR', unit: null, raw: 'Germany' },
    columns: { ats_platform: 'greenhouse', ai_job_language: 'en', ai_work_arrangement: 'Hybrid', remote: null },
  })
  t.notMatch(JSON.stringify(items), /Ida|ida@/, 'fields that hold people are kept nowhere')
})

t.test('content is unescaped exactly once', async (t) => {
  const server = await replayServer(t, { 'GET /v1/boards/k/jobs': { body: recorded('greenhouse/jobs.json') } })
  const { records } = await recordsOf(t, greenhouse, { board: 'k' }, collectContext(t, server.base))
  t.equal(
    records[0]?.job_description,
    '<p>You harvest &quot;wave&quot; power where x &lt; y.</p><ul><li>Python&nbsp;&amp; C</li></ul>',
  )
  t.equal(records[1]?.job_description, '<p>Plain HTML that means &lt;knots&gt;.</p>', 'HTML stays as it is')
})

t.test('what an opening does not say is not guessed', async (t) => {
  const server = await replayServer(t, { 'GET /v1/boards/k/jobs': { body: recorded('greenhouse/jobs.json') } })
  const { records } = await recordsOf(t, greenhouse, { board: 'k' }, collectContext(t, server.base))
  const [, record] = records
  t.match(record, { external_job_id: '5510022', location: null, posted_on: null, employment_type: null })
  t.notOk(record?.salary, 'pay by region is not the pay of the opening')
  t.notOk(record?.places)
  t.notOk(record?.columns?.ai_work_arrangement)
})
