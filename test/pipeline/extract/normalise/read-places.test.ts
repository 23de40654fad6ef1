import fc from 'fast-check'
import t from 'tap'
import { countryByCode } from '../../../../src/pipeline/extract/normalise/countries.ts'
import { loadGazetteer } from '../../../../src/pipeline/extract/normalise/gazetteer.ts'
import type { ReadPlace } from '../../../../src/pipeline/extract/normalise/place-draft.ts'
import { type PlaceHints, readPlaces } from '../../../../src/pipeline/extract/normalise/read-places.ts'

const gazetteer = loadGazetteer()
const read = (raw: string, hints: Partial<PlaceHints> = {}) => readPlaces(raw, { gazetteer, ...hints })
/** "Austin/Texas/US": empty for what is null. */
const short = ({ city, region, country_code }: ReadPlace) => `${city ?? ''}/${region ?? ''}/${country_code ?? ''}`
const placesOf = (raw: string, hints?: Partial<PlaceHints>) => read(raw, hints).places.map(short)

const ONE: Record<string, string> = {
  'North Bergen, NJ': 'North Bergen/New Jersey/US',
  'Elsässerstrasse 174, 4056 Basel': 'Basel//CH',
  'U Pergamenky 1522/2, Praha – Holešovice': 'Praha//CZ',
  'Nad Vršovskou horou 1423/10, Praha – Michle': 'Praha//CZ',
  'Vlněna 526/1, Brno – Trnitá': 'Brno//CZ',
  'Lyskær 3, DK 2730 Herlev, Denmark': 'Herlev//DK',
  'Frýdek-Místek, Moravia-Silesia, Czechia': 'Frýdek-Místek/Moravia-Silesia/CZ',
  'Berlin, Berlin, Germany': 'Berlin/Berlin/DE',
  'Bratislava, Bratislava, Slovakia': 'Bratislava/Bratislava/SK',
  'IBM Bratislava, Bratislava, Slovakia': 'Bratislava//SK',
  'Bratislava, Slovakia': 'Bratislava//SK',
  'Prague, Czech Republic': 'Prague//CZ',
  'Bagsværd, Denmark': 'Bagsværd//DK',
  'Crans-Montana': 'Crans-Montana//CH',
  'London, England, United Kingdom': 'London/England/GB',
  'Paris (75)': 'Paris//FR',
  'Saint-Denis (93)': 'Saint-Denis//FR',
  '75008 Paris': 'Paris//FR',
  'Paris 8e': 'Paris//FR',
  'Lyon 3e arrondissement': 'Lyon//FR',
  'Paris, Île-de-France, France': 'Paris/Île-de-France/FR',
  'Zürich, CH': 'Zürich//CH',
  'Stadt Zürich': 'Zürich//CH',
  'Schlieren, Zürich': 'Schlieren/Zürich/CH',
  Genève: 'Genève//CH',
  'Biel/Bienne': 'Biel/Bienne//CH',
  'D-80331 München': 'München//DE',
  'CH-8001 Zürich': 'Zürich//CH',
  'A-1010 Wien': 'Wien//AT',
  '1010 Wien': 'Wien//AT',
  'Wien, Österreich': 'Wien//AT',
  'Greater London': 'London//GB',
  'SW1A 1AA London': 'London//GB',
  'London EC1A 1BB': 'London//GB',
  'London 10 Upper Bank Street': 'London//GB',
  'London, 21 Moorfields': 'London//GB',
  'Newcastle upon Tyne, Tyne and Wear': 'Newcastle upon Tyne/Tyne and Wear/GB',
  'Tokyo, Japan, APAC': 'Tokyo//JP',
  'Japan, Tokyo, Some Hills Tower 5': 'Tokyo//JP',
  'US-CA-San Francisco': 'San Francisco/California/US',
  'USA - Texas - Houston': 'Houston/Texas/US',
  'DE-Berlin': 'Berlin//DE',
  'München, Bayern, DE': 'München/Bayern/DE',
  'Munich, Bavaria, Germany': 'Munich/Bavaria/DE',
  'Bangalore, Karnataka, India': 'Bangalore/Karnataka/IN',
  'Bangalore, IN': 'Bangalore//IN',
  'Bangalore, Some Tech Park': 'Bangalore//IN',
  'Indianapolis, IN': 'Indianapolis/Indiana/US',
  'Vienna, VA': 'Vienna/Virginia/US',
  'Cambridge, MA': 'Cambridge/Massachusetts/US',
  'Cambridge, UK': 'Cambridge//GB',
  'Paris, TX': 'Paris/Texas/US',
  'Berlin, DE': 'Berlin//DE',
  'Wilmington, DE': 'Wilmington/Delaware/US',
  'Atlanta, Georgia': 'Atlanta/Georgia/US',
  'Tbilisi, Georgia': 'Tbilisi//GE',
  'San Jose, CA': 'San Jose/California/US',
  'San Jose, CA, US': 'San Jose/California/US',
  'SAN FRANCISCO, CA, United States': 'SAN FRANCISCO/California/US',
  'Toronto, ON': 'Toronto/Ontario/CA',
  'Toronto, Ontario': 'Toronto/Ontario/CA',
  'Quebec City, QC': 'Quebec City/Quebec/CA',
  'Washington, D.C.': 'Washington/District of Columbia/US',
  'Washington, DC': 'Washington/District of Columbia/US',
  'Boston MA 02110': 'Boston/Massachusetts/US',
  'Boston, MA 02110': 'Boston/Massachusetts/US',
  'Mountain View, CA 94043, USA': 'Mountain View/California/US',
  'Austin, Texas Metropolitan Area': 'Austin/Texas/US',
  'New York, NY': 'New York/New York/US',
  'New York, New York': 'New York/New York/US',
  'New York, 1 Columbus Circle': 'New York//US',
  'Charlotte, North Carolina, United States of America': 'Charlotte/North Carolina/US',
  'PERTH, WESTERN AUSTRALIA, Australia': 'PERTH/Western Australia/AU',
  'Hobart (TAS)': 'Hobart/Tasmania/AU',
  'Port Melbourne (VIC)': 'Port Melbourne/Victoria/AU',
  'Sydney NSW 2000': 'Sydney/New South Wales/AU',
  'Florida/Miami': 'Miami/Florida/US',
  'Texas, USA': '/Texas/US',
  Texas: '/Texas/US',
  Ontario: '/Ontario/CA',
  Bayern: '/Bayern/DE',
  'Île-de-France': '/Île-de-France/FR',
  'San Francisco Bay Area': 'San Francisco//US',
  'Tel Aviv-Yafo, Tel Aviv District, Israel': 'Tel Aviv-Yafo//IL',
  'US, IA, Des Moines': 'Des Moines/Iowa/US',
  'GB, , London': 'London//GB',
  'ES - Barcelona, Spain': 'Barcelona//ES',
  'REMOTE & Huntsville, AL.': 'Huntsville/Alabama/US',
  Singapore: 'Singapore//SG',
  'Singapore, One Raffles Quay': 'Singapore//SG',
  'Hong Kong, Intl Commerce Ctr': 'Hong Kong//HK',
  Luxembourg: '//LU',
  'Luxembourg, Luxembourg': 'Luxembourg//LU',
  'Segrate (MI)': 'Segrate//IT',
  'Milano, Italia': 'Milano//IT',
  'Firenze Filiale 1, Italy': 'Firenze//IT',
  'Frankfurt (Oder)': 'Frankfurt (Oder)//DE',
  'Frankfurt am Main, Hessen': 'Frankfurt am Main/Hessen/DE',
  'Frankfurt, Hessen, Deutschland': 'Frankfurt/Hessen/DE',
  'Halle (Saale)': 'Halle (Saale)//DE',
  'Hamburg-Altona': 'Hamburg//DE',
  'Greater Munich Area': 'Munich//DE',
  'Raum Stuttgart': 'Stuttgart//DE',
  'HQ - Berlin': 'Berlin//DE',
  'Berlin Office': 'Berlin//DE',
  'Standort: Berlin': 'Berlin//DE',
  'Siemens AG, München': 'München//DE',
  'Praha 7': 'Praha//CZ',
  'Dublin 2': 'Dublin//IE',
  'Getafe, Madrid, Spain': 'Getafe/Madrid/ES',
  'Madrid, España': 'Madrid//ES',
  'Warszawa, mazowieckie': 'Warszawa/Mazowieckie/PL',
  'Lisboa, Portugal': 'Lisboa//PT',
  'São Paulo, SP, Brazil': 'São Paulo/São Paulo/BR',
  'Ciudad de México, México': 'Ciudad de México//MX',
  'Dubai, UAE': 'Dubai//AE',
  'Kuala Lumpur Menara IMC, Malaysia': 'Kuala Lumpur//MY',
  'Kleinkleckersdorf, Germany': 'Kleinkleckersdorf//DE',
  'Trinidad and Tobago': '//TT',
  'Tschechische Republik': '//CZ',
  Česko: '//CZ',
  Sverige: '//SE',
  Deutschlandweit: '//DE',
  Australia: '//AU',
  'Amsterdam (hybrid)': 'Amsterdam//NL',
  'Hybrid - Berlin': 'Berlin//DE',
  'München (remote möglich)': 'München//DE',
  'Remote, Germany': '//DE',
  'Remote US': '//US',
}
const MANY: Record<string, string[]> = {
  'Berlin, Hamburg, Köln': ['Berlin//DE', 'Hamburg//DE', 'Köln//DE'],
  'Berlin / München / remote': ['Berlin//DE', 'München//DE'],
  'Berlin and Hamburg': ['Berlin//DE', 'Hamburg//DE'],
  'New York, NY; Austin, TX; Remote': ['New York/New York/US', 'Austin/Texas/US'],
  'San Francisco, CA | New York, NY': ['San Francisco/California/US', 'New York/New York/US'],
  'Germany, United Kingdom': ['//DE', '//GB'],
  'Deutschland, Österreich, Schweiz': ['//DE', '//AT', '//CH'],
  'Berlin, Germany, Paris, France': ['Berlin//DE', 'Paris//FR'],
  'Berlin, Germany; Paris, France': ['Berlin//DE', 'Paris//FR'],
  'Prague, Ostrava, Czechia': ['Prague//CZ', 'Ostrava//CZ'],
  'London or Manchester': ['London//GB', 'Manchester//GB'],
  'Remote (Germany, Austria)': ['//DE', '//AT'],
  'US-Remote, US-San Francisco, US-Texas': ['San Francisco//US', '/Texas/US'],
  'Remote - Alabama, Massachusetts, or Pennsylvania': ['/Alabama/US', '/Massachusetts/US', '/Pennsylvania/US'],
  'Remote, Canada; Remote, United States': ['//CA', '//US'],
  'Praha – Prosek + 4 další lokality': ['Praha//CZ'],
}
const NONE = [
  ...[
    '',
    '-',
    'N/A',
    'None',
    'null',
    'TBD',
    'undefined',
    'Remote',
    'Remote (EMEA)',
    'Remote / Anywhere',
    'No office location',
  ],
  ...[
    'Home office',
    'Europe',
    'DACH',
    '3 Locations',
    'Multiple Locations',
    'bundesweit',
    'Nationwide',
    '#LI-Remote',
    '100% remote',
  ],
  ...['Hybrid', 'Unspecified', 'On-site', 'Weltweit', '2025 Zumbehl Rd num 306', 'Weserstraße 54', 'MO', 'Georgia'],
]

