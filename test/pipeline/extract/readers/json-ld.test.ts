import fc from 'fast-check'
import t from 'tap'
import { parseDocument } from '../../../../src/pipeline/extract/document/parse-document.ts'
import { candidatesOfJob } from '../../../../src/pipeline/extract/readers/job-object.ts'
import { readJsonLd } from '../../../../src/pipeline/extract/readers/json-ld.ts'
import { pageTypes } from '../../../../src/pipeline/extract/readers/page-types.ts'

const script = (data: unknown, type = 'application/ld+json') =>
  `<script type="${type}">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`
const read = (...scripts: string[]) =>
  readJsonLd(parseDocument(`<html><body>${scripts.join('<p>between</p>')}</body></html>`))
const titles = (...scripts: string[]) => read(...scripts).map(({ properties }) => properties.title)
const job = (title = 'Driver') => ({ '@context': 'https://schema.org', '@type': 'JobPosting', title })

t.test('a JobPosting is found in every place that pages put it', async (t) => {
  const cases: Record<string, unknown> = {
    'an object': job(),
    'a list': [{ '@type': 'Organization', name: 'x' }, job()],
    'a list in a list': [[job()]],
    '@graph': { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, job()] },
    mainEntity: { '@type': 'WebPage', mainEntity: job() },
    mainEntityOfPage: { '@type': 'WebPage', mainEntityOfPage: [job()] },
    'items of a list': { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', position: 1, item: job() }] },
    'elements of a list': { '@type': 'ItemList', itemListElement: [job()] },
    'an organization': { '@type': 'Organization', department: { '@type': 'Organization', makesOffer: job() } },
    'a list of types': { ...job(), '@type': ['Thing', 'JobPosting'] },
    'a type with http': { ...job(), '@type': 'http://schema.org/JobPosting' },
    'a type with https and a slash': { ...job(), '@type': 'https://schema.org/JobPosting/' },
    'a prefixed type': { ...job(), '@type': 'schema:JobPosting' },
    'a type in another case': { ...job(), '@type': 'jobPosting' },
    'type without its mark': { '@context': 'https://schema.org', type: 'JobPosting', title: 'Driver' },
    'prefixed keys': { '@type': 'schema:JobPosting', 'schema:title': 'Driver' },
    'keys that are addresses': { '@type': 'JobPosting', 'http://schema.org/title': [{ '@value': 'Driver' }] },
    'keys in another case': { '@type': 'JobPosting', Title: 'Driver' },
    'a value with its language': { '@type': 'JobPosting', title: { '@value': 'Driver', '@language': 'en' } },
    'JSON in a string': JSON.stringify(JSON.stringify(job())),
  }
  for (const [name, data] of Object.entries(cases)) {
    const found = read(script(data))
    t.equal(found.length, 1, name)
    t.equal(candidatesOfJob(found[0]!, { base: null })[0]?.raw, 'Driver', name)
  }
})

t.test('the script may be written in every way that pages write it', async (t) => {
  const json = JSON.stringify(job())
  for (const html of [
    script(json, 'application/LD+JSON'),
    script(json, ' application/ld+json ; charset=utf-8'),
    script(json, 'application/json+ld'),
    `<SCRIPT data-x id=y TYPE='application/ld+json' async>${json}</SCRIPT>`,
    `<script type=application/ld+json>${json}`,
    script(`<!-- ${json} -->`),
  ])
    t.same(titles(html), ['Driver'], html.slice(0, 60))
  t.same(titles(script(json, 'text/javascript')), [])
  t.same(titles(script(json, 'application/json')), [])
})

t.test(
  'several postings are several, in order; the same one twice is one; one inside another is its neighbour',
  async (t) => {
    t.same(titles(script(job('A')), script([job('B'), job('A'), job('C')])), ['A', 'B', 'C'])
    t.same(titles(script({ ...job('A'), isSimilarTo: [job('B')] })), ['A'])
    t.same(titles(script({ '@graph': [{ ...job('A'), x: { y: job('B') } }, job('C')] })), ['A', 'C'])
  },
)

t.test('one bad block never loses the others', async (t) => {
  for (const bad of [
    '',
    '{',
    '{"@type":"JobPosting"',
    'null',
    '[]',
    'JobPosting',
    '{"@type":"JobPosting","title":}{{',
    '"JobPosting"',
  ]) {
    t.same(
      titles(script(bad), script(job())).filter((title) => title === 'Driver'),
      ['Driver'],
      bad,
    )
    t.same(
      titles(script(job()), script(bad)).filter((title) => title === 'Driver'),
      ['Driver'],
      bad,
    )
  }
  t.same(titles(script('{"@type":"JobPosting","title":"Driver",}')), ['Driver'])
  t.same(titles(script('{"@type":"JobPosting","title":"Driver","description":"one\ntwo"};')), ['Driver'])
})

