import { leadingCity } from './cities.ts'
import { type Country, countryByCode, countryByName, foldName } from './countries.ts'
import { regionsNamed } from './regions.ts'

/** What is certain about a stated place. Everything else is null: a country is never inferred from a city. */
export type Place = {
  city: string | null
  region: string | null
  /** English name. */
  country: string | null
  /** ISO alpha-2. */
  country_code: string | null
  /** True when the place says that the work is done from anywhere; null when it says nothing about it. */
  remote: boolean | null
  /** False when the text names no place at all ("None", "2 Locations"). */
  usable: boolean
}

const NOWHERE: Place = { city: null, region: null, country: null, country_code: null, remote: null, usable: false }
const EMPTY =
  /^(n\/?a|tbd|tba|to be (determined|confirmed)|unknown|not (specified|applicable|stated)|keine angabe|-+|\.+)?$/i
const SEVERAL =
  /^(\d+ (locations?|standorte|sites|offices)|(multiple|various|several|different|verschiedene|mehrere|diverse) (locations?|standorte|places|sites|cities)|various|multiple)$/i
const REMOTE =
  /^(fully |100 ?% |full[- ])?(remote|home[- ]?office|work from home|telecommute|telearbeit|anywhere|worldwide)( work| job| position|possible)?$/i
/** Cities that are a country, or all of one. */
const CITY_STATES = new Set(['SG', 'HK', 'MO', 'MC', 'GI', 'VA'])
const STREET = /(stra(ss|ß)e|str\.?|weg|allee|platz|gasse|ufer|damm|straat|laan)$/i
const BUILDING =
  /\b(center|centre|tower|towers|park|plaza|building|campus|house|office|hq|headquarters|hub|floor|street|road|avenue|rd|st|ave|str|strasse|straße|platz|allee|filiale|branch|gate|mall|square|quay)\b/i

/** Splits a place as a source states it into what is certain. */
export function splitPlace(stated: string | null): Place {
  const text = (stated ?? '').trim()
  if (EMPTY.test(text) || /^(none|null|undefined|nan)$/i.test(text)) return NOWHERE
  const parts = partsOf(text).filter((part) => !EMPTY.test(part) && !SEVERAL.test(part))
  const named = parts.filter((part) => !REMOTE.test(part))
  const remote = named.length < parts.length ? true : null
  if (named.length === 0) return { ...NOWHERE, remote, usable: remote === true }

  const { country, rest } = takeCountry(named)
  const region = findRegion(rest, country)
  const at = region === null ? -1 : rest.lastIndexOf(region.part)
  const left = rest.filter((_, index) => index !== at)
  const whole = country ?? (region ? countryByCode(region.country) : null)
  const state = whole && CITY_STATES.has(whole.code) ? whole.name : null
  return {
    city: state ?? cityOf(left[0], left.length > 1 || rest.length < named.length || region !== null),
    region: region?.name ?? null,
    country: whole?.name ?? null,
    country_code: whole?.code ?? null,
    remote,
    usable: true,
  }
}

/** The parts of an address: at commas, semicolons, bars, spaced hyphens and slashes; what stands in brackets is a part too. */
function partsOf(text: string): string[] {
  return text
    .replace(/\(([^()]*)\)/g, ', $1')
    .split(/[,;|]|\s+(?:[-–—/]|or|oder)\s+|(?<=\p{L}{3})\/(?=\p{Lu}\p{Ll})/u)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '')
}

/** The country named last, or first when the address runs from the large to the small ("Japan, Tokyo"). */
function takeCountry(parts: readonly string[]): { country: Country | null; rest: string[] } {
  const last = parts.at(-1) ?? ''
  const first = parts[0] ?? ''
  const byLast = countryOf(last, parts.length)
  const country = byLast ?? (regionsNamed(last).length > 0 && parts.length > 1 ? null : countryOf(first, parts.length))
  if (!country) return { country: null, rest: [...parts] }
  return { country, rest: parts.filter((part) => countryOf(part, parts.length)?.code !== country.code) }
}

function countryOf(part: string, parts: number): Country | null {
  // "Atlanta, Georgia" may be the state or the country; with nothing else to tell them apart it is neither.
  if (foldName(part) === 'georgia' && parts > 1) return null
  const named = countryByName(part)
  if (named) return named
  if (/^(US|UK|USA|UAE)$/.test(part))
    return countryByCode(part === 'UK' ? 'GB' : part.slice(0, 2) === 'US' ? 'US' : 'AE')
  // A code that is also a state's ("CA", "DE", "IN") says neither.
  const isCode = /^[A-Z]{2}$/.test(part) && regionsNamed(part).length === 0
  return isCode ? countryByCode(part) : null
}

type Found = { part: string; name: string; country: string }

/**
 * The region that a part names. The first part is the city as a rule; it counts as a region only when no later part is one
 * ("Texas, USA", "Florida/Miami") and it is not a city of the same name.
 */
function findRegion(parts: readonly string[], country: Country | null): Found | null {
  const [first, ...later] = parts
  const candidates = first === undefined || CITY_REGION.test(first) ? later : [...later, first]
  for (const part of candidates) {
    // "Munich or Berlin" are two cities; "Berlin, Berlin" is a city in its region.
    if (CITY_REGION.test(part) && country === null && foldName(part) !== foldName(first ?? '')) continue
    const [only, ...others] = regionsNamed(part, country?.code)
    // Without a country "CO" is Colorado or Colombia, "Georgia" a state or a country.
    const unsure =
      country === null && (foldName(part) === 'georgia' || (/^[A-Z]{2}$/.test(part) && countryByCode(part) !== null))
    if (only !== undefined && others.length === 0 && !unsure) return { part, ...only }
  }
  return null
}

const CITY_REGION = /^(berlin|bremen|hamburg|wien|new york|washington|victoria)$/i

/**
 * The city in the first part of an address. A part that goes on with a number or the words of a building holds more than a city: then a
 * large city at its start counts, or the one word before the number, and otherwise nothing is certain.
 */
function cityOf(part: string | undefined, hasMore: boolean): string | null {
  if (part === undefined) return null
  const name = part.replace(/^([A-Z]{1,2}-)?\d{4,6} (?=\p{Lu})/u, '')
  const known = leadingCity(name)
  const plain = !/\d/.test(name) && !BUILDING.test(name)
  // "Frankfurt am Main", "Stoke on Trent": a small word goes on with the name.
  if (known !== null && (known === name || !/^ \p{Ll}/u.test(name.slice(known.length)))) return known
  if (plain)
    return name.split(' ').length <= (hasMore ? 4 : 3) && /^\p{L}/u.test(name) && !/\. /.test(name) ? name : null
  const before = /^(\p{Lu}[\p{L}'’.-]+) (?=\d)/u.exec(name)?.[1]
  return before && !BUILDING.test(before) && !STREET.test(before) ? before : null
}
