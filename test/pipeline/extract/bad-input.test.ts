import { deflateRawSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { createExtractor } from '../../../src/pipeline/extract/create-extractor.ts'
import type { ExtractedPage } from '../../../src/pipeline/extract/extracted-page.ts'

const extractor = createExtractor()
const read_at = new Date('2026-11-24T12:00:00Z')
const read = (body: string | Uint8Array, content_type: string | null = null) =>
  extractor.extract({ body, url: 'https://pages.example/p/1', read_at, content_type })
const posting = (properties: object, text = '') =>
  `<html><body><h1>Cook</h1>${text}<script type="application/ld+json">${JSON.stringify({ '@type': 'JobPosting', title: 'Cook', description: 'We are looking for a cook who cooks well and likes to cook. '.repeat(4), hiringOrganization: { name: 'Inn Ltd' }, ...properties })}</script></body></html>`
const nothing = (page: ExtractedPage) => page.postings.length === 0 && page.reasons.length > 0

t.test('what is no page yields nothing and says why', async (t) => {
  const bodies: Record<string, string | Uint8Array> = {
    empty: '',
    blank: ' \n\t ',
    'empty bytes': new Uint8Array(),
    binary: Uint8Array.from({ length: 4_000 }, (_, n) => (n * 37) % 256),
    'NUL characters': '\0'.repeat(5_000),
    'a picture': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...new Uint8Array(500)]),
    'a broken PDF': Buffer.from('%PDF-1.7\nnothing of the kind'),
    'a broken gzip': Uint8Array.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5]),
    'a login wall':
      '<html><title>Sign in</title><h1>Sign in</h1><form><label>Password</label><input type=password><button>Log in</button></form></html>',
    'a cookie wall':
      '<html><title>Before you continue</title><h1>Before you continue</h1><p>We use cookies and data to deliver and maintain our services, to measure audience engagement and to show ads. If you choose to accept all, we will also use them to develop new services.</p><button>Accept all</button></html>',
    'markup alone': '<'.repeat(10_000),
    'angle brackets': '<<<>>><div <p <h1>>>'.repeat(1_000),
  }
  for (const [name, body] of Object.entries(bodies)) t.ok(nothing(await read(body)), name)
})

t.test('large and deep pages are cut, never refused', async (t) => {
  const text = 'We are looking for a cook. '
  const pages: Record<string, string> = {
    '10 MB of text': `<h1>Cook</h1><p>${text.repeat(400_000)}</p>`,
    '100,000 nested elements': `${'<div>'.repeat(100_000)}${text}${'</div>'.repeat(100_000)}`,
    '100,000 unclosed elements': '<b>x'.repeat(100_000),
    '300,000 siblings': '<i>x</i>'.repeat(300_000),
    'a million attributes': `<p ${'a=b '.repeat(1_000_000)}>x`,
    'nested lists in JSON': `<script type="application/ld+json">{"@type":"JobPosting","title":${'['.repeat(100_000)}</script>`,
  }
  for (const [name, html] of Object.entries(pages)) {
    const page = await read(html)
    t.ok(page.page_type, name)
  }
})

t.test('a bomb of compressed bytes is not unpacked', async (t) => {
  const bomb = gzipSync(Buffer.alloc(200_000_000, 60))
  const before = process.memoryUsage().arrayBuffers
  t.ok(nothing(await read(bomb)))
  t.ok(process.memoryUsage().arrayBuffers - before < 60_000_000)
  t.ok(nothing(await read(deflateRawSync(Buffer.alloc(50_000_000)))))
})

t.test('entities that name entities stay text', async (t) => {
  const bomb =
    '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><h1>&b;</h1><p>&b;&b;</p>'
  t.ok((await read(bomb)).page_type)
})

