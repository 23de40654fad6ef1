import t from 'tap'
import { countryCode, countryName } from '../../../src/pipeline/collect/country-names.ts'

t.test('a country is known by its code and by its names in English and German', (t) => {
  for (const text of ['DE', 'de', 'Germany', ' deutschland ', 'GERMANY']) t.equal(countryCode(text), 'DE', text)
  for (const text of ['US', 'USA', 'United States', 'UNITED STATES']) t.equal(countryCode(text), 'US', text)
  t.equal(countryCode('UK'), 'GB')
  t.equal(countryCode('Schweiz'), 'CH')
  t.equal(countryName('at'), 'Austria')
  t.end()
})

t.test('what is no country has neither code nor name', (t) => {
  for (const text of ['', 'Berlin', 'ZZ', 'DD', 'EU', 'Europe']) t.equal(countryCode(text), null, text)
  t.equal(countryName('XQ'), null)
  t.equal(countryName('Germany'), null)
  t.end()
})
