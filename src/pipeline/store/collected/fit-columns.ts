/** What a source states for a column, as the column can hold it. Pure. */
import type { Content, ContentColumn } from '../../../db/posting-columns.ts'
import type { CollectedColumns } from '../../collect/collected-record.ts'
import { SALARY_UNITS } from '../../extract/extracted-page.ts'
import { countryByCode } from '../../extract/normalise/countries.ts'
import { EMPLOYMENT_TYPES } from '../../extract/normalise/employment-type.ts'
import { addressOf, summaryOf } from '../column-values.ts'
import { cleanLabel, presentText } from '../plain-text.ts'

/** Why a value is not in its column. */
export type FitNote = 'wrong_type' | 'not_mapped' | 'too_long' | 'bad_url'
/** `note` beside a value: a part of it does not fit. */
export type Fitted = { value: unknown; note?: FitNote }
type Fit = (value: unknown) => Fitted

/** UTF-16 code units; longer labels are texts that stand there by mistake, and no index could hold them. */
const LONGEST_LABEL = 300
const MOST_ITEMS = 200
const ARRANGEMENTS = ['On-site', 'Hybrid', 'Remote OK', 'Remote Solely']
const LEVELS = ['0-2', '2-5', '5-10', '10+']

const refused = (note: FitNote): Fitted => ({ value: null, note })

const label: Fit = (value) => {
  if (typeof value !== 'string') return refused('wrong_type')
  const text = cleanLabel(value)
  return text !== null && text.length > LONGEST_LABEL ? refused('too_long') : { value: text }
}
const summary: Fit = (value) =>
  typeof value === 'string' ? { value: summaryOf(presentText(value) ?? '') } : refused('wrong_type')
const address: Fit = (value) => {
  if (typeof value !== 'string') return refused('wrong_type')
  const url = addressOf(value)
  return url === null && presentText(value) !== null ? refused('bad_url') : { value: url }
}
const flag: Fit = (value) => (typeof value === 'boolean' ? { value } : refused('wrong_type'))
const number =
  (least: number, most: number, whole = false): Fit =>
  (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return refused('wrong_type')
    if (value < least || value > most || (whole && !Number.isInteger(value))) return refused('not_mapped')
    return { value }
  }
const oneOf =
  (words: readonly string[]): Fit =>
  (value) =>
    typeof value !== 'string' ? refused('wrong_type') : words.includes(value) ? { value } : refused('not_mapped')
/** A list keeps what fits; a list of nothing that fits is none, an empty one stays empty. */
const listOf =
  (item: Fit): Fit =>
  (value) => {
    if (!Array.isArray(value)) return refused('wrong_type')
    const fitted = value.slice(0, MOST_ITEMS).map(item)
    const kept = [...new Set(fitted.flatMap((one) => (one.value === null ? [] : [one.value])))]
    const note =
      fitted.find((one) => one.note !== undefined)?.note ?? (value.length > MOST_ITEMS ? 'too_long' : undefined)
    if (kept.length === 0 && value.length > 0) return { value: null, ...(note ? { note } : {}) }
    return { value: kept, ...(note ? { note } : {}) }
  }
/** Lists whose places count: one wrong entry makes all of them wrong. */
const coordinates = (most: number): Fit => {
  const coordinate = number(-most, most)
  return (value) => {
    if (!Array.isArray(value) || value.length > MOST_ITEMS) return refused('wrong_type')
    return value.find((one) => coordinate(one).note !== undefined) === undefined ? { value } : refused('not_mapped')
  }
}
const currency: Fit = (value) => {
  if (typeof value !== 'string') return refused('wrong_type')
  const code = value.trim().toUpperCase()
  return Intl.supportedValuesOf('currency').includes(code) ? { value: code } : refused('not_mapped')
}
const language: Fit = (value) => {
  if (typeof value !== 'string') return refused('wrong_type')
  const code = value.trim().toLowerCase()
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  return /^[a-z]{2}$/.test(code) && names.of(code) !== undefined ? { value: code } : refused('not_mapped')
}
const country: Fit = (value) => {
  if (typeof value !== 'string') return refused('wrong_type')
  const code = value.trim()
  return (/^[a-z]{2}$/i.test(code) && { value: countryByCode(code)?.code ?? null }) || refused('not_mapped')
}
const places: Fit = (value) =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null)
    ? { value }
    : refused('wrong_type')
/** Amounts that no currency reaches are errors of reading. */
const amount = number(0, 1e12)

type Collected = keyof CollectedColumns
type Placed = 'locations' | 'location_city' | 'location_region' | 'location_country' | 'country_code'
type Paid = 'salary_min' | 'salary_max' | 'salary_currency' | 'salary_unit'
const FITS: Readonly<Record<Collected | Placed | Paid, Fit>> = {
  organization_url: address,
  organization_logo: address,
  remote: flag,
  ats_platform: label,
  source_domain: label,
  source_type: label,
  locations_derived: listOf(label),
  cities_derived: listOf(label),
  regions_derived: listOf(label),
  counties_derived: listOf(label),
  countries_derived: listOf(label),
  timezones_derived: listOf(label),
  lats_derived: coordinates(90),
  lngs_derived: coordinates(180),
  ai_employment_type: listOf(oneOf(EMPLOYMENT_TYPES)),
  ai_work_arrangement: oneOf(ARRANGEMENTS),
  ai_experience_level: oneOf(LEVELS),
  ai_job_language: language,
  ai_visa_sponsorship: flag,
  ai_work_arrangement_office_days: number(0, 7, true),
  ai_working_hours: number(0, 168, true),
  ai_key_skills: listOf(label),
  ai_keywords: listOf(label),
  ai_core_responsibilities: summary,
  ai_requirements_summary: summary,
  ai_education_requirements: listOf(label),
  ai_benefits: listOf(label),
  ai_salary_currency: currency,
  ai_salary_unittext: oneOf(SALARY_UNITS),
  ai_salary_minvalue: amount,
  ai_salary_maxvalue: amount,
  ai_salary_value: amount,
  ai_taxonomies_a: listOf(label),
  ai_remote_location: listOf(label),
  ai_remote_location_derived: listOf(label),
  locations: places,
  location_city: label,
  location_region: label,
  location_country: label,
  country_code: country,
  salary_min: amount,
  salary_max: amount,
  salary_currency: currency,
  salary_unit: oneOf(SALARY_UNITS),
}
export type FittedColumn = keyof typeof FITS & ContentColumn

export const isFitted = (column: string): column is FittedColumn => Object.hasOwn(FITS, column)

export type Misfit = { column: FittedColumn; note: FitNote; raw: string }

/** UTF-16 code units of what did not fit, kept to be recognised. */
const LONGEST_RAW = 200

/** The values that their columns can hold, and those that they cannot with the reason; names of no such column are left out. */
export function fitColumns(stated: Readonly<Record<string, unknown>>): { columns: Content; misfits: Misfit[] } {
  const columns: Content = {}
  const misfits: Misfit[] = []
  for (const [column, value] of Object.entries(stated)) {
    if (value === null || value === undefined || !isFitted(column)) continue
    const fitted = FITS[column](value)
    if (fitted.value !== null) Object.assign(columns, { [column]: fitted.value })
    if (fitted.note === undefined) continue
    const raw = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, LONGEST_RAW).toWellFormed()
    misfits.push({ column, note: fitted.note, raw })
  }
  return { columns, misfits }
}
