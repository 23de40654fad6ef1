import { countryCode } from './country-names.ts'

/** Cities and states whose English name differs from the German one. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ munich: 'München', cologne: 'Köln', nuremberg: 'Nürnberg', hanover: 'Hannover', brunswick: 'Braunschweig' },
  ...{ dusseldorf: 'Düsseldorf', frankfurt: 'Frankfurt am Main', 'frankfurt am main': 'Frankfurt am Main' },
  ...{ constance: 'Konstanz', mayence: 'Mainz', vienna: 'Wien', zurich: 'Zürich', geneva: 'Genf', lucerne: 'Luzern' },
  ...{ bavaria: 'Bayern', saxony: 'Sachsen', hesse: 'Hessen', thuringia: 'Thüringen' },
  ...{ 'lower saxony': 'Niedersachsen', 'saxony-anhalt': 'Sachsen-Anhalt', 'rhineland-palatinate': 'Rheinland-Pfalz' },
  ...{ 'north rhine-westphalia': 'Nordrhein-Westfalen', 'mecklenburg-western pomerania': 'Mecklenburg-Vorpommern' },
}
const COUNTRIES = new Intl.DisplayNames(['de'], { type: 'region', fallback: 'none' })

/** A place that is written in English as Germans write it: a German search answers "Munich" with nothing, and with no error. */
export function germanPlace(name: string): string {
  const text = name.trim()
  const known = NAMES[text.toLowerCase()]
  if (known !== undefined) return known
  const code = text.length > 2 ? countryCode(text) : null
  return code === null ? text : germanCountry(code)
}

export function germanCountry(code: string): string {
  return COUNTRIES.of(code.toUpperCase()) ?? code
}
