import { compareEmployers, employerWords } from './employers.ts'
import { comparePlaces, type Places } from './places.ts'
import { titlesAgree } from './titles.ts'

/** Similarity of two texts of one opening at one employer and place. */
export const THRESHOLD = 0.8
/** Where another employer advertises it (an agency), or employer or place is not known, the texts have to say more. */
export const STRICT_THRESHOLD = 0.9

/** What of a posting decides whether another one is the same opening. */
export type Opening = {
  source_id: number | null
  title: string | null
  organization: string | null
  places: Places
  employment_type: readonly string[] | null
  open: boolean
  /** ISO instants. */
  first_seen_at: string
  last_seen_at: string
}

export type Verdict = 'same' | 'source' | 'place' | 'title' | 'employer' | 'employment_type' | 'text'

/**
 * Whether `newer` advertises the opening of `older` again, or the first thing that speaks against it. A wrong link hides a job, so all
 * must agree: sources or times, places, titles, kinds of employment, and texts; what is not known makes the demand on the texts
 * higher, and another employer must name the same place.
 */
export function judge(older: Opening, newer: Opening, similarity: number): Verdict {
  if (!mayRepeat(older, newer)) return 'source'
  const place = comparePlaces(older.places, newer.places)
  if (place === 'other') return 'place'
  const employer = compareEmployers(older.organization, newer.organization)
  if (employer === 'other' && place !== 'same') return 'employer'
  if (typesExclude(older.employment_type, newer.employment_type)) return 'employment_type'
  if (older.title === null || newer.title === null) return 'title'
  if (!titlesAgree(older.title, newer.title, placeAndEmployer(older, newer))) return 'title'
  const sure = employer === 'same' && place === 'same'
  return similarity >= (sure ? THRESHOLD : STRICT_THRESHOLD) ? 'same' : 'text'
}

/** One source lists an opening once: two of its postings repeat each other only when the older was gone before the newer came. */
function mayRepeat(older: Opening, newer: Opening): boolean {
  if (older.source_id !== null && newer.source_id !== null && older.source_id !== newer.source_id) return true
  return !older.open && Date.parse(older.last_seen_at) < Date.parse(newer.first_seen_at)
}

function typesExclude(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return !!one?.length && !!other?.length && !one.some((type) => other.includes(type))
}

function placeAndEmployer(...openings: Opening[]): Set<string> {
  return new Set(
    openings.flatMap(({ places, organization }) => [
      ...places.cities.flatMap((city) => city.split(' ')),
      ...employerWords(organization),
    ]),
  )
}
