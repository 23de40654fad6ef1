export type DayOfQuota = { day: string; used: number }

export type Projection = {
  /** Days of the month on which something was asked. */
  days: number
  /** Units of such a day, to one decimal; null while there is none. */
  per_day: number | null
  days_in_month: number
  /** A whole month at this pace. */
  projected: number | null
  /** `used` and this pace on every day that is left. */
  expected_at_end: number | null
}

/**
 * The pace of a month from the days that really ran. A day that is not over counts only once it has reached the mean of those before it:
 * its first hours would make the month look cheap. `month` is its first day, `today` a day; both as YYYY-MM-DD in UTC.
 */
export function projectQuota(entries: readonly DayOfQuota[], used: number, month: string, today: string): Projection {
  const first = new Date(`${month}T00:00:00Z`)
  const daysInMonth = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const isThisMonth = today.slice(0, 7) === month.slice(0, 7)
  const daysLeft = isThisMonth ? daysInMonth - Number(today.slice(8)) : today < month ? daysInMonth : 0
  const over = entries.filter(({ day }) => day !== today)
  const current = entries.find(({ day }) => day === today)
  const counted = current && (over.length === 0 || current.used >= meanOf(over)) ? [...over, current] : over
  const perDay = counted.length === 0 ? null : Math.round(meanOf(counted) * 10) / 10
  return {
    days: entries.length,
    per_day: perDay,
    days_in_month: daysInMonth,
    projected: perDay === null ? null : Math.round(perDay * daysInMonth),
    expected_at_end: perDay === null ? null : used + Math.round(perDay * daysLeft),
  }
}

function meanOf(entries: readonly DayOfQuota[]): number {
  return entries.reduce((sum, { used }) => sum + used, 0) / entries.length
}
