import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import { searchQuery, titlesOf } from './arbeitsagentur/query.ts'
import { arbeitsagenturRecord, referenceOf } from './arbeitsagentur/record.ts'
import { listOf, numberOf, objectOf, objectsIn, textOf } from './json-values.ts'
import { type CollectContext, type Cursor, type ListPage, recordKind } from './source-kind.ts'
import { withoutPeople } from './without-people.ts'

const ORIGIN = 'https://rest.arbeitsagentur.de/jobboerse/jobsuche-service'
/** The key that the agency's own pages send: it is public and the same for everybody. */
const PUBLIC_KEY = 'jobboerse-jobsuche'
export const PAGE_SIZE = 100
/** The search answers no page after this one, whatever total it states. */
const LAST_PAGE = 100

export const ArbeitsagenturConfig = Type.Object(
  {
    title: Type.Optional(Type.String({ minLength: 1, description: 'words that are looked for where no query asks' })),
    location: Type.Optional(Type.String({ minLength: 1, description: 'a place where no query asks' })),
    radius_km: Type.Optional(Type.Integer({ minimum: 0, maximum: 200, description: 'around the place' })),
    published_days: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 100, description: 'age at most, rounded up to what the search understands' }),
    ),
    search_version: Type.Optional(
      Type.Union([Type.Literal('v6'), Type.Literal('v4')], { description: 'of the search; v4 is the former one' }),
    ),
    key: Type.Optional(
      Type.Object({ env: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }) }, { description: 'instead of the public key' }),
    ),
  },
  { additionalProperties: false },
)
export type ArbeitsagenturConfig = Static<typeof ArbeitsagenturConfig>

type Item = Record<string, unknown>

export const arbeitsagentur = recordKind({
  kind: 'arbeitsagentur',
  summary: 'Openings of the German employment agency: a search, and a detail for each opening.',
  config: ArbeitsagenturConfig,
  secrets: ({ key }) => (key === undefined ? [] : [key.env]),
  politeness: { interval_ms: 500, robots: false },
  listing: 'part',
  windows: ['24h', '7d', '2w', '1m', '6m'],
  reads: 'records',
  mapper: 'arbeitsagentur/1',
  page: readPage,
  identity: referenceOf,
  async detail(config, { http }, item) {
    const reference = referenceOf(item)
    if (reference === null) return null
    const code = Buffer.from(reference).toString('base64')
    const url = `${ORIGIN}/pc/v4/jobdetails/${encodeURIComponent(code)}`
    const { data } = await http.json({ url, headers: headersOf(config, http) })
    return withoutPeople(objectOf(data))
  },
  toRecord: arbeitsagenturRecord,
})

/**
 * The search takes one title at a time: a page is the same page of each of them, as long as it has one. `open` names those that go on,
 * by their numbers.
 */
async function readPage(
  config: ArbeitsagenturConfig,
  context: CollectContext,
  cursor: Cursor | null,
): Promise<ListPage<Item>> {
  const titles = titlesOf(config, context.search)
  const place = objectOf(cursor)
  const page = numberOf(place.page) ?? 1
  const open = textOf(place.open)?.split(',').map(Number) ?? titles.map((_, index) => index)
  const items = new Map<string, Item>()
  const faults: Record<string, number> = {}
  const goOn: number[] = []
  let unreachable = 0
  let total: number | null = null
  for (const index of open) {
    const answer = await ask(config, context, titles[index], page)
    for (const item of objectsIn(answer.list, faults))
      items.set(referenceOf(item) ?? `${index} ${items.size}`, withoutPeople(item))
    total = answer.total
    const left = (answer.total ?? 0) - page * PAGE_SIZE
    const isEnd = answer.list.length < PAGE_SIZE || (answer.total !== null && left <= 0)
    if (!isEnd && page < LAST_PAGE) goOn.push(index)
    else if (!isEnd) unreachable += Math.max(left, 0)
  }
  return {
    items: [...items.values()],
    next: goOn.length > 0 ? { page: page + 1, open: goOn.join(',') } : null,
    ...(titles.length === 1 && page === 1 ? { total } : {}),
    ...(Object.keys(faults).length > 0 ? { faults } : {}),
    ...(unreachable > 0 ? { left_out: { beyond_last_page: unreachable } } : {}),
  }
}

async function ask(config: ArbeitsagenturConfig, context: CollectContext, title: string | undefined, page: number) {
  const { data, url } = await context.http.json({
    url: `${ORIGIN}/pc/${config.search_version ?? 'v6'}/jobs`,
    query: { was: title, page, size: PAGE_SIZE, ...searchQuery(config, context) },
    headers: headersOf(config, context.http),
  })
  const answer = objectOf(data)
  const total = numberOf(answer.maxErgebnisse)
  const list = answer.ergebnisliste ?? answer.stellenangebote
  // Without a hit the list is left out. An answer that has neither list nor total is an error that came with status 200.
  if (!Array.isArray(list) && total !== 0)
    throw errors.sourceAnswerInvalid(new URL(url).host, 'has no list of openings')
  return { list: listOf(list), total }
}

function headersOf({ key }: ArbeitsagenturConfig, http: CollectContext['http']): Record<string, string> {
  return { 'x-api-key': key === undefined ? PUBLIC_KEY : http.secret(key.env) }
}
