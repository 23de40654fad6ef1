import type { Content, FieldOrigin } from '../../../db/posting-columns.ts'
import type { CollectedPlace } from '../../collect/collected-record.ts'
import type { ExtractedPlace, WorkArrangement } from '../../extract/extracted-page.ts'
import type { Gazetteer } from '../../extract/normalise/gazetteer.ts'
import { type ReadPlaces, readPlaces } from '../../extract/normalise/read-places.ts'
import { fillByRules } from '../../extract/rules/fill-by-rules.ts'
import type { SkillLinker } from '../../taxonomy/linker.ts'
import { placeColumns } from '../column-values.ts'
import { presentText } from '../plain-text.ts'
import { CONFIDENCE } from '../posting-record.ts'
import { ROW_EXTRACTOR } from '../read-columns.ts'
import { type ReadCollected, understoodTexts } from './read-collected.ts'
import type { StagedCollected, Understood } from './staged-collected.ts'

/** What it takes to understand places and skills; without a linker no skills are named. */
export type Knowledge = { gazetteer: Gazetteer; linker: SkillLinker | null }

/** A posting with more places is open everywhere, and each costs a look-up. */
const MOST_PLACES = 50
const LONGEST_RAW = 500

/** Places by their usual names, and what rules tell of the texts. Columns that the source fills itself are not among them. */
export function understand(read: ReadCollected, collected: StagedCollected, knowledge: Knowledge): Understood {
  const { checked, given } = read
  const { record, mapper } = collected
  const said = Object.keys(given.provenance).filter((column) => isSaid(given.provenance[column], given.columns, column))
  const stated = (record.places ?? []).slice(0, MOST_PLACES)
  const location = given.columns.location_raw ?? null
  const own = stated.length > 0
  const readings = (own ? stated : location === null ? [] : [{ raw: location }]).map((place) =>
    readingOf(place, knowledge.gazetteer),
  )
  const raw = (own ? stated.map(({ raw }) => raw).join('; ') : (location ?? '')).slice(0, LONGEST_RAW).toWellFormed()
  const origin: FieldOrigin = own
    ? { source: 'provider', confidence: CONFIDENCE.stated, raw, extractor: mapper }
    : { source: 'derived', confidence: CONFIDENCE.derived, raw, extractor: ROW_EXTRACTOR }
  const located = unsaid(locatedColumns(readings, knowledge.gazetteer), said)

  const { title, description } = checked
  const filled = fillByRules(
    { title: title ?? '', description: description ?? '', place_arrangement: arrangementOf(readings, raw) },
    { ...given.columns, ...located },
    knowledge.linker,
  )
  return {
    of: understoodTexts(read),
    columns: { ...located, ...filled.columns },
    provenance: {
      ...Object.fromEntries(Object.keys(located).map((column) => [column, origin])),
      ...(filled.provenance as Understood['provenance']),
    } as Understood['provenance'],
  }
}

function isSaid(origin: FieldOrigin | undefined, columns: Content, column: string): boolean {
  return origin?.source === 'provider' && columns[column as keyof Content] !== null
}

function readingOf({ raw, city, region, country, country_code }: CollectedPlace, gazetteer: Gazetteer): ReadPlaces {
  const text = presentText(raw) ?? ''
  const land = presentText(country_code ?? country)
  const parts = Object.entries({ city, region, country: land }).flatMap(([part, value]) => {
    const stated = presentText(value)
    return stated === null ? [] : [[part, stated] as const]
  })
  const read = readPlaces(text, { parts: parts.length > 0 ? Object.fromEntries(parts) : null, gazetteer })
  if (land === null || presentText(city) !== null || presentText(region) !== null) return read
  // A country beside the text of a place: the text knows the city.
  const named = presentText(country) ?? land
  const whole = readPlaces(`${text}, ${named}`, { parts: null, gazetteer })
  const knowsMore = whole.places.some(({ city, region }) => city !== null || region !== null)
  return knowsMore ? { ...whole, places: whole.places.map((place) => ({ ...place, raw: text })) } : read
}

function locatedColumns(readings: readonly ReadPlaces[], gazetteer: Gazetteer): Content {
  const places = readings.flatMap((reading) => reading.places.map((place) => usualName(place, gazetteer)))
  const codes = new Set(places.map(({ country_code }) => country_code))
  const [code] = codes
  const modes = readings.map(({ remote }) => remote)
  const remote = modes.includes(true) ? true : null
  const located = {
    ...placeColumns(places),
    country_code: codes.size === 1 && code ? code : null,
    remote,
  }
  return Object.fromEntries(Object.entries(located).filter(([, value]) => value !== null && value !== undefined))
}

/** München, Munich and Monaco di Baviera are one city, under the name that the gazetteer gives it. */
function usualName({ raw, city, region, country, country_code }: ExtractedPlace, gazetteer: Gazetteer): ExtractedPlace {
  const place = { raw: raw.slice(0, LONGEST_RAW).toWellFormed(), city, region, country, country_code }
  if (city === null) return place
  const found = gazetteer.find(city, { country: country_code })
  return found?.sure ? { ...place, city: found.city } : place
}

/** Where all places say how the work is done, it is that; where only some are remote, one may choose. */
function arrangementOf(
  readings: readonly ReadPlaces[],
  raw: string,
): { arrangement: WorkArrangement; raw: string } | null {
  const all = new Set(readings.map(({ arrangement }) => arrangement))
  const [first] = all
  if (all.size === 1 && first) return { arrangement: first, raw }
  const choice = all.size === 2 && all.has(null) && (all.has('Remote Solely') || all.has('Remote OK'))
  return choice ? { arrangement: 'Remote OK', raw } : null
}

function unsaid(columns: Content, said: readonly string[]): Content {
  return Object.fromEntries(Object.entries(columns).filter(([column]) => !said.includes(column)))
}
