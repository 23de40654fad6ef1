import Value from 'typebox/value'
import { distinctPlaces, payIn, placeOf } from '../board-values.ts'
import { CollectedColumns, type CollectedRecord } from '../collected-record.ts'
import { booleanOf, joined, numberOf, textOf, textsOf } from '../json-values.ts'
import type { JsonApiConfig, Source } from './config.ts'
import { readPath, type Scope } from './path.ts'
import { readSource, textOfMany } from './read-source.ts'

type Columns = NonNullable<CollectedRecord['columns']>

/** An opening by the mapping of the settings. What stands there and does not fit its field is left out, with a note. */
export function jsonApiRecord(item: unknown, detail: unknown, config: JsonApiConfig): CollectedRecord {
  const scope: Scope = { item, detail }
  const { fields } = config
  const notes: Record<string, string> = {}
  const read = (source: Source | undefined) => (source === undefined ? undefined : readSource(scope, source))
  const text = (source: Source | undefined, separator?: string) => textOfMany(read(source), separator)
  const types = [read(fields.employment_type)].flat().flatMap((type) => textOf(type) ?? [])
  const places = placesOf(scope, config)
  const columns = columnsOf(scope, config, notes)
  const dateOf = (name: 'posted_on' | 'deadline') => {
    const source = fields[name]
    const found = read(source)
    const date = readDateValue(found, typeof source === 'object' && 'unit' in source)
    if (date === null && textOf(found) !== null) notes[name] = 'not_read'
    return date
  }
  const record: CollectedRecord = {
    external_job_id: text(fields.external_job_id),
    job_title: text(fields.job_title, ' '),
    company_name: text(fields.company_name, ', '),
    location: text(fields.location, '; ') ?? joined(places?.map(({ raw }) => raw) ?? [], '; '),
    ...(places ? { places } : {}),
    external_url: text(fields.external_url),
    apply_url: text(fields.apply_url),
    posted_on: dateOf('posted_on'),
    deadline: dateOf('deadline'),
    salary_range: text(fields.salary_range, ' '),
    employment_type: types.length > 0 ? types : null,
    job_description: text(fields.job_description),
  }
  if (config.salary) {
    const { min, max, currency, unit, raw } = config.salary
    const parts = { min: read(min), max: read(max), currency: read(currency), period: read(unit) }
    const pay = payIn(parts, text(raw, ' '))
    if (pay.salary) record.salary = pay.salary
    Object.assign(notes, pay.notes)
  }
  if (Object.keys(columns).length > 0) record.columns = columns
  if (Object.keys(notes).length > 0) record.notes = notes
  return record
}

function readDateValue(value: unknown, inSeconds: boolean): string | number | null {
  const number = numberOf(value)
  if (number === null) return textOf(value)
  const milliseconds = Math.round(inSeconds ? number * 1_000 : number)
  return Number.isSafeInteger(milliseconds) ? milliseconds : null
}

function placesOf(scope: Scope, { places }: JsonApiConfig): CollectedRecord['places'] {
  if (places === undefined) return undefined
  const all = places.items === undefined ? [scope.item] : [readPath(scope, places.items)].flat()
  const at = (item: unknown, path: string | undefined) =>
    path === undefined ? undefined : readPath({ item, detail: scope.detail }, path)
  return distinctPlaces(
    all.map((item) => {
      const parts = { city: at(item, places.city), region: at(item, places.region), country: at(item, places.country) }
      return placeOf(parts, typeof item === 'string' ? item : at(item, places.raw))
    }),
  )
}

function columnsOf(scope: Scope, config: JsonApiConfig, notes: Record<string, string>): Columns {
  const columns: Record<string, unknown> = {}
  for (const [name, source] of Object.entries(config.columns ?? {})) {
    if (source === undefined) continue
    const found = readSource(scope, source)
    if (found === null || found === undefined || (Array.isArray(found) && found.length === 0)) continue
    const fitting = writings(found).find((value) => value !== null && fits(name, value))
    if (fitting === undefined) notes[name] = 'not_read'
    else columns[name] = fitting
  }
  return columns
}

/** The ways to write a value, one of which is the column's own. */
function writings(value: unknown): unknown[] {
  const list = [value].flat()
  const numbers = list.map(numberOf).filter((number) => number !== null)
  return [
    textOfMany(value, ', '),
    numberOf(value),
    booleanOf(value),
    textsOf(list),
    numbers.length === list.length ? numbers : null,
  ]
}

function fits(name: string, value: unknown): boolean {
  const schema = CollectedColumns.properties[name as keyof Columns]
  return schema !== undefined && Value.Check(schema, value)
}
