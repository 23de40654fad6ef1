import t from 'tap'
import { ashby } from '../../../src/pipeline/collect/ashby.ts'
import { recorded, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

const ROUTE = 'GET /posting-api/job-board/Atlas%20Works'

t.test('a board yields every listed opening with what it plainly says', async (t) => {
  const server = await replayServer(t, { [ROUTE]: { body: recorded('ashby/board.json') } })
  const { records, next, faults, left_out } = await recordsOf(
    t,
    ashby,
    { board: 'Atlas Works' },
    collectContext(t, server.base),
  )
  t.same({ next, faults }, { next: null, faults: { item_not_an_object: 1 } })
  t.same(left_out, { unlisted: 1 })
  t.equal(server.asked[0]?.query.get('includeCompensation'), 'true')
  t.same(
    records.map(({ job_title }) => job_title),
    ['Cartographer', 'Surveyor'],
    'an unlisted opening is on no board',
  )
  t.match(records[0], {
    external_job_id: '11111111-2222-4333-8444-555555555501',
    location: 'Lisbon',
    external_url: 'https://jobs.ashbyhq.com/Atlas%20Works/11111111-2222-4333-8444-555555555501',
    apply_url: /\/application$/,
    posted_on: '2026-07-02T10:11:12.131+00:00',
    employment_type: ['FullTime'],
    job_description: '<h2>Coasts</h2><p>You draw them.</p>',
    places: [
      { raw: 'Lisbon', city: 'Lisbon', region: 'Lisboa', country: 'Portugal', country_code: 'PT' },
      { raw: 'Porto', city: 'Porto', country: 'Portugal', country_code: 'PT' },
    ],
    salary_range: '€48K - €60K',
    salary: { min: 48_000, max: 60_000, currency: 'EUR', unit: 'YEAR', raw: '€48K – €60K • Offers Bonus' },
    columns: { ats_platform: 'ashby', ai_work_arrangement: 'Hybrid', remote: null },
  })
})

t.test('an older answer without id, type and address is read all the same', async (t) => {
  const server = await replayServer(t, { [ROUTE]: { body: recorded('ashby/board.json') } })
  const { records } = await recordsOf(t, ashby, { board: 'Atlas Works' }, collectContext(t, server.base))
  t.match(records[1], {
    external_job_id: '11111111-2222-4333-8444-555555555502',
    job_description: 'You measure.',
    places: [{ raw: 'Remote' }],
    columns: { ai_work_arrangement: 'Remote Solely', remote: true },
  })
  t.notOk(records[1]?.salary ?? records[1]?.salary_range, 'pay that the employer does not show is not taken')
})

t.test('several salaries leave the numbers open and keep the summary', async (t) => {
  const salary = (minValue: number) => ({
    compensationType: 'Salary',
    interval: '1 YEAR',
    currencyCode: 'USD',
    minValue,
  })
  const compensation = {
    scrapeableCompensationSalarySummary: '$80K - $120K',
    summaryComponents: [salary(80_000), salary(100_000)],
  }
  const record = ashby.toRecord({ id: 'a', title: 'Pilot', compensation }, undefined, { board: 'b' })
  t.match(record, { salary_range: '$80K - $120K' })
  t.notOk(record.salary)
})
