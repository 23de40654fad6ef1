import type { Candidate } from '../../candidate.ts'
import type { PageDocument } from '../../document/page-node.ts'
import { type HeadingKind, headingKinds } from './context-heading.ts'
import { fieldsOf } from './item-fields.ts'
import { type PartContext, partsOf, takeLabels } from './item-parts.ts'
import type { ItemRegion } from './item-regions.ts'
import { type ItemTitle, type TextReading, titleFault, titlesOf } from './item-titles.ts'
import { urlOf } from './item-url.ts'
import type { ListingContext, ListingItem } from './listing.ts'
import type { PageMap, Region } from './page-map.ts'
import { rateGroup } from './rate-group.ts'
import type { Role } from './words/roles.ts'

/** Items of one shape under one heading, read and rated. */
export type ReadGroup = {
  items: ListingItem[]
  regions: ItemRegion[]
  titles: ItemTitle[]
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
  }

/** Reads a group of regions; parts of it that stand under headings of another kind are groups of their own. */
export function readGroup(
  context: GroupContext,
  regions: readonly ItemRegion[],
  columns: (Role | null)[] | null,
): ReadGroup[] {
  const { page, map } = context
  const partContext = { page, hints: context.hints, columns }
  const parts = takeLabels(regions.map((region) => partsOf(region, partContext)))
  const titles = titlesOf(page, map, context.likeness, regions, parts)
  const fields = fieldsOf(parts, titles, context.place)
  const kinds = headingKinds(page, map, context.likeness, regions)
  return [...new Set(kinds)].map((kind) => {
    const at = [...regions.keys()].filter((index) => kinds[index] === kind)
    return rated(
      context,
      columns,
      kind,
      at.map((index) => ({ region: regions[index]!, title: titles[index]!, fields: fields[index]! })),
    )
  })
}

type Row = { region: ItemRegion; title: ItemTitle | null; fields: Candidate[] }

function rated(
  context: GroupContext,
  columns: (Role | null)[] | null,
  heading: HeadingKind,
  rows: readonly Row[],
): ReadGroup {
  const { page, map, base } = context
  const skipped: Record<string, number> = {}
  const kept: (Row & { title: ItemTitle; url: string | null })[] = []
  for (const row of rows) {
    const fault = row.title === null ? 'no_title' : titleFault(row.title.text, context)
    if (fault !== null || row.title === null) skipped[fault ?? 'no_title'] = (skipped[fault ?? 'no_title'] ?? 0) + 1
    else kept.push({ ...row, title: row.title, url: urlOf(page, map, row.region, row.title, base) })
  }
  const titles = kept.map(({ title }) => title)
  const region = regionOf(map, rows)
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
  return { items, regions: kept.map((row) => row.region), titles, skipped, rating, heading, region }
}

function regionOf(map: PageMap, rows: readonly Row[]): Region {
  const first = rows[0]
  if (first === undefined) return 'content'
  return (
    (['content', 'nav', 'header', 'footer', 'aside'] as const)[map.regions[first.region.element.order]!] ?? 'content'
  )
}

function titleCandidate({ text, start, end }: ItemTitle): Candidate {
  return { field: 'title', reader: 'listing', rule: 'listing.title', raw: text, span: { start, end } }
}
