import { listingOf } from '../board.ts'
import { numberOf, objectOf, objectsIn, textOf } from '../json-values.ts'
import type { CollectContext, Cursor, ListPage } from '../source-kind.ts'
import type { TeamtailorConfig } from '../teamtailor.ts'
import { withoutPeople } from '../without-people.ts'

type Api = NonNullable<TeamtailorConfig['api']>
type Item = Record<string, unknown>

/** What the API allows. */
const PAGE_SIZE = 30
/** The shape of answers that this file reads. */
const VERSION = '20240404'
const HOSTS = { eu: 'api.teamtailor.com', na: 'api.na.teamtailor.com' } as const

/** A page of JSON:API: each item gets the locations that stand beside the list, and loses the names of its recruiters. */
export async function readApiPage(
  { key, region = 'eu' }: Api,
  { http }: CollectContext,
  cursor: Cursor | null,
): Promise<ListPage<Item>> {
  const page = numberOf(cursor) ?? 1
  const answer = await http.json({
    url: `https://${HOSTS[region]}/v1/jobs`,
    query: { 'page[number]': page, 'page[size]': PAGE_SIZE, 'filter[feed]': 'public', include: 'locations' },
    headers: { authorization: `Token token=${http.secret(key.env)}`, 'x-api-version': VERSION },
  })
  const faults: Record<string, number> = {}
  const data = objectsIn(listingOf(answer, 'data'), faults)
  const { included, links, meta } = objectOf(answer.data)
  const locations = new Map(
    objectsIn(included).map((one) => [`${one.type} ${textOf(one.id)}`, objectOf(one.attributes)]),
  )
  const total = numberOf(objectOf(meta)['record-count'])
  const pages = numberOf(objectOf(meta)['page-count'])
  const isLast = data.length === 0 || (pages === null ? textOf(objectOf(links).next) === null : page >= pages)
  return {
    items: data.map((item) => withLocations(item, locations)),
    next: isLast ? null : page + 1,
    ...(page === 1 ? { total } : {}),
    ...(Object.keys(faults).length > 0 ? { faults } : {}),
  }
}

function withLocations({ id, type, attributes, links, relationships }: Item, known: Map<string, Item>): Item {
  const named = objectsIn(objectOf(objectOf(relationships).locations).data)
  const locations = named.flatMap((one) => known.get(`${one.type} ${textOf(one.id)}`) ?? [])
  return withoutPeople({ id, type, attributes, links, locations })
}
