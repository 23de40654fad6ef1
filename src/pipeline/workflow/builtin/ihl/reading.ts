import type { SectionKind } from '../../../text/sections.ts'
import type { Quote, Span } from '../../../text/span.ts'
import type { PostingText } from '../../posting-text.ts'

/** A posting made ready for rules: `folded` is its description in lower case, letter for letter at the same place. */
export type Reading = { posting: PostingText; text: string; folded: string }

/** Longest stretch to either side of a cue that a rule looks at: longer "sentences" are flattened lists. */
const REACH = 220

const MONTH = /^\s*(?:jan|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt|nov|dez)/i

export function readFolded(posting: PostingText): Reading {
  const text = posting.description
  // U+0130 is the one letter whose lower case is longer: it would shift every place behind it.
  return { posting, text, folded: text.replaceAll('\u0130', 'I').toLowerCase() }
}

/** The sentence or line around a span, at most REACH to either side. */
export function sentenceAround(text: string, { start, end }: Span): Span {
  const first = Math.max(0, start - REACH)
  const last = Math.min(text.length, end + REACH)
  let from = start
  while (from > first && !endsSentence(text, from - 1)) from--
  let to = end
  while (to < last && !endsSentence(text, to)) to++
  return { start: from, end: Math.min(text.length, to + 1) }
}

/** The span without white space and loose punctuation at its ends, with its text. */
export function trimmedQuote(text: string, { start, end }: Span): Quote {
  let from = start
  let to = end
  while (from < to && /[\s,;:(–-]/.test(text.charAt(from))) from++
  while (to > from && /[\s,;:(–-]/.test(text.charAt(to - 1))) to--
  return { start: from, end: to, quote: text.slice(from, to) }
}

/** Kind of the section that a place of the description lies in. */
export function sectionAt(
  { posting }: Reading,
  place: number,
): { kind: SectionKind; preferred: boolean; heading: Quote | null } {
  const section = posting.sections.find(({ start, end }) => start <= place && place < end)
  return section ?? { kind: 'other', preferred: false, heading: null }
}

/** True where a sentence, a bullet or an HTML element ends. */
function endsSentence(text: string, place: number): boolean {
  const code = text.charCodeAt(place)
  switch (code) {
    case 0x0a: // a hard wrap goes on in lower case
      return !/^[ \t]*\p{Ll}/u.test(text.slice(place + 1, place + 8))
    case 0x2e: // .
    case 0x21: // !
    case 0x3f: // ?
      return endsAtStop(text, place)
    case 0x3b: // ;
    case 0x3c: // <
    case 0x3e: // >
    case 0xb7: // ·
    case 0x2022: // •
      return true
    default:
      return false
  }
}

/** A stop ends a sentence before a capital or the end, unless it closes a short abbreviation such as "min." or "z.B.". */
function endsAtStop(text: string, place: number): boolean {
  const next = /^\s+["“„'(]?(\S)/u.exec(text.slice(place + 1, place + 5))?.[1]
  if (next === undefined) return place + 1 >= text.length || /\p{Lu}|[<[]/u.test(text.charAt(place + 1))
  // "Bis 4. Juni" is one date, not two sentences.
  if (/\d/.test(text.charAt(place - 1)) && MONTH.test(text.slice(place + 1, place + 6))) return false
  if (!/\p{Lu}|\d|[-–*[]/u.test(next)) return false
  return !/(?:^|[\s(.])(?:min|max|approx|ca|e\.g|i\.e|z\.\s?b|inkl|bzw|mr|ms|dr|u\.s|st|no|nr|yrs|\p{Lu})$/iu.test(
    text.slice(Math.max(0, place - 8), place),
  )
}
