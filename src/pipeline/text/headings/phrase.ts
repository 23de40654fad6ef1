import type { SectionKind } from '../sections.ts'

/**
 * A heading that postings use. `sure` ones count inside running text without a colon; the others need a colon, a line of their
 * own or a sentence end before them. `label` ones name a fact ("Location: ...") instead of opening a section.
 */
export type HeadingPhrase = { words: string[]; kind: SectionKind; preferred: boolean; sure: boolean; label: boolean }

export type PhraseTable = Partial<Record<SectionKind | 'preferred' | 'label', string>>

/** Words that join two names of one heading ("Skills & Experience", "Skills/Experience"): they make no difference. */
export const CONNECTORS: ReadonlySet<string> = new Set(['and', 'und', 'et', 'y', 'e', 'en', 'i', 'oraz'])

/**
 * Reads a table of phrases, one a line. "(a|b|)" stands for each alternative. A leading "~" makes a phrase unsure and a leading
 * "!" sure; otherwise phrases of two words or more are sure.
 */
export function phrasesOf(table: PhraseTable): HeadingPhrase[] {
  const phrases: HeadingPhrase[] = []
  for (const [name, lines] of Object.entries(table)) {
    const kind = name === 'preferred' ? 'requirements' : name === 'label' ? 'details' : (name as SectionKind)
    for (const line of lines.trim().split('\n')) {
      const mark = line.trim().charAt(0)
      for (const phrase of expand(line.trim().replace(/^[~!]/, ''))) {
        const words = foldPhrase(phrase)
        if (words.length === 0) continue
        const sure = mark === '!' || (mark !== '~' && words.length > 1)
        phrases.push({ words, kind, preferred: name === 'preferred', sure, label: name === 'label' })
      }
    }
  }
  return phrases
}

function foldPhrase(phrase: string): string[] {
  const words =
    phrase
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return words.filter((word) => !CONNECTORS.has(word))
}

function expand(pattern: string): string[] {
  const group = /\(([^()]*)\)/.exec(pattern)
  if (!group) return [pattern]
  const before = pattern.slice(0, group.index)
  const after = pattern.slice(group.index + group[0].length)
  return (group[1] ?? '').split('|').flatMap((choice) => expand(`${before}${choice}${after}`))
}