t.test('one place is told apart', async (t) => {
  for (const [raw, place] of Object.entries(ONE)) t.same(placesOf(raw), [place], raw)
  t.ok(Object.keys(ONE).length + Object.keys(MANY).length + NONE.length >= 120)
})

t.test('several places are several', async (t) => {
  for (const [raw, places] of Object.entries(MANY)) t.same(placesOf(raw), places, raw)
})

t.test('what names no place is none', async (t) => {
  for (const raw of NONE) t.same(placesOf(raw), [], raw)
})

t.test('a country is never guessed', async (t) => {
  for (const raw of ['Birmingham', 'Santa Clara', 'Victoria', 'Valencia', 'Kleinkleckersdorf']) {
    t.match(read(raw), { places: [{ city: raw, country: null, sure: false }], note: 'country_unsure' }, raw)
  }
  t.same(placesOf('Birmingham', { country_hint: 'GB' }), ['Birmingham//GB'], 'a hint decides between namesakes')
  t.same(placesOf('Berlin', { country_hint: 'US' }), ['Berlin//'], 'and speaks against the larger one')
  t.same(placesOf('Basel', { country_hint: 'DE' }), ['Basel//CH'], 'but not where it has no such city')
  t.same(placesOf('Kleinkleckersdorf', { country_hint: 'DE' }), ['Kleinkleckersdorf//'], 'a hint makes no country')
  t.match(read('Lyon, Pérou').places, [
    { city: 'Lyon', country_code: 'FR' },
    { city: null, country_code: 'PE' },
  ])
  t.match(read('London or Manchester').places, [{ sure: true }, { sure: false }], 'its neighbour says it, not its name')
})

