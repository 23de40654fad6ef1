import t from 'tap'
import { Value } from 'typebox/value'
import { recruitee } from '../../../src/pipeline/collect/recruitee.ts'
import { recorded, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

t.test('a site yields every offer with what it plainly says', async (t) => {
  const server = await replayServer(t, { 'GET /api/offers/': { body: recorded('recruitee/offers.json') } })
  const context = collectContext(t, server.base)
  const { items, records, next, faults } = await recordsOf(t, recruitee, { board: 'windwerk' }, context)
  t.same({ next, faults }, { next: null, faults: { item_not_an_object: 1 } })
  t.match(records[0], {
    external_job_id: '880011',
    job_title: 'Mühlenbauer:in',
    company_name: 'Windwerk GmbH',
    location: 'Husum, Schleswig-Holstein, Deutschland',
    external_url: 'https://windwerk.recruitee.com/o/muehlenbauer',
    apply_url: 'https://windwerk.recruitee.com/o/muehlenbauer/c/new',
    posted_on: '2026-06-03 12:00:00 UTC',
    deadline: '2026-09-15T00:00:00.000Z',
    employment_type: ['fulltime_fixed_term'],
    job_description: '<p>Du baust Mühlen.</p>\n<ul><li>Schwindelfrei</li></ul>',
    places: [
      { raw: 'Husum, Schleswig-Holstein, Deutschland', city: 'Husum', country: 'Germany', country_code: 'DE' },
      { raw: 'Esbjerg, Denmark' },
    ],
    salary: { min: 18.5, max: 22, currency: 'EUR', unit: 'HOUR' },
    columns: {
      ats_platform: 'recruitee',
      ai_job_language: 'de',
      ai_experience_level: '0-2',
      ai_working_hours: 40,
      ai_keywords: ['Windkraft', 'Holz'],
      ai_work_arrangement: 'On-site',
      remote: false,
    },
  })
  t.notMatch(JSON.stringify(items), /windwerk\.recruitee\.com"|mailbox/, 'the mailbox of applications is kept nowhere')
})

t.test('an offer that has its texts in a translation only is read from it', async (t) => {
  const server = await replayServer(t, { 'GET /api/offers/': { body: recorded('recruitee/offers.json') } })
  const { records } = await recordsOf(t, recruitee, { board: 'windwerk' }, collectContext(t, server.base))
  t.match(records[1], {
    job_title: 'Molenaar',
    job_description: '<p>Je maalt graan.</p>',
    location: 'Leiden, Netherlands',
    columns: { ai_job_language: 'nl', ai_working_hours: null, ai_keywords: null, ai_work_arrangement: 'Remote OK' },
  })
  t.notOk(records[1]?.salary, '0 is not stated')
})

t.test('two translations do not say in which language the texts are', async (t) => {
  const item = { id: 1, title: 'Both', translations: { de: {}, en: {} } }
  t.equal(recruitee.toRecord(item, undefined, { board: 'a' }).columns?.ai_job_language, null)
})

t.test('a board is a subdomain and nothing that changes the host', async (t) => {
  for (const board of ['windwerk', 'a-1']) t.ok(Value.Check(recruitee.config, { board }), board)
  for (const board of ['evil.example/', 'a.b', 'a@b', 'a:1', '', '-a', 'a#', 'a b'])
    t.notOk(Value.Check(recruitee.config, { board }), board)
})
