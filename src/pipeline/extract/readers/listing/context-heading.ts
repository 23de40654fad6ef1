import type { PageDocument, PageElement } from '../../document/page-node.ts'
import type { ItemRegion } from './item-regions.ts'
import type { PageMap } from './page-map.ts'
import { OPENINGS, OTHER, RELATED } from './words/context-words.ts'
import { fold } from './words/fold.ts'

export type HeadingKind = 'openings' | 'related' | 'other' | 'none'

const LONGEST_HEADING = 120
/** A heading speaks of lists whose element is at most this far up from it. */
const HEIGHT = 4

type Heading = { element: PageElement; level: number; kind: HeadingKind }

/**
 * What the headings before each item say of the list that it stands in. Headings inside items say nothing, a heading of a part
 * ("Engineering") leaves the word to the one above it.
 */
export function headingKinds(
  page: PageDocument,
  map: PageMap,
  kindOfText: (text: string) => HeadingKind,
  items: readonly ItemRegion[],
): HeadingKind[] {
  const open: Heading[] = []
  const kinds: HeadingKind[] = []
  let next = 0
  let end = -1
  for (const item of items) {
    for (; next < map.headings.length && map.headings[next]!.order < item.element.order; next++) {
      const element = map.headings[next]!
      if (element.start < end) continue
      const level = /^h[1-6]$/.test(element.name) ? Number(element.name[1]) : 6
      while (open.length > 0 && open.at(-1)!.level >= level) open.pop()
      open.push({ element, level, kind: kindOfText(page.text.slice(element.start, element.end).trim()) })
    }
    end = item.end
    const heading = open.findLast(({ element, kind }) => kind !== 'none' && spansTo(element, item.element, map))
    kinds.push(heading?.kind ?? 'none')
  }
  return kinds
}

/** What a heading says of the list below it. */
export function kindOf(text: string, likeness: (text: string) => number): HeadingKind {
  if (text.length > LONGEST_HEADING) return 'none'
  const folded = fold(text)
  if (RELATED.test(folded)) return 'related'
  const openings = OPENINGS.test(folded)
  if (OTHER.test(folded) && likeness(text) < 0.6) return openings && !/\bby\b/.test(folded) ? 'openings' : 'other'
  return openings && likeness(text) < 1 ? 'openings' : 'none'
}

/** An ancestor near the heading holds the item too. */
function spansTo(heading: PageElement, item: PageElement, map: PageMap): boolean {
  let at = heading.parent
  for (let height = 0; at !== null && height < HEIGHT; height++, at = at.parent) {
    if (at.parent === null || map.last[at.order]! >= item.order) return true
  }
  return false
}
