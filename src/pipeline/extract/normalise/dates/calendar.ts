import type { DateContext } from './day-order.ts'

export const DAY_MS = 86_400_000
const OLDEST_YEAR = 1990
/** Readers of clocks differ by a zone, and a page may be dated to its next morning. */
const POSTED_AHEAD_DAYS = 2
const DEADLINE_AHEAD_YEARS = 3
const ANY_AHEAD_YEARS = 5

export const isoOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10)

/**
 * ISO date of a day that exists and that a posting can name; null else. Nothing is refused for being old, from 1990 on: pages saved long
 * ago are read today. 1970 is a missing value, 2099 a placeholder.
 */
export function calendarDay(
  year: number,
  month: number,
  day: number,
  readAt: Date,
  context: DateContext,
): string | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  const exists = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return exists && canBeNamed(at.getTime(), readAt, context) ? isoOf(at.getTime()) : null
}

export function canBeNamed(milliseconds: number, readAt: Date, { field }: DateContext): boolean {
  if (!(milliseconds >= Date.UTC(OLDEST_YEAR, 0, 1))) return false
  if (field === 'posted_on') return milliseconds <= readAt.getTime() + POSTED_AHEAD_DAYS * DAY_MS
  const years = field === 'deadline' ? DEADLINE_AHEAD_YEARS : ANY_AHEAD_YEARS
  return milliseconds <= readAt.getTime() + years * 366 * DAY_MS
}

/** Four digits of a year written in two: the one nearest to the reading, at most five years after it; null when it would be before 1990. */
export function fullYear(digits: string, readAt: Date): number | null {
  const stated = Number(digits)
  if (digits.length === 4) return stated
  const latest = readAt.getUTCFullYear() + ANY_AHEAD_YEARS
  const year = latest - (latest % 100) + stated
  const past = year > latest ? year - 100 : year
  return past >= OLDEST_YEAR ? past : null
}
