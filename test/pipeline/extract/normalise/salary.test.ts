import fc from 'fast-check'
import t from 'tap'
import type { Salary } from '../../../../src/pipeline/extract/extracted-page.ts'
import { findSalary, readSalary, readStructuredSalary } from '../../../../src/pipeline/extract/normalise/salary.ts'

type Short = readonly [
  min: number | null,
  max: number | null,
  currency: string | null,
  unit: Salary['unit'],
  gross?: boolean,
]
const short = (salary: Salary | null): Short | null => {
  if (salary === null) return null
  const { min, max, currency, unit, gross } = salary
  return gross === null ? [min, max, currency, unit] : [min, max, currency, unit, gross]
}

const STATED: Readonly<Record<string, Readonly<Record<string, Short | null>>>> = {
  en: {
    '$75k - 125k': [75_000, 125_000, 'USD', 'YEAR'],
    '$75k–125k': [75_000, 125_000, 'USD', 'YEAR'],
    '£30,000 to £35,000 per annum': [30_000, 35_000, 'GBP', 'YEAR'],
    'from 1400 EUR gross': [1_400, null, 'EUR', null, true],
    'up to £60k': [null, 60_000, 'GBP', 'YEAR'],
    '15-20 $/hr': [15, 20, 'USD', 'HOUR'],
    '$18.50 - $22.00 Hourly': [18.5, 22, 'USD', 'HOUR'],
    '£12.50 per hour to £15 per hour': [12.5, 15, 'GBP', 'HOUR'],
    'Between $60,000 and $70,000 a year': [60_000, 70_000, 'USD', 'YEAR'],
    '€120,000.00 - €160,000.00': [120_000, 160_000, 'EUR', 'YEAR'],
    'US$ 4,500/month': [4_500, null, 'USD', 'MONTH'],
    '£450 per day': [450, null, 'GBP', 'DAY'],
    '€800 a week': [800, null, 'EUR', 'WEEK'],
    'A$85,000 plus super': [85_000, null, 'AUD', 'YEAR'],
    'Salary: 50,000 EUR + bonus 5,000 EUR': [50_000, null, 'EUR', 'YEAR'],
    '₹5,00,000 - ₹8,00,000 per year': [500_000, 800_000, 'INR', 'YEAR'],
    '30,000 - 40,000': [30_000, 40_000, null, null],
    '3000 EUR': [3_000, null, 'EUR', null],
    competitive: null,
    'Grade 13, step 5': null,
    '2026': null,
    '401k': null,
  },
  de: {
    '€ 45.000 – 55.000': [45_000, 55_000, 'EUR', 'YEAR'],
    '45–55 k€': [45_000, 55_000, 'EUR', 'YEAR'],
    '45-55 T€': [45_000, 55_000, 'EUR', 'YEAR'],
    "CHF 90'000.- bis 110'000.-": [90_000, 110_000, 'CHF', 'YEAR'],
    'ab 3.200 € brutto': [3_200, null, 'EUR', null, true],
    '€14,50 pro Stunde': [14.5, null, 'EUR', 'HOUR'],
    '12,50 € /Std.': [12.5, null, 'EUR', 'HOUR'],
    '3.000 € brutto im Monat': [3_000, null, 'EUR', 'MONTH', true],
    'Jahresgehalt: 55.000 €': [55_000, null, 'EUR', 'YEAR'],
    '14 x 3.000 € brutto': [3_000, null, 'EUR', null, true],
    'Ab 45.000 EUR p.a.': [45_000, null, 'EUR', 'YEAR'],
    'Mindestgehalt von 2.500 € brutto pro Monat auf Vollzeitbasis': [2_500, null, 'EUR', 'MONTH', true],
    'bis zu 60.000 € jährlich': [null, 60_000, 'EUR', 'YEAR'],
    '2.100 € netto monatlich': [2_100, null, 'EUR', 'MONTH', false],
    'Stundenlohn 15,50 €': [15.5, null, 'EUR', 'HOUR'],
    'zwischen 45.000 und 55.000 € pro Jahr': [45_000, 55_000, 'EUR', 'YEAR'],
    '1.234,56 € im Monat': [1_234.56, null, 'EUR', 'MONTH'],
    'TV-L E9': null,
    'EG 13': null,
  },
  fr: {
    '3 000 € bruts mensuels': [3_000, null, 'EUR', 'MONTH', true],
    'entre 30 000 et 35 000 € brut par an': [30_000, 35_000, 'EUR', 'YEAR', true],
    'de 30 à 35 k€': [30_000, 35_000, 'EUR', 'YEAR'],
    '35 000 € - 40 000 € annuels': [35_000, 40_000, 'EUR', 'YEAR'],
    '20 € par heure': [20, null, 'EUR', 'HOUR'],
    '11,65 euros de l\u2019heure': [11.65, null, 'EUR', 'HOUR'],
    'Salaire horaire: 12 €': [12, null, 'EUR', 'HOUR'],
    "jusqu'à 45 000 €": [null, 45_000, 'EUR', 'YEAR'],
    '1 800 € net par mois': [1_800, null, 'EUR', 'MONTH', false],
    '500 € par jour': [500, null, 'EUR', 'DAY'],
    'TJM 450 €': [450, null, 'EUR', 'DAY'],
    '40\u202f000 €': [40_000, null, 'EUR', 'YEAR'],
    'Rémunération mensuelle: 2 500 €': [2_500, null, 'EUR', 'MONTH'],
    '2500€/mois': [2_500, null, 'EUR', 'MONTH'],
    'selon profil': null,
  },
  es_it_pt: {
    '28.000 euros brutos anuales': [28_000, null, 'EUR', 'YEAR', true],
    '24.000 € - 28.000 € brutos/año': [24_000, 28_000, 'EUR', 'YEAR', true],
    '1.500 € al mes': [1_500, null, 'EUR', 'MONTH'],
    'hasta 30.000 €': [null, 30_000, 'EUR', 'YEAR'],
    '12 € por hora': [12, null, 'EUR', 'HOUR'],
    'Salario mensual: 1.400 €': [1_400, null, 'EUR', 'MONTH'],
    'RAL 30.000 - 35.000 €': [30_000, 35_000, 'EUR', 'YEAR', true],
    '1.800 € netti al mese': [1_800, null, 'EUR', 'MONTH', false],
    '30.000 € lordi annui': [30_000, null, 'EUR', 'YEAR', true],
    "25.000 € all'anno": [25_000, null, 'EUR', 'YEAR'],
    'fino a 40.000 €': [null, 40_000, 'EUR', 'YEAR'],
    'R$ 5.000 por mês': [5_000, null, 'BRL', 'MONTH'],
    '1.200 € mensais': [1_200, null, 'EUR', 'MONTH'],
    'paga oraria: 9 €': [9, null, 'EUR', 'HOUR'],
    'a convenir': null,
  },
  nl_da_sv: {
    '€2.500 - €3.200 bruto per maand': [2_500, 3_200, 'EUR', 'MONTH', true],
    '€ 2.500 tot € 3.200': [2_500, 3_200, 'EUR', null],
    '€ 14,20 per uur': [14.2, null, 'EUR', 'HOUR'],
    'Bruto uurloon: € 15': [15, null, 'EUR', 'HOUR', true],
    'maximaal € 4.500 per maand': [null, 4_500, 'EUR', 'MONTH'],
    '€ 45.000 per jaar': [45_000, null, 'EUR', 'YEAR'],
    'maandsalaris € 3.000': [3_000, null, 'EUR', 'MONTH'],
    '35.000 kr. pr. måned': [35_000, null, null, 'MONTH'],
    'DKK 35.000 om måneden': [35_000, null, 'DKK', 'MONTH'],
    'SEK 30 000 per månad': [30_000, null, 'SEK', 'MONTH'],
    '180 kr i timen': [180, null, null, 'HOUR'],
  },
  cs_pl: {
    '32 000 \u200d–\u200d 35 000 Kč': [32_000, 35_000, 'CZK', 'MONTH'],
    '35\u00a0000 Kč': [35_000, null, 'CZK', 'MONTH'],
    'do 60 000 Kč': [null, 60_000, 'CZK', 'MONTH'],
    'od 45 000 Kč hrubého': [45_000, null, 'CZK', 'MONTH', true],
    '30-50 tis. Kč': [30_000, 50_000, 'CZK', 'MONTH'],
    '180 Kč/hod': [180, null, 'CZK', 'HOUR'],
    '150 Kč za hodinu': [150, null, 'CZK', 'HOUR'],
    '600 000 Kč ročně': [600_000, null, 'CZK', 'YEAR'],
    '3 000 EUR': [3_000, null, 'EUR', null],
    '40 000 Kč měsíčně čistého': [40_000, null, 'CZK', 'MONTH', false],
    '4 000 - 6 000 zł brutto miesięcznie': [4_000, 6_000, 'PLN', 'MONTH', true],
    '7000-9000 PLN': [7_000, 9_000, 'PLN', 'MONTH'],
    '28,50 zł/h': [28.5, null, 'PLN', 'HOUR'],
    '120 000 zł rocznie': [120_000, null, 'PLN', 'YEAR'],
    '150 - 180 zł netto / godz.': [150, 180, 'PLN', 'HOUR', false],
    dohodou: null,
  },
}

