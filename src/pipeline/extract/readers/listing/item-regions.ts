import type { PageDocument, PageElement, PageNode } from '../../document/page-node.ts'
import type { PageMap, Seed } from './page-map.ts'

/** The part of a page that tells of one member of a group: an element, and the siblings after it that go with it. */
export type ItemRegion = {
  /** What bore the member; null for rows of a table. */
  seed: Seed | null
  /** The outermost element that holds this member and no other. */
  element: PageElement
  /** Nodes of the region in order: `element` and what follows it up to the next member. */
  roots: PageNode[]
  start: number
  end: number
}

const FRAMES: ReadonlySet<string> = new Set(['#document', 'html', 'body', 'main'])
const HEADING = /^h[1-6]$/
/** A gap between two headings that is longer holds an article and not the details of an opening. */
const LONGEST_DETAILS = 900
/** Items far longer than the others took in what does not belong to them. */
const LONGEST_ITEM = 4

/** All elements of a region in order, hidden ones included. */
export function elementsOf({ elements }: PageDocument, map: PageMap, { roots }: ItemRegion): readonly PageElement[] {
  const [root] = roots
  if (roots.length === 1 && root?.kind === 'element') return elements.slice(root.order, map.last[root.order]! + 1)
  return roots.flatMap((one) => (one.kind === 'element' ? elements.slice(one.order, map.last[one.order]! + 1) : []))
}

/** Regions of the members of a group, in order. Members of one address that follow each other are one: a card's picture and its title. */
export function itemRegions(map: PageMap, seeds: readonly Seed[]): ItemRegion[] {
  const members = withoutRepeats(seeds)
  const tops = members.map((seed, index) => topOf(seed, members[index - 1], members[index + 1], map))
  const elements = evenOut(members, tops)
  const regions = members.map((seed, index): ItemRegion => {
    const element = elements[index]!
    return { seed, element, roots: [element], start: element.start, end: element.end }
  })
  takeFollowers(regions)
  return regions
}

function withoutRepeats(seeds: readonly Seed[]): Seed[] {
  return seeds.filter((seed, index) => {
    const before = seeds[index - 1]
    const href = seed.element.attributes.href
    return before === undefined || href === undefined || href === '#' || before.element.attributes.href !== href
  })
}

function topOf(seed: Seed, before: Seed | undefined, after: Seed | undefined, map: PageMap): PageElement {
  let top = seed.element
  for (let at = top.parent; at !== null && !FRAMES.has(at.name); at = at.parent) {
    if (before && at.order <= before.element.order) break
    if (after && map.last[at.order]! >= after.element.order) break
    top = at
  }
  return top
}

/** A first, last or lone member climbs too far: it goes back to the height at which the others stopped. */
function evenOut(members: readonly Seed[], tops: readonly PageElement[]): PageElement[] {
  const counts = new Map<string, number>()
  for (const top of tops) counts.set(shapeOf(top), (counts.get(shapeOf(top)) ?? 0) + 1)
  const [shape = '', count = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
  if (count <= 1 && tops.length > 2) return [...tops]
  const lengths = tops.map((top) => top.end - top.start).sort((a, b) => a - b)
  const usual = lengths[Math.floor((lengths.length - 1) / 2)] ?? 0
  return tops.map((top, index) => {
    const isUsual = shapeOf(top) === shape
    const tooLong = top.end - top.start > Math.max(200, usual * LONGEST_ITEM)
    if (isUsual && !tooLong) return top
    let best: PageElement | null = null
    for (let at = members[index]!.element as PageElement | null; at !== null && at.order >= top.order; at = at.parent) {
      if (shapeOf(at) === shape && (best === null || !tooLong)) best = at
      if (at === top) break
    }
    // Wrapping that holds no more text is no other height.
    if (best !== null && top.end - top.start <= best.end - best.start + 1) return top
    return best ?? (tooLong ? shortest(members[index]!.element, top, usual) : top)
  })
}

/** The highest ancestor that is no longer than its neighbours' regions. */
function shortest(from: PageElement, top: PageElement, usual: number): PageElement {
  let best = from
  for (let at: PageElement | null = from; at !== null && at.order >= top.order; at = at.parent) {
    if (at.end - at.start > Math.max(200, usual * LONGEST_ITEM)) break
    best = at
  }
  return best
}

function shapeOf(wrapping: PageElement): string {
  const element = unwrapped(wrapping)
  const token = (element.attributes.class ?? '').trim().split(/[\s\d]/, 1)[0] ?? ''
  return `${element.name}.${token}`
}

/** A bare div around one element is no shape of its own. */
function unwrapped(element: PageElement): PageElement {
  let at = element
  while ((at.name === 'div' || at.name === 'span') && at.attributes.class === undefined) {
    const [only, ...others] = at.children.filter((child) => child.end > child.start)
    if (only === undefined || only.kind === 'text' || others.length > 0) break
    at = only
  }
  return at
}

/** Headings followed by their details, dt by dd, a row by its second row: what stands between two members belongs to the first. */
function takeFollowers(regions: readonly ItemRegion[]): void {
  const gaps = regions.map((region, index) => gapAfter(region, regions[index + 1]?.element))
  const between = gaps.slice(0, -1).filter((gap) => gap !== null)
  const filled = between.filter((gap) => gap.length > 0 && textLength(gap) > 0)
  if (between.length === 0 || filled.length < between.length * 0.7) return
  const lengths = filled.map(textLength).sort((a, b) => a - b)
  if (lengths[Math.floor(lengths.length / 2)]! > LONGEST_DETAILS) return
  const usual = filled.map((gap) => gap.length).sort((a, b) => a - b)[Math.floor(filled.length / 2)]!
  for (const [index, region] of regions.entries()) {
    const gap = gaps[index]
    const isLast = index === regions.length - 1 || regions[index + 1]!.element.parent !== region.element.parent
    if (!gap) continue
    for (const follower of isLast ? gap.slice(0, usual) : gap) {
      region.roots.push(follower)
      region.end = Math.max(region.end, follower.end)
    }
  }
}

const textLength = (nodes: readonly PageNode[]) => nodes.reduce((sum, { start, end }) => sum + end - start, 0)

/** Elements between a member and the next under the same parent, up to a heading of the list itself; null when they are no siblings. */
function gapAfter(region: ItemRegion, next: PageElement | undefined): PageNode[] | null {
  const { element } = region
  const parent = element.parent
  if (parent === null) return null
  if (next !== undefined && next.parent !== parent) {
    // The last member under this parent: what follows it may be its details.
    if (next.parent?.parent !== parent.parent) return null
  }
  const gap: PageNode[] = []
  const own = HEADING.test(element.name) ? element.name : 'h9'
  for (let at = parent.children.indexOf(element) + 1; at < parent.children.length; at++) {
    const sibling = parent.children[at]!
    if (sibling === next) break
    if (sibling.kind === 'element' && (sibling.hidden || (HEADING.test(sibling.name) && sibling.name <= own))) {
      if (sibling.hidden) continue
      break
    }
    gap.push(sibling)
  }
  return gap
}
