import { type Prose, proseOf } from '../prose.ts'
import { matchWords, wordPattern } from '../word-patterns.ts'
import type { DateContext } from './day-order.ts'
import { NOUNS, VERBS } from './deadline-cues.ts'
import { type FoundDate, scanDates, scanWithoutYear } from './scan-dates.ts'

/** How far before a date its cue may begin. */
const BEFORE = 170

const B = '(?<![\\p{L}\\d])'
const E = '(?![\\p{L}\\d])'
const cueAtEnd = [
  // "The closing date for applications is Friday,": nothing in between ends the sentence.
  new RegExp(`${B}(?:${Object.values(NOUNS).join('|')})${E}(?<gap>[^!?;|]{0,60})$`, 'u'),
  ...Object.values(VERBS).map(
    ([verb, until]) =>
      new RegExp(`${B}(?:${verb})${E}(?<between>[^!?;|]{0,110}?)${B}(?:${until})${E}(?<gap>[^!?;|.]{0,30})$`, 'u'),
  ),
]
/** A full stop after a word and before the next; a blank line. */
const SENTENCE_END = /\p{L}{3}[.]\s|\d{4}\.\s|\n\s*\n/u
/** The date is that of another event. */
const OTHER_EVENT =
  /interview|vorstellungsgespräch|entretien|entrevista|colloqui|pohovor|rozmow|befristet|eintritt|beginn|start|arbeitsbeginn|born|founded|gegründet|contract|vertrag|nástup/

/**
 * The last day to apply as running text tells it: a date with a cue before it in the same sentence. A date without a year, or of which
 * day and month are not certain, is given with its note and without a date.
 */
export function findDeadline(source: string | Prose, readAt: Date, context: DateContext = {}): FoundDate | null {
  const prose = proseOf(source)
  if (!prose.hasDigit) return null
  const { text, folded } = prose
  const dates = scanDates(folded, readAt, { ...context, field: 'deadline', running: true })
  for (const date of dates) {
    if (!followsCue(folded, date.start)) continue
    return { ...date, relative: false, raw: text.slice(date.start, date.end) }
  }
  return withoutYear(prose)
}

function followsCue(folded: string, start: number): boolean {
  const before = folded.slice(Math.max(0, start - BEFORE), start)
  return cueAtEnd.some((cue) => {
    const match = cue.exec(before)
    if (match === null) return false
    const { gap = '', between = '' } = match.groups ?? {}
    return !endsSentence(gap) && !endsSentence(between) && !OTHER_EVENT.test(gap) && !OTHER_EVENT.test(between)
  })
}

/** A label may have its value on a later line; words on the lines between belong to something else. */
function endsSentence(gap: string): boolean {
  return /[\p{L}\d]/u.test(gap) ? SENTENCE_END.test(gap) || /\p{L}[^\n]*\n[^\n]*\p{L}/u.test(gap) : false
}

const NOUN_PATTERNS = Object.values(NOUNS).map((words) => wordPattern(null, words))
const MOST_CUES = 20

function withoutYear({ text, folded, triples }: Prose): FoundDate | null {
  for (const { end: from } of matchWords(NOUN_PATTERNS, folded, MOST_CUES, triples)) {
    const found = scanWithoutYear(folded.slice(from, from + 60))
    if (found === null) continue
    const gap = folded.slice(from, from + found.start)
    if (/[!?;|]/.test(gap) || endsSentence(gap) || OTHER_EVENT.test(gap)) continue
    const [start, end] = [from + found.start, from + found.end]
    return { date: null, relative: false, note: 'no_year', raw: text.slice(start, end), start, end }
  }
  return null
}
