import Type, { type Static } from 'typebox'
import { errors } from '../../errors.ts'
import { numberOf, objectOf, objectsIn, textOf } from './json-values.ts'
import { type CollectContext, type Cursor, type ListPage, recordKind } from './source-kind.ts'
import { pathOf, requisitionOf, type WorkdayItem, workdayRecord } from './workday-cxs/record.ts'

/** What Workday allows: it refuses a larger limit. */
const PAGE_SIZE = 20

export const WorkdayConfig = Type.Object(
  {
    host: Type.String({ pattern: '^[a-z0-9.-]+$', description: 'such as acme.wd3.myworkdayjobs.com' }),
    tenant: Type.String({ pattern: '^[\\w-]+$', description: 'the name after /wday/cxs/' }),
    site: Type.String({ pattern: '^[\\w-]+$', description: 'the career site, as in the address of its pages' }),
    locale: Type.Optional(Type.String({ pattern: '^[a-z]{2}(-[A-Z]{2})?$', description: 'language, such as en-US' })),
    applied_facets: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()))),
    search_text: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type WorkdayConfig = Static<typeof WorkdayConfig>

/** The public JSON of career sites on Workday: a listing of 20 a page, and a detail for each opening. */
export const workdayCxs = recordKind<typeof WorkdayConfig, WorkdayItem>({
  kind: 'workday_cxs',
  summary: 'Career site on Workday: its listing and the details of every opening',
  config: WorkdayConfig,
  politeness: { interval_ms: 200, robots: false },
  listing: 'whole',
  reads: 'records',
  mapper: 'workday_cxs/1',
  page: readPage,
  identity: requisitionOf,
  // "Posted 6 Days Ago" changes every day and its opening does not.
  essence: ({ postedOn: _, ...rest }) => rest,
  async detail(config, { http }, item) {
    if (pathOf(item) === null) return null
    const url = `${siteUrl(config)}${pathOf(item)}`
    const { data } = await http.json({ url, headers: languageOf(config) })
    const { jobPostingInfo, hiringOrganization } = objectOf(data)
    if (textOf(objectOf(jobPostingInfo).title) === null)
      throw errors.sourceAnswerInvalid(config.host, 'has no jobPostingInfo')
    return { jobPostingInfo, hiringOrganization }
  },
  isClosed: (detail) => objectOf(objectOf(detail).jobPostingInfo).posted === false,
  toRecord: workdayRecord,
})

/**
 * `total` stands only on the first page and is 0 on later ones, so the cursor keeps it: past the end some sites start again from the
 * front. `first` tells that where the total is not known.
 */
type Place = { offset: number; total: number | null; first: string | null }

async function readPage(
  config: WorkdayConfig,
  { http }: CollectContext,
  cursor: Cursor | null,
): Promise<ListPage<WorkdayItem>> {
  const { offset, total: known, first } = placeOf(cursor)
  const { data } = await http.json({
    url: `${siteUrl(config)}/jobs`,
    method: 'POST',
    headers: languageOf(config),
    json: {
      appliedFacets: config.applied_facets ?? {},
      limit: PAGE_SIZE,
      offset,
      searchText: config.search_text ?? '',
    },
  })
  const { jobPostings, total: stated } = objectOf(data)
  if (!Array.isArray(jobPostings)) throw errors.sourceAnswerInvalid(config.host, 'has no list of openings')
  const total = offset === 0 ? statedTotal(stated, jobPostings.length) : known
  const faults: Record<string, number> = {}
  const items = objectsIn(jobPostings, faults)
  const front = items[0] ? (pathOf(items[0]) ?? requisitionOf(items[0])) : null
  if (offset > 0 && total === null && front !== null && front === first) return { items: [], next: null }
  const end = offset + PAGE_SIZE
  if (jobPostings.length === 0 && total !== null && total > end)
    throw errors.sourceAnswerInvalid(config.host, `is an empty page at ${offset} of ${total} openings`)
  const isLast = total === null ? jobPostings.length < PAGE_SIZE : jobPostings.length === 0 || end >= total
  return {
    items,
    next: isLast ? null : { offset: end, total, first: offset === 0 ? front : first },
    ...(offset === 0 ? { total } : {}),
    faults,
  }
}

/** A first page with openings and a total of 0 does not know the total. */
function statedTotal(value: unknown, items: number): number | null {
  const total = numberOf(value)
  return total === null || total < items ? null : total
}

function placeOf(cursor: Cursor | null): Place {
  const { offset, total, first } = objectOf(cursor)
  return { offset: numberOf(offset) ?? 0, total: numberOf(total), first: textOf(first) }
}

function siteUrl({ host, tenant, site }: WorkdayConfig): string {
  return `https://${host}/wday/cxs/${tenant}/${site}`
}

function languageOf({ locale }: WorkdayConfig): Record<string, string> {
  return locale === undefined ? {} : { 'accept-language': locale }
}
