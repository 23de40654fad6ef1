import t from 'tap'
import { daysOf } from '../../../src/pipeline/collect/arbeitsagentur/query.ts'
import { arbeitsagentur } from '../../../src/pipeline/collect/arbeitsagentur.ts'
import type { Search } from '../../../src/pipeline/collect/search.ts'
import { pagesOf, recorded, recordsOf } from '../../helpers/collected.ts'
import { replayServer } from '../../helpers/replay-server.ts'
import { collectContext, sourceHttpTo } from '../../helpers/source-http.ts'

const SEARCH = 'GET /jobboerse/jobsuche-service/pc/v6/jobs'
const DETAIL = '/jobboerse/jobsuche-service/pc/v4/jobdetails/'
const body = recorded('arbeitsagentur/search.json')
const search: Search = {
  titles: [],
  location: null,
  country: null,
  arrangements: [],
  employment_types: [],
  experience_levels: [],
  industries: [],
  pages: null,
}
const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ referenznummer: `r${from + index}`, stellenangebotsTitel: 'x' }))

t.test('an opening is the item of the search with the text of its detail', async (t) => {
  const code = encodeURIComponent(Buffer.from('10001-1/2+3-S').toString('base64'))
  const detail = { stellenangebotsBeschreibung: 'Sie pflegen Deiche.', kontaktdaten: { email: 'a@b.example' } }
  const server = await replayServer(t, { [SEARCH]: { body }, [`GET ${DETAIL}${code}`]: { body: detail } })
  const { records, items, total } = await recordsOf(t, arbeitsagentur, {}, collectContext(t, server.base))
  t.equal(total, 1)
  t.ok(server.asked.every(({ headers }) => headers['x-api-key'] === 'jobboerse-jobsuche'))
  t.match(records[0], {
    external_job_id: '10001-1/2+3-S',
    job_title: 'Deichgraf (m/w/d)',
    company_name: 'Deichverband Süd',
    places: [
      { raw: 'Stuttgart, Baden-Württemberg, Deutschland', region: 'Baden-Württemberg', country_code: 'DE' },
      { raw: 'Bregenz, Österreich', city: 'Bregenz', region: null, country: 'Austria', country_code: 'AT' },
    ],
    external_url: 'https://www.arbeitsagentur.de/jobsuche/jobdetail/10001-1%2F2%2B3-S',
    apply_url: 'https://www.deich.example/stelle',
    posted_on: '2026-08-02',
    employment_type: ['Vollzeit', 'Teilzeit'],
    salary: { min: 52_000, max: 61_000.5, currency: null, unit: 'YEAR' },
    job_description: 'Sie pflegen Deiche.',
    columns: { ai_work_arrangement: 'Remote OK', lats_derived: [48.78], lngs_derived: [9.18] },
  })
  const kept = await arbeitsagentur.detail?.({}, collectContext(t, server.base), items[0] as never)
  t.notMatch(JSON.stringify([items, kept]), /Muster|a@b/)
  t.match(arbeitsagentur.toRecord(items[0] as never, null, {}), {
    job_description: null,
    notes: { job_description: 'no_detail' },
  })
})

t.test('the former search is understood too', async (t) => {
  const item = {
    refnr: '7-S',
    titel: 'Müller',
    beruf: 'Müller/in',
    arbeitgeber: 'Mühle',
    arbeitsort: { ort: 'Hof', region: 'Bayern', land: 'Deutschland', koordinaten: { lat: 50.3, lon: 11.9 } },
    aktuelleVeroeffentlichungsdatum: '2026-07-01',
    arbeitszeitmodelle: ['VOLLZEIT'],
    externeUrl: 'https://muehle.example',
  }
  const server = await replayServer(t, {
    'GET /jobboerse/jobsuche-service/pc/v4/jobs': { body: { stellenangebote: [item], maxErgebnisse: 1 } },
  })
  const page = await arbeitsagentur.page({ search_version: 'v4' }, collectContext(t, server.base), null)
  t.match(arbeitsagentur.toRecord(page.items[0] as never, { stellenbeschreibung: 'Mahlen.' }, {}), {
    external_job_id: '7-S',
    job_title: 'Müller',
    company_name: 'Mühle',
    location: 'Hof, Bayern, Deutschland',
    posted_on: '2026-07-01',
    employment_type: ['VOLLZEIT'],
    job_description: 'Mahlen.',
  })
})

