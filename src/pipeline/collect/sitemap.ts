import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import { isSameSite } from './base-url.ts'
import { objectOf, textOf } from './json-values.ts'
import { type CollectContext, type Cursor, type ListPage, type PageItem, pageKind } from './source-kind.ts'
import { itemsOf, readXml, valuesOf, xmlText } from './xml-items.ts'

const Config = Type.Object(
  {
    url: Type.String({ pattern: '^https?://', description: 'a sitemap or an index of sitemaps; .gz is unpacked' }),
    include: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'what an address must contain, * for anything' }),
    ),
    exclude: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: 'what it must not contain' })),
  },
  { additionalProperties: false },
)
type Config = Static<typeof Config>

/** Of one source. A site of more is read in parts, by the addresses of its inner sitemaps. */
const MOST_SITEMAPS = 200
const MOST_PAGES = 50_000
/** The protocol knows one level of indexes; some sites have two. */
const DEEPEST = 3

export const sitemap = pageKind({
  kind: 'sitemap',
  summary: 'The job pages that the sitemap of a site lists, with the sitemaps inside it.',
  config: Config,
  politeness: { interval_ms: 1_000, robots: true },
  listing: 'whole',
  reads: 'pages',
  page: readPages,
})

type Waiting = [depth: number, url: string]
type Dated = { lastmod: string | null }
/** What is left of the sweep: a line "depth address" a sitemap, and what was read, so that an index in a circle ends. */
type Rest = { waiting: Waiting[]; read: string[]; pages: number }

/** Goes on to the next sitemap that lists wanted pages: sitemaps of other things are no pages of the listing. */
async function readPages(config: Config, context: CollectContext, cursor: Cursor | null): Promise<ListPage<PageItem>> {
  const rest = restOf(config, cursor)
  let [elsewhere, unreadable] = [0, 0]
  let items: PageItem[] = []
  while (items.length === 0) {
    const next = rest.waiting.shift()
    if (next === undefined) break
    const listed = await readSitemap(config, context, next, rest)
    elsewhere += listed.elsewhere
    unreadable += listed.unreadable
    items = listed.items
  }
  return {
    items,
    next: cursorOf(rest),
    ...(unreadable > 0 ? { faults: { entry_without_address: unreadable } } : {}),
    ...(elsewhere > 0 ? { left_out: { other_host: elsewhere } } : {}),
  }
}

type Listed = { items: PageItem[]; elsewhere: number; unreadable: number }

async function readSitemap(
  config: Config,
  { http }: CollectContext,
  [depth, url]: Waiting,
  rest: Rest,
): Promise<Listed> {
  const answer = await http.text({ url })
  const host = new URL(answer.url).host
  const invalid = (why: string) => errors.sourceAnswerInvalid(host, why)
  const { name, item } = readXml(answer.data, host, { roots: ['urlset', 'sitemapindex'], expected: 'sitemap' })
  const isIndex = name === 'sitemapindex'
  const entries = valuesOf(isIndex ? item.sitemap : item.url)
  const listed = itemsOf(entries).flatMap(({ loc, lastmod }) => {
    const address = URL.parse(xmlText(loc) ?? '', url)
    return address === null || loc === undefined ? [] : [{ url: withoutHash(address), lastmod: xmlText(lastmod) }]
  })
  // A sitemap speaks for its own site only.
  const own = listed.filter((one) => isSameSite(config.url, one.url))
  if (listed.length > 0 && own.length === 0) throw invalid('lists nothing of its own host')
  const unreadable = entries.length - listed.length
  rest.read.push(url)
  if (isIndex) {
    const known = new Set([...rest.read, ...rest.waiting.map(([, waiting]) => waiting)])
    const inner = [...new Set(own.map((one) => one.url))].filter((one) => !known.has(one))
    if (inner.length > 0 && depth >= DEEPEST) throw invalid(`nests sitemaps deeper than ${DEEPEST}`)
    rest.waiting.push(...inner.map((one): Waiting => [depth + 1, one]))
    if (rest.read.length + rest.waiting.length > MOST_SITEMAPS)
      throw invalid(`lists more than ${MOST_SITEMAPS} sitemaps`)
    return { items: [], elsewhere: 0, unreadable }
  }
  const wanted = own.filter((one) => isWanted(one.url, config))
  const items = new Map(wanted.toSorted(newestFirst).map((one) => [one.url, one]))
  rest.pages += items.size
  if (rest.pages > MOST_PAGES) throw invalid(`lists more than ${MOST_PAGES} pages`)
  const wantedElsewhere = listed.filter((one) => isWanted(one.url, config)).length - wanted.length
  return { items: [...items.values()], elsewhere: wantedElsewhere, unreadable }
}

function restOf({ url }: Config, cursor: Cursor | null): Rest {
  if (cursor === null) return { waiting: [[1, url]], read: [], pages: 0 }
  const { waiting, read, pages } = objectOf(cursor)
  return {
    waiting: linesOf(waiting).map((line) => [
      Number(line.slice(0, line.indexOf(' '))),
      line.slice(line.indexOf(' ') + 1),
    ]),
    read: linesOf(read),
    pages: Number(pages ?? 0),
  }
}

function cursorOf({ waiting, read, pages }: Rest): Cursor | null {
  if (waiting.length === 0) return null
  return { waiting: waiting.map((line) => line.join(' ')).join('\n'), read: read.join('\n'), pages }
}

function linesOf(value: unknown): string[] {
  return textOf(value)?.split('\n') ?? []
}

function withoutHash(address: URL): string {
  address.hash = ''
  return address.href
}

function isWanted(url: string, { include, exclude }: Config): boolean {
  return (include === undefined || contains(url, include)) && (exclude === undefined || !contains(url, exclude))
}

/** The pieces between the stars, one after the other: no expression of a stranger is ever run. */
function contains(text: string, pattern: string): boolean {
  let at = 0
  for (const piece of pattern.split('*')) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return true
}

/** What is read before a break is what matters most. Dates of one form sort as text. */
function newestFirst(a: Dated, b: Dated): number {
  const [one, other] = [a.lastmod ?? '', b.lastmod ?? '']
  return one < other ? 1 : one > other ? -1 : 0
}
