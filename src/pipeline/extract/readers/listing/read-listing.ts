import type { PageDocument } from '../../document/page-node.ts'
import { kindOf } from './context-heading.ts'
import { itemRegions } from './item-regions.ts'
import { likelyGroups } from './likely-groups.ts'
import type { Listing, ListingContext, ListingItem } from './listing.ts'
import { remembering } from './memo.ts'
import { mapPage, type PageMap } from './page-map.ts'
import { placeLikeness } from './place-likeness.ts'
import { ACCEPTED, type GroupContext, type ReadGroup, readGroup } from './read-group.ts'
import { statedTotal } from './stated-total.ts'
import { headedTables } from './table-rows.ts'
import { titleLikeness } from './title-likeness.ts'

/** Groups rated higher are not looked at twice. */
const SURE = 0.6
const MOSTLY = 0.8
/** Text before the first item in which the page may say how many there are, and text after the last. */
const TOTAL_BEFORE = 700
const TOTAL_AFTER = 300
/** A page whose h1 names an occupation and goes on at this length before any item tells of one opening. */
const DETAIL_PROSE = 600
const DETAIL_SHARE = 0.4
const RELATED_SCORE = 0.25
/** So few items in so little of the page are a list only when the page says so. */
const FEW = 3
const FEW_SHARE = 0.3

const EMPTY: Listing = { items: [], related: [], skipped: {}, score: 0, share: 0, stated_total: null }

/** Reads the openings that a page lists, each once, in the order of the page. Pure; decides nothing by the page's address. */
export function readListing(page: PageDocument, context: ListingContext): Listing {
  const map = mapPage(page)
  if (map.seeds.length < 2 && map.tables.length === 0) return EMPTY
  const tables = headedTables(page, map)
  const { likeness = remembering(titleLikeness) } = context
  const headingKind = remembering((text) => kindOf(text, likeness))
  const groups = likelyGroups(page, map, likeness, headingKind)
  if (tables.length === 0 && groups.length === 0) return EMPTY

  const place = remembering((text) => placeLikeness(text, context.isPlace))
  const whole: GroupContext = {
    ...context,
    page,
    map,
    likeness,
    place,
    hints: new Map(),
    headingKind,
    aboutOpenings: aboutOpenings(page, map, headingKind),
  }
  const read: ReadGroup[] = tables.flatMap(({ rows, columns }) => readGroup(whole, rows, columns))
  const covered = new Uint8Array(page.elements.length)
  cover(covered, map, read)
  for (const seeds of groups) {
    if (seeds.filter(({ element }) => covered[element.order] === 1).length >= seeds.length * MOSTLY) continue
    const more = readGroup(whole, itemRegions(map, seeds), null)
    cover(covered, map, more)
    read.push(...more)
  }
  const accepted = read.filter(({ rating, items }) => rating >= ACCEPTED && items.length > 0)
  if (accepted.length === 0) return EMPTY
  return assemble(whole, accepted)
}

/** What sure groups hold need not be read again through their other links and headings. */
function cover(covered: Uint8Array, map: PageMap, groups: readonly ReadGroup[]): void {
  for (const { rating, regions } of groups) {
    if (rating < SURE) continue
    for (const { roots } of regions)
      for (const root of roots) if (root.kind === 'element') covered.fill(1, root.order, map.last[root.order]! + 1)
  }
}

function assemble({ page, map, likeness, headingKind }: GroupContext, accepted: ReadGroup[]): Listing {
  // What reads surest and holds most of the items' text goes first: others that see the same items add nothing.
  const ordered = [...accepted].sort((a, b) => b.rating * weight(b) - a.rating * weight(a))
  const taken = new Uint8Array(page.elements.length)
  const main: Kept[] = []
  const beside: Kept[] = []
  const skipped: Record<string, number> = {}
  for (const group of ordered) {
    const isBeside = group.heading === 'related' || group.region === 'aside'
    const free = [...group.items.keys()].filter((index) => !isTaken(taken, map, group.regions[index]!.roots))
    if (free.length === 0) continue
    for (const [reason, count] of Object.entries(group.skipped)) {
      if (free.length === group.items.length) skipped[reason] = (skipped[reason] ?? 0) + count
    }
    for (const index of free) {
      const { roots, start, end } = group.regions[index]!
      for (const root of roots) if (root.kind === 'element') taken.fill(1, root.order, map.last[root.order]! + 1)
      ;(isBeside ? beside : main).push({
        item: group.items[index]!,
        start,
        end,
        rating: group.rating,
        openings: group.heading === 'openings',
      })
    }
  }
  const items = once(main, skipped)
  const related = once(beside, {})
  const mainText = lengthOfContent(page, map)
  const share = Math.min(1, lengthOf(items) / Math.max(1, mainText))
  const isDetail = items.length > 0 && tellsOfOne(page, map, { likeness, headingKind }, items[0]!.start, share)
  const total = statedTotalNear(page, isDetail ? [] : items)
  const list = (kept: readonly Kept[]): ListingItem[] => kept.map(({ item }) => item)
  const spoken = items.some(({ openings }) => openings) || total !== null
  if (isDetail || items.length === 0 || (items.length < FEW && !spoken && share < FEW_SHARE)) {
    const all = [...items, ...related].sort((a, b) => a.start - b.start)
    const rating = Math.max(0, ...all.map((kept) => kept.rating))
    return { items: [], related: list(all), skipped, score: rating * RELATED_SCORE, share: 0, stated_total: null }
  }
  const rating = items.reduce((sum, kept) => sum + kept.rating, 0) / items.length
  const standing = Math.min(1, (spoken ? 0.75 : 0.55) + share)
  return { items: list(items), related: list(related), skipped, score: rating * standing, share, stated_total: total }
}

