import type { Candidate } from '../../candidate.ts'
import type { PageDocument } from '../../document/page-node.ts'
import { bestRating } from './best-rating.ts'
import { type HeadingKind, headingKinds } from './context-heading.ts'
import { fieldsOf } from './item-fields.ts'
import { type PartContext, partsOf, takeLabels } from './item-parts.ts'
import type { ItemRegion } from './item-regions.ts'
import { type ItemTitle, type TextReading, titleFault, titlesOf } from './item-titles.ts'
import { urlOf } from './item-url.ts'
import type { ListingContext, ListingItem } from './listing.ts'
import { type PageMap, REGIONS, type Region } from './page-map.ts'
import { rateGroup } from './rate-group.ts'
import type { Role } from './words/roles.ts'

/** Groups rated lower are not lists of openings. */
export const ACCEPTED = 0.5
/** Rows read of a group of related openings. */
const SAMPLE = 6

/** Items of one shape under one heading, read and rated. */
export type ReadGroup = {
  items: ListingItem[]
  regions: ItemRegion[]
  /** Rows without a usable title, by reason code. */
  skipped: Record<string, number>
  rating: number
  heading: HeadingKind
  region: Region
}

export type GroupContext = ListingContext &
  TextReading & {
    page: PageDocument
    map: PageMap
    hints: PartContext['hints']
    aboutOpenings: boolean
    headingKind: (text: string) => HeadingKind
  }

/** Reads a group of regions; parts of it that stand under headings of another kind are groups of their own. Without those that cannot be openings. */
export function readGroup(
  context: GroupContext,
  regions: readonly ItemRegion[],
  columns: (Role | null)[] | null,
): ReadGroup[] {
  const kinds = headingKinds(context.page, context.map, context.headingKind, regions)
  const isSampled = regions.length > SAMPLE && kinds.every((kind) => kind === 'related')
  return isSampled ? readSample(context, regions, columns) : readRows(context, regions, kinds, columns)
}

/** Openings beside something else are only looked for, so that their text counts as none of the page's own: some rows tell what all are. */
function readSample(
  context: GroupContext,
  regions: readonly ItemRegion[],
  columns: (Role | null)[] | null,
): ReadGroup[] {
  const step = Math.floor(regions.length / SAMPLE)
  const isRead = (index: number) => index % step === 0 && index < step * SAMPLE
  const sample = regions.filter((_, index) => isRead(index))
  const unread = regions.filter((_, index) => !isRead(index))
  const kinds = sample.map(() => 'related' as const)
  return readRows(context, sample, kinds, columns).map((group) => ({
    ...group,
    regions: [...group.regions, ...unread],
    items: [...group.items, ...unread.map(({ element }) => ({ url: null, element, candidates: [] }))],
  }))
}

function readRows(
  context: GroupContext,
  regions: readonly ItemRegion[],
  kinds: readonly HeadingKind[],
  columns: (Role | null)[] | null,
): ReadGroup[] {
  const { page, map } = context
  const partContext = { page, hints: context.hints, columns }
  const parts = takeLabels(regions.map((region) => partsOf(region, partContext)))
  const titles = titlesOf(page, map, context.likeness, regions, parts)
  const groups = [...new Set(kinds)].map((heading): Rows => {
    const at = [...regions.keys()].filter((index) => kinds[index] === heading)
    return { at, heading, region: regionOf(map, regions[at[0]!]!), columns }
  })
  const likely = groups.filter(({ at, heading, region }) => {
    const of = <T>(all: readonly T[]) => at.map((index) => all[index]!)
    const rows = { page, region, regions: of(regions), titles: of(titles), parts: of(parts), columns, heading }
    return bestRating({ ...rows, aboutOpenings: context.aboutOpenings }) >= ACCEPTED
  })
  if (likely.length === 0) return []
  const fields = fieldsOf(parts, titles, context.place)
  return likely.map((rows) =>
    rated(
      context,
      rows,
      rows.at.map((index) => ({ region: regions[index]!, title: titles[index]!, fields: fields[index]! })),
    ),
  )
}

/** Items under headings of one kind, by position in their group. */
type Rows = { at: number[]; heading: HeadingKind; region: Region; columns: (Role | null)[] | null }
type Row = { region: ItemRegion; title: ItemTitle | null; fields: Candidate[] }

function rated(context: GroupContext, { heading, region, columns }: Rows, rows: readonly Row[]): ReadGroup {
  const { page, map, base } = context
  const skipped: Record<string, number> = {}
  const kept: (Row & { title: ItemTitle; url: string | null })[] = []
  for (const row of rows) {
    const fault = row.title === null ? 'no_title' : titleFault(row.title.text, context)
    if (fault !== null || row.title === null) skipped[fault ?? 'no_title'] = (skipped[fault ?? 'no_title'] ?? 0) + 1
    else kept.push({ ...row, title: row.title, url: urlOf(page, map, row.region, row.title, base) })
  }
  const titles = kept.map(({ title }) => title)
  const rating = rateGroup({
    page,
    region,
    regions: kept.map((row) => row.region),
    // Rows without a title speak against the group.
    titles: [...titles, ...rows.slice(kept.length).map(() => null)],
    fields: kept.map((row) => row.fields),
    urls: kept.map((row) => row.url),
    columns,
    heading,
    aboutOpenings: context.aboutOpenings,
  })
  const items = kept.map(({ region: { element }, title, url, fields }): ListingItem => {
    return { url, element, candidates: [titleCandidate(title), ...fields] }
  })
  return { items, regions: kept.map((row) => row.region), skipped, rating, heading, region }
}

function regionOf(map: PageMap, { element }: ItemRegion): Region {
  return REGIONS[map.regions[element.order]!]!
}

function titleCandidate({ text, start, end }: ItemTitle): Candidate {
  return { field: 'title', reader: 'listing', rule: 'listing.title', raw: text, span: { start, end } }
}
