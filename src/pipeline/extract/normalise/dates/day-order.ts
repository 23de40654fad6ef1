/** What is known about who wrote a date. */
export type DateContext = {
  /** ISO 639-1, or with a region: "en", "en-us". */
  language?: string | null
  /** ISO 3166 alpha-2 of the place of work or of the site. */
  country?: string | null
  /** A posting date does not lie ahead; a deadline years ahead is a placeholder. */
  field?: 'posted_on' | 'deadline'
}

export type DayOrder = 'day_first' | 'month_first' | null

/** Countries that write the month first. */
const MONTH_FIRST = new Set(['US', 'PR', 'GU', 'AS', 'VI', 'MP', 'FM', 'MH', 'PW'])
/** Countries that write both, or the year first: there 03/04/2026 may be either. */
const UNSURE = new Set(['CA', 'PH', 'PA', 'CN', 'JP', 'KR', 'TW', 'MN', 'IR', 'KY'])
const DAY_FIRST_LANGUAGES = new Set(
  'de fr es it nl cs pl da sv pt nb nn no fi sk ro bg el hr sl sr et lv lt hu uk ru tr ca gl eu is ga'.split(' '),
)

/** Order of day and month in 03/04/2026: by country, else by language; null when neither tells. English alone does not. */
export function dayOrder({ language, country }: DateContext): DayOrder {
  const [base = '', ...rest] = (language ?? '').toLowerCase().split(/[-_]/)
  const region = (country || rest.find((part) => /^[a-z]{2}$/.test(part)) || '').toUpperCase()
  const european = DAY_FIRST_LANGUAGES.has(base)
  // A German page about a job in New York, a Spanish one in Miami: country and language say different things.
  if (MONTH_FIRST.has(region)) return european ? null : 'month_first'
  if (UNSURE.has(region)) return null
  if (/^[A-Z]{2}$/.test(region)) return 'day_first'
  return european ? 'day_first' : null
}

/** Languages that write the year first even with dots: there 26.12.31 is a day of 2026. */
const YEAR_FIRST_LANGUAGES = new Set(['hu', 'ko', 'ja', 'zh', 'mn'])
const YEAR_FIRST_COUNTRIES = new Set(['HU', 'KR', 'JP', 'CN', 'TW', 'MN'])

export function yearFirst({ language, country }: DateContext): boolean {
  return (
    YEAR_FIRST_LANGUAGES.has((language ?? '').toLowerCase().slice(0, 2)) ||
    YEAR_FIRST_COUNTRIES.has((country ?? '').toUpperCase())
  )
}
