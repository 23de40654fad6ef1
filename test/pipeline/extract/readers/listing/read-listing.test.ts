import t from 'tap'
import { parseDocument } from '../../../../../src/pipeline/extract/document/parse-document.ts'
import type { Listing } from '../../../../../src/pipeline/extract/readers/listing/listing.ts'
import { readListing } from '../../../../../src/pipeline/extract/readers/listing/read-listing.ts'
import { type Opening, STYLES } from './listing-pages.ts'
import { LOOK_ALIKES } from './look-alikes.ts'

const BASE = new URL('https://example.org/page/7')
const read = (html: string): Listing => readListing(parseDocument(html), { base: BASE, language: 'en' })
const FIELD = {
  employer: 'employer',
  place: 'location',
  date: 'posted_on',
  deadline: 'deadline',
  type: 'employment_type',
  salary: 'salary',
} as const

const addressOf = (html: string, path: string) =>
  new URL(html.includes(`/job${path}"`) ? `/en-US/site/job${path}` : path, BASE).href

t.test('every opening of a list is found once, with its own title and address', async (t) => {
  for (const [name, { openings, html, linkless }] of Object.entries(STYLES)) {
    const { items, score } = read(html)
    const found = items.map(({ url, candidates }) => [candidates.find(({ field }) => field === 'title')?.raw, url])
    const expected = openings.map(({ title, path }) => [title, linkless ? null : addressOf(html, path)])
    t.strictSame(found, expected, name)
    t.ok(score >= 0.5, `${name}: score ${score.toFixed(2)}`)
  }
})

t.test('what the list says of an opening is read into its fields', async (t) => {
  for (const [name, { openings, html, has, total }] of Object.entries(STYLES)) {
    const { items, stated_total } = read(html)
    for (const key of has) {
      if (key === 'date' && /days ago/i.test(html)) continue
      const found = items.map(
        ({ candidates }) =>
          candidates.find(({ field, rule }) => field === FIELD[key] && rule === `listing.${FIELD[key]}`)?.raw,
      )
      // "Remote" beside no place may be the arrangement alone.
      const stated = (one: Opening) => (key === 'place' && one.place === 'Remote' ? undefined : one[key])
      t.strictSame(
        found.map((raw, index) => (stated(openings[index]!) === undefined ? undefined : raw)),
        openings.map(stated),
        `${name}: ${key}`,
      )
    }
    t.equal(stated_total, total ?? null, `${name}: total`)
  }
})

t.test('a span covers what was read', async (t) => {
  for (const [name, { html }] of Object.entries(STYLES)) {
    const page = parseDocument(html)
    const { items } = readListing(page, { base: BASE, language: 'en' })
    for (const { raw, span, reader } of items.flatMap(({ candidates }) => candidates)) {
      t.equal(reader, 'listing')
      t.equal(page.text.slice(span?.start, span?.end).replace(/\s+/g, ' '), raw, name)
    }
  }
})

t.test('lists of other things are no openings', async (t) => {
  for (const [name, html] of Object.entries(LOOK_ALIKES)) {
    const { items, score } = read(html)
    t.ok(
      score < 0.5 && items.length === 0,
      `${name}: score ${score.toFixed(2)}, ${items.length} items: ${items.map(({ candidates }) => candidates[0]?.raw).join('; ')}`,
    )
  }
})

t.test('similar openings beside one opening are told apart from a list', async (t) => {
  const prose = '<p>You build and run the systems of our plant and lead a small team of engineers.</p>'.repeat(14)
  const cards = Object.values(STYLES)[5]!.openings.map(
    ({ title, place, path }) => `<li><a href="${path}"><h3>${title}</h3></a><p>${place}</p></li>`,
  )
  for (const heading of ['Similar jobs', 'Weitere Stellen', 'Další nabídky', 'Latest jobs']) {
    const { items, related, score } = read(
      `<main><h1>Plant Engineer</h1>${prose}<h2>${heading}</h2><ul>${cards.join('')}</ul></main>`,
    )
    t.equal(items.length, 0, heading)
    t.equal(related.length, cards.length, heading)
    t.ok(score < 0.5, heading)
  }
})

t.test('rows that name no opening are left out with a reason', async (t) => {
  const row = (title: string, index: number) =>
    `<tr><td><a href="/o/${index}">${title}</a></td><td>Berlin, Germany</td></tr>`
  const titles = [
    'Plant Engineer',
    'someone@example.org',
    'https://example.org/x',
    '12 May 2026',
    '4711',
    'Home',
    'Office Assistant',
    'France',
  ]
  const { items, skipped } = read(
    `<h1>Vacancies</h1><table><tr><th>Position</th><th>Location</th></tr>${titles.map(row).join('')}</table>`,
  )
  t.strictSame(
    items.map(({ candidates }) => candidates[0]?.raw),
    ['Plant Engineer', 'Office Assistant'],
  )
  t.equal(
    Object.values(skipped).reduce((sum, count) => sum + count, 0),
    6,
  )
  t.equal(skipped.title_is_place, 1)
})

t.test('two openings of one title in two places are two', async (t) => {
  const { items } = read(
    `<h1>Jobs</h1><ul>${['Berlin, Germany', 'Paris, France', 'London, UK'].map((place, i) => `<li><a href="/o/${i}">Store Manager</a><span class="location">${place}</span></li>`).join('')}</ul>`,
  )
  t.equal(items.length, 3)
})

t.test('the address of the page decides nothing', async (t) => {
  for (const html of [...Object.values(STYLES).map((style) => style.html), ...Object.values(LOOK_ALIKES)]) {
    const page = parseDocument(html)
    const [one, two] = ['https://example.org/a', 'https://example.org/jobs/careers/vacancies'].map((url) =>
      readListing(page, { base: new URL(url), language: 'en' }),
    )
    t.equal(one?.score, two?.score)
    t.equal(one?.items.length, two?.items.length)
  }
})
