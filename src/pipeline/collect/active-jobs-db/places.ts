import { distinctPlaces, placeOf } from '../board-values.ts'
import type { CollectedPlace } from '../collected-record.ts'
import { joined, listOf, objectOf, objectsIn, textOf, textsOf } from '../json-values.ts'

type Item = Record<string, unknown>

/**
 * The places of an opening: the provider's readings ("City, Region, Country"), else what the source's own schema.org places say. The
 * lists of cities, regions and countries are not aligned with each other, so they only tell what a part of a reading is.
 */
export function placesOf(item: Item): CollectedPlace[] {
  const kinds = kindsOf(item)
  const read = derivedTexts(item).map((text) => splitPlace(text, kinds))
  return distinctPlaces(read) ?? distinctPlaces(objectsIn(item.locations_raw).map(rawPlace)) ?? named(item)
}

/** Texts; newer answers hold {city, admin, country} instead. */
export function derivedTexts(item: Item): string[] {
  return listOf(item.locations_derived).flatMap((entry) => {
    const { city, admin, country } = objectOf(entry)
    return textOf(entry) ?? joined([textOf(city), textOf(admin), textOf(country)], ', ') ?? []
  })
}

type Kinds = Readonly<Record<'city' | 'region' | 'country', ReadonlySet<string>>>

function kindsOf(item: Item): Kinds {
  const namesIn = (list: unknown) => new Set(textsOf(list) ?? [])
  return {
    city: namesIn(item.cities_derived),
    region: namesIn(item.regions_derived),
    country: namesIn(item.countries_derived),
  }
}

function splitPlace(raw: string, kinds: Kinds): CollectedPlace | null {
  const parts = raw.split(',').map((part) => part.trim())
  const country = kinds.country.has(parts.at(-1) ?? '') ? parts.pop() : null
  const city = kinds.city.has(parts[0] ?? '') ? parts.shift() : null
  const region = parts.find((part) => kinds.region.has(part))
  return placeOf({ city, region, country }, raw)
}

/** A Place of schema.org; systems write the text "NULL" for a region that they lack. */
function rawPlace(place: Item): CollectedPlace | null {
  const address = objectOf(place.address)
  const country = textOf(address.addressCountry) ?? textOf(objectOf(address.addressCountry).name)
  return placeOf(
    { city: present(address.addressLocality), region: present(address.addressRegion), country: present(country) },
    null,
  )
}

function present(value: unknown): string | null {
  const text = textOf(value)
  return text?.toUpperCase() === 'NULL' ? null : text
}

function named(item: Item): CollectedPlace[] {
  return (textsOf(item.locations_alt_raw) ?? []).map((raw) => ({ raw }))
}
