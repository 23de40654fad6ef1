import { isFunctionWord } from '../items/function-words.ts'
import { isFusion } from '../items/text-style.ts'
import type { SectionKind } from '../sections.ts'
import type { Word } from '../words.ts'
import type { Before, FoundHeading } from './found-heading.ts'

/** "About Example Bank": the name's end is known by the line, a colon, or by the sentence that starts over with it. */
export function aboutHeading(text: string, words: readonly Word[], index: number, before: Before): FoundHeading | null {
  const word = words[index]
  const first = words[index + 1]
  if (!word || !first?.capital || text.slice(word.end, first.start).trim() !== '') return null
  const make = (last: Word): FoundHeading => {
    const name = text.slice(first.start, last.end)
    const kind: SectionKind =
      /team|engineer|division|department|role|job|abteilung|bereich|internship|programm?e?\b/i.test(name)
        ? 'role'
        : 'company'
    const colon = /^\s*:?\s*/.exec(text.slice(last.end, last.end + 4))
    return {
      start: word.start,
      end: last.end,
      kind,
      preferred: false,
      label: false,
      contentStart: last.end + (colon?.[0].length ?? 0),
    }
  }
  for (let at = index + 1; at < index + 9; at++) {
    const last = words[at]
    const next = words[at + 1]
    if (!last || (!last.capital && !isFunctionWord(last.folded))) return null
    const after = text.slice(last.end, last.end + 2)
    if (/^ ?[:\n]/.test(after) && (before !== 'inline' || after.includes(':'))) return make(last)
    if (!next || /[.,;!?]/.test(after.charAt(0))) return null
    const startsOver = next.folded === first.folded && next.capital
    const begins =
      next.capital &&
      last.capital &&
      /^(?:at|the|we|our|in|as|this|it|with|for|wir|als|die|der|das|mit)$/.test(next.folded)
    if (startsOver || begins || isFusion(words, at + 1)) return make(last)
  }
  return null
}
