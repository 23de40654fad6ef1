const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** German months that begin otherwise than their English names. */
const GERMAN_MONTHS: Readonly<Record<string, number>> = { mär: 2, mrz: 2, mae: 2, mai: 4, okt: 9, dez: 11 }
const DAY_MS = 86_400_000

/** A date written out in lower case (2025-06-24, 24.06.2025, 24 june 2025, june 24, 2025) as UTC milliseconds; null for anything else. */
export function readDate(text: string | undefined): number | null {
  if (text === undefined) return null
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (iso) return utc(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]))
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  if (dotted) return utc(Number(dotted[3]), Number(dotted[2]) - 1, Number(dotted[1]))
  const dayFirst = /^(\d{1,2})\D*?\s+(?:of\s+)?([a-zä]{3})\S*\s+(\d{4})$/.exec(text)
  if (dayFirst) return utc(Number(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1]))
  const monthFirst = /^([a-zä]{3})\S*\s+(\d{1,2})\D*\s+(\d{4})$/.exec(text)
  return monthFirst ? utc(Number(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2])) : null
}

/** Whole days from one date to another, negative when it lies before. */
export function daysBetween(from: number, to: number): number {
  return Math.round((to - from) / DAY_MS)
}

function monthOf(name = ''): number {
  return GERMAN_MONTHS[name] ?? MONTHS.indexOf(name)
}

function utc(year: number, month: number, day: number): number | null {
  if (month < 0 || month > 11 || day < 1 || day > 31) return null
  return Date.UTC(year, month, day)
}
