import t from 'tap'
import { smartrecruiters } from '../../../src/pipeline/collect/smartrecruiters.ts'
import { recorded, recordsOf } from '../../helpers/collected.ts'
import { type Replay, replayServer } from '../../helpers/replay-server.ts'
import { collectContext } from '../../helpers/source-http.ts'

const LIST = 'GET /v1/companies/HoneyCo/postings'
const config = { board: 'HoneyCo' }
const posting = recorded('smartrecruiters/posting.json') as Record<string, unknown>
/** The listing has no texts and no addresses of pages. */
const { jobAd: _ad, postingUrl: _page, applyUrl: _form, active: _active, ...listed } = posting
const listing = (content: unknown[], totalFound: unknown): Replay => ({
  body: { offset: 0, limit: 100, totalFound, content },
})

t.test('a company yields every posting, with its text from the detail', async (t) => {
  const server = await replayServer(t, {
    [LIST]: listing([listed, 'no posting'], 2),
    [`${LIST}/744000000000101`]: { body: posting },
  })
  const { items, records, ...page } = await recordsOf(t, smartrecruiters, config, collectContext(t, server.base))
  t.match(page, { next: null, total: 2, faults: { item_not_an_object: 1 } })
  t.match(records[0], {
    external_job_id: '744000000000101',
    job_title: 'Beekeeper',
    company_name: 'Honey Company',
    location: 'Graz, Steiermark, Austria',
    external_url: 'https://jobs.smartrecruiters.com/HoneyCo/744000000000101-beekeeper',
    apply_url: 'https://jobs.smartrecruiters.com/HoneyCo/744000000000101-beekeeper?oga=true',
    posted_on: '2026-07-20T06:05:04.000Z',
    employment_type: ['Part-time'],
    job_description: '<h2>Aufgaben</h2>\n<p>Sie pflegen Bienen.</p>\n<h2>Profil</h2>\n<p>Keine Allergie.</p>',
    places: [{ city: 'Graz', region: 'Steiermark', country: 'Austria', country_code: 'AT' }],
    columns: {
      ats_platform: 'smartrecruiters',
      ai_job_language: 'de',
      ai_experience_level: '0-2',
      ai_work_arrangement: 'Hybrid',
      lats_derived: [47.07],
      lngs_derived: [15.44],
    },
  })
  const detail = await smartrecruiters.detail?.(config, collectContext(t, server.base), items[0] ?? {})
  t.notMatch(JSON.stringify([items, detail]), /Uta/, 'people are kept neither from the list nor from the detail')
  t.match(items[0], { customField: [{ valueLabel: 'Acacia' }] })
})

t.test('a posting without its detail is still a posting', async (t) => {
  const record = smartrecruiters.toRecord(listed, undefined, config)
  t.match(record, {
    job_title: 'Beekeeper',
    external_url: 'https://jobs.smartrecruiters.com/HoneyCo/744000000000101',
    job_description: null,
  })
})

t.test('pages are read up to the total, whatever length they have', async (t) => {
  const server = await replayServer(t, {
    [LIST]: ({ query }) => {
      const offset = Number(query.get('offset'))
      const ids = Array.from({ length: Math.min(50, 120 - offset) }, (_, index) => ({ id: String(offset + index) }))
      return listing(ids, '120')
    },
  })
  const context = collectContext(t, server.base)
  const first = await smartrecruiters.page(config, context, null)
  const second = await smartrecruiters.page(config, context, first.next)
  const third = await smartrecruiters.page(config, context, second.next)
  t.same([first.next, second.next, third.next], [50, 100, null])
  t.same([first.total, third.items.length], [120, 20])
})

t.test('a listing that breaks off before its total is a fault, not the end', async (t) => {
  const server = await replayServer(t, { [LIST]: listing([], 300) })
  await t.rejects(smartrecruiters.page(config, collectContext(t, server.base), 100), {
    code: 'SOURCE_ANSWER_INVALID',
    message: /100 of 300/,
  })
})
