import fc from 'fast-check'
import t from 'tap'
import type { Candidate } from '../../../src/pipeline/extract/candidate.ts'
import { createExtractor } from '../../../src/pipeline/extract/create-extractor.ts'
import { linesOf } from '../../../src/pipeline/extract/document/lines.ts'
import { parseDocument } from '../../../src/pipeline/extract/document/parse-document.ts'
import { render } from '../../../src/pipeline/extract/document/render.ts'
import { loadGazetteer } from '../../../src/pipeline/extract/normalise/gazetteer.ts'
import { fieldsOf } from '../../../src/pipeline/extract/page-fields.ts'

const gazetteer = loadGazetteer()
const extractor = createExtractor({ gazetteer })
const read_at = new Date('2026-11-24T12:00:00Z')
const read = (body: string) => extractor.extract({ body, url: 'https://pages.example/p/1', read_at })

const word = fc.constantFrom(
  'cook',
  'Leeds',
  'salary',
  'apply',
  '€ 30,000',
  '12/11/2026',
  'GmbH',
  'Location:',
  'full-time',
  '&amp;',
  '<',
  '"',
)
const inline = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '))
const tag = fc.constantFrom(
  'p',
  'div',
  'h1',
  'h2',
  'li',
  'ul',
  'span',
  'b',
  'td',
  'tr',
  'table',
  'dt',
  'dd',
  'dl',
  'a',
  'section',
  'script',
  'br',
  'main',
  'label',
)
const attribute = fc.constantFrom(
  '',
  ' class="location"',
  ' class="company"',
  ' href="/apply"',
  ' hidden',
  ' itemprop="title"',
  ' style="display:none"',
  ' id="__proto__"',
)
const { markup } = fc.letrec<{ markup: string; piece: string }>((tie) => ({
  piece: fc.oneof(
    { depthSize: 'small' },
    inline,
    fc
      .tuple(tag, attribute, tie('markup'))
      .map(([name, attributes, inner]) => `<${name}${attributes}>${inner}</${name}>`),
    fc.tuple(tag, inline).map(([name, text]) => `<${name}>${text}`),
  ),
  markup: fc.array(tie('piece'), { maxLength: 5 }).map((pieces) => pieces.join('')),
}))

t.test('no input makes extraction throw', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), markup), async (body) => {
      const page = await read(body)
      t.type(page.page_type, 'string')
    }),
    { numRuns: 300 },
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (body) => {
      await extractor.extract({ body, url: null, read_at })
    }),
    { numRuns: 100 },
  )
})

