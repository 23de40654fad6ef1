import fc from 'fast-check'
import t from 'tap'
import { splitPlace } from '../../../../src/pipeline/extract/normalise/place.ts'

const split = (stated: string | null) => {
  const { city, region, country_code } = splitPlace(stated)
  return [city, region, country_code]
}

t.test('what is stated is told apart', async (t) => {
  const expected: Record<string, (string | null)[]> = {
    'Kiel, Germany': ['Kiel', null, 'DE'],
    'Kassel, Hessen, Deutschland': ['Kassel', 'Hessen', 'DE'],
    'Austin, TX': ['Austin', 'Texas', 'US'],
    'San Jose, CA, US': ['San Jose', 'California', 'US'],
    'USA - Texas - Austin': ['Austin', 'Texas', 'US'],
    'Texas, USA': [null, 'Texas', 'US'],
    'Hobart (TAS)': ['Hobart', 'Tasmania', 'AU'],
    'Japan, Tokyo, Some Tower 5': ['Tokyo', null, 'JP'],
    'Florida/Miami': ['Miami', 'Florida', 'US'],
    'Frankfurt am Main': ['Frankfurt am Main', null, null],
    Singapore: ['Singapore', null, 'SG'],
    'Lyon, Pérou': ['Lyon', null, 'PE'],
    Deutschland: [null, null, 'DE'],
  }
  for (const [stated, place] of Object.entries(expected)) t.same(split(stated), place, stated)
})

t.test('an office is not a city, and a city says no country', async (t) => {
  t.same(split('Pune - Business Bay'), ['Pune', null, null])
  t.same(split('London 10 Upper Bank Street'), ['London', null, null])
  t.same(split('Kuala Lumpur Menara IMC'), ['Kuala Lumpur', null, null])
  t.same(split('New York, 1 Columbus Circle'), ['New York', null, null])
  t.same(split('Weserstraße 54'), [null, null, null])
})

t.test('what may be two countries is none', async (t) => {
  t.same(split('San Jose, CA'), ['San Jose', null, null], 'California or Canada')
  t.same(split('Atlanta, Georgia'), ['Atlanta', null, null], 'the state or the country')
  t.equal(splitPlace('Congo').country, null)
})

t.test('no place is said as such', async (t) => {
  for (const stated of [null, '', 'None', 'n/a', '2 Locations', 'Multiple Locations', 'TBD']) {
    t.match(splitPlace(stated), { city: null, country: null, usable: false }, String(stated))
  }
  t.match(splitPlace('Remote'), { city: null, remote: true, usable: true })
  t.match(splitPlace('Remote - Germany'), { country_code: 'DE', remote: true })
  t.match(splitPlace('Kiel (Remote)'), { city: 'Kiel', remote: true })
  t.equal(splitPlace('Kiel').remote, null, 'silence about remote work is not a no')
})

t.test('nothing is invented: every part stands in the text, in any text', async () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string()), (stated) => {
      const { city } = splitPlace(stated)
      return (
        city === null ||
        stated.replace(/\s+/g, ' ').includes(city) ||
        ['Singapore', 'Hong Kong', 'Macau', 'Monaco'].includes(city)
      )
    }),
    { numRuns: 500 },
  )
})