t.test('references by @id are filled in, within a block and between blocks, and never for ever', async (t) => {
  const organization = { '@type': 'Organization', '@id': '#org', name: 'Acme' }
  const refers = { ...job(), hiringOrganization: { '@id': '#org' } }
  const employer = (...scripts: string[]) => {
    const [found] = read(...scripts)
    return found && candidatesOfJob(found, { base: null }).find(({ field }) => field === 'employer')?.raw
  }
  t.equal(employer(script({ '@graph': [organization, refers] })), 'Acme')
  t.equal(employer(script({ '@graph': [refers, organization] })), 'Acme')
  t.equal(employer(script(refers), script(organization)), 'Acme')
  t.equal(employer(script(refers)), undefined)
  t.equal(employer(script({ ...job(), '@id': '#a', hiringOrganization: { '@id': '#a' } })), undefined)
  const many = Array.from({ length: 20 }, (_, at) => ({
    '@id': `#${at}`,
    a: { '@id': `#${at + 1}` },
    b: { '@id': `#${at + 1}` },
  }))
  t.equal(read(script({ '@graph': [{ ...job(), x: { '@id': '#0' } }, ...many] })).length, 1)
})

t.test('keys of prototypes are dropped', async (t) => {
  const [found] = read(
    script('{"@type":"JobPosting","title":"x","__proto__":{"a":1},"constructor":{"b":1},"prototype":1}'),
  )
  t.same(Object.keys(found!.properties), ['@type', 'title'])
  t.equal(found!.properties.a, undefined)
})

t.test('nesting and size have limits', async (t) => {
  const started = performance.now()
  const deep = `{"@type":"JobPosting","title":"x","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  t.same(titles(script(deep)), ['x'])
  t.same(titles(script(`${'['.repeat(100_000)}${JSON.stringify(job())}${']'.repeat(100_000)}`)), ['Driver'])
  t.same(titles(script(`${'{"a":'.repeat(50_000)}"JobPosting"`), script(job())), ['Driver'])
  t.ok(titles(script(Array.from({ length: 3000 }, (_, at) => job(`Job ${at}`)))).length <= 1000)
  t.ok(performance.now() - started < 15_000)
})

t.test('a posting names its own address', async (t) => {
  const url = (more: object) => read(script({ ...job(), ...more }))[0]?.url
  t.equal(url({ url: 'https://x.example/1' }), 'https://x.example/1')
  t.equal(url({ url: ['/jobs/1'] }), '/jobs/1')
  t.equal(url({ mainEntityOfPage: { '@type': 'WebPage', '@id': 'https://x.example/2' } }), 'https://x.example/2')
  t.equal(url({ '@id': 'https://x.example/3' }), 'https://x.example/3')
  t.equal(url({ '@id': '#job' }), null)
  t.equal(url({ url: 'javascript:alert(1)' }), null)
})

t.test('the order of scripts does not change what is found', async (t) => {
  const one = fc.constantFrom(
    job('A'),
    job('B'),
    { '@type': 'WebPage', mainEntity: job('C') },
    { '@type': 'Organization', '@id': '#o', name: 'O' },
    { ...job('D'), hiringOrganization: { '@id': '#o' } },
  )
  const found = (data: readonly object[]) =>
    read(...data.map((each) => script(each)))
      .flatMap((each) => candidatesOfJob(each, { base: null }))
      .map((each) => JSON.stringify(each))
      .sort()
  fc.assert(
    fc.property(fc.uniqueArray(one, { maxLength: 5 }), (data) => {
      t.same(found(data), found([...data].reverse()))
    }),
  )
})

t.test('the types that a page names are told without parsing it', async (t) => {
  const page = parseDocument(
    script({ '@type': ['NewsArticle', 'http://schema.org/Report'], author: { '@type': 'Person' } }) +
      script('{ broken "@type" : "schema:Event", "@type":"Event"') +
      '<div itemscope itemtype="https://schema.org/Product https://schema.org/Offer">x</div>',
  )
  t.same(pageTypes(page), ['NewsArticle', 'Report', 'Person', 'Event', 'Product', 'Offer'])
  t.same(pageTypes(parseDocument('<p>x')), [])
})