t.test('sanitised HTML is the same when it is read and rendered again', async () => {
  const rendered = (html: string) => {
    const page = parseDocument(html)
    return render(page, page.root, { start: 0, end: page.text.length }, null).html
  }
  fc.assert(
    fc.property(markup, (html) => {
      const once = rendered(html)
      const twice = rendered(once)
      if (once !== twice) throw new Error(`${once}\n${twice}`)
      if (
        /<(?!\/?(?:p|ul|ol|li|h[1-6]|strong|em|b|i|u|table|thead|tbody|tr|td|th|dl|dt|dd|blockquote|pre|code|a|br)\b)/.test(
          once,
        )
      )
        throw new Error(once)
      if (/ (?!href="https?:)[a-z-]+="/.test(once.replace(/>[^<]*/g, '>'))) throw new Error(once)
    }),
    { numRuns: 500 },
  )
})

t.test('every span is the place of a line or of a value in the visible text', async () => {
  fc.assert(
    fc.property(markup, (html) => {
      const page = parseDocument(html)
      for (const { start, end, text } of linesOf(page)) {
        if (page.text.slice(start, end) !== text || text.includes('\n')) throw new Error(JSON.stringify({ html, text }))
      }
    }),
    { numRuns: 300 },
  )
})

t.test('the order of the candidates does not change the fields', async () => {
  const page = parseDocument('<title>Cook - Inn Ltd</title><h1>Cook</h1>')
  const context = { page, base: null, language: 'en', read_at, saved: false, gazetteer, places: new Map() }
  const at = (start: number) => ({ start, end: start + 4 })
  const candidates: Candidate[] = [
    { field: 'title', reader: 'dom', rule: 'h1', raw: 'Cook', span: at(0) },
    { field: 'title', reader: 'meta', rule: 'titletag.title', raw: 'Cook' },
    { field: 'title', reader: 'label', rule: 'label.title.cell', raw: 'Head Cook', span: at(20) },
    { field: 'employer', reader: 'dom', rule: 'class.employer', raw: 'Inn Ltd', span: at(5) },
    { field: 'employer', reader: 'dom', rule: 'near.first', raw: 'Inn', span: at(9) },
    { field: 'employer', reader: 'opengraph', rule: 'og:site_name', raw: 'Board' },
    { field: 'location', reader: 'label', rule: 'label.location.cell', raw: 'Leeds, UK', span: at(30) },
    { field: 'location', reader: 'dom', rule: 'near.place', raw: 'Leeds', span: at(40) },
    { field: 'posted_on', reader: 'label', rule: 'label.posted_on.cell', raw: '2026-11-01', span: at(50) },
    { field: 'posted_on', reader: 'dom', rule: 'near.posted', raw: '3 weeks ago', span: at(60) },
    { field: 'application_url', reader: 'dom', rule: 'link.apply', raw: 'https://a.example/1', span: at(70) },
    { field: 'application_url', reader: 'dom', rule: 'link.apply', raw: 'https://a.example/2', span: at(80) },
  ]
  const expected = JSON.stringify(fieldsOf(candidates, null, context))
  fc.assert(
    fc.property(fc.shuffledSubarray(candidates, { minLength: candidates.length }), (shuffled) => {
      const got = JSON.stringify(fieldsOf(shuffled, null, context))
      if (got !== expected) throw new Error(got)
    }),
    { numRuns: 100 },
  )
})

const opening = (noise: (n: number) => string) =>
  `<html lang="en"><head><title>Pipe Fitter | Northbank Ltd Careers</title>${noise(0)}</head><body>${noise(1)}<main>${noise(2)}<h1>Pipe Fitter</h1>${noise(3)}<dl><dt>Location</dt><dd>Leeds, UK</dd><dt>Closing date</dt><dd>14 December 2026</dd><dt>Contract type</dt><dd>Full time</dd></dl>${noise(4)}<p>We are looking for a pipe fitter who keeps our network in order, day and night, together with a small team of colleagues.</p>${noise(5)}<h3>Requirements</h3><ul><li>Three years of experience with pipes of every kind</li></ul><a href="https://jobs.example/apply">Apply now</a></main>${noise(6)}</body></html>`

t.test('noise in the markup does not change the fields', async (t) => {
  const values = async (html: string) => {
    const page = await read(html)
    const fields: Record<string, { value: unknown } | null> = { ...page.postings[0]?.fields }
    return {
      type: page.page_type,
      ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field?.value ?? null])),
    }
  }
  const plain = await values(opening(() => ''))
  t.match(plain, { type: 'detail', title: 'Pipe Fitter', deadline: '2026-12-14', employment_type: ['FULL_TIME'] })
  const noise = fc.constantFrom(
    '',
    '<!-- a comment -->',
    '<style>p { color: red }</style>',
    '<script>track("x")</script>',
    '<svg><path d="M0 0"/><title>icon</title></svg>',
    '<span></span>',
    '<div class="spacer" data-n="1"></div>',
    '<div hidden>Location: Atlantis</div>',
    '<noscript><img src="/pixel"></noscript>',
    '\n\n  ',
    '<img src="/x.png" alt="">',
    '<template><h1>Other</h1></template>',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(noise, { minLength: 7, maxLength: 7 }), async (parts) => {
      const got = await values(opening((n) => parts[n] ?? ''))
      if (JSON.stringify(got) !== JSON.stringify(plain)) throw new Error(JSON.stringify(got))
    }),
    { numRuns: 60 },
  )
})
