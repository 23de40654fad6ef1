import type { SectionKind } from '../sections.ts'
import type { Span } from '../span.ts'

/** A heading found in a text. Its content starts at `contentStart`, behind a colon. `label` ones carry one value. */
export type FoundHeading = Span & { kind: SectionKind | null; preferred: boolean; label: boolean; contentStart: number }

const _SENTENCE_OPENERS = /^(?:it|the|we|this|our|you|in|at|as|to|your|these|wir|sie|du|als|unser|unsere)$/

/** What stands before a possible heading, from certain to impossible. */
type Before = 'line' | 'end' | 'colon' | 'fused' | 'inline' | 'bound' | 'open'

/** The headings of a text in order, in lines of their own and inside running text. Linear in the text's length. */
export function findHeadings(text: string, words: readonly Word[]): FoundHeading[] {
  const found: FoundHeading[] = []
  let index = 0
  while (index < words.length) {
    const word = words[index]
    if (!word) break
    const previous = found.at(-1)
    const before = beforeOf(text, words, index)
    const heading = before === 'open' ? null : headingAt(text, words, index, before, previous)
    if (heading) {
      found.push(heading)
      while (index < words.length && (words[index]?.start ?? 0) < heading.contentStart) index++
    } else index++
  }
  return found
}

/** What stands before a possible heading, from certain to impossible. */
export type Before = 'line' | 'end' | 'colon' | 'fused' | 'inline' | 'bound' | 'open'
