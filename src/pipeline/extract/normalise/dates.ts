/** Dates as sources write them, read to an ISO date or to nothing: a wrong text never becomes a date. */

export type ReadDate = {
  /** ISO date, or null when the text names none for certain. */
  date: string | null
  /** Counted back from the time of reading ("3 days ago"). */
  relative: boolean
  /** Code of what was wrong; null when a date was read or the text says plainly that there is none ("30+ days ago"). */
  note: 'bad_date' | 'impossible_date' | 'ambiguous_date' | null
}

const DAY_MS = 86_400_000
const OLDEST_YEAR = 1990
const NEWEST_YEAR = 2100
const MILLISECONDS_FROM = Date.UTC(OLDEST_YEAR, 0, 1)
const MILLISECONDS_TO = Date.UTC(NEWEST_YEAR, 0, 1)

const NONE: ReadDate = { date: null, relative: false, note: null }
const wrong = (note: ReadDate['note']): ReadDate => ({ date: null, relative: false, note })

/** Reads a date; `readAt` is the instant at which the source was read, from which "Posted 3 Days Ago" counts (in UTC). */
export function readDate(value: string | number | null | undefined, readAt: Date): ReadDate {
  if (value === null || value === undefined || value === '') return NONE
  if (typeof value === 'number') {
    const plausible = value >= MILLISECONDS_FROM && value < MILLISECONDS_TO
    return plausible ? { ...NONE, date: isoOf(value) } : wrong('bad_date')
  }
  const text = value.trim().toLowerCase().replace(/\s+/g, ' ')
  return readRelative(text, readAt) ?? readNumeric(text) ?? readWithMonthName(text) ?? wrong('bad_date')
}

const TODAY = /^(posted |ausgeschrieben )?(today|just now|heute)( ausgeschrieben)?$/
const YESTERDAY = /^(posted |ausgeschrieben )?(yesterday|gestern)( ausgeschrieben)?$/
const AGO =
  /^(?:posted |ausgeschrieben )?(?:vor )?(\d{1,4}|an?|einem|einer)(\+)? (hours?|stunden?|days?|tag(?:en?)?|weeks?|wochen?|months?|monat(?:en?)?)(?: ago)?(?: ausgeschrieben)?$/

function readRelative(text: string, readAt: Date): ReadDate | null {
  const back = (days: number): ReadDate => ({
    date: isoOf(readAt.getTime() - days * DAY_MS),
    relative: true,
    note: null,
  })
  if (TODAY.test(text)) return back(0)
  if (YESTERDAY.test(text)) return back(1)
  const [, count, more, unit = ''] = AGO.exec(text) ?? []
  if (count === undefined) return null
  // "30+ days" is a bound, "2 months" is no day: neither names a date.
  if (more || /^mon/.test(unit)) return { ...NONE, relative: true }
  const n = /^\d/.test(count) ? Number(count) : 1
  if (/^(hour|stund)/.test(unit))
    return { date: isoOf(readAt.getTime() - n * (DAY_MS / 24)), relative: true, note: null }
  return back(/^(week|woch)/.test(unit) ? n * 7 : n)
}

function readNumeric(text: string): ReadDate | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (iso) return dateOf(iso[1], iso[2], iso[3])
  const dotted = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(text)
  if (dotted) return dateOf(dotted[3], dotted[2], dotted[1])
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text)
  if (!slashed) return null
  const [, first = '', second = '', year] = slashed
  if (Number(first) > 12) return dateOf(year, second, first)
  if (Number(second) > 12) return dateOf(year, first, second)
  // 03/04/2026 is March in one country and April in the next.
  return first === second ? dateOf(year, first, second) : wrong('ambiguous_date')
}

const MONTHS: readonly RegExp[] = [
  /^(jan|jän)/,
  /^(feb|fév|fev)/,
  /^(mar|mär|mrz)/,
  /^(apr|avr)/,
  /^(may|mai|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|août|aou|ago)/,
  /^(sep|set)/,
  /^(o[ck]t|ott)/,
  /^nov/,
  /^(de[cz]|dic|déc)/,
]

function readWithMonthName(text: string): ReadDate | null {
  const plain = text.replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /, '').replace(/(\d)(st|nd|rd|th)\b/, '$1')
  const dayFirst = /^(\d{1,2})\.?[ -](\p{L}{3,10})\.?,?[ -](\d{4})$/u.exec(plain)
  const monthFirst = /^(\p{L}{3,10})\.?[ -](\d{1,2}),?[ -](\d{4})$/u.exec(plain)
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]]
  if (day === undefined || name === undefined || year === undefined) return null
  const month = MONTHS.findIndex((pattern) => pattern.test(name))
  return month < 0 ? null : dateOf(year, String(month + 1), day)
}

function dateOf(year = '', month = '', day = ''): ReadDate {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const at = new Date(Date.UTC(y, m - 1, d))
  const exists = at.getUTCFullYear() === y && at.getUTCMonth() === m - 1 && at.getUTCDate() === d
  if (!exists || y < OLDEST_YEAR || y >= NEWEST_YEAR) return wrong('impossible_date')
  return { ...NONE, date: isoOf(at.getTime()) }
}

const isoOf = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 10)
