import { type Country, countryByAlpha3, countryByCode, countryByName } from './countries.ts'
import { NO_PLACE, WORLD_PART } from './place-words.ts'
import { readMode } from './read-mode.ts'
import { regionOptions } from './regions.ts'

/** An address of structured markup. */
export type ReadAddress = {
  /** What stands for the town. */
  text: string
  /** Region and country, as pieces that belong to each town of the text. */
  after: string[]
  country: Country | null
  region: string | null
}

/** Reads the parts of schema.org's PostalAddress. Values that are no place ("N/A", "Remote") stay out of the region and the country. */
export function readAddress(parts: Readonly<Record<string, string>>): ReadAddress | null {
  const part = (name: string) => {
    const text = (parts[name] ?? '').replace(/\s+/g, ' ').trim()
    return NO_PLACE.test(text) ? null : text
  }
  const [city, stated, region] = [part('city'), part('country'), part('region')]
  const country = stated === null ? null : countryOfValue(stated)
  const usable = region !== null && isRegion(region, city, country) ? region : null
  const named = usable === null ? null : regionOptions(usable).find((option) => fits(option.region.country, country))
  // A country that no list knows is still read, as text: "Germany, Austria".
  const rest = stated !== null && country === null ? [stated] : []
  const text = [city ?? usable, ...rest].filter((part) => part !== null).join(', ')
  if (text === '' && country === null) return null
  const after = [...(named && city !== null ? [usable] : []), ...(country ? [country.name] : [])]
  return { text, after: after.filter((part) => part !== null), country, region: usable }
}

/** "DE", "DEU", "Germany", "https://en.wikipedia.org/wiki/Germany". */
function countryOfValue(value: string): Country | null {
  const text = /^https?:\/\//i.test(value) ? lastSegment(value) : value
  return (
    countryByName(text) ??
    (/^uk$/i.test(text) ? countryByCode('GB') : null) ??
    (/^[a-z]{2}$/i.test(text) ? countryByCode(text) : null) ??
    (/^[a-z]{3}$/i.test(text) ? countryByAlpha3(text.toUpperCase()) : null)
  )
}

function lastSegment(url: string): string {
  const last = url.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1) ?? ''
  try {
    return decodeURIComponent(last).replace(/_/g, ' ')
  } catch {
    return last.replace(/_/g, ' ')
  }
}

function isRegion(region: string, city: string | null, country: Country | null): boolean {
  if (WORLD_PART.test(region) || readMode(region) !== null || /^\d+$/.test(region)) return false
  if (regionOptions(region).some((option) => option.region.country === country?.code)) return true
  const named = countryByName(region)
  // The country again is no region: "Sweden" beside SE.
  if (named && (named.code === country?.code || (country && regionOptions(region).length === 0))) return false
  return region.toLowerCase() !== city?.toLowerCase() || country !== null
}

const fits = (code: string, country: Country | null) => country === null || code === country.code
