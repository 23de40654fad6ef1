import t from 'tap'
import type { StagingRow } from '../../../../src/db/staging.ts'
import { loadGazetteer } from '../../../../src/pipeline/extract/normalise/gazetteer.ts'
import { type CollectedItem, prepareCollected } from '../../../../src/pipeline/store/collected/prepare-collected.ts'
import { checkStaged, type Prepared } from '../../../../src/pipeline/store/staged-row.ts'
import { collected, SOURCE } from './collected-items.ts'

const receivedAt = new Date('2026-03-10T08:00:00.123Z')
const knowledge = { gazetteer: loadGazetteer(), linker: null }
const prepare = (one: CollectedItem) => prepareCollected(one, SOURCE, 'board/1', receivedAt, knowledge)
const again = ({ staged }: Prepared, changes: Partial<StagingRow> = {}) =>
  checkStaged({
    ...(JSON.parse(JSON.stringify(staged)) as typeof staged),
    staging_id: 9,
    source: SOURCE.source_name,
    org_name: null,
    received_at: '2026-03-11T00:00:00Z',
    ...changes,
  })

t.test('what the source states in parts is stored in parts, and each part says that the source said it', async (t) => {
  const { posting, checked } = prepare(collected('1'))
  t.equal(checked.fault, null)
  t.match(posting, {
    external_id: '1',
    job_title: 'Maintenance Planner (m/f/d)',
    organization: 'Harbour Works',
    location_raw: 'München',
    location_city: 'Munich',
    location_country: 'Germany',
    country_code: 'DE',
    cities_derived: ['Munich'],
    external_url: 'https://jobs.example/1',
    apply_url: 'https://apply.example/1',
    posted_date: '2026-03-07',
    deadline: '2026-05-31',
    employment_type: ['FULL_TIME'],
    salary_min: 52_000,
    salary_max: 61_000,
    salary_currency: 'EUR',
    salary_unit: 'YEAR',
    salary_range: '52-61k',
    ats_platform: 'board',
    ai_work_arrangement: 'Hybrid',
    ai_keywords: ['port', 'cranes'],
  })
  for (const column of ['job_title', 'organization', 'location_city', 'salary_min', 'ai_work_arrangement'])
    t.match(posting?.provenance[column], { source: 'provider', confidence: 0.9, extractor: 'board/1' }, column)
  t.match(posting?.provenance.location_city, { raw: 'München' })
})

t.test('a place whose country alone is stated keeps the city that its text names', async (t) => {
  const places = [{ raw: 'München', country: 'Germany', country_code: 'DE' }]
  const { posting } = prepare(collected('1', { location: 'München', places }))
  t.match(posting, { location_city: 'Munich', country_code: 'DE', cities_derived: ['Munich'] })
  t.match(posting?.locations, [{ raw: 'München', city: 'Munich', country: 'Germany' }])
})

t.test('what the source lacks is filled by rules with the passage, and never where the source spoke', async (t) => {
  const { posting } = prepare(collected('1'))
  t.match(posting, {
    ai_job_language: 'en',
    ai_experience_level: '2-5',
    ai_employment_type: ['FULL_TIME'],
    ai_working_hours: 38,
    ai_benefits: ['30 days of paid leave', 'A pension to which we add', 'A bicycle on lease', '38 hours per week'],
  })
  const { span, raw } = posting?.provenance.ai_experience_level ?? {}
  t.equal(posting?.job_description.slice(span?.start, span?.end), raw)
  t.match(posting?.provenance.ai_experience_level, { source: 'rule', extractor: 'rules/1' })
  const spoken = { ai_experience_level: '10+' as const, ai_benefits: [], ai_working_hours: 20 }
  const told = prepare(collected('1', { columns: spoken })).posting
  t.match(told, spoken)
  t.match(told?.provenance.ai_working_hours, { source: 'provider' })
})

t.test('every column that is filled has its provenance', async (t) => {
  const { posting } = prepare(collected('1'))
  const own = ['source_id', 'source', 'external_id', 'external_job_id', 'posting_name', 'canonical_version']
  const made = ['canonical_hash', 'canonical_id', 'content_hash', 'provenance', 'raw_data', 'fetched_at']
  for (const [column, value] of Object.entries(posting ?? {})) {
    if (value === null || [...own, ...made].includes(column)) continue
    t.type(posting?.provenance[column]?.confidence, 'number', column)
  }
})

t.test('a null stays null and an unknown currency is never guessed', async (t) => {
  const { posting } = prepare(
    collected('1', {
      company_name: null,
      posted_on: null,
      deadline: null,
      employment_type: null,
      salary: { min: 50_000, max: null, currency: null, unit: null },
      columns: { ats_platform: null, ai_keywords: null, ai_work_arrangement: null, remote: null },
    }),
  )
  for (const column of ['organization', 'posted_date', 'deadline', 'employment_type', 'salary_currency', 'salary_unit'])
    t.equal((posting as Record<string, unknown> | null)?.[column] ?? null, null, column)
  t.equal(posting?.salary_min, 50_000)
  for (const column of ['ats_platform', 'ai_keywords', 'remote'] as const)
    t.equal(posting?.[column] ?? null, null, column)
})

