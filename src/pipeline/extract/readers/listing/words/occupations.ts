import { fold, isAscii, wordSet } from './fold.ts'
import { ENGLISH, ENGLISH_WEAK } from './occupations-english.ts'
import { DUTCH_ENDS, GERMAN_ENDS } from './occupations-germanic.ts'
import { FRENCH, FRENCH_WEAK, ITALIAN, SPANISH } from './occupations-romance.ts'
import { CZECH, POLISH } from './occupations-slavic.ts'

const WORDS = wordSet(ENGLISH, FRENCH, SPANISH, ITALIAN, CZECH, POLISH, GERMAN_ENDS, DUTCH_ENDS)
const WEAK = wordSet(ENGLISH_WEAK, FRENCH_WEAK)
/** Shorter ends would find "arzt" in nothing and "koch" in "Kochbuch"'s neighbours; compounds of them are listed whole. */
const SHORTEST_END = 5
/** By their last letters: one look-up for each word. */
const ENDS = Map.groupBy(
  [...wordSet(GERMAN_ENDS, DUTCH_ENDS)].filter((end) => end.length >= SHORTEST_END),
  (end) => end.slice(-SHORTEST_END),
)
const NOT_WORD = /[^\p{L}\p{N}-]+/u
const NOT_PLAIN_WORD = /[^a-z0-9-]+/
/** "Entwickler*in", "vendeur(se)", "programátor/ka", "técnico/a", "ingénieur·e": what follows the mark repeats the ending. */
const GENDER_ENDING = /(?<=\p{L}{3})(?:[*:_·•]\p{L}{1,5}|[/(]-?\p{L}{1,5}\)?)(?:([(/:])|(?=$|[\s,.;)|–-]))/gu
const MARKED = /[*:_·•/(]/

/** The words of a text for the look-up: folded, with the marks of gendered endings taken off. */
export function titleWords(text: string, folded: string): string[] {
  const bare = MARKED.test(text) ? text.replace(GENDER_ENDING, '$1') : text
  const plain = bare === text ? folded : fold(bare)
  return plain.split(isAscii(plain) ? NOT_PLAIN_WORD : NOT_WORD)
}

/** 1 when words name an occupation, 0.6 when one does that is often something else, 0 when none does. */
export function occupationIn(words: readonly string[]): number {
  let best = 0
  for (const word of words) {
    if (word.length < 2) continue
    if (isOccupation(word)) return 1
    if (WEAK.has(word)) best = 0.6
    if (!word.includes('-')) continue
    for (const part of word.split('-')) {
      if (isOccupation(part)) return 1
      if (WEAK.has(part)) best = 0.6
    }
  }
  return best
}

function isOccupation(word: string): boolean {
  if (WORDS.has(word)) return true
  if (word.length < SHORTEST_END) return false
  if (word.endsWith('ka') && WORDS.has(word.slice(0, -2))) return true
  if (word.endsWith('innen')) return endsWithOne(word.slice(0, -5))
  return endsWithOne(word) || (word.endsWith('in') && endsWithOne(word.slice(0, -2)))
}

function endsWithOne(word: string): boolean {
  return ENDS.get(word.slice(-SHORTEST_END))?.some((end) => word.endsWith(end)) ?? false
}
