import type { PageDocument } from '../../document/page-node.ts'
import { kindOf } from './context-heading.ts'
import type { PageMap, Seed } from './page-map.ts'
import { groupSeeds } from './seed-groups.ts'
import { GENERIC_LINK } from './words/context-words.ts'
import { fold } from './words/fold.ts'

/** Members looked at before a group is read in full: menus of hundreds of links end here. */
const SAMPLE = 16
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
      const line = firstLine(page.text.slice(element.start, Math.min(element.end, element.start + 240)))
      count++
      if (GENERIC_LINK.test(fold(line))) generic++
      else sum += likeness(line)
    }
    if (sum / count >= LIKELY || generic >= count * GENERIC) return true
    return sum / count >= PLAUSIBLE && underOpenings(page, map, group[0]!, likeness)
  })
}

function firstLine(text: string): string {
  const trimmed = text.trimStart()
  const end = trimmed.indexOf('\n')
  return (end < 0 ? trimmed : trimmed.slice(0, end)).trim()
}

function underOpenings(page: PageDocument, map: PageMap, seed: Seed, likeness: (text: string) => number): boolean {
  if (seed.region !== 'content') return false
  const before = map.headings.filter(({ order }) => order < seed.element.order).slice(-3)
  return before.some(({ start, end }) => kindOf(page.text.slice(start, end).trim(), likeness) === 'openings')
}
