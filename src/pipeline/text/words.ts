import type { Span } from './span.ts'
import { characterKind, LETTER, NONE } from './word-characters.ts'

/** One word of a text. `folded` is lower case without apostrophes; `fused` says that no blank parts it from the word before. */
export type Word = Span & { folded: string; capital: boolean; acronym: boolean; fused: boolean }

const CAMEL = /(?<=[\p{Ll}\p{N}])(?=\p{Lu}[\p{Ll}\s])/u
// German adjectives and adverbs close no compound: behind other letters they begin the next bullet ("Kundenabgeschlossenes Studium").
const LATE_ADJECTIVE =
  /(?<=\p{Ll}{4})(?=(?:abgeschlossene|ausgeprägte|mehrjährige|fundierte|verhandlungssichere)[snr]?$|(?:mindestens|idealerweise|gute|sehr)$)/u
const MAYBE_LATE = /(?:ene|gte|ige|rte|ere)[snr]?$|stens$|weise$|gute$|sehr$/
const APOSTROPHES = /['’´`\u00ad]/g

/** The words of a text in order, in one pass. A word that holds a lower-case letter followed by a new capital is parted there. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (let index = 0; index < text.length; index++) {
    if (characterKind(text, index) === NONE) continue
    let start = index
    index = endOfWord(text, start)
    let fused = false
    for (const part of partsOf(text.slice(start, index))) {
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

/** Where a word ends: letters, digits and marks run on, also behind an apostrophe between two of them. */
function endOfWord(text: string, start: number): number {
  let end = start + 1
  while (true) {
    if (characterKind(text, end) !== NONE) end++
    else if (isApostrophe(text.charCodeAt(end)) && characterKind(text, end + 1) === LETTER) end += 2
    else return end
  }
}

/** The characters of APOSTROPHES. */
const isApostrophe = (code: number): boolean =>
  code === 0x27 || code === 0x2019 || code === 0xb4 || code === 0x60 || code === 0xad

function partsOf(word: string): string[] {
  if (word.length < 5) return [word]
  const tail = word.slice(1)
  const parts = tail === tail.toLowerCase() ? [word] : word.split(CAMEL)
  return word.length > 8 && MAYBE_LATE.test(word) ? parts.flatMap((part) => part.split(LATE_ADJECTIVE)) : parts
}
