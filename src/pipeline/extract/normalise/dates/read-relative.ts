import { canBeNamed, DAY_MS, isoOf } from './calendar.ts'
import type { DateContext } from './day-order.ts'
import {
  AHEAD_AFTER,
  AHEAD_BEFORE,
  BACK_AFTER,
  BACK_BEFORE,
  BOUNDS,
  COUNT_WORDS,
  DAY_WORDS,
  LEADS,
  type TimeUnit,
  UNIT_WORDS,
} from './relative-words.ts'
import type { ReadDate } from './scan-dates.ts'

const UNITS = new Map<string, TimeUnit>(
  Object.entries(UNIT_WORDS).flatMap(([unit, words]) =>
    words.split(' ').map((word) => [word, unit as TimeUnit] as const),
  ),
)
const MS: Readonly<Record<TimeUnit, number | null>> = {
  minute: 60_000,
  hour: DAY_MS / 24,
  day: DAY_MS,
  week: 7 * DAY_MS,
  // "2 months ago" is no day.
  month: null,
  year: null,
}

const LEAD = new RegExp(`^(?:(?:${LEADS})[ :]{1,3}){0,2}`, 'u')
const TRAIL = new RegExp(`[ ,]{1,2}(?:${LEADS})$`, 'u')
const COUNTED = new RegExp(
  `^(?:(?<back>${BACK_BEFORE})|(?<ahead>${AHEAD_BEFORE}))? ?(?:(?<bound>${BOUNDS}) ?)?` +
    `(?:(?<count>\\d{1,4}|\\p{L}{1,6}?)(?<more> ?\\+)? ?)??(?<unit>\\p{L}{1,9})\\.?` +
    `(?: (?:(?<since>${BACK_AFTER})|(?<left>${AHEAD_AFTER})))?$`,
  'u',
)

/** "3 days ago", "vor 2 Wochen", "včera", "in 5 Tagen" as the whole text; null when it is nothing of the kind. */
export function readRelative(text: string, readAt: Date, context: DateContext): ReadDate | null {
  const plain = text.replace(LEAD, '').replace(TRAIL, '')
  const days = Object.hasOwn(DAY_WORDS, plain) ? DAY_WORDS[plain] : undefined
  if (days !== undefined) return shifted(days * DAY_MS, readAt, context)

  const parts = COUNTED.exec(plain)?.groups
  const unit = UNITS.get(parts?.unit ?? '')
  if (parts === undefined || unit === undefined) return null
  const count = countOf(parts.count)
  if (count === null) return null
  const [back, ahead] = [parts.back ?? parts.since, parts.ahead ?? parts.left]
  // "2d" and "3 w" are how boards write ages; "3 days" alone may be anything.
  const short = parts.count !== undefined && /^[dhwj]$/.test(parts.unit ?? '')
  if (back === undefined && ahead === undefined && !short && parts.more === undefined) return null
  if (parts.count === undefined && back === undefined) return null
  const ms = MS[unit]
  // "30+ days ago" and "over 30 days ago" are bounds: they name no date, and nothing is wrong with them.
  const bound = parts.more ?? parts.bound ?? (back !== undefined ? ahead : undefined)
  if (ms === null || bound !== undefined) return { date: null, relative: true, note: null }
  return shifted((back === undefined && ahead !== undefined ? count : -count) * ms, readAt, context)
}

function countOf(word: string | undefined): number | null {
  if (word === undefined) return 1
  if (/^\d/.test(word)) return Number(word)
  return Object.hasOwn(COUNT_WORDS, word) ? (COUNT_WORDS[word] ?? null) : null
}

function shifted(ms: number, readAt: Date, context: DateContext): ReadDate {
  const at = readAt.getTime() + ms
  if (!canBeNamed(at, readAt, context)) return { date: null, relative: true, note: 'impossible_date' }
  return { date: isoOf(at), relative: true, note: null }
}
