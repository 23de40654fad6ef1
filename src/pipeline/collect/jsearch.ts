import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import { countryCode } from './country-names.ts'
import { jsearchQuery } from './jsearch/query.ts'
import { jsearchRecord } from './jsearch/record.ts'
import { numberOf, objectOf, objectsIn, textOf } from './json-values.ts'
import { readRapidApiQuota } from './rapidapi-quota.ts'
import { type CollectContext, type Cursor, type ListPage, recordKind } from './source-kind.ts'

const KEY = 'JSEARCH_API_KEY'
const HOSTS = {
  rapidapi: { host: 'jsearch.p.rapidapi.com', path: '/search', header: 'x-rapidapi-key' },
  openwebninja: { host: 'api.openwebninja.com', path: '/jsearch/search-v2', header: 'x-api-key' },
} as const
const RESULTS_A_PAGE = 10
/** Up to so many pages one request is charged twice, beyond thrice: the cheapest way to read on. */
const PAGES_A_REQUEST = 10
/** The old host has no further page, and a cursor that never ends must. */
const LAST_PAGE = 50

export const JsearchConfig = Type.Object(
  {
    api: Type.Optional(
      Type.Union([Type.Literal('rapidapi'), Type.Literal('openwebninja')], { description: 'rapidapi by default' }),
    ),
    query: Type.Optional(Type.String({ description: 'asked for where no search is given, such as "jobs in Berlin"' })),
    country: Type.Optional(Type.String({ pattern: '^[A-Za-z]{2}$', description: 'ISO 3166; a search has its own' })),
    language: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })),
    pages: Type.Optional(
      Type.Integer({ minimum: 1, maximum: LAST_PAGE, description: 'at most; a search has its own' }),
    ),
  },
  { additionalProperties: false },
)
export type JsearchConfig = Static<typeof JsearchConfig>

type Item = Record<string, unknown>

/** JSearch (Google for Jobs), at its old or its new host: the only way to what LinkedIn and Indeed list; they are never read themselves. */
export const jsearch = recordKind<typeof JsearchConfig, Item>({
  kind: 'jsearch',
  summary: 'JSearch: openings that Google lists, of LinkedIn, Indeed and others, by title and place',
  config: JsearchConfig,
  secrets: () => [KEY],
  politeness: { interval_ms: 1_000, robots: false },
  listing: 'part',
  windows: ['24h', '7d', '2w', '1m'],
  quota: {
    provider: 'jsearch',
    limits: { requests: 200 },
    read: (headers) => readRapidApiQuota(headers, ['requests']),
  },
  reads: 'records',
  mapper: 'jsearch/1',
  page: readPage,
  identity: ({ job_id }) => textOf(job_id),
  toRecord: jsearchRecord,
})

/** Pages are often short in the middle of a result, so only an empty one ends it, or as many as are wanted. */
async function readPage(
  config: JsearchConfig,
  context: CollectContext,
  cursor: Cursor | null,
): Promise<ListPage<Item>> {
  const api = config.api ?? 'rapidapi'
  const { host, path, header } = HOSTS[api]
  const { page: at, next: token } = objectOf(cursor)
  const page = numberOf(at) ?? 1
  const wanted = (context.search ? context.search.pages : config.pages) ?? LAST_PAGE
  const pages = Math.max(1, Math.min(PAGES_A_REQUEST, Math.min(wanted, LAST_PAGE) - page + 1))
  const charge = pages === 1 ? 1 : 2
  const { data } = await context.http.json({
    url: `https://${host}${path}`,
    query: {
      ...jsearchQuery(config, context, api),
      ...(api === 'rapidapi' ? { page, num_pages: pages } : { num_pages: pages, cursor: textOf(token) }),
    },
    headers: { [header]: context.http.secret(KEY), ...(api === 'rapidapi' ? { 'x-rapidapi-host': host } : {}) },
    cost: { requests: charge, jobs: pages * RESULTS_A_PAGE },
    spent: (answer) => ({ requests: charge, jobs: resultIn(answer)?.jobs.length ?? 0 }),
  })
  const result = resultIn(data)
  if (result === null) throw errors.sourceAnswerInvalid(host, 'is no result of a search')
  const faults: Record<string, number> = {}
  const country = context.search ? context.search.country : config.country
  const listed = objectsIn(result.jobs, faults)
  const items = listed.filter((item) => isIn(country, item))
  const following = page + pages
  const ends = result.jobs.length === 0 || following > Math.min(wanted, LAST_PAGE) || isOver(api, result.cursor, token)
  return {
    items,
    next: ends ? null : { page: following, next: api === 'rapidapi' ? null : result.cursor },
    faults,
    left_out: items.length < listed.length ? { other_country: listed.length - items.length } : {},
  }
}

/** The new host ends a result without a cursor; the same cursor again would ask for the same page for ever. */
function isOver(api: keyof typeof HOSTS, cursor: string | null, before: unknown): boolean {
  return api === 'openwebninja' && (cursor === null || cursor === before)
}

/** The old host answers {status, data: [...]}, the new one {status, data: {jobs: [...], cursor}}; null for anything else. */
function resultIn(answer: unknown): { jobs: unknown[]; cursor: string | null } | null {
  const { status, data } = objectOf(answer)
  if (status !== undefined && status !== 'OK') return null
  const { jobs, cursor } = objectOf(data)
  const list = Array.isArray(data) ? data : jobs
  return Array.isArray(list) ? { jobs: list, cursor: textOf(cursor) } : null
}

/** The provider's own filter lets other countries pass: those are left out. An opening of unknown country stays, and its record says so. */
function isIn(country: string | null | undefined, { job_country }: Item): boolean {
  const stated = textOf(job_country)
  return !country || stated === null || (countryCode(stated) ?? stated) === country.toUpperCase()
}
