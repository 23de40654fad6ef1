import { calendarDay, fullYear } from './calendar.ts'
import { type DateContext, dayOrder, yearFirst } from './day-order.ts'
import { monthNamed } from './months.ts'

export type DateNote = 'bad_date' | 'impossible_date' | 'ambiguous_date' | 'no_year'

export type ReadDate = {
  /** ISO date, or null when the text names none for certain. */
  date: string | null
  /** Counted back from the time of reading ("3 days ago"). */
  relative: boolean
  /** Code of what was wrong; null when a date was read or the text says plainly that there is none ("30+ days ago"). */
  note: DateNote | null
}
/** A date with where it stands: `text.slice(start, end) === raw`. */
export type FoundDate = ReadDate & { raw: string; start: number; end: number }

type Reading = Pick<ReadDate, 'date' | 'note'>

/** In running text 1.2.26 may be a version or a section: there two digits of a year need a known order. */
export type ScanContext = DateContext & { running: boolean }
type Form = { pattern: RegExp; read: (parts: readonly string[], readAt: Date, context: ScanContext) => Reading | null }

type Scanned = Reading & { start: number; end: number }

/** More dates than this in one text are a calendar or an archive, not a posting. */
const MOST_DATES = 60

const wrong = (note: DateNote): Reading => ({ date: null, note })

function day(year: string, month: number, dayOfMonth: string, readAt: Date, context: DateContext): Reading {
  const full = fullYear(year, readAt)
  const date = full === null ? null : calendarDay(full, month, Number(dayOfMonth), readAt, context)
  return date === null ? wrong('impossible_date') : { date, note: null }
}

const FORMS: readonly Form[] = [
  {
    // 2026-12-31, 2026/12/31, 2026.12.31: an instant is the local day as written.
    pattern: /(?=\d)(?<![\p{L}\d.,/-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/.,]\d)/gu,
    read: ([year = '', , month = '', dayOfMonth = ''], readAt, context) =>
      day(year, Number(month), dayOfMonth, readAt, context),
  },
  {
    pattern: /(?=\d)(?<![\p{L}\d.,/-])(\d{1,2})(\. {0,2}|\/|-)(\d{1,2})\2(\d{4}|\d{2})(?!\d|[-/.,:]\d| ?%)/gu,
    read: readNumeric,
  },
  {
    // 24. října 2026, 6th of July 2021, 1er mars 2026, 31 de diciembre de 2026, 6-Dec-25.
    pattern:
      /(?=\d)(?<![\d.,/-])(\d{1,2})(?:st|nd|rd|th|er|º|°|ª|\.)?(?: of| de| del| d'| den|\.)?[ ./-]{1,3}(\p{L}{3,12})\.?,?(?:(?: de | del |[ ,./-]{1,3})(\d{4})|(?:[-/]| ')(\d{2}))(?!\d|[-/.,:]\d| ?%)/gu,
    read: ([dayOfMonth = '', name = '', year, short = ''], readAt, context) => {
      const month = monthNamed(name)
      return month === null ? null : day(year ?? short, month, dayOfMonth, readAt, context)
    },
  },
  {
    // July 6th, 2021; Dec-6-25: nobody writes a year between month and day.
    // The month is looked for behind the digits: words are many, numbers few.
    pattern:
      /(?<=(?<![\p{L}\d])(\p{L}{3,12})\.?[ /-]{1,2})(\d{1,2})(?:st|nd|rd|th)?(?:(?:, ?| of |[ /-]{1,2})(\d{4})|(?:[-/]|,? ')(\d{2}))(?!\d|[-/.,:]\d| ?[%:])/dgu,
    read: ([name = '', dayOfMonth = '', year, short = ''], readAt, context) => {
      const month = monthNamed(name)
      return month === null ? null : day(year ?? short, month, dayOfMonth, readAt, context)
    },
  },
  {
    pattern: /(?=\d)(?<![\d.,/-])(\d{4})[ /-]{1,2}(\p{L}{3,12})\.?[ /-]{1,2}(\d{1,2})(?!\d|[-/.,:]\d)/gu,
    read: ([year = '', name = '', dayOfMonth = ''], readAt, context) => {
      const month = monthNamed(name)
      return month === null ? null : day(year, month, dayOfMonth, readAt, context)
    },
  },
]

/** Two digits of a year count only where it is certain which of the three numbers it is. */
function readNumeric(
  [first = '', mark = '', second = '', year = '']: readonly string[],
  readAt: Date,
  context: ScanContext,
): Reading {
  const order = dayOrder(context)
  const dotted = mark.startsWith('.')
  const short = year.length === 2
  if (short && (yearFirst(context) || (order === null && (context.running || !dotted)))) return wrong('ambiguous_date')
  // 12/25/2026 has one reading whatever the country.
  const dayFirst = dotted || first === second || Number(first) > 12 || (order === 'day_first' && Number(second) <= 12)
  if (dayFirst) return day(year, Number(second), first, readAt, context)
  if (order === 'month_first' || Number(second) > 12) return day(year, Number(first), second, readAt, context)
  return wrong('ambiguous_date')
}

/** All dates with a year in a folded text, in their order; ambiguous and impossible ones with a note. */
export function scanDates(folded: string, readAt: Date, context: ScanContext): Scanned[] {
  const found: Scanned[] = []
  for (const { pattern, read } of FORMS) {
    let count = 0
    for (const match of folded.matchAll(pattern)) {
      const reading = read(match.slice(1), readAt, context)
      if (reading === null) continue
      if (++count > MOST_DATES) break
      found.push({ ...reading, start: match.indices?.[1]?.[0] ?? match.index, end: match.index + match[0].length })
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  let free = 0
  return found.filter(({ start, end }) => {
    const apart = start >= free
    if (apart) free = end
    return apart
  })
}

const NO_YEAR = [
  /(?=\d)(?<![\d.,/-])(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?: of| de| den)?[ /-]{1,3}(\p{L}{3,12})(?![\p{L}\d])/gu,
  /(?<=(?<![\p{L}\d])(\p{L}{3,12})\.?[ -])(\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\d])/dgu,
]
const NUMERIC_NO_YEAR = /(?=\d)(?<![\d.,/-])(\d{1,2})(?:\. ?|\/)(\d{1,2})(?:(?<=\/\d{1,2})(?![\d/])|\.(?! ?\d))/g

/** The first day and month without a year: it is a date of a year that nobody stated. */
export function scanWithoutYear(folded: string): { start: number; end: number } | null {
  for (const pattern of NO_YEAR) {
    for (const match of folded.matchAll(pattern)) {
      const number = Number(/\d+/.exec(match[0])?.[0])
      const name = Number(match[1]) > 0 ? match[2] : match[1]
      if (number >= 1 && number <= 31 && monthNamed(name ?? '') !== null) return spanOf(match)
    }
  }
  for (const match of folded.matchAll(NUMERIC_NO_YEAR)) {
    const [first, second] = [Number(match[1]), Number(match[2])]
    if (first >= 1 && first <= 31 && second >= 1 && second <= 12) return spanOf(match)
  }
  return null
}

const spanOf = (match: RegExpMatchArray) => ({
  start: match.indices?.[1]?.[0] ?? match.index ?? 0,
  end: (match.index ?? 0) + match[0].length,
})