t.test('only ages that the search answers rightly are asked for', async (t) => {
  const asked = [0, 1, 2, 7, 8, 13, 14, 15, 31, 98, 99].map(daysOf)
  t.same(asked, [0, 1, 7, 7, 14, 14, 14, 21, 35, 98, undefined])
})

t.test('a search is written in German words, and a key of one’s own is sent', async (t) => {
  const server = await replayServer(t, { [SEARCH]: { body } })
  const http = sourceHttpTo(t, server.base, { AGENCY_KEY: 'own' })
  const wanted = { ...search, titles: ['Engineer'], location: 'Munich', employment_types: ['FULL_TIME', 'PART_TIME'] }
  const context = collectContext(t, server.base, { http, search: wanted, window: '2w' })
  await arbeitsagentur.page({ key: { env: 'AGENCY_KEY' }, radius_km: 30 }, context, null)
  const { query, headers } = server.asked[0] ?? {}
  t.same(Object.fromEntries(query ?? []), {
    was: 'Engineer',
    page: '1',
    size: '100',
    wo: 'München',
    umkreis: '30',
    arbeitszeit: 'vz;tz',
    veroeffentlichtseit: '14',
  })
  t.equal(headers?.['x-api-key'], 'own')
  await arbeitsagentur.page(
    {},
    { ...context, search: { ...wanted, location: null, country: 'AT' }, window: null },
    null,
  )
  t.equal(server.asked[1]?.query.get('wo'), 'Österreich')
})

t.test('every title is read to its end, the same opening once a page', async (t) => {
  const server = await replayServer(t, {
    [SEARCH]: ({ query }) => {
      const isFirst = query.get('page') === '1'
      if (query.get('was') === 'a')
        return { body: { ergebnisliste: isFirst ? numbered(0, 100) : numbered(100, 20), maxErgebnisse: 120 } }
      return { body: { ergebnisliste: numbered(90, 20), maxErgebnisse: 20 } }
    },
  })
  const context = collectContext(t, server.base, { search: { ...search, titles: ['a', 'b'] } })
  const pages = await pagesOf(arbeitsagentur, {}, context)
  t.same(
    pages.map(({ items }) => items.length),
    [110, 20],
  )
  t.equal(server.count(), 3)
})

t.test('no hit has no list and is healthy; an error with status 200 is not', async (t) => {
  const answers = [{ maxErgebnisse: 0, page: 1 }, { messages: ['maintenance'] }, { maxErgebnisse: 9 }]
  const server = await replayServer(t, { [SEARCH]: () => ({ body: answers.shift() }) })
  const context = collectContext(t, server.base)
  t.same(await arbeitsagentur.page({}, context, null), { items: [], next: null, total: 0 })
  await t.rejects(arbeitsagentur.page({}, context, null), { code: 'SOURCE_ANSWER_INVALID' })
  await t.rejects(arbeitsagentur.page({}, context, null), { code: 'SOURCE_ANSWER_INVALID' })
})

t.test('what lies beyond the last page that can be asked for is counted', async (t) => {
  const server = await replayServer(t, {
    [SEARCH]: { body: { ergebnisliste: numbered(0, 100), maxErgebnisse: 12_345 } },
  })
  const page = await arbeitsagentur.page({}, collectContext(t, server.base), { page: 100, open: '0' })
  t.match(page, { next: null, left_out: { beyond_last_page: 2_345 } })
})
