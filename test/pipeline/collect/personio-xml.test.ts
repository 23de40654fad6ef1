import t from 'tap'
import { personioXml } from '../../../src/pipeline/collect/personio-xml.ts'
import { recordedText, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

const body = recordedText('personio_xml/positions.xml')

t.test('a position that is listed once an office is one opening with all of them', async (t) => {
  const server = await replayServer(t, { 'GET /xml': { body } })
  const config = { company: 'wellenwerk', language: 'de' }
  const { records, next } = await recordsOf(t, personioXml, config, collectContext(t, server.base))
  t.equal(next, null)
  t.equal(server.asked[0]?.query.get('language'), 'de')
  t.equal(records.length, 2)
  t.match(records[0], {
    external_job_id: '501',
    job_title: 'Schiffbauer (m/w/d)',
    company_name: 'Wellenwerk & Partner GmbH',
    location: 'Kiel; Lübeck; Hamburg',
    places: [{ raw: 'Kiel' }, { raw: 'Lübeck' }, { raw: 'Hamburg' }],
    external_url: 'https://wellenwerk.jobs.personio.de/job/501',
    posted_on: '2026-07-01T08:00:00+02:00',
    employment_type: ['permanent', 'full-time'],
    columns: { ats_platform: 'personio', ai_experience_level: '2-5', ai_keywords: ['Holz', 'Segel'] },
  })
})

t.test('the sections keep their headings and their markup, escaped or not', async (t) => {
  const server = await replayServer(t, { 'GET /xml': { body } })
  const { records } = await recordsOf(t, personioXml, { company: 'w', domain: 'com' }, collectContext(t, server.base))
  t.equal(
    records[0]?.job_description,
    '<h3>Aufgaben &amp; Ziele</h3>\n<ul><li>Du baust <b>Boote</b> & Jollen.</li></ul>\n<h3>Profil</h3>\n<p>Lehre</p><br></br>oder a < b',
  )
  t.match(records[1], { job_description: null, company_name: null, columns: { ai_experience_level: '0-2' } })
  t.match(records[1], { external_url: 'https://w.jobs.personio.com/job/502' })
})

t.test('an empty board is healthy; a page instead of it and half of it are errors', async (t) => {
  const answers = ['<workzag-jobs></workzag-jobs>', '<html><body>maintenance</body></html>', body.slice(0, 900)]
  const server = await replayServer(t, { 'GET /xml': () => ({ body: answers.shift() }) })
  const context = collectContext(t, server.base)
  t.same(await personioXml.page({ company: 'w' }, context, null), { items: [], next: null })
  await t.rejects(personioXml.page({ company: 'w' }, context, null), {
    code: 'SOURCE_ANSWER_INVALID',
    message: /is no XML feed/,
  })
  await t.rejects(personioXml.page({ company: 'w' }, context, null), {
    code: 'SOURCE_ANSWER_INVALID',
    message: /broke off/,
  })
})
