import t from 'tap'
import { distinctPlaces, experienceOf, languageOf, payIn, placeOf } from '../../../src/pipeline/collect/board-values.ts'

t.test('the unit of pay is the one that the period names, or none', async (t) => {
  const unitOf = (period: unknown) => payIn({ min: 10, max: null, currency: 'eur', period }).salary?.unit
  const units = {
    'per-year-salary': 'YEAR',
    'per-month-salary': 'MONTH',
    'per-hour-wage': 'HOUR',
    '1 YEAR': 'YEAR',
    '1 HOUR': 'HOUR',
    day: 'DAY',
    weekly: 'WEEK',
  }
  for (const [period, unit] of Object.entries(units)) t.equal(unitOf(period), unit, period)
  for (const period of ['2 WEEK', 'bi-week-salary', 'bi-month-salary', 'one-time', '12 MONTH', 'NONE', null, 7])
    t.equal(unitOf(period), null, String(period))
})

t.test('pay without an amount is no pay, and a currency is never made up', async (t) => {
  t.same(payIn({ min: 0, max: '', currency: 'EUR', period: 'year' }), {})
  t.same(payIn({ min: '40000', max: null, currency: 'Euro', period: null }).salary, {
    min: 40_000,
    max: null,
    currency: null,
    unit: null,
    raw: null,
  })
})

t.test('a place has the parts that are stated and no others', async (t) => {
  t.same(placeOf({ city: 'Graz', region: '', country: 'at' }, null), {
    raw: 'Graz, at',
    city: 'Graz',
    country: 'Austria',
    country_code: 'AT',
  })
  t.same(placeOf({ country: 'Atlantis' }, 'Sunken'), { raw: 'Sunken', country: 'Atlantis' })
  t.equal(placeOf({ city: ' ' }, null), null)
  t.same(distinctPlaces([placeOf({ city: 'A' }, null), null, placeOf({ city: 'A' }, null)])?.length, 1)
  t.equal(distinctPlaces([null]), undefined)
})

t.test('languages and levels are read from what says them plainly', async (t) => {
  t.same(['en', 'en-GB', 'pt_BR', 'EN', 'english', '', null].map(languageOf), [
    ...['en', 'en', 'pt', 'en'],
    ...[null, null, null],
  ])
  t.same(['entry_level', 'Entry level', 'internship'].map(experienceOf), ['0-2', '0-2', '0-2'])
  t.same(['mid_senior_level', 'associate', 'director', 'not_applicable', ''].map(experienceOf), Array(5).fill(null))
})
