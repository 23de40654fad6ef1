import { leadingCity } from '../../normalise/cities.ts'
import { countryByName } from '../../normalise/countries.ts'
import { regionsNamed } from '../../normalise/regions.ts'

const LONGEST = 90
/** "Berlin, Germany", "Praha – Karlín", "75001 Paris", "Multiple, Multiple": the shape of an address. */
const SHAPE = /^(?:[A-Z]{1,2}-)?(?:\d{4,5} )?\p{Lu}[\p{L}.'’ -]+(?:(?:, ?|\s[–—/-]\s)\p{Lu}[\p{L}.'’() -]+){1,3}$/u
const SEVERAL =
  /^(?:multiple|various|several|mehrere|verschiedene|plusieurs|varias?|\d+) (?:locations?|standorte|sites|cities|lieux|ubicaciones)$/i
const ANYWHERE =
  /^(?:remote|worldwide|anywhere|europe|emea|apac|bundesweit|deutschlandweit|france entière|home office|home based|home-based)\b/i

/** 0 to 1: how surely a line names a place, by countries, regions and large cities, and by `isPlace` when the caller knows more. */
export function placeLikeness(line: string, isPlace: ((line: string) => number) | undefined): number {
  if (line.length < 2 || line.length > LONGEST) return 0
  const own = ownLikeness(line)
  return own >= 0.9 || isPlace === undefined ? own : Math.max(own, isPlace(line))
}

function ownLikeness(line: string): number {
  if (SEVERAL.test(line) || ANYWHERE.test(line)) return 0.8
  const plain = line.replace(/\s*[(+].*$/, '').replace(/^(?:[A-Z]{1,2}-)?\d{4,6} /, '')
  const parts = plain.split(/,|\s[–—/-]\s|;/).map((part) => part.trim())
  const last = parts.at(-1) ?? ''
  if (countryByName(last) !== null || (parts.length > 1 && countryByName(parts[0] ?? '') !== null)) return 1
  if (leadingCity(parts[0] ?? '') !== null) return 0.9
  if (parts.length > 1 && regionsNamed(last).length > 0) return 0.9
  return SHAPE.test(line) ? 0.35 : 0
}
