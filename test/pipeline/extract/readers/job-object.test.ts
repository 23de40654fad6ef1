import fc from 'fast-check'
import t from 'tap'
import type { FieldName } from '../../../../src/pipeline/extract/extracted-page.ts'
import { candidatesOfJob } from '../../../../src/pipeline/extract/readers/job-object.ts'

const base = new URL('https://jobs.example/a/b')
const candidates = (properties: Record<string, unknown>) =>
  candidatesOfJob({ reader: 'jsonld', properties, url: null }, { base })
const raws = (field: FieldName, properties: Record<string, unknown>) =>
  candidates(properties)
    .filter((one) => one.field === field)
    .map(({ raw }) => raw)
const parts = (field: FieldName, properties: Record<string, unknown>) =>
  candidates(properties)
    .filter((one) => one.field === field)
    .map((one) => one.parts)
const address = (more: object) => ({ '@type': 'Place', address: { '@type': 'PostalAddress', ...more } })

t.test('each property is a candidate under a rule of its own', async (t) => {
  const found = candidates({
    '@type': 'JobPosting',
    title: ' Bus\n driver ',
    hiringOrganization: 'Acme',
    datePosted: '2026-01-02',
    employmentType: 'FULL_TIME',
    industry: 'Buses',
  })
  t.same(found, [
    { field: 'title', reader: 'jsonld', rule: 'jobposting.title', raw: 'Bus driver' },
    { field: 'employer', reader: 'jsonld', rule: 'jobposting.hiringOrganization', raw: 'Acme' },
    { field: 'posted_on', reader: 'jsonld', rule: 'jobposting.datePosted', raw: '2026-01-02' },
    { field: 'employment_type', reader: 'jsonld', rule: 'jobposting.employmentType', raw: 'FULL_TIME' },
  ])
})

