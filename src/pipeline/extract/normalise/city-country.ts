import type { City } from './gazetteer.ts'

/** How much larger a city must be than every namesake abroad before its country is taken from its name. */
const DOMINATES = 10
const SMALLEST = 500

/**
 * The country that the name of a city says by itself: that of the largest namesake when it dwarfs those of other countries. A hinted
 * country that has a namesake must agree; `spoken` tells whether the language of the page is spoken in a country. Null when unsure.
 */
export function countryOfCity(
  cities: readonly City[],
  hint: string | null,
  spoken: (country: string) => boolean,
): string | null {
  const first = largestOf(cities)
  if (!first) return null
  if (hint !== null && cities.some((city) => city.country_code === hint))
    return first.country_code === hint ? hint : null
  const abroad = cities.filter((city) => city.country_code !== first.country_code)
  if (dwarfs(first, largestOf(abroad))) return first.country_code
  if (!spoken(first.country_code)) return null
  return dwarfs(first, largestOf(abroad.filter((city) => spoken(city.country_code)))) ? first.country_code : null
}

/** The most populous of the cities. */
export function largestOf(cities: readonly City[]): City | undefined {
  let largest = cities[0]
  for (const city of cities) if (city.population > (largest?.population ?? 0)) largest = city
  return largest
}

/** Whether one city is so large that a name means it and not the other. */
export function dwarfs(city: City, other: City | undefined): boolean {
  return other === undefined || city.population >= DOMINATES * Math.max(other.population, SMALLEST)
}
