import { foldName } from '../../extract/normalise/countries.ts'

export type Places = { country: string | null; cities: readonly string[] }

/** "Frankfurt am Main" is the city that most write without its river; "Frankfurt (Oder)" is another. */
const RIVER = /[ /](?:am main|a\.? ?m\.?|main)$/

/** The cities of a posting as keys that can be compared, each once. */
export function cityKeys(cities: readonly (string | null)[]): string[] {
  const keys = cities.map((city) =>
    foldName(city ?? '')
      .replace(RIVER, '')
      .replace(/[^\p{L}\d]+/gu, ' ')
      .trim(),
  )
  return [...new Set(keys.filter(Boolean))].sort()
}

/** `other` where both say and nothing is shared: two cities of one template are two openings. `unknown` where one names no city. */
export function comparePlaces(one: Places, other: Places): 'same' | 'other' | 'unknown' {
  if (one.country !== null && other.country !== null && one.country !== other.country) return 'other'
  if (one.cities.length === 0 || other.cities.length === 0) return 'unknown'
  return one.cities.some((city) => other.cities.includes(city)) ? 'same' : 'other'
}
