import type { ArbeitsagenturConfig } from '../arbeitsagentur.ts'
import { germanCountry, germanPlace } from '../german-places.ts'
import type { Search } from '../search.ts'
import type { CollectContext, Window } from '../source-kind.ts'

type Query = Record<string, string | number | undefined>

const WINDOW_DAYS: Readonly<Record<Window, number | null>> = {
  '1h': 1,
  '24h': 1,
  '7d': 7,
  '2w': 14,
  '1m': 31,
  '6m': null,
}
const HOURS: Readonly<Record<string, string>> = { FULL_TIME: 'vz', PART_TIME: 'tz' }

/** What is asked for one after the other; undefined asks for everything. */
export function titlesOf({ title }: ArbeitsagenturConfig, search: Search | null): (string | undefined)[] {
  return search !== null && search.titles.length > 0 ? [...search.titles] : [title]
}

/** The search and the window in the agency's words. What they cannot say is left out: more openings come, never fewer. */
export function searchQuery(config: ArbeitsagenturConfig, { search, window }: CollectContext): Query {
  const where = placeOf(config, search)
  const types = search?.employment_types ?? []
  const hours = types.map((type) => HOURS[type])
  const isTrainee = types.length === 1 && types[0] === 'INTERN'
  return {
    wo: where,
    umkreis: where === undefined ? undefined : config.radius_km,
    arbeitszeit: hours.length > 0 && hours.every((hour) => hour !== undefined) ? hours.join(';') : undefined,
    angebotsart: isTrainee ? 34 : undefined,
    veroeffentlichtseit: daysOf(window === null ? config.published_days : WINDOW_DAYS[window]),
  }
}

/** Only 0, 1, 7 and multiples of 7 are answered rightly: the next one that leaves nothing out. Beyond 98 there is none. */
export function daysOf(days: number | null | undefined): number | undefined {
  if (days === null || days === undefined) return undefined
  if (days <= 1) return Math.max(0, days)
  const weeks = Math.ceil(days / 7) * 7
  return weeks > 98 ? undefined : weeks
}

function placeOf({ location }: ArbeitsagenturConfig, search: Search | null): string | undefined {
  if (search === null) return location
  if (search.location !== null) return germanPlace(search.location)
  return search.country === null ? location : germanCountry(search.country)
}
