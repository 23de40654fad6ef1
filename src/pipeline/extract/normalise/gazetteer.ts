import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dwarfs } from './city-country.ts'
import { foldPlaceName, otherSpellings } from './place-name.ts'
import { regionOfAdmin } from './regions.ts'
import { isSpokenIn } from './speakers.ts'

/** A populated place of GeoNames. */
export type City = {
  /** As GeoNames writes it. */
  city: string
  /** GeoNames' code of the first-level region within the country. */
  admin: string
  /** ISO 3166 alpha-2. */
  country_code: string
  /** Inhabitants, to the nearest hundred; 0 when unknown. */
  population: number
  /** True for a quarter of a city. */
  section: boolean
}

export type FoundCity = City & {
  region: string | null
  /** True when the name means this city and no other: the only one, or ten times as large as the next. */
  sure: boolean
}

export type Gazetteer = {
  /** All places of a name, in any of its known spellings, the largest first. */
  all(name: string): readonly City[]
  /**
   * The place that a name most likely means: within `country` when it is given; among namesakes the one where `language` (ISO 639-1) is
   * spoken when it outweighs all others there and is the largest anywhere. Null when the name is unknown.
   */
  find(name: string, hints?: { country?: string | null; language?: string | null }): FoundCity | null
}

const TAB = 9
const LINE = 10

/** Reads the city list that ships with the project (2.6 MB, kept as bytes): call it once per process or thread. */
export function loadGazetteer(file = join(import.meta.dirname, 'data', 'cities.tsv')): Gazetteer {
  const bytes = readFileSync(file)
  const named = (key: string) => (key === '' ? [] : readLine(bytes, key))
  const all = (name: string): City[] => {
    const key = foldPlaceName(name)
    const cities = named(key)
    if (cities.length > 0) return cities
    for (const other of otherSpellings(key)) {
      const found = named(other)
      if (found.length > 0) return found
    }
    return cities
  }
  return {
    all,
    find: (name, { country, language } = {}) => {
      const everywhere = all(name)
      const cities = country ? everywhere.filter((city) => city.country_code === country) : everywhere
      const [first, second] = cities
      if (!first) return null
      const local = language && !country ? cities.filter((city) => isSpokenIn(language, city.country_code)) : cities
      const sure =
        dwarfs(first, second) || (first === local[0] && local.length < cities.length && dwarfs(first, local[1]))
      return { ...first, region: regionOfAdmin(first.country_code, first.admin), sure }
    },
  }
}

/** The same gazetteer for one reading: pieces of one text are looked up again and again. */
export function remembering(gazetteer: Gazetteer): Gazetteer {
  const seen = new Map<string, readonly City[]>()
  const all = (name: string) => {
    const before = seen.get(name)
    if (before) return before
    const found = gazetteer.all(name)
    seen.set(name, found)
    return found
  }
  return { all, find: gazetteer.find }
}

/** Binary search over the sorted lines. Steps over bytes by hand: calls of indexOf cost more than the few bytes of a line. */
function readLine(bytes: Buffer, key: string): City[] {
  let low = 0
  let high = bytes.length
  while (low < high) {
    let start = (low + high) >>> 1
    while (start > low && bytes[start - 1] !== LINE) start -= 1
    const order = compare(bytes, start, key)
    if (order === 0) return citiesOf(bytes.toString('utf8', start + key.length + 1, lineEnd(bytes, start)), key)
    if (order < 0) low = lineEnd(bytes, start) + 1
    else high = start
  }
  return []
}

function lineEnd(bytes: Buffer, start: number): number {
  let end = start
  while (end < bytes.length && bytes[end] !== LINE) end += 1
  return end
}

/** Below 0 when the line at `start` sorts before the key. */
function compare(bytes: Buffer, start: number, key: string): number {
  for (let index = 0; index < key.length; index += 1) {
    const byte = bytes[start + index] as number
    if (byte !== key.charCodeAt(index)) return byte === TAB ? -1 : byte - key.charCodeAt(index)
  }
  return bytes[start + key.length] === TAB ? 0 : 1
}

function citiesOf(list: string, key: string): City[] {
  return list.split(';').map((entry) => {
    const [place = '', people = '0', display] = entry.split(',')
    const section = people.endsWith('*')
    return {
      city: display ?? key.replace(/(?:^| )[a-z]/g, (start) => start.toUpperCase()),
      country_code: place.slice(0, 2),
      admin: place.slice(2),
      population: Number.parseInt(section ? people.slice(0, -1) : people, 36) * 100,
      section,
    }
  })
}
