import { languageOf } from '../../../text/items/text-style.ts'
import type { Section, SectionKind } from '../../../text/sections.ts'
import { wordsOf } from '../../../text/words.ts'
import type { PostingText } from '../../posting-text.ts'

/** A section of one language needs this many items to stand in for its twin. */
const ENOUGH_ITEMS = 3

/**
 * Sections of a kind that a summary reads. A posting that says everything in two languages has each twice: only those in its own
 * language count, or every duty would be shown twice.
 */
export function sectionsOf({ sections, language }: PostingText, wanted: SectionKind): readonly Section[] {
  const all = sections.filter(({ kind }) => kind === wanted)
  if (all.length < 2 || countOf(all) < ENOUGH_ITEMS) return all
  const own = all.filter(({ items }) => {
    const words = wordsOf(items.map(({ quote }) => quote).join(' '))
    return languageOf(words, 0, words.length, language) === language
  })
  return countOf(own) >= ENOUGH_ITEMS ? own : all
}

const countOf = (sections: readonly Section[]): number => sections.reduce((sum, { items }) => sum + items.length, 0)