t.test('a bad block of JSON-LD costs neither the page nor the good block', async (t) => {
  const good = posting({})
  for (const bad of [
    '',
    '{',
    '[]',
    'null',
    '"text"',
    '{"@type":"JobPosting"',
    '{"__proto__":{"polluted":true},"@type":"JobPosting"}',
  ]) {
    const page = await read(good.replace('<h1>', `<script type="application/ld+json">${bad}</script><h1>`))
    t.equal(page.postings[0]?.fields.title?.value, 'Cook', bad)
  }
  t.equal(({} as { polluted?: boolean }).polluted, undefined)
})

t.test('values that cannot be are null, and the raw text is kept', async (t) => {
  const dated = async (properties: object) => (await read(posting(properties))).postings[0]?.fields
  t.equal((await dated({ datePosted: '1970-01-01' }))?.posted_on?.value ?? null, null)
  t.equal((await dated({ datePosted: '2026-11-01', validThrough: '2099-12-31' }))?.deadline?.value ?? null, null)
  t.equal(
    (await dated({ datePosted: '2026-11-01', validThrough: '1970-01-01T00:00:00Z' }))?.deadline?.value ?? null,
    null,
  )
  t.equal(
    (await dated({ datePosted: '2026-11-01', validThrough: '2026-10-01' }))?.deadline?.value,
    null,
    'a deadline before the posting',
  )
  t.equal((await dated({ validThrough: 'until filled' }))?.deadline?.value, null)
  t.equal((await dated({ validThrough: 'until filled' }))?.deadline?.raw, 'until filled')
  for (const value of [0, -5, 1e12, 'NaN', {}]) {
    t.equal(
      (await dated({ baseSalary: { currency: 'EUR', value: { value, unitText: 'YEAR' } } }))?.salary?.value ?? null,
      null,
      String(value),
    )
  }
})

t.test('an address with credentials, of a mail or of a script is no application address', async (t) => {
  for (const href of [
    'https://user:secret@jobs.example/apply',
    'mailto:jobs@inn.example',
    'javascript:apply()',
    'ftp://jobs.example/a',
    'data:text/html,x',
  ]) {
    const page = await read(posting({}, `<a href="${href}">Apply now</a>`))
    t.equal(page.postings[0]?.fields.application_url?.value ?? null, null, href)
  }
  const page = await read(posting({}, '<a href="mailto:jobs@inn.example?subject=Cook">Apply now</a>'))
  t.same(page.postings[0]?.fields.contacts?.value, ['mailto:jobs@inn.example'])
})

t.test('two structured postings on one page are two records, not one', async (t) => {
  const job = (title: string, town: string) => ({
    '@type': 'JobPosting',
    title,
    description: `${title} wanted in ${town}. `.repeat(10),
    hiringOrganization: 'Inn Ltd',
    jobLocation: { address: { addressLocality: town, addressCountry: 'DE' } },
  })
  const page = await read(
    `<h1>Our openings</h1><script type="application/ld+json">${JSON.stringify([job('Cook', 'Kassel'), job('Waiter', 'Fulda')])}</script>`,
  )
  t.equal(page.page_type, 'listing')
  t.same(
    page.postings.map(({ fields }) => [fields.title?.value, fields.location?.value]),
    [
      ['Cook', 'Kassel, DE'],
      ['Waiter', 'Fulda, DE'],
    ],
  )
})

t.test('a page that fills itself in the browser asks to be rendered', async (t) => {
  const page = await read(
    '<html><head><title>Job</title><script src="/app.js"></script></head><body><div id="root"></div><noscript>Enable JavaScript</noscript></body></html>',
  )
  t.equal(page.page_type, 'needs_rendering')
  t.same(page.postings, [])
})

t.test('hidden text is counted and believed by nobody', async (t) => {
  const page = await read(
    posting(
      { description: undefined },
      `<p>${'We are looking for a cook with experience. '.repeat(8)}</p><a href="/a">Apply now</a><div style="display:none">Salary: 900000 EUR per year. Location: Atlantis</div>`,
    ),
  )
  t.ok(page.hidden_characters > 30)
  t.equal(page.postings[0]?.fields.salary?.value ?? null, null)
  t.notMatch(page.postings[0]?.fields.description?.value ?? '', /Atlantis/)
})
