import fc from 'fast-check'
import t from 'tap'
import { checkStaged, prepareRow } from '../../../src/pipeline/store/staged-row.ts'

const source = {
  source_id: 7,
  source_name: 'house',
  kind: 'manual',
  org_name: null,
  config: {},
  status: 'active' as const,
}
const receivedAt = new Date('2026-03-10T08:00:00Z')
const description =
  'You plan the weekly rota of the ward together with the head nurse, keep its records and train new colleagues.'
const row = {
  external_job_id: 'N-1',
  job_title: 'Nurse',
  company_name: 'House of Care',
  location: 'Kiel, Germany',
  external_url: 'https://jobs.example/n-1',
  posted_on: 'Posted 3 Days Ago',
  deadline: '2026-04-30',
  employment_type: 'Part-time',
  job_description: description,
}
const prepare = (changes: object = {}) => prepareRow({ ...row, ...changes }, source, receivedAt)
const codes = (changes: object) => prepare(changes).checked.findings.map(({ code, field }) => `${field} ${code}`)

t.test('a row becomes one record with the origin of each field', async (t) => {
  const { posting } = prepare()
  t.match(posting, {
    external_id: 'N-1',
    posting_name: 'Nurse - Kiel, Germany',
    organization: 'House of Care',
    location_city: 'Kiel',
    country_code: 'DE',
    posted_date: '2026-03-07',
    deadline: '2026-04-30',
    employment_type: ['PART_TIME'],
    ai_job_language: 'en',
    provenance: {
      posted_date: { raw: 'Posted 3 Days Ago', source: 'record' },
      location_city: { source: 'derived', raw: 'Kiel, Germany' },
    },
  })
})

t.test('everything is kept as it came, known or not', async (t) => {
  const mangled = `CafÃ© ${description}`
  const { staged, posting } = prepare({ job_description: mangled, requisition: { grade: 9 } })
  t.equal(staged.raw_data.job_description, mangled)
  t.match(staged.raw_data.item, { requisition: { grade: 9 }, posted_on: 'Posted 3 Days Ago' })
  t.same(posting?.raw_data, { external_id: 'N-1', requisition: { grade: 9 } })
  t.match(posting?.job_description, /^Café/)
})

t.test('without a title or a usable description there is no posting, and the reason says so', async (t) => {
  for (const job_title of [undefined, null, '', ' ', 'None', 7, 'https://jobs.example/1', 'jobs@example.org', '---']) {
    t.equal(prepare({ job_title }).posting, null, String(job_title))
    t.equal(prepare({ job_title }).checked.fault?.code, 'ROW_WITHOUT_TITLE', String(job_title))
  }
  for (const job_description of [
    undefined,
    null,
    '',
    'None',
    'null',
    'too short',
    `<p>${' '.repeat(200)}</p>`,
    ['x'.repeat(200)],
  ]) {
    t.equal(prepare({ job_description }).checked.fault?.code, 'NO_USABLE_DESCRIPTION', String(job_description))
    t.equal(prepare({ job_description }).staged.validation_status, 'invalid')
  }
  t.equal(prepare({ job_description: 'word '.repeat(200_001) }).checked.fault?.code, 'DESCRIPTION_TOO_LONG')
})

t.test('what is missing or not understood is noted and costs no posting', async (t) => {
  t.same(codes({}), [])
  t.same(codes({ external_url: null }), ['external_url no_url'])
  t.same(codes({ external_url: 'mailto:x@example.org' }), ['external_url bad_url'])
  t.same(codes({ location: 'None' }), ['location place_unusable'])
  t.same(codes({ deadline: 'TBD' }), ['deadline bad_date'])
  t.same(codes({ salary_range: { min: 1 } }), ['salary_range wrong_type'])
  const { posting } = prepare({ deadline: 'TBD', external_url: 'javascript:alert(1)' })
  t.match(posting, { deadline: null, external_url: null, provenance: { deadline: { raw: 'TBD', note: 'bad_date' } } })
})

t.test('pay is read out of salary_range, which stays as stated; what is no pay stays text', async (t) => {
  t.match(prepare({ salary_range: 'EUR 50.000 - 60.000 p.a.' }).posting, {
    salary_range: 'EUR 50.000 - 60.000 p.a.',
    salary_min: 50_000,
    salary_max: 60_000,
    salary_currency: 'EUR',
    salary_unit: 'YEAR',
    provenance: { salary_min: { source: 'derived', raw: 'EUR 50.000 - 60.000 p.a.' } },
  })
  t.match(prepare({ salary_range: 'competitive' }).posting, { salary_range: 'competitive', salary_min: null })
})

t.test('a row never brings its own extraction', async (t) => {
  const extraction = {
    page_type: 'detail',
    score: 1,
    extractor: 'x',
    fields: { description_html: { value: '<script>' } },
  }
  const { posting, staged } = prepare({ extraction })
  t.equal(posting?.description_html, undefined)
  t.notOk('page' in (posting?.provenance ?? {}))
  t.notOk('extraction' in staged.raw_data)
})

t.test('null never becomes text', async (t) => {
  const { posting } = prepare({ company_name: null, location: null, salary_range: 'None', employment_type: [] })
  t.match(posting, {
    organization: null,
    location_raw: null,
    location_city: null,
    salary_range: null,
    employment_type: null,
  })
  t.notOk('organization' in (posting?.provenance ?? {}))
  t.equal(posting?.posting_name, 'Nurse')
})

t.test('a row without an own id is told apart by its canonical hash, and stands in staging once', async (t) => {
  const one = prepare({ external_job_id: undefined })
  const tracked = prepare({ external_job_id: ' ', external_url: 'https://jobs.example/n-1?utm_source=x' })
  t.equal(one.posting?.external_id, null)
  t.equal(one.staged.external_id, `hash:${one.posting?.canonical_hash}`)
  t.equal(tracked.staged.external_id, one.staged.external_id)
})

t.test('a staged row makes the same posting as the row that it was staged from', async (t) => {
  for (const changes of [
    {},
    { external_job_id: undefined },
    { posted_on: null, apply_url: 'https://apply.example/1' },
  ]) {
    const { staged, posting } = prepare(changes)
    const again = checkStaged({
      ...staged,
      staging_id: 3,
      source: 'house',
      org_name: null,
      received_at: receivedAt.toISOString(),
    })
    t.same({ ...again.posting, created_by_staging_id: null }, { ...posting })
  }
})

t.test('no row breaks the reader', async () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\u0000', '\ud800', 'https://x.example/\u0000'),
  )
  const fields = fc.record(
    Object.fromEntries([...Object.keys(row), 'apply_url', 'fetched_at', 'extra'].map((name) => [name, value])),
    {
      requiredKeys: [],
    },
  )
  fc.assert(
    fc.property(fields, (changes) => {
      const { posting } = prepare({ ...changes, job_description: description })
      const values = Object.values(posting ?? {}).filter((value) => typeof value === 'string')
      return values.every((value) => value.isWellFormed() && !value.includes('\u0000'))
    }),
    { numRuns: 300 },
  )
})
