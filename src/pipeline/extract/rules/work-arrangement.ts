import type { WorkArrangement } from '../extracted-page.ts'
import { findArrangement } from '../normalise/find-arrangement.ts'
import type { PostingFacts, RuleFinding } from './posting-facts.ts'

const TAGS = /#li-?(remote|hybrid|on-?site)/gi

/** Where the work is done: as the place says it ("Remote, Germany"), else by phrases of title and text that leave no doubt. */
export function workArrangement({
  title,
  description,
  language,
  place_arrangement,
}: PostingFacts): RuleFinding<WorkArrangement> | null {
  if (place_arrangement) return { value: place_arrangement.arrangement, confidence: 0.85, raw: place_arrangement.raw }
  // An opening that is tagged as everything is tagged as nothing.
  const tags = new Set(Array.from(description.matchAll(TAGS), ([, tag = '']) => tag.toLowerCase().replace('-', '')))
  if (tags.size > 1) return null
  const found = findArrangement(title, description, language)
  if (!found) return null
  const { arrangement: value, raw, start, end, where } = found
  return { value, confidence: 0.8, raw, ...(where === 'text' ? { span: { start, end } } : {}) }
}
