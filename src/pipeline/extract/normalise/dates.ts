/** Dates as sources and pages write them, read to an ISO date or to nothing: a wrong text never becomes a date. */
import { canBeNamed, isoOf } from './dates/calendar.ts'
import type { DateContext } from './dates/day-order.ts'
import { readRelative } from './dates/read-relative.ts'
import { type DateNote, type FoundDate, type ReadDate, scanDates, scanWithoutYear } from './dates/scan-dates.ts'
import { foldText } from './fold-text.ts'

export { findDeadline } from './dates/find-deadline.ts'
export type { DateContext, DateNote, FoundDate, ReadDate }

/** A value longer than this is prose. */
const LONGEST_VALUE = 200
const LONGEST_TEXT = 200_000
/** Words before a date in its own field: "Posted on Friday,". */
const LONGEST_LEAD = 40
const SECONDS_FROM = Date.UTC(2000, 0, 1) / 1000

const NONE: ReadDate = { date: null, relative: false, note: null }
const wrong = (note: DateNote): ReadDate => ({ date: null, relative: false, note })

/**
 * Reads the value of a date field. `readAt` is the instant at which the source was read: "Posted 3 Days Ago" counts from it (in UTC), and
 * what lies too far ahead of it is impossible. An instant with a zone is its local day as written; a number counts milliseconds or
 * seconds since 1970, in UTC. Country, else language, decide which number of 03/04/2026 is the month; without either it is ambiguous.
 */
export function readDate(value: string | number | null | undefined, readAt: Date, context: DateContext = {}): ReadDate {
  if (value === null || value === undefined || value === '') return NONE
  if (typeof value === 'number') return ofInstant(value, readAt, context)
  const text = foldText(value.slice(0, LONGEST_VALUE).normalize('NFC'), LONGEST_VALUE).replace(/\s+/g, ' ').trim()
  if (/^\d{10}(\d{3})?$/.test(text)) return ofInstant(Number(text), readAt, context)
  return readRelative(text.replace(/[ .,;!]{1,5}$/, ''), readAt, context) ?? readAbsolute(text, readAt, context)
}

function ofInstant(value: number, readAt: Date, context: DateContext): ReadDate {
  const seconds = value >= SECONDS_FROM && value < SECONDS_FROM * 10
  const at = seconds ? value * 1000 : value
  return canBeNamed(at, readAt, context) ? { ...NONE, date: isoOf(at) } : wrong('bad_date')
}

function readAbsolute(text: string, readAt: Date, context: DateContext): ReadDate {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const dates = scanDates(compact ? compact.slice(1).join('-') : text, readAt, { ...context, running: false })
  const [first, ...others] = dates
  if (first === undefined) return wrong(hasDayAndMonth(text) ? 'no_year' : 'bad_date')
  const lead = text.slice(0, first.start)
  if (lead.length > LONGEST_LEAD || /\d/.test(lead.replace(/\b\d{1,2}[:.h]\d{2}\b/, ''))) return wrong('bad_date')
  // A period or a correction ("1.2.2026 - 1.3.2026") names two days: which one is meant is not said.
  if (others.some(({ date }) => date !== first.date)) return wrong('ambiguous_date')
  return { ...NONE, date: first.date, note: first.note }
}

function hasDayAndMonth(text: string): boolean {
  const found = scanWithoutYear(text)
  return found !== null && found.start <= LONGEST_LEAD
}

/** The first date with a year in a longer text. An ambiguous one is given too, with its note and without a date. */
export function findDate(text: string, readAt: Date, context: DateContext = {}): FoundDate | null {
  const dates = scanDates(foldText(text, LONGEST_TEXT), readAt, { ...context, running: true })
  const first = dates.find(({ note }) => note !== 'impossible_date')
  if (first === undefined) return null
  return { ...first, relative: false, raw: text.slice(first.start, first.end) }
}
