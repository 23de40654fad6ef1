import type { PageDocument } from '../../document/page-node.ts'
import type { HeadingKind } from './context-heading.ts'
import { remembering } from './memo.ts'
import type { PageMap, Seed } from './page-map.ts'
import { groupSeeds } from './seed-groups.ts'
import { isGenericLink } from './words/context-words.ts'
import { fold } from './words/fold.ts'

/** Members looked at before a group is read in full: menus of hundreds of links end here. */
const SAMPLE = 8
/** A phrase that may be a title counts 0.3: more means that some of the sample name occupations. */
const LIKELY = 0.34
const PLAUSIBLE = 0.2
const GENERIC = 0.6

/** Groups of similar elements whose texts may be titles of openings, or links to openings named beside them. */
export function likelyGroups(
  page: PageDocument,
  map: PageMap,
  likeness: (text: string) => number,
  headingKind: (text: string) => HeadingKind,
): Seed[][] {
  const isGeneric = remembering((text) => isGenericLink(fold(text)))
  return groupSeeds(map.seeds).filter((group) => {
    const count = Math.min(group.length, SAMPLE)
    const step = Math.floor(group.length / count)
    let sum = 0
    let generic = 0
    for (let taken = 0; taken < count; taken++) {
      const { element } = group[taken * step]!
      const text = page.text.slice(element.start, Math.min(element.end, element.start + 240)).trim()
      const end = text.indexOf('\n')
      const first = end < 0 ? text : text.slice(0, end)
      if (isGeneric(first)) generic++
      else sum += end < 0 ? likeness(first) : cardLikeness(first, text.slice(end + 1), likeness)
      if (sum >= count * LIKELY || generic >= count * GENERIC) return true
    }
    return sum >= count * PLAUSIBLE && underOpenings(page, map, group[0]!, headingKind)
  })
}

/** The first line of a card may be a label or a badge. */
function cardLikeness(first: string, rest: string, likeness: (text: string) => number): number {
  const own = likeness(first)
  return own === 1 ? own : Math.max(own, likeness(rest.split('\n', 1)[0]!))
}

function underOpenings(
  page: PageDocument,
  map: PageMap,
  seed: Seed,
  headingKind: (text: string) => HeadingKind,
): boolean {
  if (seed.region !== 'content') return false
  const before = map.headings.filter(({ order }) => order < seed.element.order).slice(-3)
  return before.some(({ start, end }) => headingKind(page.text.slice(start, end).trim()) === 'openings')
}