t.test('stated pay is read in every language; what is not said stays null', async (t) => {
  for (const [language, cases] of Object.entries(STATED)) {
    for (const [text, expected] of Object.entries(cases)) {
      const found = readSalary(text, { language: language.slice(0, 2) === 'nl' ? 'nl' : language.slice(0, 2) })
      t.same(short(found), expected, `${language}: ${text}`)
      if (found) t.equal(text.slice(found.start, found.end), found.raw)
    }
  }
})

t.test('a sign that several countries share is the one of the place', async (t) => {
  const currency = (text: string, country: string | null, language: string | null = null) =>
    readSalary(text, { country, language })?.currency
  t.equal(currency('$ 60,000', null), 'USD')
  t.equal(currency('$ 60,000', 'CA'), 'CAD')
  t.equal(currency('$ 60,000', 'AU'), 'AUD')
  t.equal(currency('35.000 kr.', 'DK'), 'DKK')
  t.equal(currency('35.000 kr.', 'SE', 'da'), 'SEK')
  t.equal(currency('35.000 kr.', null, 'sv'), 'SEK')
  t.equal(currency('35.000 kr.', null, 'en'), null)
  t.equal(currency("Fr. 5'500.-", 'CH'), 'CHF')
  t.equal(currency("Fr. 5'500.-", 'FR'), null)
  t.equal(currency('try 500 hours', null), undefined, 'a word is no currency')
})

