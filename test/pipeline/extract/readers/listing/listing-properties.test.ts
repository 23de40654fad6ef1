import fc from 'fast-check'
import t from 'tap'
import { parseDocument } from '../../../../../src/pipeline/extract/document/parse-document.ts'
import { readListing } from '../../../../../src/pipeline/extract/readers/listing/read-listing.ts'
import { STYLES } from './listing-pages.ts'
import { withNoise } from './noise.ts'

const BASE = new URL('https://example.org/')
const itemsOf = (html: string) =>
  readListing(parseDocument(html), { base: BASE, language: 'en' }).items.map(({ url, candidates }) => [
    url,
    ...candidates.map(({ rule, raw }) => `${rule}=${raw}`).sort(),
  ])

t.test('wrapping elements, comments and attributes change no item', async (t) => {
  const styles = Object.entries(STYLES)
  const property = fc.property(fc.nat(styles.length - 1), fc.infiniteStream(fc.boolean()), (index, stream) => {
    const [name, { html }] = styles[index]!
    const noisy = withNoise(html, () => stream.next().value === true)
    t.strictSame(itemsOf(noisy), itemsOf(html), name)
  })
  fc.assert(property, { numRuns: 120 })
})

const NAMES = [
  'div',
  'ul',
  'li',
  'a',
  'h2',
  'h3',
  'p',
  'span',
  'table',
  'tr',
  'td',
  'th',
  'dl',
  'dt',
  'dd',
  'section',
  'nav',
  'strong',
  'button',
  'time',
  'br',
]
const TEXTS = [
  'Nurse',
  'Senior Engineer',
  'Berlin, Germany',
  'Apply',
  'Location:',
  '12 May 2026',
  'Jobs',
  'Title',
  '',
  ' ',
  '...',
  '(m/w/d)',
  '€ 12',
  'Location',
  'x@y.z',
  '\u202e',
  '🙂',
]
const ATTRIBUTES = [
  '',
  ' class="job title"',
  ' class="location"',
  ' href="/o/1"',
  ' href="#"',
  ' href="http://["',
  ' colspan="-3"',
  ' role="row"',
  ' role="table"',
  ' hidden',
  ' data-label="Ort"',
  ' href="javascript:x"',
]
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(...TEXTS),
    fc
      .tuple(
        fc.constantFrom(...NAMES),
        fc.constantFrom(...ATTRIBUTES),
        fc.array(tie('tree'), { maxLength: 6 }),
        fc.boolean(),
      )
      .map(
        ([name, attribute, inner, closed]) => `<${name}${attribute}>${inner.join(' ')}${closed ? `</${name}>` : ''}`,
      ),
  ),
}))

t.test('no tree of elements makes it throw, and what it reads stands in the text', async (t) => {
  const property = fc.property(fc.array(tree, { maxLength: 8 }), fc.boolean(), (trees, hasBase) => {
    const page = parseDocument(trees.join(''))
    const listing = readListing(page, { base: hasBase ? BASE : null, language: 'de', isPlace: () => 0.5 })
    const spans = [...listing.items, ...listing.related].flatMap(({ candidates }) => candidates)
    const right = spans.every(
      ({ raw, span }) => span !== undefined && page.text.slice(span.start, span.end).replace(/\s+/g, ' ') === raw,
    )
    return right && listing.score >= 0 && listing.score <= 1 && listing.share >= 0 && listing.share <= 1
  })
  fc.assert(property, { numRuns: 1_500 })
  t.pass('held for all trees')
})

t.test('a page of thousands of openings is read in time that grows with its size', async (t) => {
  const page = (count: number) =>
    parseDocument(
      `<h1>Jobs</h1>${Array.from({ length: count }, (_, i) => `<p><a href="/o/${i}">Engineer ${i}a</a></p><p>Berlin, Germany</p>`).join('')}`,
    )
  const [small, large] = [page(1_000), page(8_000)]
  const time = (one: ReturnType<typeof page>) => {
    const start = performance.now()
    t.ok(readListing(one, { base: BASE, language: 'en' }).items.length > 0)
    return performance.now() - start
  }
  time(small)
  const [before, after] = [Math.min(time(small), time(small)), Math.min(time(large), time(large))]
  t.ok(after < before * 8 * 6 + 50, `1,000 in ${before.toFixed(0)} ms, 8,000 in ${after.toFixed(0)} ms`)
})
