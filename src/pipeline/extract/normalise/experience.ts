import type { Experience } from '../extracted-page.ts'
import { BETWEEN, EXPERIENCE, MONTHS, NOT_APPLICANT, PAST, TO, UP_TO, YEARS } from './experience/words.ts'
import { COUNT, readCount } from './number-words.ts'
import { type Prose, proseOf } from './prose.ts'

/** A value with where it stands: `text.slice(start, end) === raw`. */
export type FoundExperience = { value: Experience; raw: string; start: number; end: number }

/** Words for experience stand at most so far from the years, in the same sentence. */
const REACH = 70
/** What is longer is the age of a company. */
const MOST_YEARS = 20

/** A number may be glued to the last word of the line before it, whose break was lost. */
const SPAN = new RegExp(
  `(?:(?<![\\p{L}\\d.,])|(?<=\\p{L}{4})(?=\\d))(?<!\\d ?- ?)(?<n1>${COUNT})(?<more> ?\\+)?(?: ?\\(\\d{1,2}\\))?(?: ?(?<to>${TO}) ?(?<n2>${COUNT})(?<more2> ?\\+)?)?(?: ?\\+| or more| oder mehr| ou plus| o más)? {0,2}-?(?:(?<years>${YEARS})|(?<months>${MONTHS}))(?![\\p{L}\\d])`,
  'gu',
)
const EXPERIENCED = new RegExp(EXPERIENCE, 'u')
const EACH_EXPERIENCED = new RegExp(EXPERIENCE, 'gu')
/** No count of years with all that belongs to it is longer. */
const LONGEST_SPAN = 130

/** The first demand for years of experience in a text; null for the years of a company, of a contract or of a study. */
export function findExperience(source: string | Prose): FoundExperience | null {
  const { text, folded } = proseOf(source)
  for (const match of spansIn(folded)) {
    const [start, end] = [match.index, match.index + match[0].length]
    const before = sentenceBefore(folded.slice(Math.max(0, start - REACH), start))
    const after = sentenceAfter(folded.slice(end, end + REACH))
    if (!EXPERIENCED.test(after) && !EXPERIENCED.test(before)) continue
    if (NOT_APPLICANT.test(`${before}#${after}`) || PAST.test(before)) continue
    const value = readSpan(match.groups ?? {}, before)
    if (value !== null) return { value, raw: text.slice(start, end), start, end }
  }
  return null
}

/** Counts of years, where words for experience are near enough. */
function* spansIn(folded: string): Generator<RegExpExecArray> {
  let from = 0
  for (const { index, 0: word } of folded.matchAll(EACH_EXPERIENCED)) {
    const to = index + word.length + REACH
    if (to <= from) continue
    // What follows is cut off: a search without result would go on to the end of the text.
    const near = folded.slice(0, to + LONGEST_SPAN)
    SPAN.lastIndex = Math.max(from, index - REACH - LONGEST_SPAN)
    for (let match = SPAN.exec(near); match !== null && match.index <= to; match = SPAN.exec(near)) {
      const behind = SPAN.lastIndex
      from = behind
      yield match
      SPAN.lastIndex = behind
    }
    from = Math.max(from, to)
  }
}

function readSpan(
  { n1, n2, to, more, more2, months }: Record<string, string | undefined>,
  before: string,
): Experience | null {
  const per = months === undefined ? 1 : 12
  const [first, second] = [readCount(n1), readCount(n2)]
  // "2 and 4" is a range only between them.
  if (second !== null && /^(?:and|und|et|y|e|i|en|og|och)$/.test(to ?? '') && !BETWEEN.test(before)) return null
  if (first === null || first <= 0 || Math.max(first, second ?? 0) > MOST_YEARS * per) return null
  const years = (count: number) => Math.round((count / per) * 100) / 100
  if (second !== null) {
    const [least, most] = [Math.min(first, second), Math.max(first, second)]
    return { min_years: years(least), max_years: more2 === undefined ? years(most) : null }
  }
  if (more === undefined && UP_TO.test(before)) return { min_years: null, max_years: years(first) }
  return { min_years: years(first), max_years: null }
}

const ENDS = /[!?;•]|\n|\p{L}{2}(?<!(?<!\p{L})(?:min|max|ca|cca|mind|exp|approx|resp|inkl|tj))\.\s/gu

function sentenceBefore(text: string): string {
  let from = 0
  for (const match of text.matchAll(ENDS)) from = match.index + match[0].length
  return text.slice(from)
}

function sentenceAfter(text: string): string {
  const end = text.search(ENDS)
  return end < 0 ? text : text.slice(0, end + 1)
}
