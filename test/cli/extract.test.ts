import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { winnowIn } from './winnow.ts'

t.setTimeout(240_000)

const { run, start, folder } = winnowIn(t, {}, { migrated: true })
const DUTIES =
  'You plan the weekly rota of the ward together with the head nurse, keep its records and train new colleagues in small groups.'
const posting = (changes: object = {}) => ({
  '@context': 'https://schema.org',
  '@type': 'JobPosting',
  title: 'Ward nurse',
  datePosted: '2026-03-01',
  description: `<p>${DUTIES}</p>`,
  hiringOrganization: { '@type': 'Organization', name: 'Harbour Clinic' },
  jobLocation: { '@type': 'Place', address: { addressLocality: 'Kiel', addressCountry: 'DE' } },
  employmentType: 'FULL_TIME',
  identifier: { '@type': 'PropertyValue', value: 'N-77' },
  baseSalary: {
    '@type': 'MonetaryAmount',
    currency: 'EUR',
    value: { '@type': 'QuantitativeValue', minValue: 42000, maxValue: 51000, unitText: 'YEAR' },
  },
  ...changes,
})
const page = (data: object) =>
  `<html lang="en"><head><title>Ward nurse - Harbour Clinic</title><script type="application/ld+json">${JSON.stringify(data)}</script></head>
  <body><h1>Ward nurse</h1><p>${DUTIES}</p><a href="https://jobs.example/1/apply">Apply now</a></body></html>`

writeFileSync(join(folder, 'a.html'), page(posting()))
mkdirSync(join(folder, 'pages'))
writeFileSync(join(folder, 'pages', 'b.html'), page(posting({ identifier: undefined, baseSalary: undefined })))
writeFileSync(join(folder, 'pages', 'c.txt'), 'We are closed on Sundays.')
writeFileSync(join(folder, 'pages', 'notes.csv'), 'a;b')
writeFileSync(
  join(folder, 'map.json'),
  JSON.stringify({ 'a.html': 'https://jobs.example/1', b: 'https://jobs.example/2' }),
)

t.test(
  'with --json stdout holds one object a page in the pinned shape; what cannot be read costs no other',
  async (t) => {
    const { code, stdout } = await run(
      'extract',
      'a.html',
      'gone.html',
      'pages',
      'http://127.0.0.1/x',
      '--urls',
      'map.json',
      '--json',
    )
    t.equal(code, 1)
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    t.same(
      lines.map(({ input, url, error }) => [input, error?.code ?? url]),
      [
        ['a.html', 'https://jobs.example/1'],
        ['gone.html', 'FILE_UNREADABLE'],
        [join('pages', 'b.html'), 'https://jobs.example/2'],
        [join('pages', 'c.txt'), null],
        ['http://127.0.0.1/x', 'URL_NOT_ALLOWED'],
      ],
    )
    const [a, , b, c] = lines
    t.match(a, { page_type: 'detail', is_job: true, classifier_score: Number, stored: null })
    t.match(c, { page_type: 'not_job', is_job: false, records: [] })
    const [{ fields, canonical_id, canonical_hash }] = a.records
    t.match([canonical_id, canonical_hash], [/^[\da-f]{16}$/, /^[\da-f]{32}$/])
    t.equal(b.records[0].fields.salary, null)
    t.equal(b.records[0].fields.identifier, null)
    const pinned = [
      ...[
        'title',
        'employer',
        'location',
        'locations',
        'country',
        'posted_on',
        'deadline',
        'description',
        'requirements',
      ],
      ...['employment_type', 'salary', 'remote', 'application_url', 'identifier', 'language'],
    ]
    for (const name of pinned) t.ok(name in fields, name)
    for (const [name, field] of Object.entries(fields))
      if (field !== null) t.match(field, { source: String, confidence: Number, raw: String }, name)
    t.match(fields, {
      title: { value: 'Ward nurse' },
      employer: { value: 'Harbour Clinic' },
      country: { value: 'DE' },
      locations: { value: [{ city: 'Kiel' }] },
      posted_on: { value: '2026-03-01' },
      deadline: null,
      description: { value: DUTIES },
      employment_type: { value: ['FULL_TIME'] },
      salary: { value: { min: 42000, max: 51000, currency: 'EUR', unit: 'YEAR' } },
      application_url: { value: 'https://jobs.example/1/apply' },
      identifier: { value: 'N-77' },
    })
  },
)

t.test('without --json a person reads the verdict and each value with its source', async (t) => {
  const { code, stdout } = await run('extract', 'a.html', '--url', 'https://jobs.example/1')
  t.equal(code, 0)
  t.match(stdout, /^a\.html: detail \(0\.\d\d\), 1 posting[\s\S]*title +Ward nurse +jsonld +0\.\d\d\n/)
  t.ok(stdout.split('\n').every((line) => line.length <= 80))
})

t.test('wrong use is refused before anything is read', async (t) => {
  t.match(await run('extract', 'a.html', 'pages', '--url', 'https://jobs.example/1'), { code: 2, stderr: /--urls/ })
  t.match(await run('extract', 'a.html', '--store'), { code: 1, stdout: '', stderr: /EXTRACTION_USE_STORAGE=true/ })
})

t.test(
  '--store stores as far as the environment allows, and the mapping of a source is shown and changed',
  async (t) => {
    const environment = { EXTRACTION_USE_STORAGE: 'true' }
    const storing = async (...args: string[]) => JSON.parse((await start(args, environment).finished).stdout)
    t.match(await storing('extract', 'a.html', '--urls', 'map.json', '--store', '--source', 'demo', '--json'), {
      stored: { inserted: 1, total: 1 },
      storage: { enabled: true, shadow: true },
      records: [{ action: 'inserted', id: /^[\da-f-]{36}$/ }],
    })
    t.match(await storing('sources', 'map', 'demo', 'benefits=null', '--json'), {
      overrides: { benefits: null },
      faults: [],
    })
    t.match(await start(['sources', 'map', 'demo', 'title=null'], environment).finished, {
      code: 1,
      stderr: /field_mapping\.title/,
    })
  },
)
