import t from 'tap'
import { workable } from '../../../src/pipeline/collect/workable.ts'
import { recorded, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

const ROUTE = 'GET /api/v1/widget/accounts/paper-mill'

t.test('an account yields every opening once, with all its places', async (t) => {
  const server = await replayServer(t, { [ROUTE]: { body: recorded('workable/account.json') } })
  const context = collectContext(t, server.base)
  const { records, next, faults } = await recordsOf(t, workable, { board: 'paper-mill' }, context)
  t.same({ next, faults }, { next: null, faults: { item_not_an_object: 1 } })
  t.equal(server.asked[0]?.query.get('details'), 'true')
  t.same(
    records.map(({ external_job_id }) => external_job_id),
    ['A1B2C3D4E5', 'F6G7H8J9K0'],
    'an opening that is listed once for each place is one opening',
  )
  t.match(records[0], {
    job_title: 'Paper Chemist',
    company_name: 'Paper Mill Ltd',
    location: 'Leeds, England, United Kingdom',
    external_url: 'https://apply.workable.com/j/A1B2C3D4E5',
    apply_url: 'https://apply.workable.com/j/A1B2C3D4E5/apply',
    posted_on: '2026-07-09',
    employment_type: ['Full-time'],
    job_description: '<p>You test pulp.</p>',
    places: [
      { city: 'Leeds', region: 'England', country: 'United Kingdom', country_code: 'GB' },
      { city: 'Tampere', country: 'Finland', country_code: 'FI' },
    ],
    columns: {
      ats_platform: 'workable',
      ai_experience_level: '0-2',
      ai_education_requirements: ["Bachelor's Degree"],
    },
  })
  t.notOk(records[0]?.columns?.ai_work_arrangement, 'a switch that is off says nothing')
})

t.test('hidden places stay hidden, and a level without years stays open', async (t) => {
  const server = await replayServer(t, { [ROUTE]: { body: recorded('workable/account.json') } })
  const { records } = await recordsOf(t, workable, { board: 'paper-mill' }, collectContext(t, server.base))
  t.match(records[1], {
    location: 'Greece',
    places: [{ raw: 'Greece', country_code: 'GR' }],
    columns: {
      ai_work_arrangement: 'Remote Solely',
      remote: true,
      ai_experience_level: null,
      ai_education_requirements: null,
    },
  })
  t.equal(records[1]?.places?.length, 1)
})
