import type { PageDocument } from '../../document/page-node.ts'
import { kindOf } from './context-heading.ts'
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
export function likelyGroups(page: PageDocument, map: PageMap, likeness: (text: string) => number): Seed[][] {
  return groupSeeds(map.seeds).filter((group) => {
    const step = Math.max(1, Math.floor(group.length / SAMPLE))
    let count = 0
    let sum = 0
    let generic = 0
    for (let index = 0; index < group.length && count < SAMPLE; index += step) {
      const { element } = group[index]!
      const [first = '', second] = page.text
        .slice(element.start, Math.min(element.end, element.start + 240))
        .trim()
        .split('\n', 2)
      count++
      if (isGenericLink(fold(first))) generic++
      // The first line of a card may be a label or a badge.
      else sum += Math.max(likeness(first), second === undefined ? 0 : likeness(second))
    }
    if (sum / count >= LIKELY || generic >= count * GENERIC) return true
    return sum / count >= PLAUSIBLE && underOpenings(page, map, group[0]!, likeness)
  })
}

function underOpenings(page: PageDocument, map: PageMap, seed: Seed, likeness: (text: string) => number): boolean {
  if (seed.region !== 'content') return false
  const before = map.headings.filter(({ order }) => order < seed.element.order).slice(-3)
  return before.some(({ start, end }) => kindOf(page.text.slice(start, end).trim(), likeness) === 'openings')
}
