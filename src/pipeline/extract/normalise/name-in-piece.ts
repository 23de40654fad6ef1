import type { City, Gazetteer } from './gazetteer.ts'
import { AFTER_CITY, BEFORE_CITY, BUILDING, STREET } from './place-words.ts'

/** A city that a piece names, as the piece writes it, with every place of that name. */
export type NamedCity = {
  name: string
  cities: readonly City[]
  /** Country that a postal prefix states ("D-80331"). */
  country: string | null
  /** True when the piece is the name and nothing else. */
  whole: boolean
}

const POSTAL_COUNTRIES: Readonly<Record<string, string>> = {
  ...{
    A: 'AT',
    B: 'BE',
    CH: 'CH',
    CZ: 'CZ',
    D: 'DE',
    DE: 'DE',
    DK: 'DK',
    F: 'FR',
    FR: 'FR',
    FIN: 'FI',
    FI: 'FI',
    I: 'IT',
  },
  ...{
    IT: 'IT',
    L: 'LU',
    LU: 'LU',
    N: 'NO',
    NO: 'NO',
    NL: 'NL',
    PL: 'PL',
    S: 'SE',
    SE: 'SE',
    SK: 'SK',
    AT: 'AT',
    BE: 'BE',
  },
  ...{ E: 'ES', ES: 'ES', P: 'PT', PT: 'PT', H: 'HU', HU: 'HU', SI: 'SI', HR: 'HR', RO: 'RO', FL: 'LI', LI: 'LI' },
}
const POSTAL_BEFORE =
  /(?:^|\s)(?:(\p{Lu}{1,3})[- ])?(?:\d{4,6}(?:-\d{3,4})?|\d{2}-\d{3}|\d{3} \d{2}|\d{4} ?\p{Lu}{2}|\p{Lu}{1,2}\d[\p{Lu}\d]? ?\d\p{Lu}{2})\s+(?=\p{L})/u
const POSTAL_AFTER =
  /\s+(?:\d{4,6}(?:-\d{3,4})?|\d{2}-\d{3}|\d{3} \d{2}|\p{Lu}{1,2}\d[\p{Lu}\d]?(?: ?\d\p{Lu}{2})?|\p{Lu}\d\p{Lu} ?\d\p{Lu}\d)$/u
const LARGE = 50_000
const MOST_WORDS = 5

/** The city that a piece of an address names: alone, with its postal code, with a word like "Greater", or at its start before an office. */
export function cityInPiece(piece: string, gazetteer: Gazetteer): NamedCity | null {
  // "MO" and "us" are codes, although Mo and Us are towns.
  if (/^(?:\p{Lu}{2}|\p{Ll}{1,3})$/u.test(piece)) return null
  const whole = gazetteer.all(piece)
  if (whole.length > 0 && /\p{L}/u.test(piece)) return { name: piece, cities: whole, country: null, whole: true }
  const postal = POSTAL_BEFORE.exec(piece)
  if (postal) {
    const rest = piece.slice(postal.index + postal[0].length)
    const found = plainCity(rest, gazetteer)
    const country = POSTAL_COUNTRIES[postal[1] ?? ''] ?? null
    if (found) return { ...found, country }
    // What follows a postal code is the town, however small.
    if (/^\p{Lu}[\p{L} .'’-]{1,40}$/u.test(rest)) return { name: rest, cities: [], country, whole: false }
  }
  return plainCity(piece.replace(POSTAL_AFTER, ''), gazetteer)
}

function plainCity(piece: string, gazetteer: Gazetteer): NamedCity | null {
  const named = (name: string, whole: boolean): NamedCity | null => {
    const cities = /\p{L}/u.test(name) ? gazetteer.all(name) : []
    return cities.length > 0 ? { name, cities, country: null, whole } : null
  }
  const bare = piece.replace(BEFORE_CITY, '').replace(AFTER_CITY, '').trim()
  const numbered = /^(\p{L}[\p{L} .'’-]*?)[ -]+(?:\d{1,4}(?:er|e|ème|eme|st|nd|rd|th)?|[IVX]{1,5})\.?$/u.exec(bare)?.[1]
  return (
    named(piece, true) ??
    (bare === piece ? null : named(bare, true)) ??
    (numbered ? named(numbered, false) : null) ??
    opening(bare, gazetteer) ??
    hyphened(bare, gazetteer)
  )
}

/** A large city that a longer text begins with: "London 10 Upper Bank Street", "Kuala Lumpur Menara IMC". */
function opening(text: string, gazetteer: Gazetteer): NamedCity | null {
  const words = text.split(' ')
  for (let length = Math.min(MOST_WORDS, words.length - 1); length > 0; length -= 1) {
    const name = words.slice(0, length).join(' ')
    // A small word goes on with the name: "Stoke on Trent".
    if (!/^\p{Lu}/u.test(name) || /^\p{Ll}/u.test(words[length] ?? '') || !/[\p{L}.]$/u.test(name)) continue
    if (BUILDING.test(name) || (length === 1 && STREET.test(name))) continue
    const cities = gazetteer.all(name)
    if ((cities[0]?.population ?? 0) >= LARGE) return { name, cities, country: null, whole: false }
  }
  return null
}

/** "Hamburg-Altona": a quarter after a hyphen. */
function hyphened(text: string, gazetteer: Gazetteer): NamedCity | null {
  const name = /^(\p{Lu}[\p{L} ]{2,}?)[-–/](?=\p{Lu})/u.exec(text)?.[1]
  const cities = name === undefined ? [] : gazetteer.all(name)
  return name !== undefined && (cities[0]?.population ?? 0) >= LARGE
    ? { name, cities, country: null, whole: false }
    : null
}

/** Whether a piece that no list knows reads as the name of a town: few words, no digit, no street, no building. */
export function readsAsTown(piece: string, mostWords: number): boolean {
  return (
    /^\p{Lu}[\p{L}\p{M}'’. -]+$/u.test(piece) &&
    piece.length > 2 &&
    piece.split(' ').length <= mostWords &&
    !STREET.test(piece) &&
    !BUILDING.test(piece) &&
    !/\. /.test(piece.replace(/\b(?:St|Ste|Sankt|Bad|Mt)\. /g, ''))
  )
}
