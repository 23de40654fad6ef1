import { AMPERSAND, BREAK, DOT, type Folded, isDigit, isLetter, isWord, PLUS, SHARP, SPACE } from './fold.ts'

/** What German words append to the name of a skill without changing which skill it is. */
const COMPOUND_TAILS = [
  'erfahrung',
  'erfahrungen',
  'kenntnis',
  'kenntnisse',
  'kenntnissen',
  'fachkenntnisse',
  'grundkenntnisse',
  'fachwissen',
  'wissen',
  'skills',
  'knowhow',
  'expertise',
  'umfeld',
  'bereich',
  'entwicklung',
  'entwickler',
  'entwicklerin',
  'programmierung',
  'analyse',
  'analysen',
  'prozesse',
  'prozessen',
  'projekte',
  'projekten',
  'themen',
  'fragen',
  'methoden',
  'tools',
  'systeme',
  'systemen',
]
const INFLECTIONS = ['s', 'n', 'en', 'e', 'es', 'er', 'em', 'in', 'innen']
/** A camel boundary counts only before a real word: "SQLErfahrung" yes, "JavaFX" and "GitOps" no. */
const FUSED_WORD = /^\p{Lu}\p{Ll}{3}/u
const LOWER = /\p{Ll}/u
const UPPER = /\p{Lu}/u

/** How a spelling may end in running text. */
export type Ending = { german: boolean; letters: number }

/** Whether a name may start at a symbol: at the start of a word, or where a flattened text has fused two words. */
export function startsHere(text: string, { symbols, starts }: Folded, index: number): 'word' | 'fused' | null {
  const symbol = symbols[index]
  const before = symbols[index - 1]
  if (symbol === DOT) return isWord(before) ? null : 'word'
  if (!isWord(symbol)) return null
  const at = starts[index] as number
  if (!isWord(before)) {
    if (before === undefined || before !== DOT) return 'word'
    // "www.oracle.com" names no skill; "erwünscht.Java" does.
    return !isWord(symbols[index - 2]) || UPPER.test(text.charAt(at)) ? 'word' : null
  }
  if (!UPPER.test(text.charAt(at))) return null
  const previous = text.charAt(at - 1)
  if (LOWER.test(previous) || /\d/.test(previous))
    return LOWER.test(text.charAt(at - 2)) || isDigit(before) ? 'fused' : null
  return UPPER.test(previous) && UPPER.test(text.charAt(at - 2)) && FUSED_WORD.test(text.slice(at, at + 4))
    ? 'fused'
    : null
}

/**
 * Where a name that covers symbols up to `index` ends as a word: the index behind its inflection, or -1 where it is only
 * the beginning of another word.
 */
export function endsAt(text: string, folded: Folded, index: number, { german, letters }: Ending): number {
  const { symbols, starts } = folded
  const next = symbols[index]
  // The scheme of an address is no skill.
  const behind = endOfWord(folded, index)
  if (symbols[behind] === BREAK && text.startsWith('://', starts[behind])) return -1
  if (next === SHARP || (next === PLUS && (symbols[index + 1] === PLUS || letters < 2))) return -1
  if (next === DOT && isWord(symbols[index + 1]))
    return UPPER.test(text.charAt(starts[index + 1] as number)) ? index : -1
  // "R&D" names neither R nor D.
  if (letters < 2 && (next === AMPERSAND || (next === SPACE && symbols[index + 1] === AMPERSAND))) return -1
  if (!isWord(next)) return index
  if (letters < 2) return -1
  const at = starts[index] as number
  if (UPPER.test(text.charAt(at)) && FUSED_WORD.test(text.slice(at, at + 4))) return index
  let wordEnd = index
  while (isLetter(symbols[wordEnd])) wordEnd++
  if (isDigit(symbols[wordEnd])) {
    // A version number: "Java17", "Python3".
    if (wordEnd > index || letters < 3) return -1
    while (isDigit(symbols[wordEnd])) wordEnd++
    return isWord(symbols[wordEnd]) ? -1 : index
  }
  if (letters < 3) return -1
  const tail = spell(symbols, index, wordEnd, text, starts)
  if (tail.fusedAt >= 0) wordEnd = tail.fusedAt
  if (tail.word === 's' || (german && letters > 4 && INFLECTIONS.includes(tail.word))) return wordEnd
  const compound = tail.word.replace(/^s(?=[a-z]{5})/, '')
  const plain = COMPOUND_TAILS.includes(tail.word) || COMPOUND_TAILS.includes(compound)
  return plain ? index : -1
}

/** The letters from `index` on, up to the end of the word or the place where the next word is fused to it. */
function spell(symbols: Uint8Array, index: number, end: number, text: string, starts: Uint32Array) {
  let word = ''
  for (let place = index; place < end; place++) {
    const at = starts[place] as number
    if (place > index && UPPER.test(text.charAt(at)) && FUSED_WORD.test(text.slice(at, at + 4)))
      return { word, fusedAt: place }
    word += String.fromCharCode((symbols[place] as number) + 96)
  }
  return { word, fusedAt: -1 }
}

/** Index behind the word that starts at `index`. */
export function endOfWord({ symbols }: Folded, index: number): number {
  let end = index
  while (isWord(symbols[end])) end++
  return end
}
