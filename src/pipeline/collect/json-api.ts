import { errors } from '../../errors.ts'
import { JsonApiConfig, type Paging, type SecretValue } from './json-api/config.ts'
import { readPath, type Scope } from './json-api/path.ts'
import { fill, readSource, textOfMany } from './json-api/read-source.ts'
import { jsonApiRecord } from './json-api/record.ts'
import { numberOf, objectOf, objectsIn, textOf } from './json-values.ts'
import type { SourceHttp, SourceRequest } from './source-http.ts'
import { type CollectContext, type Cursor, type ListPage, recordKind } from './source-kind.ts'
import { withoutPeople } from './without-people.ts'

export const jsonApi = recordKind({
  kind: 'json_api',
  summary: 'Any JSON API: the settings say what to ask, where the openings stand and which field is which.',
  config: JsonApiConfig,
  secrets: ({ headers, query }) => secretsIn([...Object.values(headers ?? {}), ...Object.values(query ?? {})]),
  politeness: { interval_ms: 1_000, robots: false },
  // Nobody can tell what an unknown API leaves out, unless the settings do.
  listing: 'part',
  listingUnder: ({ listing = 'part' }) => listing,
  reads: 'records',
  mapper: 'json_api/1',
  page: readPage,
  identity: (item, { fields }) =>
    fields.external_job_id === undefined
      ? null
      : textOfMany(readSource({ item, detail: null }, fields.external_job_id)),
  detail: readDetail,
  toRecord: jsonApiRecord,
})

/** Where a listing stands: pages and openings read, what the next request says, and the total that the first page stated. */
type Place = { pages: number; seen: number; at: string | number | null; total: number | null }

async function readPage(
  config: JsonApiConfig,
  { http }: CollectContext,
  cursor: Cursor | null,
): Promise<ListPage<Record<string, unknown>>> {
  const place = placeOf(cursor)
  const answer = await http.json(requestOf(config, http, place))
  const host = new URL(answer.url).host
  const scope: Scope = { item: answer.data, detail: null }
  const list = config.items === undefined ? answer.data : readPath(scope, config.items)
  if (!Array.isArray(list)) throw errors.sourceAnswerInvalid(host, `has no list at ${config.items ?? 'its top'}`)
  const total = config.total === undefined ? null : (numberOf(readPath(scope, config.total)) ?? place.total)
  const seen = place.seen + list.length
  const faults: Record<string, number> = {}
  const at = nextPlace(config, scope, { count: list.length, seen, pages: place.pages + 1, total })
  const dropped = new Set(config.drop)
  const items = objectsIn(list, faults).map((item) =>
    withoutPeople(Object.fromEntries(Object.entries(item).filter(([name]) => !dropped.has(name)))),
  )
  return {
    items,
    next: at === null ? null : { pages: place.pages + 1, seen, at, total },
    ...(place.pages === 0 && total !== null ? { total } : {}),
    ...(Object.keys(faults).length > 0 ? { faults } : {}),
  }
}

type Progress = { count: number; seen: number; pages: number; total: number | null }

/** What the next request says; null at the end of the listing. */
function nextPlace({ paging, url }: JsonApiConfig, scope: Scope, { count, seen, pages, total }: Progress) {
  if (paging === undefined) return null
  if (paging.by === 'cursor') return count === 0 ? null : textOf(readPath(scope, paging.path))
  if (paging.by === 'next') {
    const next = textOf(readPath(scope, paging.path))
    if (next === null) return null
    const address = URL.parse(next, url)
    // The request carries the keys of this host.
    if (address?.origin !== new URL(url).origin)
      throw errors.sourceAnswerInvalid(new URL(url).host, 'goes on at another host')
    return address.href
  }
  const isShort = paging.size !== undefined && count < paging.size
  if (count === 0 || (total === null ? isShort : seen >= total)) return null
  return paging.by === 'offset' ? seen : (paging.first ?? 1) + pages
}

function requestOf(config: JsonApiConfig, http: SourceHttp, { at }: Place): SourceRequest {
  const { paging, method = 'GET' } = config
  const isLink = paging?.by === 'next' && typeof at === 'string'
  const counted = paging === undefined ? {} : parametersOf(paging, at)
  const own = Object.fromEntries(Object.entries(config.query ?? {}).map(([name, value]) => [name, reveal(value, http)]))
  const body = method === 'POST' ? { json: { ...config.body, ...counted } } : {}
  return {
    url: isLink ? at : config.url,
    method,
    headers: headersOf(config, http),
    // A link holds its own parameters.
    query: isLink ? {} : method === 'POST' ? own : { ...own, ...counted },
    ...body,
  }
}

function parametersOf(paging: Paging, at: string | number | null): Record<string, string | number> {
  if (paging.by === 'next') return {}
  const first = paging.by === 'page' ? (paging.first ?? 1) : paging.by === 'offset' ? 0 : null
  const position = at ?? first
  const size =
    'size' in paging && paging.size_parameter !== undefined ? { [paging.size_parameter]: paging.size ?? 0 } : {}
  return { ...(position === null ? {} : { [paging.parameter]: position }), ...size }
}

async function readDetail(
  config: JsonApiConfig,
  { http }: CollectContext,
  item: Record<string, unknown>,
): Promise<unknown> {
  if (config.detail === undefined) return null
  const address = fill(config.detail.url, { item, detail: null })
  const url = address === null ? null : URL.parse(address, config.url)
  if (url === null) return null
  const host = new URL(config.url).host
  if (url.origin !== new URL(config.url).origin)
    throw errors.sourceAnswerInvalid(host, 'names a detail at another host')
  const { data } = await http.json({ url: url.href, headers: headersOf(config, http) })
  const detail = config.detail.path === undefined ? data : readPath({ item: data, detail: null }, config.detail.path)
  return withoutPeople(detail ?? null)
}

function headersOf({ headers }: JsonApiConfig, http: SourceHttp): Record<string, string> {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(reveal(value, http))]))
}

function reveal(value: string | number | boolean | SecretValue, http: SourceHttp): string | number | boolean {
  return typeof value === 'object' ? `${value.prefix ?? ''}${http.secret(value.env)}` : value
}

function secretsIn(values: readonly unknown[]): string[] {
  return [...new Set(values.flatMap((value) => textOf(objectOf(value).env) ?? []))]
}

function placeOf(cursor: Cursor | null): Place {
  const { pages, seen, at, total } = objectOf(cursor)
  return {
    pages: numberOf(pages) ?? 0,
    seen: numberOf(seen) ?? 0,
    at: typeof at === 'number' ? at : textOf(at),
    total: numberOf(total),
  }
}
