import { isFunctionWord } from '../../../text/items/function-words.ts'
import { characterKind, LETTER } from '../../../text/word-characters.ts'

/** Longer words are compared by this many letters: "manage" and "management" name the same matter. */
const STEM_LETTERS = 6
const SHORTEST_TERM = 3

/** The words of a text that carry its content, each once, cut to their stem. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>()
  const lower = text.toLowerCase()
  for (let start = 0, end = 0; start < lower.length; start = end + 1) {
    end = start
    while (characterKind(lower, end) === LETTER) end++
    if (end - start < SHORTEST_TERM) continue
    const word = lower.slice(start, end)
    if (!isFunctionWord(word) && !EMPTY.has(word)) terms.add(word.slice(0, STEM_LETTERS))
  }
  return terms
}

/** Words of every posting: they tell nothing apart. */
const EMPTY: ReadonlySet<string> = new Set(
  'experience skills strong good excellent ability knowledge work working team including also well very other etc role within across ensure support erfahrung kenntnisse sehr gute sowie bereich rahmen team'.split(
    ' ',
  ),
)

/** Share of the smaller set that both hold: 1 for a repetition, also when one text is longer. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = a.size <= b.size ? a : b
  const larger = smaller === a ? b : a
  if (smaller.size === 0) return 0
  let shared = 0
  for (const term of smaller) if (larger.has(term)) shared++
  return shared / smaller.size
}

/** Two bullets say the same from this overlap on. */
export const SAME = 0.75

/** Duty and requirement may share their matter ("handle bonds", "knowledge of bonds"): across parts only a plain repetition counts. */
export const SAME_ACROSS = 0.92
