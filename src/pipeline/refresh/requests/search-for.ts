import { errors } from '../../../errors.ts'
import type { Search } from '../../collect/search.ts'
import type { Gazetteer } from '../../extract/normalise/gazetteer.ts'
import { arrangementsOf, employmentTypesOf, experienceBandsOf } from '../queries/filter-words.ts'
import { searchOf, searchOfCountry } from '../queries/search-of.ts'

/** What a request looks for; what is left out is any. */
export type AskedSearch = {
  titles?: readonly string[] | undefined
  /** A city, a region or a country in any usual spelling; the home country where neither it nor `country` is named. */
  location?: string | undefined
  /** ISO 3166 alpha-2. */
  country?: string | undefined
  /** Words of these three in any usual spelling. */
  arrangements?: readonly string[] | undefined
  employment_types?: readonly string[] | undefined
  experience_levels?: readonly string[] | undefined
}
export type SearchForRules = { homeCountry: string; gazetteer(): Gazetteer }

/** Kinds that can be asked for titles and places: another one would answer everything under the name of a search. */
const SEARCHING = ['active_jobs_db', 'jsearch', 'arbeitsagentur']
const ANYTHING = {
  title_keyword: null,
  ai_work_arrangement: null,
  ai_employment_type: null,
  ai_seniority: null,
  ai_industry: null,
}

/** A request's search in winnow's words. Throws VALIDATION for a kind that cannot be searched. */
export function searchFor(asked: AskedSearch, kind: string, { homeCountry, gazetteer }: SearchForRules): Search {
  if (!SEARCHING.includes(kind)) {
    const message = `must be left out: only sources of the kinds ${SEARCHING.join(', ')} can be searched`
    throw errors.validation([{ pointer: '/search', message }])
  }
  const { titles = [], location, country, arrangements, employment_types, experience_levels } = asked
  const place =
    location === undefined
      ? searchOfCountry(country ?? homeCountry, 0)
      : searchOf({ ...ANYTHING, location }, { gazetteer: gazetteer(), homeCountry: country ?? homeCountry, pages: 0 })
  return {
    ...place,
    titles,
    ...(country === undefined ? {} : { country }),
    ...(arrangements ? { arrangements: knownWords('arrangements', arrangements, arrangementsOf) } : {}),
    employment_types: knownWords('employment_types', employment_types, employmentTypesOf),
    experience_levels: knownWords('experience_levels', experience_levels, experienceBandsOf),
    pages: null,
  }
}

/** A filter of which no word is known would filter nothing, unnoticed. */
function knownWords(name: string, words: readonly string[] = [], read: (text: string) => string[]): string[] {
  const known = read(words.join('|'))
  if (words.length === 0 || known.length > 0) return known
  throw errors.validation([{ pointer: `/search/${name}`, message: 'holds no word that is known here' }])
}
