/** What a place in a search means, whatever spelling a person chose. */
import { countryByCode } from '../../extract/normalise/countries.ts'
import type { City, Gazetteer } from '../../extract/normalise/gazetteer.ts'
import { foldPlaceName } from '../../extract/normalise/place-name.ts'
import { readPlaces } from '../../extract/normalise/read-places.ts'
import { regionOfAdmin, regionOptions } from '../../extract/normalise/regions.ts'
import { ENGLISH_CITIES } from './english-cities.ts'

export type SearchPlace = {
  /** Equal for all spellings of one place, such as DE/02/munich; of a place that nobody knows, its folded text. */
  key: string
  /** English name that providers understand; null for anywhere. */
  name: string | null
  /** ISO 3166 alpha-2; null when the text leaves it open. */
  country_code: string | null
  /** The pseudo-place "Remote", or a place whose work is done from anywhere in it. */
  remote: boolean
}

type Stated = { city: string | null; region: string | null; country_code: string | null; raw: string }

/** Places that a text names: several for "Hamburg or Berlin", none for a blank one. "Remote" is a pseudo-place without a name. */
export function readSearchPlaces(text: string | null, gazetteer: Gazetteer): SearchPlace[] {
  const stated = capitalised((text ?? '').replace(/\s+/g, ' ').trim())
  if (stated === '') return []
  const read = readPlaces(stated, { gazetteer })
  const remote = read.remote === true && read.arrangement === 'Remote Solely'
  const places = read.places.map((place) => searchPlace(place, gazetteer, remote))
  if (places.length > 0) return distinct(places)
  if (read.remote === true) return [{ key: 'remote', name: null, country_code: null, remote: true }]
  return [unknownPlace(stated)]
}

function unknownPlace(text: string): SearchPlace {
  return { key: `text:${foldPlaceName(text) || text.toLowerCase()}`, name: text, country_code: null, remote: false }
}

/** A text in one case gets its capitals: without them the reader of places takes an unknown name for prose. */
function capitalised(text: string): string {
  if (text !== text.toLowerCase() && text !== text.toUpperCase()) return text
  return text.toLowerCase().replace(/\p{L}[\p{L}\p{M}'’]*/gu, (word) => {
    if (/^(or|oder|and|und|ou|am|an|der|im|in|on|of|the)$/.test(word)) return word
    return word.length === 2 ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1)
  })
}

function searchPlace({ city, region, country_code, raw }: Stated, gazetteer: Gazetteer, remote: boolean): SearchPlace {
  const before = remote ? 'remote:' : ''
  const area =
    region === null ? undefined : regionOptions(region).find((option) => option.region.country === country_code)
  if (city !== null) {
    const known = cityOf(city, country_code, area?.region.admin, gazetteer)
    if (known === undefined) {
      if (country_code === null && region === null) return unknownPlace(city)
      const key = `${before}${country_code ?? ''}/${area?.region.admin ?? ''}/${foldPlaceName(city)}`
      return { key, name: city, country_code, remote }
    }
    const key = `${before}${known.country_code}/${known.admin}/${foldPlaceName(known.city)}`
    return { key, name: englishName(known), country_code: known.country_code, remote }
  }
  if (area) {
    const key = `${before}${area.region.country}/${area.region.admin}`
    return { key, name: region, country_code: area.region.country, remote }
  }
  if (region !== null) {
    return { key: `${before}${country_code ?? ''}/${foldPlaceName(region)}`, name: region, country_code, remote }
  }
  const country = country_code === null ? null : countryByCode(country_code)
  return {
    key: before + (country?.code ?? `text:${foldPlaceName(raw)}`),
    name: country?.name ?? raw,
    country_code,
    remote,
  }
}

/** Among namesakes of a country the one in the region that is named, else the largest. */
function cityOf(
  name: string,
  country: string | null,
  admin: string | undefined,
  gazetteer: Gazetteer,
): City | undefined {
  const all = gazetteer.all(name).filter((city) => country === null || city.country_code === country)
  const inRegion = admin === undefined ? [] : all.filter((city) => city.admin === admin)
  return inRegion[0] ?? (admin !== undefined && regionOfAdmin(country ?? '', admin) !== null ? undefined : all[0])
}

function englishName({ country_code, city }: City): string {
  return ENGLISH_CITIES[`${country_code} ${city}`] ?? city
}

function distinct(places: readonly SearchPlace[]): SearchPlace[] {
  return places.filter((place, index) => places.findIndex(({ key }) => key === place.key) === index)
}