t.test('remote work and where it may be done', async (t) => {
  const expected: Record<string, [remote: boolean | null, arrangement: string | null, scope: string | null]> = {
    Berlin: [null, null, null],
    Remote: [true, 'Remote Solely', null],
    'Home office': [true, 'Remote Solely', null],
    'Remote - US only': [true, 'Remote Solely', 'US only'],
    'Remote (EMEA)': [true, 'Remote Solely', 'EMEA'],
    'Remote, Germany': [true, 'Remote Solely', 'Germany'],
    'Remote (Germany, Austria)': [true, 'Remote Solely', 'Germany, Austria'],
    'Remote, California': [true, 'Remote Solely', 'California'],
    'Remote in Europe': [true, 'Remote Solely', 'Europe'],
    'Fully Remote, USA': [true, 'Remote Solely', 'USA'],
    'Remote / Anywhere': [true, 'Remote Solely', null],
    'No office location': [true, 'Remote Solely', null],
    'Berlin / München / remote': [true, 'Remote OK', null],
    'New York, NY; Austin, TX; Remote': [true, 'Remote OK', null],
    'Kraków lub zdalnie': [true, 'Remote OK', null],
    'Berlin oder Homeoffice': [true, 'Remote OK', null],
    'Hybrid - Berlin': [null, 'Hybrid', null],
    'Amsterdam (hybrid)': [null, 'Hybrid', null],
    'On-site, Berlin': [false, 'On-site', null],
    '#LI-Remote': [true, 'Remote Solely', null],
    bundesweit: [null, null, 'bundesweit'],
    Europe: [null, null, null],
  }
  for (const [raw, [remote, arrangement, scope]] of Object.entries(expected)) {
    const { remote: isRemote, arrangement: how, scope: where } = read(raw)
    t.same([isRemote, how, where], [remote, arrangement, scope], raw)
  }
})

