/** Readers of what several job boards state in the same way. */
import type { Static } from 'typebox'
import type { CollectedColumns, CollectedPlace, CollectedRecord, CollectedSalary } from './collected-record.ts'
import { countryCode, countryName } from './country-names.ts'
import { joined, numberOf, textOf } from './json-values.ts'

type Salary = Static<typeof CollectedSalary>

const PERIODS: readonly [RegExp, NonNullable<Salary['unit']>][] = [
  [/^hour(?:ly)?$/, 'HOUR'],
  [/^(?:day|daily)$/, 'DAY'],
  [/^week(?:ly)?$/, 'WEEK'],
  [/^month(?:ly)?$/, 'MONTH'],
  [/^(?:year(?:ly)?|annual(?:ly)?)$/, 'YEAR'],
]

/** A country that is written as a code or as a name; of a name that no list has only the name. */
export function countryOf(value: unknown): Pick<CollectedPlace, 'country' | 'country_code'> {
  const written = textOf(value)
  if (written === null) return {}
  const code = countryCode(written)
  return code === null ? { country: written } : { country: countryName(code) ?? written, country_code: code }
}

/** A place from its parts; `raw` is the source's own writing, else the parts joined. null when nothing names it. */
export function placeOf(
  parts: { city?: unknown; region?: unknown; country?: unknown; code?: unknown },
  raw: unknown,
): CollectedPlace | null {
  const [city, region] = [textOf(parts.city), textOf(parts.region)]
  const country = countryOf(textOf(parts.code) ?? parts.country)
  const written = textOf(raw) ?? joined([city, region, textOf(parts.country) ?? country.country], ', ')
  if (written === null) return null
  return { raw: written, ...(city === null ? {} : { city }), ...(region === null ? {} : { region }), ...country }
}

/** Places without repetitions, by their writing; undefined when there is none, which leaves the field out. */
export function distinctPlaces(places: readonly (CollectedPlace | null)[]): CollectedPlace[] | undefined {
  const known = new Map<string, CollectedPlace>()
  for (const place of places) if (place && !known.has(place.raw)) known.set(place.raw, place)
  return known.size > 0 ? [...known.values()] : undefined
}

/** ISO 639-1 of "en", "en-GB" and "en_GB". */
export function languageOf(value: unknown): string | null {
  return /^([a-z]{2})(?:[-_][a-z0-9]+)*$/i.exec(textOf(value) ?? '')?.[1]?.toLowerCase() ?? null
}

/** Years asked for, where a level says them by its name; the other levels mean different years from firm to firm. */
export function experienceOf(value: unknown): NonNullable<CollectedColumns['ai_experience_level']> | null {
  const level =
    textOf(value)
      ?.toLowerCase()
      .replace(/[^a-z]+/g, ' ')
      .trim() ?? ''
  return /^(?:entry(?: level)?|internship|student(?: .*)?)$/.test(level) ? '0-2' : null
}

/**
 * Pay in numbers, and a note where the source's word for its period is no unit of pay (a fortnight, a whole project): then the unit is
 * null. 0 is how forms write "not stated"; nothing when no amount is left.
 */
export function payIn(
  parts: { min: unknown; max: unknown; currency: unknown; period: unknown },
  raw: string | null = null,
): Pick<CollectedRecord, 'salary' | 'notes'> {
  const [min, max] = [amountOf(parts.min), amountOf(parts.max)]
  if (min === null && max === null) return {}
  const currency = /^[a-z]{3}$/i.exec(textOf(parts.currency) ?? '')?.[0].toUpperCase() ?? null
  const unit = unitOf(parts.period)
  const isUnknown = unit === null && textOf(parts.period) !== null
  return { salary: { min, max, currency, unit, raw }, ...(isUnknown ? { notes: { salary: 'unknown_period' } } : {}) }
}

/** The unit in "per-year-salary", "1 YEAR" or "month"; null where a number or "bi" makes another period of it. */
function unitOf(period: unknown): Salary['unit'] {
  const words =
    textOf(period)
      ?.toLowerCase()
      .split(/[^a-z0-9]+/) ?? []
  if (words.some((word) => /^(?:bi|semi)$|^(?!1$)\d+$/.test(word))) return null
  return PERIODS.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1] ?? null
}

function amountOf(value: unknown): number | null {
  const amount = numberOf(value)
  return amount !== null && amount > 0 ? amount : null
}
