import type { PostingText } from '../../posting-text.ts'
import type { BulletSection } from './candidates.ts'
import { sectionsOf } from './sections-of.ts'
import { termsOf } from './terms.ts'

/** Terms looked for at most: what a section of any length dwells on. */
const MOST_TERMS = 10

/** The terms that several items of a section share, most frequent first; empty where the section is short or says everything once. */
export function coreTerms(posting: PostingText, section: BulletSection): Set<string> {
  const frequency = new Map<string, number>()
  let items = 0
  for (const { items: own } of sectionsOf(posting, section)) {
    for (const { quote } of own) {
      if (items++ > 60) break
      for (const term of termsOf(quote)) frequency.set(term, (frequency.get(term) ?? 0) + 1)
    }
  }
  const repeated = [...frequency].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1])
  return new Set(repeated.slice(0, MOST_TERMS).map(([term]) => term))
}
