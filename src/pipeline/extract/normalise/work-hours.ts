import type { WorkHours } from '../extracted-page.ts'
import { readWorkload } from './employment-type/workload.ts'
import { type Prose, proseOf } from './prose.ts'
import { DAY, EACH, HOURS, HOURS_COMPOUND, MONTH, OF_THE_WEEK, WEEK, WEEK_NOUN, WORKLOAD } from './work-hours/words.ts'

/** A value with where it stands: `text.slice(start, end) === raw`. */
export type FoundWorkHours = { value: WorkHours; raw: string; start: number; end: number }

/** Fewer hours are a course or a meeting; more are opening hours. */
const PLAUSIBLE: Readonly<Record<WorkHours['per'], readonly [number, number]>> = {
  DAY: [3, 14],
  WEEK: [5, 72],
  MONTH: [10, 260],
}

const NUMBER = '\\d{1,3}(?:[.,]\\d{1,2})?'
const TO = '-|to|bis(?: zu)?|à|a|až|do|tot|till|til|und|and|et|of|or|oder|ou|en|y|e|al|/'
const RANGE = `(?<![\\p{L}\\d.,])(?<n1>${NUMBER})(?: {0,2}(?:hours?|h|std\\.?|stunden)?(?: {0,2}(?:${TO}) {0,2})(?<n2>${NUMBER}))?`
const COUNTED = new RegExp(
  `${RANGE} ?(?:-? ?(?:${HOURS_COMPOUND})|(?:${HOURS})\\.?,? {0,2}(?:\\([^()\\n]{0,30}\\) {0,2})?` +
    `(?:(?:${EACH}) {0,2})?(?:(?<week>${WEEK})|(?<month>${MONTH})|(?<day>${DAY}))|(?<noun>${OF_THE_WEEK}))(?![\\p{L}\\d])`,
  'gu',
)
const LABELLED = new RegExp(
  `(?:${WEEK_NOUN}) ?(?:\\([^()\\n]{0,20}\\))? ?(?:[:=]|of|von|beträgt|is|de|:? ca\\.)? {0,2}${RANGE}(?: ?(?:${HOURS})\\.?(?![\\p{L}]))?(?! ?%)`,
  'gu',
)
const PERCENT = new RegExp(
  `(?<!\\p{L})(?:${WORKLOAD})(?!\\p{L})[ :(\\n]{0,4}(?:of|von|de|entre|ca\\.|zwischen)? ?(?=\\d)`,
  'gu',
)

/** Hours that the work takes, or the workload in percent of a full one; of "80-100%" the upper end. Null where the text tells neither. */
export function findWorkHours(source: string | Prose): FoundWorkHours | null {
  const { text, folded, hasDigit } = proseOf(source)
  if (!hasDigit) return null
  return findCounted(text, folded) ?? findPercent(text, folded)
}

function findCounted(text: string, folded: string): FoundWorkHours | null {
  for (const pattern of [COUNTED, LABELLED]) {
    for (const match of folded.matchAll(pattern)) {
      const { n1, n2, month, day } = match.groups ?? {}
      const per = month !== undefined ? 'MONTH' : day !== undefined ? 'DAY' : 'WEEK'
      const numbers = [n1, n2].flatMap((digits) => (digits === undefined ? [] : [Number(digits.replace(',', '.'))]))
      const [least, most] = PLAUSIBLE[per]
      if (numbers.some((number) => number < least || number > most)) continue
      const raw = text.slice(match.index, match.index + match[0].length)
      const value: WorkHours = { min: Math.min(...numbers), max: Math.max(...numbers), per, percent: null }
      return { value, raw, start: match.index, end: match.index + match[0].length }
    }
  }
  return null
}

function findPercent(text: string, folded: string): FoundWorkHours | null {
  for (const cue of folded.matchAll(PERCENT)) {
    const from = cue.index + cue[0].length
    const workload = readWorkload(folded.slice(from, from + 24))
    if (workload === null || workload.start > 0) continue
    const [start, end] = [from, from + workload.end]
    return {
      value: { min: null, max: null, per: 'WEEK', percent: workload.max },
      raw: text.slice(start, end),
      start,
      end,
    }
  }
  return null
}
