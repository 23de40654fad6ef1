/** Countries between their codes (ISO 3166 alpha-2) and the English and German names that providers write. */
const ENGLISH = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
const GERMAN = new Intl.DisplayNames(['de'], { type: 'region', fallback: 'none' })
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Codes of the list of names that stand for no country: unions, the unknown, and what tests of locales use. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'])

/** Spellings of providers that no list of names has. */
const OTHER_SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['uk', 'GB'],
  ['great britain', 'GB'],
  ['usa', 'US'],
  ['united states of america', 'US'],
  ['czech republic', 'CZ'],
])

const CODES: ReadonlyMap<string, string> = new Map([...namedCodes(), ...OTHER_SPELLINGS])

/** The English name of a code; null for a code that no country has. */
export function countryName(code: string): string | null {
  const upper = code.toUpperCase()
  return /^[A-Z]{2}$/.test(upper) && !NO_COUNTRIES.has(upper) ? (ENGLISH.of(upper) ?? null) : null
}

/** The code of a country that is written as a code or as a name in English or German; null for anything else. */
export function countryCode(text: string): string | null {
  return CODES.get(text.trim().toLowerCase()) ?? null
}

function namedCodes(): [string, string][] {
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
    // Obsolete codes (DD) borrow the name of the country that has another code today.
    if (countryName(code) === null || Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) return []
    return [code, ENGLISH.of(code), GERMAN.of(code)].flatMap((name): [string, string][] =>
      name ? [[name.toLowerCase(), code]] : [],
    )
  })
}