type Kept = { item: ListingItem; start: number; end: number; rating: number; openings: boolean }

const weight = ({ items, regions }: ReadGroup): number =>
  Math.log2(2 + items.length) *
  (1 + Math.min(1, regions.reduce((sum, { start, end }) => sum + end - start, 0) / 20_000))

function isTaken(taken: Uint8Array, map: PageMap, roots: ReadGroup['regions'][number]['roots']): boolean {
  return roots.some((root) => {
    if (root.kind !== 'element') return false
    for (let order = root.order; order <= map.last[root.order]!; order++) if (taken[order] === 1) return true
    return false
  })
}

/** Items in page order without those that repeat an address, or a title and place where there is no address to tell them apart. */
function once(kept: readonly Kept[], skipped: Record<string, number>): Kept[] {
  const seen = new Set<string>()
  return [...kept]
    .sort((a, b) => a.start - b.start)
    .filter(({ item }) => {
      if (item.candidates.length === 0) return true
      const value = (field: string) => item.candidates.find((one) => one.field === field)?.raw.toLowerCase() ?? ''
      const named = `${value('title')}|${value('location')}`
      // One address for all, such as a form, tells nothing apart.
      const keys = item.url === null ? [`n:${named}`] : [`u:${item.url}|${value('title')}`]
      if (keys.some((key) => seen.has(key))) {
        skipped.duplicate = (skipped.duplicate ?? 0) + 1
        return false
      }
      for (const key of [...keys, `n:${named}`]) seen.add(key)
      return true
    })
}

const lengthOf = (kept: readonly Kept[]): number => kept.reduce((sum, { start, end }) => sum + end - start, 0)

/** Visible text outside menus, page headers, footers and side columns. */
function lengthOfContent(page: PageDocument, map: PageMap): number {
  let length = page.text.length
  for (const element of page.elements) {
    if (
      map.regions[element.order] !== 0 &&
      (element.parent === null || element.parent === page.root || map.regions[element.parent.order] === 0)
    )
      length -= element.end - element.start
  }
  return length
}

function tellsOfOne(
  page: PageDocument,
  map: PageMap,
  { likeness, headingKind }: Pick<GroupContext, 'likeness' | 'headingKind'>,
  firstItem: number,
  share: number,
): boolean {
  const h1 = map.headings.find(({ name, order }) => name === 'h1' && map.regions[order] === 0)
  if (h1 === undefined || h1.start > firstItem || share > DETAIL_SHARE) return false
  const text = page.text.slice(h1.start, h1.end).trim()
  return firstItem - h1.end >= DETAIL_PROSE && likeness(text) >= 0.6 && headingKind(text) !== 'openings'
}

function aboutOpenings(page: PageDocument, map: PageMap, headingKind: GroupContext['headingKind']): boolean {
  const h1 = map.headings.find(({ name }) => name === 'h1')
  const texts = [page.title ?? '', h1 === undefined ? '' : page.text.slice(h1.start, h1.end).trim()]
  return texts.some((text) => headingKind(text) === 'openings')
}

function statedTotalNear(page: PageDocument, items: readonly Kept[]): number | null {
  const first = items[0]
  if (first === undefined) return null
  const end = Math.max(...items.map((kept) => kept.end))
  const before = page.text.slice(Math.max(0, first.start - TOTAL_BEFORE), first.start)
  for (const text of [before, page.text.slice(end, end + TOTAL_AFTER)]) {
    const total = statedTotal(text)
    if (total !== null && total >= items.length) return total
  }
  return null
}