const FOUND: Readonly<Record<string, Short | null>> = {
  'Salary starts from 1400 EUR gross (full time) / 700 EUR (part time), depending on experience': [
    1_400,
    null,
    'EUR',
    null,
    true,
  ],
  'Hummingbot – No office location $75k - 125k | Equity': [75_000, 125_000, 'USD', 'YEAR'],
  'Přípravář/ka 24. října 32 000 \u200d–\u200d 35 000 Kč FERI, s.r.o.': [32_000, 35_000, 'CZK', 'MONTH'],
  'Das Gehalt liegt zwischen 45.000 und 55.000 € pro Jahr.': [45_000, 55_000, 'EUR', 'YEAR'],
  'Bruttojahresgehalt ab 48.000 € je nach Erfahrung': [48_000, null, 'EUR', 'YEAR', true],
  'We pay $20 an hour.': [20, null, 'USD', 'HOUR'],
  'The base salary range for this role is $120,000 - $150,000 + bonus': [120_000, 150_000, 'USD', 'YEAR'],
  'Mzda od 45 000 Kč': [45_000, null, 'CZK', 'MONTH'],
  'wynagrodzenie 7000-9000 zł': [7_000, 9_000, 'PLN', 'MONTH'],
  'Nous offrons une rémunération de 2 500 € par mois': [2_500, null, 'EUR', 'MONTH'],
  'Ofrecemos un salario de 24.000 € brutos anuales': [24_000, null, 'EUR', 'YEAR', true],
  'een salaris van € 3.000 tot € 4.000 bruto per maand': [3_000, 4_000, 'EUR', 'MONTH', true],
  '2021 was good. You earn £30,000 per annum.': [30_000, null, 'GBP', 'YEAR'],
  'You get a € 50 voucher each month and a salary of € 45,000': [45_000, null, 'EUR', 'YEAR'],
  'We offer 5 years of fun': null,
  'a 401k match and salary reviews': null,
  'salary and 401(k) with 24/7 support': null,
  'a company with €5m revenue': null,
  'turnover of €50,000 - €60,000': null,
  'bonus of up to 10 %': null,
  'call +49 30 12345678 or 80331 München': null,
  '€ 50 voucher': null,
  '50 € Gutschein pro Monat': null,
  'referral bonus of $5,000': null,
  'a $5,000 referral bonus': null,
  '100 € pro Monat Zuschuss': null,
  'You get a €1,000 per year learning budget': null,
  'RL projektu: Do 20 tis. Kč': null,
  'we manage assets of $100,000 - $200,000': null,
  'raised $50,000 - 60,000 in funding': null,
  'Price $10 - $20': null,
  'Dospělý 130 Kč Děti 80 Kč': null,
  'Salary according to collective agreement, 30 days of vacation': null,
  'competitive pay for 2026': null,
  '': null,
}

