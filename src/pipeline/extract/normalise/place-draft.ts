import type { ExtractedPlace } from '../extracted-page.ts'
import { countryOfCity, largestOf } from './city-country.ts'
import { type Country, countryByCode } from './countries.ts'
import type { City } from './gazetteer.ts'
import type { Region } from './regions.ts'
import { isSpokenIn } from './speakers.ts'

/** A place with whether its country is certain: stated, or said by a region or a city that can mean no other. */
export type ReadPlace = ExtractedPlace & { sure: boolean }

/** A place while its pieces are read. */
export type PlaceDraft = {
  /** The stated text when it names this place alone; else its pieces are it. */
  raw: string | null
  pieces: string[]
  city: string | null
  /** Every place of the city's name; empty for a town that no list knows. */
  cities: readonly City[]
  region: Region | null
  /** Region as stated where it repeats the city's name or markup names it. */
  regionName: string | null
  country: Country | null
  /** The country as the pieces state it, against what a region implies. */
  stated: boolean
}

export const EMPTY_DRAFT: PlaceDraft = {
  ...{ raw: null, pieces: [], city: null, cities: [], region: null, regionName: null, country: null, stated: false },
}

/** Cities of a draft that lie where the draft says. */
export function placesOf({ cities, region, country }: PlaceDraft): readonly City[] {
  if (!country && !region) return cities
  return cities.filter(
    (city) => (!country || city.country_code === country.code) && (!region || city.admin === region.admin),
  )
}

/** Whether the name of the draft's city means a large city in one country, so that what follows is another place. */
export function standsAlone(draft: PlaceDraft, language: string | null): boolean {
  const largest = largestOf(draft.cities)
  return (
    largest !== undefined &&
    largest.population >= 50_000 &&
    countryOfCity(draft.cities, null, (country) => isSpokenIn(language, country)) !== null
  )
}

/** Cities that are a country, or all of one. */
const CITY_STATES: ReadonlySet<string> = new Set(['SG', 'HK', 'MO', 'MC', 'GI', 'VA'])

/** The finished place; `raw` is the text of its pieces. */
export function finishPlace(draft: PlaceDraft, hint: string | null, language: string | null): ReadPlace {
  const inferred =
    draft.country === null && draft.cities.length > 0
      ? countryOfCity(draft.cities, hint, (country) => isSpokenIn(language, country))
      : null
  const country = draft.country ?? (inferred === null ? null : countryByCode(inferred))
  const state = country && CITY_STATES.has(country.code) && draft.city === null ? country.name : null
  return {
    raw: draft.raw ?? draft.pieces.join(', '),
    city: state ?? draft.city,
    region: draft.region?.name ?? draft.regionName,
    country: country?.name ?? null,
    country_code: country?.code ?? null,
    sure: country !== null && (draft.cities.length === 0 || placesOf({ ...draft, country }).length > 0),
  }
}
