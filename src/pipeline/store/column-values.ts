/** How a typed value of extraction is spelled in a column. Pure; null where the column cannot say it. */
import type { Experience, ExtractedPlace, WorkHours } from '../extract/extracted-page.ts'
import { readHttpUrl } from './identity.ts'
import { cleanLabel, presentText } from './plain-text.ts'

/** Summaries are for lists and comparisons; the whole text stands in the description. UTF-16 code units. */
const LONGEST_SUMMARY = 2_000
const LONGEST_ITEM = 300
const MOST_ITEMS = 50
/** Identifiers are short; a longer text was read by mistake, and no index could hold it. */
const LONGEST_IDENTIFIER = 200

/** The text up to a limit, cut at the end of a line, a sentence or at least a word. */
export function summaryOf(text: string): string | null {
  const whole = presentText(text)
  if (whole === null || whole.length <= LONGEST_SUMMARY) return whole
  const head = whole.slice(0, LONGEST_SUMMARY)
  // An end in the first half would throw too much away.
  const end = [/[\s\S]*\n/, /[\s\S]*[.!?;](?=\s)/, /[\s\S]*(?=\s)/].flatMap(
    (upTo) => upTo.exec(head)?.[0].trimEnd() ?? [],
  )
  return end.find((cut) => cut.length > LONGEST_SUMMARY / 2) ?? head.toWellFormed()
}

/** The points of a text: its lines without bullets; a text of one line is one point. */
export function pointsOf(text: string): string[] | null {
  const points = text.split('\n').flatMap((line) => pointOf(line) ?? [])
  return points.length > 0 ? [...new Set(points)].slice(0, MOST_ITEMS) : null
}

function pointOf(line: string): string | null {
  const point = presentText(line.replace(/^[\s\-–—*•·▪◦‣●○■□✓✔➢➤>]+/u, ''))
  return point === null ? null : point.slice(0, LONGEST_ITEM).toWellFormed()
}

/** http(s) only and without user or password, which would be served to every reader. */
export function addressOf(text: string): string | null {
  const url = readHttpUrl(presentText(text))
  if (url === null) return null
  if (url.username === '' && url.password === '') return text.trim()
  url.username = ''
  url.password = ''
  return url.href
}

export function identifierOf(text: string): string | null {
  const identifier = cleanLabel(text)
  return identifier === null || identifier.length > LONGEST_IDENTIFIER ? null : identifier
}

/** Band of years that the least asked for falls into. */
export function experienceBand({ min_years, max_years }: Experience): '0-2' | '2-5' | '5-10' | '10+' | null {
  if (min_years !== null) return min_years < 2 ? '0-2' : min_years < 5 ? '2-5' : min_years < 10 ? '5-10' : '10+'
  if (max_years === null) return null
  return max_years <= 2 ? '0-2' : max_years <= 5 ? '2-5' : max_years <= 10 ? '5-10' : '10+'
}

/** Whole hours a week; null for hours of another period, which say nothing certain of a week. */
export function weeklyHours({ min, max, per }: WorkHours): number | null {
  const hours = max ?? min
  return per === 'WEEK' && hours !== null && hours > 0 && hours <= 168 ? Math.round(hours) : null
}

/** The columns that a list of places fills: the first one singly, all of them as lists, which filters read. */
export function placeColumns(places: readonly ExtractedPlace[]) {
  const first = places[0]
  if (!first) return {}
  return {
    locations: [...places],
    location_city: first.city,
    location_region: first.region,
    location_country: first.country,
    cities_derived: distinct(places.map(({ city }) => city)),
    regions_derived: distinct(places.map(({ region }) => region)),
    countries_derived: distinct(places.map(({ country }) => country)),
  }
}

function distinct(names: readonly (string | null)[]): string[] | null {
  const known = [...new Set(names.filter((name) => name !== null))]
  return known.length > 0 ? known : null
}
