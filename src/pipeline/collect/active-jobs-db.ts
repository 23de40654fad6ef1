import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import { activeJobsRecord } from './active-jobs-db/record.ts'
import { countryName } from './country-names.ts'
import { numberOf, objectOf, objectsIn, textOf } from './json-values.ts'
import { readRapidApiQuota } from './rapidapi-quota.ts'
import type { Search } from './search.ts'
import type { SourceRequest } from './source-http.ts'
import { type CollectContext, type Cursor, type ListPage, recordKind, type Window } from './source-kind.ts'
import { titleQuery } from './title-query.ts'

const HOST = 'active-jobs-db.p.rapidapi.com'
const KEY = 'ACTIVEJOBS_API_KEY'
/** The plan Ultra; the headers of an answer correct it. */
const LIMITS = { jobs: 20_000, requests: 10_000 }
const UNITS = Object.keys(LIMITS)

/** The windows that the provider has, with what it gives at most in one answer. */
const ENDPOINTS = {
  '24h': { path: '/active-ats-24h', most: 100 },
  '1h': { path: '/active-ats-1h', most: 100 },
  '7d': { path: '/active-ats-7d', most: 100 },
  '6m': { path: '/active-ats-6m', most: 500 },
} as const
const WINDOWS = Object.keys(ENDPOINTS) as (keyof typeof ENDPOINTS)[]

export const ActiveJobsConfig = Type.Object(
  {
    location: Type.Optional(
      Type.String({ description: 'English name, such as Germany or Munich; a search has its own' }),
    ),
    description: Type.Optional(Type.Union([Type.Literal('text'), Type.Literal('html')])),
    include_ai: Type.Optional(Type.Boolean({ description: "the provider's AI fields; true by default" })),
    page_size: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: 'openings a request' })),
    pages: Type.Optional(Type.Integer({ minimum: 1, description: 'at most; a search has its own' })),
  },
  { additionalProperties: false },
)
export type ActiveJobsConfig = Static<typeof ActiveJobsConfig>

type Item = Record<string, unknown>

/** Active Jobs DB (fantastic.jobs, by RapidAPI): openings of career sites and applicant systems. Every returned opening costs a unit. */
export const activeJobsDb = recordKind<typeof ActiveJobsConfig, Item>({
  kind: 'active_jobs_db',
  summary: 'Active Jobs DB by RapidAPI: new openings of career sites, by window, title and place',
  config: ActiveJobsConfig,
  secrets: () => [KEY],
  politeness: { interval_ms: 250, robots: false },
  listing: 'part',
  windows: WINDOWS,
  quota: {
    provider: 'active_jobs_db',
    plan: 'Ultra',
    limits: LIMITS,
    read: (headers) => readRapidApiQuota(headers, UNITS),
  },
  reads: 'records',
  mapper: 'active_jobs_db/1',
  page: readPage,
  identity: ({ id }) => textOf(id),
  toRecord: activeJobsRecord,
})

/** Ends on an empty or a short page and after as many pages as are wanted; `offset` counts openings. */
async function readPage(
  config: ActiveJobsConfig,
  context: CollectContext,
  cursor: Cursor | null,
): Promise<ListPage<Item>> {
  const offset = numberOf(objectOf(cursor).offset) ?? 0
  const page = numberOf(objectOf(cursor).page) ?? 0
  const { limit, ...request } = requestFor(config, context, offset)
  const { data } = await context.http.json({
    ...request,
    headers: { 'x-rapidapi-key': context.http.secret(KEY), 'x-rapidapi-host': HOST },
    cost: { jobs: limit, requests: 1 },
    spent: (answer) => ({ jobs: openingsIn(answer)?.length ?? 0, requests: 1 }),
  })
  const openings = openingsIn(data)
  if (openings === null) throw errors.sourceAnswerInvalid(HOST, 'is no list of openings')
  const faults: Record<string, number> = {}
  const items = objectsIn(openings, faults).map(withoutHirers)
  const wanted = context.search ? context.search.pages : (config.pages ?? null)
  const ends = openings.length < limit || (wanted !== null && page + 1 >= wanted)
  return {
    items,
    next: ends ? null : { offset: offset + limit, page: page + 1 },
    faults,
  }
}

function requestFor(
  config: ActiveJobsConfig,
  { search, window }: CollectContext,
  offset: number,
): Pick<SourceRequest, 'url' | 'query'> & { limit: number } {
  const { path, most } = endpointOf(window)
  const limit = Math.min(config.page_size ?? most, path === '/active-ats-6m' ? 1_000 : most)
  const query = {
    limit,
    offset,
    description_type: config.description ?? 'text',
    include_ai: (config.include_ai ?? true) || null,
    ...(search ? filtersOf(search) : { location_filter: config.location ?? null }),
  }
  return { url: `https://${HOST}${path}`, query, limit }
}

/** A window that the provider lacks is refused: a wider or narrower one would be paid for under a false name. */
function endpointOf(window: Window | null): (typeof ENDPOINTS)[keyof typeof ENDPOINTS] {
  const known = WINDOWS.find((name) => name === (window ?? WINDOWS[0]))
  if (known === undefined)
    throw errors.validation([{ pointer: 'window', message: `must be one of ${WINDOWS.join(', ')}` }])
  return ENDPOINTS[known]
}

/** Lists go as comma lists. */
function filtersOf(search: Search): Record<string, string | boolean | null> {
  const country = search.country === null ? null : countryName(search.country)
  const places = placeNames(search.location)
  const isAnywhere = places?.toLowerCase() === 'remote'
  const list = (words: readonly string[]) => words.join(',') || null
  return {
    advanced_title_filter: search.titles.length > 0 ? titleQuery(search.titles) : null,
    location_filter: isAnywhere ? country : (places ?? country),
    remote: isAnywhere || null,
    ai_work_arrangement_filter: list(search.arrangements),
    ai_employment_type_filter: list(search.employment_types),
    ai_experience_level_filter: list(search.experience_levels),
    ai_taxonomies_a_filter: list(search.industries),
  }
}

/** Of each alternative the part before the comma: "Munich, Germany" finds nothing, "Munich" does. */
function placeNames(location: string | null): string | null {
  const names = (location ?? '').split(/ or /i).map((name) => name.split(',')[0]?.trim() ?? '')
  return names.filter((name) => name !== '').join(' or ') || null
}

function openingsIn(answer: unknown): unknown[] | null {
  if (Array.isArray(answer)) return answer
  const { data } = objectOf(answer)
  return Array.isArray(data) ? data : null
}

/** Names and mail addresses of the people who hire are not kept, in no spelling. */
function withoutHirers(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([key]) => !/hiring_?manager|recruiter/i.test(key)))
}