t.test('pay in parts is never mixed with what a text of pay says', async (t) => {
  const salary = { min: 30, max: null, currency: null, unit: 'HOUR' as const }
  const { posting } = prepare(collected('1', { salary_range: 'up to 90,000 USD a year', salary }))
  t.match(posting, { salary_min: 30, salary_max: null, salary_currency: null, salary_unit: 'HOUR' })
})

t.test('what does not fit its column leaves it, with the reason and the raw value', async (t) => {
  const columns = {
    ai_work_arrangement: 'Sometimes',
    ai_job_language: 'German',
    ai_working_hours: 400,
    ai_key_skills: ['Welding', 7],
    ai_salary_currency: 'EURO',
    organization_url: 'javascript:alert(1)',
    lats_derived: [48.1, 900],
    ai_benefits: 'many',
  }
  const { posting, checked } = prepare(
    collected('1', { columns: columns as never, notes: { posted_on: 'no_year', places: 'two_countries' } }),
  )
  for (const [column, note] of [
    ['ai_work_arrangement', 'not_mapped'],
    ['ai_salary_currency', 'not_mapped'],
    ['organization_url', 'bad_url'],
    ['lats_derived', 'not_mapped'],
  ] as const) {
    t.equal((posting as Record<string, unknown> | null)?.[column] ?? null, null, column)
    t.match(posting?.provenance[column], { note, confidence: 0 }, column)
    t.ok(checked.findings.some(({ code, field }) => code === note && field === column))
  }
  t.same(posting?.ai_key_skills, ['Welding'])
  t.match(posting?.provenance.ai_key_skills, { note: 'wrong_type', confidence: 0.9 })
  t.match(posting?.provenance.posted_date, { raw: '3 days ago', note: 'relative' })
  t.match(posting?.provenance.location_raw, { note: 'two_countries' })
  // A rule may know better than a value that could not be read.
  t.match(posting?.ai_job_language, 'en')
  t.match(posting?.provenance.ai_job_language, { source: 'rule', note: 'not_mapped' })
  t.equal(posting?.ai_working_hours, 38)
})

t.test('a staged record read again gives the same posting, whenever that is', async (t) => {
  for (const one of [
    collected('1'),
    collected(null),
    collected('2', { places: [], location: 'Berlin; Wien' }),
    collected('3', { columns: { ai_job_language: 'x' }, salary: null }),
    collected('4', { location: null, places: [{ raw: 'Remote' }, { raw: 'Lyon', country_code: 'fr' }] }),
  ]) {
    const prepared = prepare(one)
    t.same(again(prepared).posting, { ...prepared.posting, created_by_staging_id: 9 })
    t.same(again(prepared).checked.findings, prepared.checked.findings)
  }
})

t.test('a row that a person edited is read by its new texts, without what was understood of the old', async (t) => {
  const { posting } = again(prepare(collected('1')), { job_title: 'Crane Driver' })
  t.equal(posting?.job_title, 'Crane Driver')
  t.equal(posting?.ai_experience_level ?? null, null)
  t.equal(posting?.ai_work_arrangement, 'Hybrid')
})

t.test('only the fields of a record are kept, so that what a mapper forgot to drop names nobody', async (t) => {
  const one = collected('1')
  const record = {
    ...one.record,
    hiring_manager: 'Ada Example',
    columns: { ...one.record.columns, ai_hiring_manager_name: 'Ada Example' },
  }
  const { staged, posting } = prepare({ ...one, record })
  t.notMatch(JSON.stringify([staged, posting]), /Ada Example/)
  t.match(staged.raw_data.item, one.item)
  t.match(staged.raw_data.collected, { mapper: 'board/1', listing_hash: 'hash of 1', posted_on: '3 days ago' })
  t.same(posting?.raw_data, { external_id: '1', ...(one.item as object) })
})

t.test('several places: one may be remote, and the country stands only where all share it', async (t) => {
  const places = [
    { raw: 'Remote' },
    { raw: 'Wien', city: 'Wien', country_code: 'AT' },
    { raw: 'Köln', city: 'Köln', country_code: 'DE' },
  ]
  const { posting } = prepare(collected('1', { location: null, places, columns: {} }))
  t.match(posting, {
    location_raw: 'Remote; Wien; Köln',
    location_city: 'Vienna',
    cities_derived: ['Vienna', 'Köln'],
    countries_derived: ['Austria', 'Germany'],
    remote: true,
    ai_work_arrangement: 'Remote OK',
  })
  t.equal(posting?.country_code ?? null, null)
})
