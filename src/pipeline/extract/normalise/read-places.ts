import type { WorkArrangement } from '../extracted-page.ts'
import { readArrangement } from './arrangement.ts'
import { largestOf } from './city-country.ts'
import { countryByCode, countryByName } from './countries.ts'
import type { Gazetteer } from './gazetteer.ts'
import { EMPTY_DRAFT, finishPlace, type PlaceDraft, placesOf, type ReadPlace } from './place-draft.ts'
import { type PlaceGroup, type PlacePart, placeGroups } from './place-parts.ts'
import { COUNTRY_WIDE, LABEL, MORE, NATIONWIDE, NO_PLACE, SEVERAL, WORLD_PART } from './place-words.ts'
import { readAddress } from './read-address.ts'
import { readGroup } from './read-group.ts'
import { type PlaceMode, readMode } from './read-mode.ts'
import { regionOptions } from './regions.ts'

/** Parts that structured markup gives by themselves: street, postal_code, city, region, country. */
export type AddressParts = Readonly<Record<string, string>>
export type PlaceHints = {
  parts?: AddressParts | null
  /** ISO 639-1 of the page. */
  language?: string | null
  /** ISO alpha-2 of the country that the page seems to be of; it decides between namesakes and never makes a country. */
  country_hint?: string | null
  gazetteer: Gazetteer
}

export type ReadPlaces = {
  places: ReadPlace[]
  /** True when the work is done from anywhere or anywhere in `scope`; null when nothing is said. */
  remote: boolean | null
  arrangement: WorkArrangement | null
  /** Where remote work may be done, as stated. */
  scope: string | null
  /** How many places there are when more are meant than named. */
  several: number | null
  /** Why there is no place, or no country for one: no_place, several_unnamed, nationwide, region_only, unknown_place, country_unsure. */
  note: string | null
}

/** A place is a line; what is longer is prose. */
const LONGEST = 600

/** What a page states as location, told apart. Countries are stated, or follow from a region or a city that can mean no other. */
export function readPlaces(raw: string, hints: PlaceHints): ReadPlaces {
  const { gazetteer } = hints
  const language = hints.language ?? null
  const hint = hints.country_hint ?? null
  const address = hints.parts ? readAddress(hints.parts) : null
  const text = (address?.text ?? raw)
    .slice(0, LONGEST)
    .replace(/(?:[^\S\n]|_)+/g, ' ')
    .trim()
    .replace(LABEL, '')
  const said = createSaid()
  const counted = MORE.exec(text)
  const named = counted ? text.slice(0, counted.index) : text
  const known = (name: string) => isName(name, gazetteer)

  const drafts: PlaceDraft[] = []
  for (const group of placeGroups(named, known)) {
    const parts = said.placeParts(group)
    const after = parts.length > 0 ? (address?.after ?? []).map((text) => ({ text, aside: false })) : []
    const read = readGroup([...parts, ...after], gazetteer, language)
    addGroup(drafts, read, group)
  }
  const stated = address?.country ?? null
  if (stated && drafts.length === 0)
    drafts.push({ ...EMPTY_DRAFT, pieces: [stated.name], country: stated, stated: true })
  const finished = drafts.map((draft) => finishPlace(withRegion(draft, address?.region ?? null), hint, language))
  const places = distinct(finished.map((place, index) => besideOthers(place, drafts[index], finished)))
  const { mode, scope, several, note } = said.summary(places, drafts)
  return {
    places,
    remote: mode === 'remote' ? true : mode === 'office' ? false : null,
    arrangement: arrangementOf(mode, places, text),
    scope,
    several: counted ? places.length + Number(counted[1]) : several,
    note: note ?? (places.some(({ country_code }) => country_code === null) ? 'country_unsure' : null),
  }
}

