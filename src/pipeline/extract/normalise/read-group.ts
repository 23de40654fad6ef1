import { dwarfs, largestOf } from './city-country.ts'
import { type Country, countryByAlpha3, countryByCode, countryByName } from './countries.ts'
import type { City, Gazetteer } from './gazetteer.ts'
import { cityInPiece, type NamedCity, readsAsTown } from './name-in-piece.ts'
import { EMPTY_DRAFT, type PlaceDraft, placesOf, standsAlone } from './place-draft.ts'
import { foldPlaceName } from './place-name.ts'
import type { PlacePart } from './place-parts.ts'
import { AFTER_CITY } from './place-words.ts'
import { type Region, type RegionOption, regionOptions } from './regions.ts'

/** What a piece may mean: all of it may be true of one text ("Georgia", "CA", "Luxembourg"). */
type Meanings = { country: Country | null; code: boolean; regions: readonly RegionOption[]; city: NamedCity | null }

/** The country that a text names, by name or by a code in capitals. `code` tells a code, which may be a region's as well. */
export function countryNamed(text: string): { country: Country | null; code: boolean } {
  const named = countryByName(text)
  if (named) return { country: named, code: false }
  if (/^us$/i.test(text)) return { country: countryByCode('US'), code: false }
  if (text === 'UK') return { country: countryByCode('GB'), code: false }
  if (/^\p{Lu}{2}$/u.test(text)) return { country: countryByCode(text), code: true }
  return { country: /^\p{Lu}{3}$/u.test(text) ? countryByAlpha3(text) : null, code: true }
}

/** Reads the pieces of one place, or of a list that only commas part, from left to right. */
export function readGroup(parts: readonly PlacePart[], gazetteer: Gazetteer, language: string | null): PlaceDraft[] {
  const drafts: PlaceDraft[] = []
  const meanings = parts.map(({ text }): Meanings => {
    const { country, code } = countryNamed(text)
    return { country, code, regions: regionsOf(text), city: cityInPiece(text, gazetteer) }
  })
  for (const [index, part] of parts.entries()) {
    const meaning = meanings[index] as Meanings
    const draft = drafts.at(-1)
    const next = draft
      ? continued(draft, part, meaning, language, parts.length)
      : opened(part.text, meaning, meanings[index + 1], parts.length)
    if (next === null) continue
    if (draft && next.pieces.length > draft.pieces.length) drafts[drafts.length - 1] = next
    else drafts.push(next)
  }
  return withCommonCountry(drafts)
}

function regionsOf(text: string): readonly RegionOption[] {
  const named = regionOptions(text)
  return named.length > 0 ? named : regionOptions(text.replace(AFTER_CITY, ''))
}

/** The first piece of a place. Null when it means nothing by itself: a street, a building, an office. */
function opened(
  text: string,
  { country, code, regions, city }: Meanings,
  next: Meanings | undefined,
  parts: number,
): PlaceDraft | null {
  const fresh = { ...EMPTY_DRAFT, pieces: [text] }
  const region = onlyRegion(regions, code ? country : null)
  // "Georgia" alone is a state or a country.
  const shared = regions.some((option) => !option.code && !option.alsoCity && option.region.country !== country?.code)
  if (country && !code && !region && !shared) return { ...fresh, country, stated: true }
  const confirmed = next?.city?.cities.some(({ country_code }) => country_code === country?.code) ?? false
  if (country && code && (confirmed || regions.length === 0)) return { ...fresh, country, stated: true }
  if (city && !(region && !isCityFirst(city, regions, next))) return ofCity(fresh, city)
  if (region) return { ...fresh, region, country: countryByCode(region.country) }
  if (country || regions.length > 0) return null
  return readsAsTown(text, parts > 1 ? 4 : 3) ? { ...fresh, city: text } : null
}

/** "New York" is a city unless nothing but a country follows a region's name that no large city bears. */
function isCityFirst(city: NamedCity, regions: readonly RegionOption[], next: Meanings | undefined) {
  if (regions.some(({ alsoCity }) => alsoCity)) return true
  if (next?.regions.some(({ region }) => inRegion(city.cities, region))) return true
  // "Victoria" is a state of Australia, and cities of other countries.
  if ((largestOf(city.cities)?.population ?? 0) >= 250_000) return true
  return regions.every(({ region }) => (largestIn(city.cities, region)?.population ?? 0) >= 100_000)
}

