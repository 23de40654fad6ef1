import type { Span } from './span.ts'

/** One word of a text. `folded` is lower case without apostrophes; `fused` says that no blank parts it from the word before. */
export type Word = Span & { folded: string; capital: boolean; acronym: boolean; fused: boolean }

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’´`\u00ad][\p{L}\p{N}]+)*/gu
const CAMEL = /(?<=[\p{Ll}\p{N}])(?=\p{Lu}[\p{Ll}\s])/u
// German adjectives and adverbs close no compound: behind other letters they begin the next bullet ("Kundenabgeschlossenes Studium").
const LATE_ADJECTIVE =
  /(?<=\p{Ll}{4})(?=(?:abgeschlossene|ausgeprägte|mehrjährige|fundierte|verhandlungssichere)[snr]?$|(?:mindestens|idealerweise|gute|sehr)$)/u
const MAYBE_LATE = /(?:ene|gte|ige|rte|ere)[snr]?$|stens$|weise$|gute$|sehr$/
const APOSTROPHES = /['’´`\u00ad]/g

/** The words of a text in order, in one pass. A word that holds a lower-case letter followed by a new capital is parted there. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    let start = match.index
    let fused = false
    for (const part of partsOf(match[0])) {
      const first = part.charAt(0)
      const lower = part.toLowerCase()
      const capital = first !== lower.charAt(0)
      words.push({
        start,
        end: start + part.length,
        folded: lower.replace(APOSTROPHES, ''),
        capital,
        acronym: capital && part === part.toUpperCase() && (part.length > 1 || text.charAt(start - 1) === '&'),
        fused,
      })
      start += part.length
      fused = true
    }
  }
  return words
}

function partsOf(word: string): string[] {
  if (word.length < 5) return [word]
  const tail = word.slice(1)
  const parts = tail === tail.toLowerCase() ? [word] : word.split(CAMEL)
  return word.length > 8 && MAYBE_LATE.test(word) ? parts.flatMap((part) => part.split(LATE_ADJECTIVE)) : parts
}
