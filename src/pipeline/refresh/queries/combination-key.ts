import type { Combination, KeyedCombination } from '../../../db/search-queries.ts'
import type { Gazetteer } from '../../extract/normalise/gazetteer.ts'
import { arrangementsOf, employmentTypesOf, experienceBandsOf, industriesOf } from './filter-words.ts'
import { readSearchPlaces } from './search-place.ts'

/** Longer than any title of a job; a longer key could not be indexed. */
const LONGEST = 200
const FOR_ALL =
  /\(\s*(?:[mwfdxi]|gn|all genders?|div(?:erse?)?)(?:\s*[/|,*]\s*(?:[mwfdxi]|gn|div(?:erse?)?))*\s*\)|\*in(?:nen)?\b/giu

/** Version of the rule by which searches are equal: it stands in every key, so that keys of another rule never meet. */
const RULE = 1

/**
 * One text for all spellings of one search: case, accents, blanks and hyphens of the title, names of the place (München is Munich,
 * "Berlin, Germany" is Berlin), order and spelling of the filters. Null equals null and nothing else. Pure.
 */
export function combinationKey(combination: Combination, gazetteer: Gazetteer): string {
  const { title_keyword, location, ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry } = combination
  const places = readSearchPlaces(location, gazetteer).map(({ key }) => key)
  return JSON.stringify([
    RULE,
    listOrNull([foldTitle(title_keyword)]),
    listOrNull(places),
    listOrNull(arrangementsOf(ai_work_arrangement)),
    listOrNull(employmentTypesOf(ai_employment_type)),
    listOrNull(experienceBandsOf(ai_seniority)),
    listOrNull(industriesOf(ai_industry).map((name) => name.toLowerCase())),
  ])
}

export function keyed(combination: Combination, gazetteer: Gazetteer): KeyedCombination {
  return { ...combination, combination_key: combinationKey(combination, gazetteer) }
}

/** "Data-Scientist (m/w/d)" and "data  scientist" are one title; "C", "C++" and "C#" are three. Empty for a blank one. */
export function foldTitle(title: string | null): string {
  return (title ?? '')
    .replace(FOR_ALL, ' ')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[-–—_/\s]+/g, ' ')
    .trim()
    .slice(0, LONGEST)
}

function listOrNull(words: readonly string[]): string | null {
  const present = words.filter(Boolean).map((word) => word.slice(0, LONGEST))
  return present.length === 0 ? null : present.toSorted().join('|')
}