t.test('more places than are named are counted', async (t) => {
  t.match(read('3 Locations'), { places: [], several: 3, note: 'several_unnamed' })
  t.equal(read('Praha – Prosek + 4 další lokality').several, 5)
  t.equal(read('Berlin and 3 more').several, 4)
  t.equal(read('Hamburg, München und 2 weitere').several, 4)
  t.equal(read('Multiple Locations').several, null)
  t.equal(read('Berlin, Hamburg').several, null, 'nothing but what is named')
})

t.test('the parts of structured markup', async (t) => {
  const expected: [Record<string, string>, string[]][] = [
    [
      { street: '5390 Great America Parkway', city: 'Santa Clara', region: 'CA', country: 'US' },
      ['Santa Clara/California/US'],
    ],
    [{ city: 'Berlin, Berlin, Germany' }, ['Berlin/Berlin/DE']],
    [{ city: 'Berlin', region: 'BE', country: 'DE' }, ['Berlin/Berlin/DE']],
    [{ city: 'Bern', region: 'BE', country: 'CH' }, ['Bern/Bern/CH']],
    [{ city: 'Stockholm', region: 'Sweden', country: 'SE' }, ['Stockholm//SE']],
    [{ city: 'Madrid', region: 'Europe', country: 'ES' }, ['Madrid//ES']],
    [{ city: 'N/A', country: 'DEU' }, ['//DE']],
    [{ city: 'Zürich', country: 'https://en.wikipedia.org/wiki/Switzerland' }, ['Zürich//CH']],
    [{ city: 'Austin, TX', country: 'USA' }, ['Austin/Texas/US']],
    [{ city: 'Atlanta', region: 'GA' }, ['Atlanta/Georgia/US']],
    [{ city: 'Vienna', region: 'VA', country: 'US' }, ['Vienna/Virginia/US']],
    [{ city: '-', region: 'Texas', country: 'US' }, ['/Texas/US']],
    [{ city: 'Kleindorf', region: 'Unterland', country: 'AT' }, ['Kleindorf/Unterland/AT']],
    [{ city: 'London', region: 'England', country: 'United Kingdom' }, ['London/England/GB']],
    [{ city: 'Paris', region: '75', country: 'FR' }, ['Paris//FR']],
    [{ city: 'Paris', country: 'us' }, ['Paris//US']],
    [{ country: 'Germany, Austria' }, ['//DE', '//AT']],
    [{ city: 'None', region: 'None', country: 'None' }, []],
    [{ city: 'Anywhere' }, []],
  ]
  for (const [parts, places] of expected) t.same(placesOf('', { parts }), places, JSON.stringify(parts))
  t.match(read('', { parts: { city: 'Remote', country: 'US' } }), { remote: true, places: [{ country_code: 'US' }] })
  t.match(read('Kiel', { parts: { city: 'N/A' } }), { places: [{ city: 'Kiel' }] }, 'junk parts leave the text')
})