/** What pieces say besides places. */
function createSaid() {
  const modes: PlaceMode['mode'][] = []
  const scopes: string[] = []
  let several: number | null = null
  let unnamed = false
  let nationwide = false
  let unread = false

  const placeParts = ({ parts }: PlaceGroup): PlacePart[] => parts.flatMap((part) => partsOf(part, true))
  function partsOf(part: PlacePart, first: boolean): PlacePart[] {
    const text = part.text
    if (NO_PLACE.test(text)) return []
    const count = SEVERAL.exec(text)
    if (count) {
      unnamed = true
      if (count[1] !== undefined) several = Number(count[1])
      return []
    }
    if (NATIONWIDE.test(text)) {
      nationwide = true
      scopes.push(text)
      return []
    }
    if (WORLD_PART.test(text)) {
      scopes.push(text)
      return []
    }
    const wide = COUNTRY_WIDE.exec(text)
    const country = wide?.[1] ?? wide?.[2]
    if (country !== undefined && (countryByName(country) || WORLD_PART.test(country))) {
      scopes.push(text)
      return countryByName(country) ? [{ text: country, aside: false }] : []
    }
    const mode = first ? readMode(text) : null
    if (!mode) {
      const only = /^(.+?) (?:only|residents|based|wide)$/i.exec(text)?.[1]
      if (only !== undefined && (modes.length > 0 || countryByName(only))) {
        scopes.push(text)
        return partsOf({ ...part, text: only }, false)
      }
      unread ||= true
      return [modes.length > 0 && part.aside ? { ...part, aside: false } : part]
    }
    modes.push(mode.mode)
    return mode.rest === '' ? [] : partsOf({ ...part, text: mode.rest }, false)
  }

  const summary = (places: readonly ReadPlace[], drafts: readonly PlaceDraft[]) => {
    const mode = modes.includes('remote') ? ('remote' as const) : (modes[0] ?? null)
    const wide = drafts.every(({ city }) => city === null) ? drafts.map(({ pieces }) => pieces.join(', ')) : []
    const stated = [...scopes, ...wide.filter((name) => !scopes.some((scope) => scope.includes(name)))]
    const empty = unnamed ? 'several_unnamed' : nationwide ? 'nationwide' : scopes.length > 0 ? 'region_only' : null
    return {
      mode,
      scope: mode === 'remote' && stated.length > 0 ? stated.join(', ') : nationwide ? scopes.join(', ') : null,
      several,
      note: places.length > 0 ? null : (empty ?? (mode === 'remote' ? null : unread ? 'unknown_place' : 'no_place')),
    }
  }
  return { placeParts, summary }
}

/** "Florida/Miami" and "Germany / Berlin": the smaller place lies in the one named before it. */
function addGroup(drafts: PlaceDraft[], read: readonly PlaceDraft[], group: PlaceGroup): void {
  const before = drafts.at(-1)
  const [first] = read
  if (group.afterSlash && before && first && before.city === null && first.city !== null && first.country === null) {
    const inside = { ...first, region: before.region ?? first.region, country: before.country, stated: before.stated }
    if (placesOf(inside).length > 0) {
      drafts[drafts.length - 1] = { ...inside, raw: null, pieces: [...before.pieces, ...first.pieces] }
      drafts.push(...read.slice(1))
      return
    }
  }
  drafts.push(...(read.length === 1 ? read.map((draft) => ({ ...draft, raw: group.raw })) : read))
}

/** Markup names the region; it counts when the pieces have not said one. */
function withRegion(draft: PlaceDraft, region: string | null): PlaceDraft {
  if (region === null || draft.region || draft.regionName) return draft
  const named = regionOptions(region).find((option) => option.region.country === draft.country?.code)?.region ?? null
  return named ? { ...draft, region: named } : { ...draft, regionName: region }
}

/** "London or Manchester": the largest of a name lies where the places beside it lie; less sure than what a name says by itself. */
function besideOthers(place: ReadPlace, draft: PlaceDraft | undefined, all: readonly ReadPlace[]): ReadPlace {
  const largest = place.country_code === null && draft ? largestOf(draft.cities) : undefined
  const beside = largest && all.some(({ country_code, city }) => city !== null && country_code === largest.country_code)
  const country = beside ? countryByCode(largest.country_code) : null
  return country ? { ...place, country: country.name, country_code: country.code } : place
}

function distinct(places: readonly ReadPlace[]): ReadPlace[] {
  const seen = new Set<string>()
  return places.filter(({ city, region, country_code }) => {
    const key = `${city?.toLowerCase()}|${region}|${country_code}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Remote work besides a named town is an offer; with nothing but a country or nothing it is the only way. */
function arrangementOf(
  mode: PlaceMode['mode'] | null,
  places: readonly ReadPlace[],
  text: string,
): WorkArrangement | null {
  if (mode === 'hybrid') return 'Hybrid'
  if (mode === 'office') return 'On-site'
  if (mode !== 'remote') return null
  const read = readArrangement(text)?.arrangement
  if (read === 'Hybrid') return read
  const only = /\b(?:fully|100 ?%|only|solely)\b/i.test(text)
  return places.some(({ city }) => city !== null) && !only ? 'Remote OK' : 'Remote Solely'
}

/** Texts that stay whole although they hold a separator. */
function isName(text: string, gazetteer: Gazetteer): boolean {
  if (countryByName(text) !== null) return true
  // "Washington, DC" is a name as well, but its pieces say more.
  return !text.includes(',') && (regionOptions(text).length > 0 || gazetteer.all(text).length > 0)
}