t.test('every shape of a value is read', async (t) => {
  const cases: [field: FieldName, properties: Record<string, unknown>, expected: string[]][] = [
    ['title', { title: 'R&amp;D <b>lead</b>' }, ['R&D lead']],
    ['title', { name: 'Driver' }, ['Driver']],
    ['title', { title: ['Driver', 'Fahrer'] }, ['Driver']],
    ['title', { title: 7 }, ['7']],
    ['employer', { hiringOrganization: { '@type': 'Organization', name: 'Acme' } }, ['Acme']],
    ['employer', { hiringOrganization: { legalName: 'Acme Ltd' } }, ['Acme Ltd']],
    ['employer', { hiringOrganization: [{ name: null }, { name: ['Acme'] }] }, ['Acme']],
    ['employer', { hiringOrganization: { name: { '@value': 'Acme' } } }, ['Acme']],
    ['employer', { hiringOrganization: { sameAs: 'https://acme.example' } }, []],
    ['location', { jobLocation: 'Kiel' }, ['Kiel']],
    ['location', { jobLocation: ['Kiel', 'Bonn'] }, ['Kiel', 'Bonn']],
    ['location', { jobLocation: { '@type': 'Place', address: 'Kiel, Germany' } }, ['Kiel, Germany']],
    ['location', { jobLocation: { '@type': 'Place', name: 'Head office' } }, ['Head office']],
    ['location', { jobLocation: address({ addressLocality: 'Kiel', addressCountry: 'DE' }) }, ['Kiel, DE']],
    ['location', { jobLocation: address({ addressCountry: { '@type': 'Country', name: 'Germany' } }) }, ['Germany']],
    ['location', { jobLocation: address({ addressLocality: 'Bremen', addressRegion: 'bremen' }) }, ['Bremen']],
    ['location', { jobLocation: address({ addressLocality: ['Kiel', 'Bonn'] }) }, ['Kiel, Bonn']],
    [
      'location',
      { jobLocation: [address({ addressLocality: 'Kiel' }), address({ addressLocality: 'Bonn' })] },
      ['Kiel', 'Bonn'],
    ],
    ['location', { jobLocation: { '@type': 'PostalAddress', addressLocality: 'Kiel' } }, ['Kiel']],
    ['location', { jobLocation: address({ addressLocality: null, addressCountry: 'CZ' }) }, ['CZ']],
    [
      'location',
      { jobLocation: { address: [{ addressLocality: 'Kiel' }, { addressLocality: 'Bonn' }] } },
      ['Kiel', 'Bonn'],
    ],
    ['location', { jobLocation: address({}) }, []],
    ['location', { jobLocation: { geo: { latitude: 1 } } }, []],
    ['remote', { jobLocationType: 'TELECOMMUTE' }, ['TELECOMMUTE']],
    ['remote', { jobLocationType: ['TELECOMMUTE'] }, ['TELECOMMUTE']],
    ['remote_scope', { applicantLocationRequirements: { '@type': 'Country', name: 'USA' } }, ['USA']],
    ['remote_scope', { applicantLocationRequirements: [{ name: 'FR' }, 'DE', { name: 'FR' }] }, ['FR', 'DE']],
    ['remote_scope', { applicantLocationRequirements: { address: { addressCountry: 'US' } } }, ['US']],
    [
      'deadline',
      { validThrough: '2026-03-01T00:00', applicationDeadline: '01.03.2026' },
      ['2026-03-01T00:00', '01.03.2026'],
    ],
    ['posted_on', { datePosted: 1767312000000 }, ['1767312000000']],
    ['description', { description: '<p>We &amp; you</p>' }, ['<p>We &amp; you</p>']],
    ['description', { description: '&lt;p&gt;We &amp;amp; you&lt;/p&gt;' }, ['<p>We &amp; you</p>']],
    ['description', { description: ' one\n two &lt; three ' }, ['one\n two &lt; three']],
    ['description', { description: ['one', 'two'] }, ['- one\n- two']],
    ['description', { description: { '@type': 'TextObject', text: 'one' } }, ['one']],
    ['requirements', { qualifications: 'A', skills: ['b', 'c'], experienceRequirements: 'D' }, ['A', '- b\n- c', 'D']],
    ['requirements', { skills: [{ '@type': 'DefinedTerm', name: 'SQL' }] }, ['SQL']],
    ['responsibilities', { responsibilities: ['<b>a</b>', 'b'] }, ['<ul><li><b>a</b></li><li>b</li></ul>']],
    ['benefits', { jobBenefits: 'Bus pass' }, ['Bus pass']],
    ['employment_type', { employmentType: ['FULL_TIME', 'INTERN', 'FULL_TIME'] }, ['FULL_TIME', 'INTERN']],
    ['experience', { experienceRequirements: { monthsOfExperience: 24 } }, ['24 months']],
    ['experience', { experienceRequirements: '3 years' }, ['3 years']],
    ['experience', { experienceRequirements: 'some' }, []],
    ['education', { educationRequirements: { credentialCategory: 'bachelor degree' } }, ['bachelor degree']],
    ['education', { educationRequirements: [{ credentialCategory: 'a' }, 'b'] }, ['a', 'b']],
    ['work_hours', { workHours: '38 h' }, ['38 h']],
    ['identifier', { identifier: { '@type': 'PropertyValue', name: 'Acme', value: 'R-7' } }, ['R-7']],
    ['identifier', { identifier: { '@type': 'PropertyValue', name: 'Acme', value: null } }, []],
    ['identifier', { identifier: 7 }, ['7']],
    ['language', { inLanguage: 'de' }, ['de']],
    ['application_url', { url: '/jobs/1' }, ['https://jobs.example/jobs/1']],
    ['application_url', { url: 'www.acme.example/x' }, ['https://www.acme.example/x']],
    ['application_url', { url: 'acme.example/x' }, ['https://acme.example/x']],
    ['application_url', { url: 'index.php/x' }, ['https://jobs.example/a/index.php/x']],
    ['application_url', { url: 'javascript:alert(1)' }, []],
    ['application_url', { url: 'see our site' }, []],
    ['application_url', { directApply: true }, []],
    [
      'application_url',
      { potentialAction: { '@type': 'ApplyAction', target: 'https://a.example/1' } },
      ['https://a.example/1'],
    ],
    [
      'application_url',
      { potentialAction: [{ target: { urlTemplate: 'https://a.example/2' } }] },
      ['https://a.example/2'],
    ],
    ['application_url', { applicationContact: { url: 'https://a.example/3' } }, ['https://a.example/3']],
    ['application_url', { url: 'mailto:a@b.example?subject=x' }, []],
    ['contacts', { url: 'mailto:a@b.example?subject=x' }, ['a@b.example']],
    [
      'contacts',
      { applicationContact: { email: 'mailto:a@b.example', telephone: '+49 431 1' } },
      ['a@b.example', '+49 431 1'],
    ],
    ['contacts', { applicationContact: 'a@b.example' }, ['a@b.example']],
    ['contacts', { applicationContact: { name: 'Ms. X', email: 'none' } }, []],
  ]
  for (const [field, properties, expected] of cases)
    t.same(raws(field, properties), expected, `${field} ${JSON.stringify(properties)}`)
})

t.test('places keep their parts', async (t) => {
  const stated = {
    streetAddress: 'Hafen 1',
    postalCode: 24103,
    addressLocality: 'Kiel',
    addressRegion: 'SH',
    addressCountry: { name: 'DE' },
  }
  const kiel = { street: 'Hafen 1', postal_code: '24103', city: 'Kiel', region: 'SH', country: 'DE' }
  t.same(parts('location', { jobLocation: address(stated) }), [kiel])
  t.same(raws('location', { jobLocation: address(stated) }), ['Kiel, SH, DE'])
  t.same(parts('location', { jobLocation: 'Kiel' }), [undefined])
  t.same(raws('location', { jobLocation: address({ streetAddress: 'Hafen 1', postalCode: '24103' }) }), [
    '24103 Hafen 1',
  ])
})