/** The next piece of a place: the draft with it, a new draft, or null when it adds nothing. */
function continued(
  draft: PlaceDraft,
  { text, aside }: PlacePart,
  meaning: Meanings,
  language: string | null,
  parts: number,
): PlaceDraft | null {
  const grown = { ...draft, pieces: [...draft.pieces, text] }
  const fresh = { ...EMPTY_DRAFT, pieces: [text] }
  const { country, code, city } = meaning
  const here = placesOf(draft)

  if (draft.city === null) {
    const region = draft.region ? null : regionWithin(meaning.regions, draft.country)
    if (city && !(region && !isCityFirst(city, meaning.regions, undefined))) {
      const within = placesOf({ ...draft, cities: city.cities })
      if (within.length > 0) return ofCity(grown, city)
    }
    if (region) return { ...grown, region, country: draft.country ?? countryByCode(region.country) }
    if (country && draft.country === null && draft.region?.country === country.code)
      return { ...grown, country, stated: true }
    if (country && country.code === draft.country?.code) return { ...grown, stated: true }
    // An unknown name after a country may be anything: "Hong Kong, Commerce Ctr".
    const names = city || country || meaning.regions.some((option) => !option.code)
    return aside || !names ? null : opened(text, meaning, undefined, parts)
  }

  // The number of a French department narrows a name to France: "Saint-Denis (93)".
  const french = aside && !draft.country && /^(?:\d{2}|2[AB]|97\d)$/.test(text)
  if (french && here.some(({ country_code }) => country_code === 'FR'))
    return { ...grown, country: countryByCode('FR') }
  if (foldPlaceName(text) === foldPlaceName(draft.city) && !draft.region && !draft.regionName && !(country && !code))
    return { ...grown, regionName: text }
  const regions = draft.region ? [] : meaning.regions.filter(({ region }) => inRegion(here, region))
  const region = largestRegion(
    here,
    regions.map((option) => option.region),
  )
  const inCountry = country && !draft.stated ? here.filter((place) => place.country_code === country.code) : []
  if (region && inCountry.length > 0) {
    const [left, right] = [largestIn(here, region), largestOf(inCountry)]
    // "Paris, FR"-like codes mean whichever of the two is the larger by far; otherwise neither.
    if (left && right && region.country !== country?.code) {
      if (dwarfs(right, left)) return { ...grown, country, stated: true }
      return dwarfs(left, right) ? { ...grown, region, country: countryByCode(region.country) } : null
    }
  }
  if (region) return { ...grown, region, country: countryByCode(region.country) }
  if (country && inCountry.length > 0) return { ...grown, country, stated: true }
  if (country && country.code === draft.country?.code) return { ...grown, stated: true }

  const alone = standsAlone(draft, language)
  const named = code ? null : country
  if (country && draft.country === null && (here.length === 0 || !alone)) {
    // A code that no list confirms may be a region's as well: then it says nothing.
    if (!code || meaning.regions.every(({ needsCountry }) => needsCountry)) return { ...grown, country, stated: true }
  }
  if (here.length === 0 && !draft.region) {
    const only = onlyRegion(
      meaning.regions.filter(({ alsoCity }) => !(alsoCity && city)),
      code ? country : null,
    )
    if (only && (!draft.country || draft.country.code === only.country))
      return { ...grown, region: only, country: draft.country ?? countryByCode(only.country) }
  }
  if (named) return { ...fresh, country: named, stated: true }
  if (city) return nextCity(draft, grown, fresh, city, aside, alone, language)
  const other = meaning.regions.find((option) => !option.code && !option.alsoCity)?.region
  if (other && alone && !aside) return { ...fresh, region: other, country: countryByCode(other.country) }
  return null
}

/** A city after a city: the town of a building or quarter, the quarter of a town, or the next of a list. */
function nextCity(
  draft: PlaceDraft,
  grown: PlaceDraft,
  fresh: PlaceDraft,
  city: NamedCity,
  aside: boolean,
  alone: boolean,
  language: string | null,
): PlaceDraft | null {
  const next = ofCity(fresh, city)
  const known = draft.cities.length > 0
  // "Tel Aviv-Yafo, Tel Aviv District"
  if (known && isSame(largestOf(draft.cities), largestOf(city.cities))) return grown
  if (!known) return draft.country ? (aside ? null : next) : { ...ofCity(grown, city) }
  if (aside) return standsAlone(next, language) && alone ? next : null
  const [mine, theirs] = [largestOf(draft.cities), largestOf(city.cities)]
  const shared = draft.cities.some((place) => city.cities.some((other) => other.country_code === place.country_code))
  if (mine && theirs && !alone && !draft.country && shared && dwarfs(theirs, mine)) return ofCity(grown, city)
  return city.whole || city.country || standsAlone(next, language) ? next : null
}

function ofCity(draft: PlaceDraft, { name, cities, country }: NamedCity): PlaceDraft {
  const stated = country === null ? null : countryByCode(country)
  return { ...draft, city: name, cities, country: draft.country ?? stated, stated: draft.stated || stated !== null }
}

/** "Prague, Ostrava, Czechia": the country at the end is that of the cities before it, where they lie in it. */
function withCommonCountry(drafts: PlaceDraft[]): PlaceDraft[] {
  const last = drafts.at(-1)
  if (!last?.stated || !last.country) return drafts
  const country = last.country
  return drafts.map((draft) =>
    draft.country === null && placesOf({ ...draft, country }).length > 0 ? { ...draft, country, stated: true } : draft,
  )
}

const isSame = (left: City | undefined, right: City | undefined) =>
  left !== undefined &&
  left.city === right?.city &&
  left.country_code === right.country_code &&
  left.admin === right.admin
const inRegion = (cities: readonly City[], region: Region) =>
  cities.some((city) => city.country_code === region.country && city.admin === region.admin)
const largestIn = (cities: readonly City[], region: Region) =>
  largestOf(cities.filter((city) => city.country_code === region.country && city.admin === region.admin))

function largestRegion(cities: readonly City[], regions: readonly Region[]): Region | null {
  let best: Region | null = null
  let people = -1
  for (const region of regions) {
    const largest = largestIn(cities, region)?.population ?? -1
    if (largest > people) [best, people] = [region, largest]
  }
  return best
}

function regionWithin(regions: readonly RegionOption[], country: Country | null): Region | null {
  return country ? (regions.find(({ region }) => region.country === country.code)?.region ?? null) : null
}

/** The one region that a text can mean by itself; null for a code that is a country's too. */
function onlyRegion(regions: readonly RegionOption[], country: Country | null): Region | null {
  const open = regions.filter(({ needsCountry }) => !needsCountry)
  const [first] = open
  if (!first || (first.code && country)) return null
  const georgia = first.region.name === 'Georgia'
  return !georgia && open.every(({ region }) => region.country === first.region.country) ? first.region : null
}
