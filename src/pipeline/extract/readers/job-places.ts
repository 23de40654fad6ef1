import { isObject, lineOf, linesOf, listOf, MOST_VALUES, type Properties } from './job-values.ts'

export type StatedPlace = { raw: string; parts?: Readonly<Record<string, string>> }

const PARTS: readonly (readonly [part: string, property: string])[] = [
  ['street', 'streetAddress'],
  ['postal_code', 'postalCode'],
  ['city', 'addressLocality'],
  ['region', 'addressRegion'],
  ['country', 'addressCountry'],
]
const DEEPEST = 4

/**
 * Places of jobLocation in any shape: text, Place, PostalAddress, VirtualLocation, lists of them. `raw` names the city, region and country
 * as one would write them, each once; street and postal code are parts alone.
 */
export function placesOf(value: unknown, depth = 0): StatedPlace[] {
  if (depth > DEEPEST) return []
  if (Array.isArray(value)) return value.slice(0, MOST_VALUES).flatMap((one) => placesOf(one, depth + 1))
  const line = lineOf(value)
  if (line !== null) return [{ raw: line }]
  if (!isObject(value)) return []
  const within = value.address ?? value.jobLocation ?? value.location
  const addressed = placesOf(within, depth + 1)
  if (addressed.length > 0) return addressed
  return addressOf(value) ?? nameOf(value)
}

function addressOf(value: Properties): StatedPlace[] | null {
  const parts: Record<string, string> = {}
  for (const [part, property] of PARTS) {
    const stated = [...new Set(linesOf(value[property]))].join(', ')
    if (stated !== '') parts[part] = stated
  }
  const shown = [parts.city, parts.region, parts.country].filter((part) => part !== undefined)
  const distinct = shown.filter((part, at) => shown.findIndex((one) => same(one, part)) === at)
  const raw = distinct.length > 0 ? distinct.join(', ') : [parts.postal_code, parts.street].filter(Boolean).join(' ')
  return raw === '' ? null : [{ raw, parts }]
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

function nameOf(value: Properties): StatedPlace[] {
  return linesOf(value.name ?? value.containedInPlace ?? value['@value'])
    .slice(0, 1)
    .map((raw) => ({ raw }))
}

/** Names of the countries, states and areas of applicantLocationRequirements. */
export function areasOf(value: unknown): string[] {
  const areas = listOf(value).flatMap((one) => {
    if (isObject(one) && one.name === undefined) return placesOf(one).map(({ raw }) => raw)
    return linesOf(one)
  })
  return [...new Set(areas)]
}