t.test('running text tells pay only with a word or an amount that can mean nothing else', async (t) => {
  for (const [text, expected] of Object.entries(FOUND)) {
    const found = findSalary(text)
    t.same(short(found), expected, text)
    if (found) t.equal(text.slice(found.start, found.end), found.raw)
  }
})

t.test('pay in parts is read, mended where it is plain, refused where it is not', async (t) => {
  const read = (parts: Parameters<typeof readStructuredSalary>[0]) => short(readStructuredSalary(parts).salary)
  t.same(read({ value: '55000', currency: 'USD', unit: 'ANN' }), [55_000, null, 'USD', 'YEAR'])
  t.same(read({ min: 15, max: 20, currency: 'USD', unit: 'HUR' }), [15, 20, 'USD', 'HOUR'])
  t.same(read({ min: '75k', max: '125k', currency: 'USD', unit: 'YEAR' }), [75_000, 125_000, 'USD', 'YEAR'])
  t.same(read({ value: '75k-125k', currency: 'usd' }), [75_000, 125_000, 'USD', 'YEAR'])
  t.same(read({ value: '$50,000 per year' }), [50_000, null, 'USD', 'YEAR'])
  t.same(read({ min: '45.000', max: '55.000', currency: '€', unit: 'per year' }), [45_000, 55_000, 'EUR', 'YEAR'])
  t.same(read({ value: '2500.0000', currency: 'EUR', unit: 'https://schema.org/MONTH' }), [2_500, null, 'EUR', 'MONTH'])
  t.same(read({ min: 0, max: '60000', currency: 'EUR', unit: 'Jahr' }), [null, 60_000, 'EUR', 'YEAR'])
  t.same(read({ min: 60_000, max: 45_000, currency: 'EUR', unit: 'YEAR' }), [45_000, 60_000, 'EUR', 'YEAR'], 'swapped')
  for (const [unit, expected] of [
    ...([
      ['HOUR', 'HOUR'],
      ['DAY', 'DAY'],
      ['WEE', 'WEEK'],
      ['WEEK', 'WEEK'],
      ['MON', 'MONTH'],
      ['monthly', 'MONTH'],
    ] as const),
    ...([
      ['PER_YEAR', 'YEAR'],
      ['annually', 'YEAR'],
      ['per annum', 'YEAR'],
      ['Stunde', 'HOUR'],
      ['fortnight', null],
    ] as const),
  ]) {
    t.equal(readStructuredSalary({ value: 500, currency: 'EUR', unit }).salary?.unit, expected, unit)
  }
  const note = (parts: Parameters<typeof readStructuredSalary>[0]) => readStructuredSalary(parts).note
  t.equal(note({}), 'no_amount')
  t.equal(note({ min: 0, max: 0, currency: 'EUR' }), 'no_amount')
  t.equal(note({ value: 'Competitive' }), 'bad_salary')
  t.equal(note({ value: -5 }), 'bad_salary')
  t.equal(note({ min: 50, max: 50_000 }), 'bad_salary', 'two different things')
  t.equal(note({ value: 1e12 }), 'implausible_salary')
  t.equal(note({ value: 50_000, currency: 'USD', unit: 'HOUR' }), 'implausible_salary')
  t.equal(note({ value: 50, currency: 'USD', unit: 'YEAR' }), 'implausible_salary')
})

t.test('every text gives a salary with an amount and offsets that slice to it, or nothing', async () => {
  const words = [
    'salary ',
    '€',
    '$',
    ' - ',
    '50,000',
    '45k',
    ' per hour',
    'Kč ',
    '\u0130',
    '\n',
    ' brutto ',
    '1.000',
    'bis ',
  ]
  const texts = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 12 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(texts, (text) => {
      for (const found of [readSalary(text), findSalary(text)]) {
        if (found === null) continue
        if (text.slice(found.start, found.end) !== found.raw) return false
        if (!((found.min ?? found.max ?? 0) > 0)) return false
        if (found.min !== null && found.max !== null && found.min > found.max) return false
      }
      return true
    }),
    { numRuns: 500 },
  )
  const part = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constant(null))
  fc.assert(
    fc.property(fc.record({ min: part, max: part, value: part, currency: part, unit: part }), (parts) => {
      const { salary, note } = readStructuredSalary(parts)
      return (salary === null) === (note !== null)
    }),
    { numRuns: 300 },
  )
})
