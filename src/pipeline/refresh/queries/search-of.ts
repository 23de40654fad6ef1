import type { Combination } from '../../../db/search-queries.ts'
import type { Search } from '../../collect/search.ts'
import { countryByCode } from '../../extract/normalise/countries.ts'
import type { Gazetteer } from '../../extract/normalise/gazetteer.ts'
import { arrangementsOf, employmentTypesOf, experienceBandsOf, industriesOf, REMOTE } from './filter-words.ts'
import { providerIndustries } from './provider-industries.ts'
import { readSearchPlaces } from './search-place.ts'

export type SearchRules = {
  gazetteer: Gazetteer
  /** ISO 3166 alpha-2 of where people look who name no place: without it one search would ask for the whole world. */
  homeCountry: string
  /** Pages to read at most. */
  pages: number
}

/** A combination as sources are asked for it: names in English, filters in winnow's vocabulary. Pure. */
export function searchOf(combination: Combination, { gazetteer, homeCountry, pages }: SearchRules): Search {
  const places = readSearchPlaces(combination.location, gazetteer)
  const names = places.flatMap(({ name }) => name ?? [])
  const countries = new Set(places.map(({ country_code }) => country_code ?? homeCountry))
  const [country = homeCountry] = countries
  const arrangements = places.some(({ remote }) => remote) ? REMOTE : arrangementsOf(combination.ai_work_arrangement)
  const title = combination.title_keyword?.replace(/\s+/g, ' ').trim()
  return {
    titles: title ? [title] : [],
    location: names.length === 0 ? countryName(homeCountry) : names.join(' or '),
    country: countries.size > 1 ? null : country,
    arrangements,
    employment_types: employmentTypesOf(combination.ai_employment_type),
    experience_levels: experienceBandsOf(combination.ai_seniority),
    industries: providerIndustries(industriesOf(combination.ai_industry)),
    pages,
  }
}

/** Every opening of a country, unfiltered. */
export function searchOfCountry(code: string, pages: number): Search {
  return {
    titles: [],
    location: countryName(code),
    country: code,
    arrangements: [],
    employment_types: [],
    experience_levels: [],
    industries: [],
    pages,
  }
}

function countryName(code: string): string {
  return countryByCode(code)?.name ?? code
}
