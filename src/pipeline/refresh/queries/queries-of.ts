/** Which searches a person needs, from what a CV says or from what the person chose. Pure. */
import type { Combination, NewSearchQuery } from '../../../db/search-queries.ts'
import type { Gazetteer } from '../../extract/normalise/gazetteer.ts'
import { combinationKey, foldTitle } from './combination-key.ts'
import { arrangementsOf, levelsOfYears } from './filter-words.ts'
import { readSearchPlaces } from './search-place.ts'

/** What a CV profile says about the next job. Lists are in the order of preference. */
export type CvWishes = {
  desired_job_titles: readonly string[]
  preferred_work_locations: readonly string[]
  current_location: string | null
  /** remote, hybrid, onsite or flexible, in any spelling; null when the CV says nothing. */
  work_arrangement_preference: string | null
  total_years_experience: number | null
  industries: readonly string[]
}
/** What a person chose. Lists are in the person's order. */
export type Preferences = { search_keywords: readonly string[]; search_locations: readonly string[] }

const MOST_TITLES = 5
const MOST_CV_PLACES = 3
const MOST_CHOSEN_PLACES = 5
const MOST_INDUSTRIES = 3
const PRIORITY = 10
const REMOTE_PLACE = 'Remote'

/**
 * Rows of titles x places with the filters of the profile: the first five titles, the first three places and where the person lives,
 * "Remote" for who wants remote or flexible work. A missing side counts as one null; nothing when both are missing.
 */
export function queriesOfProfile(wishes: CvWishes, gazetteer: Gazetteer): NewSearchQuery[] {
  const preference = wishes.work_arrangement_preference
  const arrangements = isFlexible(preference) ? [] : arrangementsOf(preference)
  const places = distinctPlaces(wishes.preferred_work_locations, gazetteer).slice(0, MOST_CV_PLACES)
  const more = [
    ...(wishes.current_location === null ? [] : [wishes.current_location]),
    ...(isFlexible(preference) || arrangements.includes('Remote Solely') ? [REMOTE_PLACE] : []),
  ]
  return rowsOf(
    'Primary Search',
    wishes.desired_job_titles,
    distinctPlaces([...places, ...more], gazetteer),
    gazetteer,
    {
      ai_work_arrangement: joined(arrangements),
      ai_employment_type: null,
      ai_seniority: levelsOfYears(wishes.total_years_experience),
      ai_industry: joined(wishes.industries.map(clean).filter(Boolean).slice(0, MOST_INDUSTRIES)),
    },
  )
}

/** Rows of keywords x places, without filters: the first five of each. */
export function queriesOfPreferences(preferences: Preferences, gazetteer: Gazetteer): NewSearchQuery[] {
  const places = distinctPlaces(preferences.search_locations, gazetteer).slice(0, MOST_CHOSEN_PLACES)
  return rowsOf('Updated Search Preferences', preferences.search_keywords, places, gazetteer, {
    ai_work_arrangement: null,
    ai_employment_type: null,
    ai_seniority: null,
    ai_industry: null,
  })
}

type Filters = Omit<Combination, 'title_keyword' | 'location'>

function rowsOf(
  query_name: string,
  titles: readonly string[],
  places: readonly string[],
  gazetteer: Gazetteer,
  filters: Filters,
): NewSearchQuery[] {
  const wanted = distinctTitles(titles).slice(0, MOST_TITLES)
  if (wanted.length === 0 && places.length === 0) return []
  const rows = orNull(wanted).flatMap((title_keyword) =>
    orNull(places).map((location) => {
      const combination = { title_keyword, location, ...filters }
      return { query_name, priority: PRIORITY, ...combination, combination_key: combinationKey(combination, gazetteer) }
    }),
  )
  return [...new Map(rows.toReversed().map((row) => [row.combination_key, row])).values()].toReversed()
}

function orNull(texts: readonly string[]): readonly (string | null)[] {
  return texts.length === 0 ? [null] : texts
}

function distinctTitles(titles: readonly string[]): string[] {
  return distinctBy(titles.map(clean), foldTitle)
}

/** Distinct by what they mean. "Hamburg or Berlin" is two places; a spelling is kept as it is written. */
function distinctPlaces(texts: readonly string[], gazetteer: Gazetteer): string[] {
  const places = texts.map(clean).flatMap((text) => {
    const named = readSearchPlaces(text, gazetteer)
    return named.length === 1
      ? named.map(({ key }) => ({ key, text }))
      : named.map(({ key, name }) => ({ key, text: name ?? text }))
  })
  return distinctBy(places, ({ key }) => key).map(({ text }) => text)
}

/** The first of each key; what has an empty one is left out. */
function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set([''])
  return items.filter((item) => {
    const key = keyOf(item)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function isFlexible(preference: string | null): boolean {
  return /^(flexib|any\b|egal)/i.test(clean(preference ?? ''))
}

function joined(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join('|')
}

function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