t.test('pay keeps its parts in every shape', async (t) => {
  const value = { '@type': 'QuantitativeValue', minValue: 40000, maxValue: '50000', unitText: 'YEAR' }
  const range = { min: '40000', max: '50000', unit: 'YEAR', currency: 'EUR' }
  t.same(parts('salary', { baseSalary: { '@type': 'MonetaryAmount', currency: 'EUR', value } }), [range])
  t.same(raws('salary', { baseSalary: { currency: 'EUR', value } }), ['EUR 40000 - 50000 per YEAR'])
  t.same(parts('salary', { baseSalary: { ...value, currency: 'EUR' } }), [range])
  t.same(parts('salary', { baseSalary: value, salaryCurrency: 'EUR' }), [range])
  t.same(parts('salary', { baseSalary: { value: { value: 20, unitText: 'HOUR' }, currency: 'USD' } }), [
    { value: '20', unit: 'HOUR', currency: 'USD' },
  ])
  t.same(parts('salary', { baseSalary: { minPrice: 1000, maxPrice: 2000, priceCurrency: 'CHF' } }), [
    { min: '1000', max: '2000', currency: 'CHF' },
  ])
  t.same(parts('salary', { baseSalary: 50000, salaryCurrency: 'USD' }), [{ value: '50000', currency: 'USD' }])
  t.same(raws('salary', { baseSalary: '$50k - 60k' }), ['$50k - 60k'])
  t.same(parts('salary', { baseSalary: { value: '55000', unitCode: 'ANN', currency: 'USD' } }), [
    { value: '55000', unit: 'ANN', currency: 'USD' },
  ])
  t.same(
    parts('salary', {
      estimatedSalary: [
        {
          '@type': 'MonetaryAmountDistribution',
          median: 5,
          percentile10: 1,
          percentile90: 9,
          currency: 'GBP',
          duration: 'P1Y',
        },
      ],
    }),
    [{ min: '1', max: '9', value: '5', currency: 'GBP', unit: 'P1Y' }],
  )
  for (const baseSalary of [
    null,
    '',
    {},
    { currency: 'EUR' },
    { currency: 'EUR', value: { unitText: 'YEAR' } },
    { value: { value: { value: {} } } },
    [],
  ])
    t.same(raws('salary', { baseSalary, salaryCurrency: 'EUR' }), [], JSON.stringify(baseSalary))
})

t.test('what says nothing is no candidate', async (t) => {
  const empty = [
    '',
    ' ',
    'N/A',
    'n/a',
    'null',
    'undefined',
    'None',
    'NaN',
    '-',
    '—',
    '...',
    '{{title}}',
    '{title}',
    ['$', '{title}'].join(''),
    '%title%',
    '<%= title %>',
    '[object Object]',
    'Not specified',
    '#title#',
    null,
    true,
    {},
    [],
    [[]],
    { '@type': 'Thing' },
  ]
  for (const value of empty) {
    const all = [
      'title',
      'hiringOrganization',
      'jobLocation',
      'datePosted',
      'description',
      'baseSalary',
      'url',
      'employmentType',
      'skills',
      'applicationContact',
      'identifier',
      'educationRequirements',
      'applicantLocationRequirements',
    ]
    t.same(candidates(Object.fromEntries(all.map((name) => [name, value]))), [], JSON.stringify(value))
  }
})

t.test('lists without end are cut', async (t) => {
  t.equal(raws('location', { jobLocation: Array.from({ length: 5000 }, (_, at) => `Place ${at}`) }).length, 300)
  t.ok(raws('title', { title: 'x'.repeat(100_000) })[0]!.length <= 2000)
})

t.test('any value anywhere gives texts alone, and never fails', async () => {
  const names = [
    'title',
    'name',
    'hiringOrganization',
    'jobLocation',
    'address',
    'jobLocationType',
    'applicantLocationRequirements',
    'datePosted',
    'validThrough',
    'description',
    'skills',
    'qualifications',
    'experienceRequirements',
    'jobBenefits',
    'employmentType',
    'baseSalary',
    'estimatedSalary',
    'salaryCurrency',
    'educationRequirements',
    'workHours',
    'identifier',
    'potentialAction',
    'applicationContact',
    'url',
    'inLanguage',
    'value',
    'minValue',
    'email',
    'target',
    'addressLocality',
    'addressCountry',
    '@value',
    'text',
    '__proto__',
    'toString',
    'monthsOfExperience',
  ]
  const value = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.string(),
      fc.constantFrom('https://a.example', 'a@b.example', '<p>x</p>', '&lt;p&gt;', 'mailto:x', '1'),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...names), tie('tree'), { maxKeys: 5 }),
    ),
  })).tree
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (properties) => {
      for (const { raw, rule, parts } of candidates(properties)) {
        const texts = [raw, rule, ...Object.values(parts ?? {})]
        if (texts.some((text) => typeof text !== 'string' || text.trim() === '' || text.includes('[object Object]')))
          return false
      }
      return true
    }),
    { numRuns: 500 },
  )
})