t.test('nothing is invented, in any text', async () => {
  const word = fc.constantFrom(
    ...[
      'Berlin',
      'TX',
      'CA',
      'Germany',
      'Remote',
      'Hybrid',
      '80331',
      'Paris',
      'D-',
      'Str. 5',
      'and',
      'Georgia',
      'N/A',
      '3 Locations',
    ],
    ...['München', 'Frýdek-Místek', 'US', 'Victoria', 'Zug', 'EMEA', 'only', '+ 2 more', 'São Paulo', 'Tower'],
  )
  const glue = fc.constantFrom(', ', ' - ', '; ', '/', ' (', ')', ' ', ' – ', '|', '\n')
  const built = fc.array(fc.tuple(word, glue), { maxLength: 9 }).map((pairs) => pairs.flat().join(''))
  const states = ['Singapore', 'Hong Kong', 'Macau', 'Monaco', 'Gibraltar', 'Vatican City', 'Holy See']
  const hint = fc.option(fc.constantFrom('DE', 'US', 'FR', 'XX'))
  fc.assert(
    fc.property(
      fc.oneof(built, fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string({ maxLength: 80 })),
      hint,
      (raw, country_hint) => {
        const flat = raw.replace(/[\s_]+/g, ' ')
        const result = read(raw, { country_hint })
        return result.places.every(
          ({ city, country_code, country, sure }) =>
            (city === null || flat.includes(city) || states.includes(city)) &&
            (country_code === null || countryByCode(country_code)?.name === country) &&
            !(sure && country_code === null),
        )
      },
    ),
    { numRuns: 1_500 },
  )
})

t.test('a place that was read is read again as itself', async (t) => {
  for (const raw of [...Object.keys(ONE), ...Object.keys(MANY).filter((key) => !key.includes('or M'))]) {
    for (const place of read(raw).places) {
      const again = [place.city, place.region, place.country].filter((part) => part !== null).join(', ')
      const [city] = read(again).places
      t.same([city?.city, city?.country_code], [place.city, place.country_code], again)
    }
  }
})

t.test('long and repeated input is read in bounded time', async (t) => {
  const started = performance.now()
  for (const piece of ['(', 'Berlin, ', '-- ', 'and ', 'a/', 'Remote ', '1 ', 'Saint ']) read(piece.repeat(20_000))
  t.ok(performance.now() - started < 3_000)
})
