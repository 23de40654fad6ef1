import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import { type BeesiteItem, beesiteId, beesiteRecord, jobPage } from './beesite/record.ts'
import { numberOf, objectOf, objectsIn, textOf, textsOf } from './json-values.ts'
import type { SourceHttp } from './source-http.ts'
import { type CollectContext, type Cursor, type ListPage, recordKind } from './source-kind.ts'

const DEFAULT_HOST = 'api-deutschebank.beesite.de'
/** The board of professionals and the one of students: two indexes that hardly overlap. */
const BOARDS = ['search', 'graduatesearch'] as const
const DEFAULT_PAGE_SIZE = 250
const FIELDS = [
  ...['PositionID', 'PositionTitle', 'PositionURI', 'ApplyURI', 'OrganizationName', 'CareerLevel.Name'],
  ...['PositionLocation.CityName', 'PositionLocation.CountrySubDivisionName', 'PositionLocation.CountryName'],
  ...['PositionLocation.CountryCode', 'PositionSchedule.Name', 'PositionOfferingType.Name'],
  ...['PublicationStartDate', 'PublicationEndDate', 'PublicationChannel.StartDate', 'PublicationChannel.EndDate'],
]

export const BeesiteConfig = Type.Object(
  {
    host: Type.Optional(Type.String({ pattern: '^[a-z0-9.-]+$', description: `the API; ${DEFAULT_HOST} by default` })),
    site: Type.Optional(
      Type.String({ description: 'address of the career site, for openings without a page elsewhere' }),
    ),
    boards: Type.Optional(
      Type.Array(Type.Union([Type.Literal('search'), Type.Literal('graduatesearch')]), { minItems: 1 }),
    ),
    organization: Type.Optional(Type.String({ description: 'the employer: the API names branches only' })),
    countries: Type.Optional(
      Type.Array(Type.String(), { description: "the API's numbers of countries: 46 is Germany" }),
    ),
    page_size: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000 })),
    workday_detail: Type.Optional(
      Type.Union([Type.Literal('never'), Type.Literal('without_text'), Type.Literal('always')], {
        description: 'whether the page at Workday is read too: where the own text is empty (default), always, never',
      }),
    ),
  },
  { additionalProperties: false },
)
export type BeesiteConfig = Static<typeof BeesiteConfig>

/** Deutsche Bank's two boards on beesite; most openings are carried by Workday. */
export const beesite = recordKind<typeof BeesiteConfig, BeesiteItem>({
  kind: 'beesite',
  summary: 'Deutsche Bank: both boards of its career site (beesite), with the text of every opening',
  config: BeesiteConfig,
  politeness: { interval_ms: 200, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'beesite/1',
  page: readPage,
  identity: beesiteId,
  // The rank changes with every search.
  essence: ({ MatchedObjectDescriptor }) => MatchedObjectDescriptor,
  detail: readDetail,
  toRecord: beesiteRecord,
})

async function readPage(
  config: BeesiteConfig,
  { http }: CollectContext,
  cursor: Cursor | null,
): Promise<ListPage<BeesiteItem>> {
  const boards = config.boards ?? BOARDS
  const place = objectOf(cursor)
  const index = numberOf(place.board) ?? 0
  const first = numberOf(place.first) ?? 1
  const count = config.page_size ?? DEFAULT_PAGE_SIZE
  const host = config.host ?? DEFAULT_HOST
  const query = { data: JSON.stringify(searchFor(config, first, count)) }
  const { data } = await http.json({ url: `https://${host}/${boards[index] ?? BOARDS[0]}/`, query })
  const result = objectOf(objectOf(data).SearchResult)
  const { SearchResultItems: listed } = result
  if (!Array.isArray(listed)) throw errors.sourceAnswerInvalid(host, 'has no SearchResultItems')
  const total = numberOf(result.SearchResultCountAll)
  const end = first + count
  if (listed.length === 0 && total !== null && total >= end)
    throw errors.sourceAnswerInvalid(host, `is an empty page at ${first} of ${total} openings`)
  const boardEnds = listed.length === 0 || (total === null ? listed.length < count : end > total)
  const faults: Record<string, number> = {}
  const objects = objectsIn(listed, faults)
  const items = objects.filter((item) => !isWalled(item))
  const next = boardEnds ? { board: index + 1, first: 1 } : { board: index, first: end }
  return {
    items,
    next: next.board < boards.length ? next : null,
    // The sum over two boards is not known before both are read.
    ...(boards.length === 1 && first === 1 ? { total } : {}),
    faults,
    // Self-employed financial advisers apply behind a login wall, where nothing can be read.
    left_out: items.length < objects.length ? { login_wall: objects.length - items.length } : {},
  }
}

/** EN in capitals: in small letters the students' board answers with German names of countries. */
function searchFor({ countries = [] }: BeesiteConfig, first: number, count: number): object {
  return {
    LanguageCode: 'EN',
    SearchParameters: {
      FirstItem: first,
      CountItem: count,
      MatchedObjectDescriptor: FIELDS,
      Sort: [{ Criterion: 'PublicationStartDate', Direction: 'DESC' }],
    },
    SearchCriteria:
      countries.length === 0 ? [] : [{ CriterionName: 'PositionLocation.Country', CriterionValue: countries }],
  }
}

function isWalled({ MatchedObjectDescriptor }: BeesiteItem): boolean {
  return (textsOf(objectOf(MatchedObjectDescriptor).ApplyURI) ?? []).some((address) => {
    const { hostname = '' } = URL.parse(address) ?? {}
    return hostname === 'db-finanzberatung.de' || hostname.endsWith('.db-finanzberatung.de')
  })
}

/** `{html, apply_uri, workday}`; without an id there is no address to ask. */
async function readDetail(config: BeesiteConfig, { http }: CollectContext, item: BeesiteItem): Promise<unknown> {
  const id = beesiteId(item)
  if (id === null) return null
  const host = config.host ?? DEFAULT_HOST
  const { data } = await http.json({ url: `https://${host}/jobhtml/${encodeURIComponent(id)}.json` })
  const { html, apply_uri } = objectOf(data)
  if (html === undefined && apply_uri === undefined) throw errors.sourceAnswerInvalid(host, 'is no text of an opening')
  const asks = config.workday_detail ?? 'without_text'
  if (asks === 'never' || (asks === 'without_text' && textOf(html) !== null)) return { html, apply_uri }
  const page = jobPage(item, apply_uri)
  return { html, apply_uri, workday: page === null ? null : await workdayDetail(http, page) }
}

/** The page https://HOST[/LANGUAGE]/SITE/job/... has its JSON at /wday/cxs/TENANT/SITE/job/..., where TENANT begins the host. */
async function workdayDetail(http: SourceHttp, page: string): Promise<unknown> {
  const { origin, hostname, pathname } = new URL(page)
  const [, site, path] = /^(?:\/[a-z]{2}-[A-Z]{2})?\/([^/]+)(\/job\/.+)$/.exec(pathname) ?? []
  if (!hostname.endsWith('.myworkdayjobs.com') || site === undefined) return null
  const { data } = await http.json({ url: `${origin}/wday/cxs/${hostname.split('.')[0]}/${site}${path}` })
  const { jobPostingInfo } = objectOf(data)
  return jobPostingInfo ?? null
}
