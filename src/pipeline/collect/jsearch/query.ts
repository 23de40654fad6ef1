import { countryName } from '../country-names.ts'
import type { Search } from '../search.ts'
import type { CollectContext, Window } from '../source-kind.ts'

type Settings = { query?: string | undefined; country?: string | undefined; language?: string | undefined }
type Query = Record<string, string | boolean | null>

/** The narrowest period of the provider that holds the whole window. */
const DATE_POSTED: Readonly<Record<Window, string>> = {
  ...{ '1h': 'today', '24h': 'today', '7d': 'week', '2w': 'month', '1m': 'month', '6m': 'all' },
}
const TYPES: ReadonlyMap<string, string> = new Map([
  ...([
    ['FULL_TIME', 'FULLTIME'],
    ['PART_TIME', 'PARTTIME'],
    ['CONTRACTOR', 'CONTRACTOR'],
    ['INTERN', 'INTERN'],
  ] as const),
])

/** What JSearch is asked: `TITLE OR TITLE in PLACE` and its filters. The two hosts name the filter for remote work differently. Pure. */
export function jsearchQuery(
  settings: Settings,
  { search, window }: Pick<CollectContext, 'search' | 'window'>,
  api: 'rapidapi' | 'openwebninja',
): Query {
  const country = search ? search.country : (settings.country ?? null)
  const remote = search !== null && isRemote(search) ? true : null
  return {
    query: search ? textOfSearch(search) : (settings.query ?? everythingIn(country)),
    date_posted: window === null ? 'all' : DATE_POSTED[window],
    country: country?.toLowerCase() ?? null,
    language: settings.language ?? null,
    employment_types: search ? typesOf(search.employment_types) : null,
    [api === 'rapidapi' ? 'remote_jobs_only' : 'work_from_home']: remote,
  }
}

/** "Remote" is no place: it asks for remote work anywhere. */
function textOfSearch({ titles, location, country }: Search): string {
  const title = titles.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean).join(' OR ') // biome-ignore format: one thought
  if (isPseudoPlace(location)) return title || 'jobs'
  if (!title && !location) return everythingIn(country)
  return location ? `${title || 'jobs'} in ${location}` : title
}

function everythingIn(country: string | null): string {
  const name = country === null ? null : countryName(country)
  return name === null ? 'jobs' : `jobs in ${name}`
}

function isRemote({ location, arrangements }: Search): boolean {
  return isPseudoPlace(location) || (arrangements.length > 0 && arrangements.every((word) => word.startsWith('Remote')))
}

function isPseudoPlace(location: string | null): boolean {
  return location?.trim().toLowerCase() === 'remote'
}

/** A kind that the provider lacks cannot be asked for: then none is, or openings of that kind would be missing. */
function typesOf(types: readonly string[]): string | null {
  const words = types.flatMap((type) => TYPES.get(type) ?? [])
  return words.length > 0 && words.length === types.length ? words.join(',') : null
}
