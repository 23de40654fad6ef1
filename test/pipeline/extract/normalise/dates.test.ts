import fc from 'fast-check'
import t from 'tap'
import { findDate, readDate } from '../../../../src/pipeline/extract/normalise/dates.ts'

const readAt = new Date('2026-03-10T08:00:00Z')
const dateOf = (text: string | number) => readDate(text, readAt).date

t.test('relative dates count back from the time of reading', async (t) => {
  const expected: Record<string, string> = {
    'Posted Today': '2026-03-10',
    'Posted Yesterday': '2026-03-09',
    'Posted 3 Days Ago': '2026-03-07',
    'posted 1 day ago': '2026-03-09',
    '2 weeks ago': '2026-02-24',
    'vor 3 Tagen': '2026-03-07',
    'Vor 12 Tagen ausgeschrieben': '2026-02-26',
    Gestern: '2026-03-09',
    '20 hours ago': '2026-03-09',
  }
  for (const [text, date] of Object.entries(expected)) t.equal(dateOf(text), date, text)
})

t.test('a bound is no date, and nothing is wrong with it', async (t) => {
  for (const text of ['Posted 30+ Days Ago', '30+ days ago', 'vor 30+ Tagen', '2 months ago']) {
    t.match(readDate(text, readAt), { date: null, relative: true, note: null }, text)
  }
  t.same(readDate(null, readAt), { date: null, relative: false, note: null })
})

t.test('absolute dates are read in the forms that cannot be misread', async (t) => {
  const expected: Record<string, string> = {
    '2026-02-01': '2026-02-01',
    '2026-02-01T23:30:00+01:00': '2026-02-01',
    '20260201': '2026-02-01',
    '01.02.2026': '2026-02-01',
    '1. 2. 2026': '2026-02-01',
    '25/12/2026': '2026-12-25',
    '12/25/2026': '2026-12-25',
    '15. März 2026': '2026-03-15',
    '12 May 2026': '2026-05-12',
    'May 12th, 2026': '2026-05-12',
    'Friday, 1 May 2026': '2026-05-01',
  }
  for (const [text, date] of Object.entries(expected)) t.equal(dateOf(text), date, text)
  t.equal(dateOf(Date.UTC(2026, 1, 3, 12)), '2026-02-03')
})

t.test('text that names no date for certain never becomes one', async (t) => {
  t.equal(readDate('03/04/2026', readAt).note, 'ambiguous_date')
  t.equal(readDate('2026-02-30', readAt).note, 'impossible_date')
  for (const text of [
    'TBD',
    'as soon as possible',
    '5 positions',
    '12 May',
    'Version 1.2.26.3',
    '1.2.2026-3',
    '1970-01-01',
    '1969-12-31T23:00:00Z',
    '2099-12-31',
    '31.02.2026',
    'in the next 3 days or so',
    '3 days',
    '24/7',
    'May 2026',
    '2026',
    'Q3 2026',
    'ab sofort',
    '0000-00-00',
    12,
    -1,
    '13.13.2026',
  ]) {
    t.equal(dateOf(text), null, String(text))
  }
})

const RELATIVE: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  en: {
    '2d': '2026-03-08',
    '2d ago': '2026-03-08',
    '3w': '2026-02-17',
    '5h ago': '2026-03-10',
    'a week ago': '2026-03-03',
    'an hour ago': '2026-03-10',
    'Active 3 days ago': '2026-03-07',
    'Reposted 2 weeks ago': '2026-02-24',
    'two days ago': '2026-03-08',
    'over 30 days ago': null,
    'just now': '2026-03-10',
    'in 5 days': '2026-03-15',
    '5 days left': '2026-03-15',
    tomorrow: '2026-03-11',
    'Closes in 3 days': '2026-03-13',
    '1 year ago': null,
  },
  de: {
    heute: '2026-03-10',
    vorgestern: '2026-03-08',
    'vor 1 Tag': '2026-03-09',
    'vor einem Tag': '2026-03-09',
    'vor einer Woche': '2026-03-03',
    'vor 20 Stunden': '2026-03-09',
    'vor 5 Minuten': '2026-03-10',
    'vor über 30 Tagen': null,
    'vor 2 Monaten': null,
    'Veröffentlicht vor 3 Tagen': '2026-03-07',
    'Aktualisiert: gestern': '2026-03-09',
    'in 5 Tagen': '2026-03-15',
    'noch 5 Tage': '2026-03-15',
    'endet in 2 Wochen': '2026-03-24',
    'vor zwei Wochen': '2026-02-24',
  },
  fr: {
    "aujourd'hui": '2026-03-10',
    'aujourd\u2019hui': '2026-03-10',
    hier: '2026-03-09',
    'avant-hier': '2026-03-08',
    'il y a 3 jours': '2026-03-07',
    'il y a un jour': '2026-03-09',
    'il y a une semaine': '2026-03-03',
    'il y a 2 heures': '2026-03-10',
    'il y a plus de 30 jours': null,
    'il y a 2 mois': null,
    'Publiée hier': '2026-03-09',
    'Publié il y a 4 jours': '2026-03-06',
    'dans 5 jours': '2026-03-15',
    demain: '2026-03-11',
    'il y a 3 j': '2026-03-07',
  },
  es_pt: {
    hoy: '2026-03-10',
    ayer: '2026-03-09',
    anteayer: '2026-03-08',
    'hace 3 días': '2026-03-07',
    'hace 3 dias': '2026-03-07',
    'hace un día': '2026-03-09',
    'hace una semana': '2026-03-03',
    'hace 5 horas': '2026-03-10',
    'hace más de 30 días': null,
    'Publicado hace 2 días': '2026-03-08',
    'dentro de 5 días': '2026-03-15',
    'hace 2 meses': null,
    hoje: '2026-03-10',
    ontem: '2026-03-09',
    'há 3 dias': '2026-03-07',
    'há 2 semanas': '2026-02-24',
  },
  it_nl: {
    oggi: '2026-03-10',
    ieri: '2026-03-09',
    '3 giorni fa': '2026-03-07',
    'una settimana fa': '2026-03-03',
    '2 ore fa': '2026-03-10',
    '2 mesi fa': null,
    'tra 5 giorni': '2026-03-15',
    vandaag: '2026-03-10',
    gisteren: '2026-03-09',
    '3 dagen geleden': '2026-03-07',
    'een week geleden': '2026-03-03',
    '1 dag geleden': '2026-03-09',
    'Geplaatst: 2 dagen geleden': '2026-03-08',
    'over 5 dagen': '2026-03-15',
    'meer dan 30 dagen geleden': null,
  },
  cs_pl: {
    dnes: '2026-03-10',
    'Přidáno včera': '2026-03-09',
    'před 2 dny': '2026-03-08',
    'přidáno před 3 hodinami': '2026-03-10',
    'Přidáno před hodinou': '2026-03-10',
    'Aktualizováno před 52 minutami': '2026-03-10',
    'před týdnem': '2026-03-03',
    'před 2 měsíci': null,
    'za 5 dní': '2026-03-15',
    dziś: '2026-03-10',
    wczoraj: '2026-03-09',
    '3 dni temu': '2026-03-07',
    'tydzień temu': '2026-03-03',
    '2 tygodnie temu': '2026-02-24',
    'Opublikowano 5 dni temu': '2026-03-05',
    'ponad 30 dni temu': null,
  },
  da_sv: {
    'i dag': '2026-03-10',
    'i går': '2026-03-09',
    'for 3 dage siden': '2026-03-07',
    'for en uge siden': '2026-03-03',
    'för 2 dagar sedan': '2026-03-08',
    'för en vecka sedan': '2026-03-03',
    'om 5 dagar': '2026-03-15',
  },
}

t.test('relative dates are read in every language, forwards and back; bounds are none', async (t) => {
  for (const [language, cases] of Object.entries(RELATIVE)) {
    for (const [text, date] of Object.entries(cases)) {
      t.match(readDate(text, readAt, { language }), { date, relative: true, note: null }, `${language}: ${text}`)
    }
  }
})

const ABSOLUTE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    '6th of July 2021': '2021-07-06',
    '6 July 2021.': '2021-07-06',
    'July 6, 2021': '2021-07-06',
    'Jul. 6, 2021': '2021-07-06',
    'Dec-6-25': '2025-12-06',
    '6-Dec-25': '2025-12-06',
    '11-DEC-2025': '2025-12-11',
    '1 March, 2026 at 5:00 pm': '2026-03-01',
    '2021/07/06': '2021-07-06',
    'Tue Mar 10 2026 08:00:00 GMT+0000 (Coordinated Universal Time)': '2026-03-10',
    'Mon, 06 Jul 2021 22:00:00 GMT': '2021-07-06',
    '2025-12-13T22:55Z': '2025-12-13',
    '2021-07-06 23:59:59.999+02:00': '2021-07-06',
    'Posted on 12 May 2025': '2025-05-12',
    "6 July '21": '2021-07-06',
    '2026-Mar-05': '2026-03-05',
    'Sept 3rd 2025': '2025-09-03',
  },
  de: {
    '31.12.26': '2026-12-31',
    '31.12.2026, 23:59 Uhr': '2026-12-31',
    '1.3.2026': '2026-03-01',
    '01. 03. 2026': '2026-03-01',
    'Freitag, den 13. März 2026': '2026-03-13',
    '13.März 2026': '2026-03-13',
    '13. Marz 2026': '2026-03-13',
    '24. Dezember 2025': '2025-12-24',
    '24. Dez. 2025': '2025-12-24',
    '5. Jänner 2026': '2026-01-05',
    'zum 01.04.2026': '2026-04-01',
    '1. Mai 2026': '2026-05-01',
    '03/04/2026': '2026-04-03',
    '15. Okt 2025': '2025-10-15',
    'bis 31.12.2026.': '2026-12-31',
  },
  fr: {
    '1er mars 2026': '2026-03-01',
    'lundi 2 mars 2026': '2026-03-02',
    '15 févr. 2026': '2026-02-15',
    '15 fevrier 2026': '2026-02-15',
    '14 juillet 2025': '2025-07-14',
    '14 juil. 2025': '2025-07-14',
    '3 août 2025': '2025-08-03',
    '3 aout 2025': '2025-08-03',
    '24 décembre 2025 à 23h59': '2025-12-24',
    '06/07/2021': '2021-07-06',
    '06/07/21': '2021-07-06',
    '6-7-2021': '2021-07-06',
    'le 5 mai 2026': '2026-05-05',
    '30 sept. 2025': '2025-09-30',
    'Publiée le 20 janvier 2026': '2026-01-20',
  },
  es_pt: {
    '31 de diciembre de 2026': '2026-12-31',
    '31 diciembre 2026': '2026-12-31',
    '11-DIC-2025': '2025-12-11',
    '5 de enero de 2026': '2026-01-05',
    '5 de enero del 2026': '2026-01-05',
    'lunes, 9 de marzo de 2026': '2026-03-09',
    '9 ago. 2025': '2025-08-09',
    '1 de setiembre de 2025': '2025-09-01',
    '3 jun 2025': '2025-06-03',
    '1º de março de 2026': '2026-03-01',
    '1 de março de 2026': '2026-03-01',
    '15 de fevereiro de 2026': '2026-02-15',
    '15 out. 2025': '2025-10-15',
    '7 de julho de 2025': '2025-07-07',
    '31 de dezembro de 2025': '2025-12-31',
  },
  it_nl: {
    '5 maggio 2026': '2026-05-05',
    'lunedì 5 maggio 2026': '2026-05-05',
    '1° marzo 2026': '2026-03-01',
    '30 giugno 2025': '2025-06-30',
    '12 lug 2025': '2025-07-12',
    '31 ottobre 2025': '2025-10-31',
    '8 set 2025': '2025-09-08',
    '20 gennaio 2026': '2026-01-20',
    '5 mei 2026': '2026-05-05',
    '12 maart 2026': '2026-03-12',
    '12 mrt. 2026': '2026-03-12',
    'donderdag 12 februari 2026': '2026-02-12',
    '30 augustus 2025': '2025-08-30',
    '1 okt 2025': '2025-10-01',
    '31-12-2026': '2026-12-31',
  },
  cs_pl: {
    '24. října 2026': '2026-10-24',
    '1. 2. 2026': '2026-02-01',
    '5. května 2026': '2026-05-05',
    '1. června 2026': '2026-06-01',
    '1. července 2026': '2026-07-01',
    '30. září 2025': '2025-09-30',
    '2. srpna 2025': '2025-08-02',
    '17. listopadu 2025': '2025-11-17',
    '24.prosince 2025': '2025-12-24',
    'do 31. ledna 2026': '2026-01-31',
    '3 marca 2026': '2026-03-03',
    '11 listopada 2025': '2025-11-11',
    '6 października 2025': '2025-10-06',
    '1 września 2025 r.': '2025-09-01',
    '15 paź 2025': '2025-10-15',
    '31 grudnia 2025': '2025-12-31',
  },
  da_sv: {
    '5. maj 2026': '2026-05-05',
    'den 5 maj 2026': '2026-05-05',
    '1. oktober 2025': '2025-10-01',
    '15 augusti 2025': '2025-08-15',
    '31 mars 2026': '2026-03-31',
    '2. juni 2025': '2025-06-02',
  },
}

t.test('absolute dates are read in every language', async (t) => {
  for (const [language, cases] of Object.entries(ABSOLUTE)) {
    for (const [text, date] of Object.entries(cases)) {
      t.match(readDate(text, readAt, { language }), { date, relative: false, note: null }, `${language}: ${text}`)
    }
  }
})

t.test(
  'country, else language decide which number is the month; contradictions and unknowns decide nothing',
  async (t) => {
    const order = (context: Parameters<typeof readDate>[2]) => readDate('03/04/2026', readAt, context).date
    for (const context of [{ country: 'US' }, { language: 'en-US' }, { language: 'en', country: 'us' }]) {
      t.equal(order(context), '2026-03-04', JSON.stringify(context))
    }
    for (const context of [
      ...[
        { country: 'GB' },
        { country: 'DK', language: 'en' },
        { language: 'en-gb' },
        { language: 'de' },
        { language: 'pt-BR' },
      ],
    ]) {
      t.equal(order(context), '2026-04-03', JSON.stringify(context))
    }
    for (const context of [
      ...[
        {},
        { language: 'en' },
        { language: null },
        { country: 'CA' },
        { language: 'es', country: 'US' },
        { language: 'fr-CA' },
      ],
    ]) {
      t.equal(order(context), null, JSON.stringify(context))
    }
    t.equal(readDate('06/07/21', readAt, { language: 'en' }).note, 'ambiguous_date')
    t.equal(readDate('31.12.26', readAt, { language: 'hu' }).note, 'ambiguous_date', 'there the year stands first')
    t.equal(readDate('01.02.2026 - 01.03.2026', readAt).note, 'ambiguous_date', 'a period is no day')
  },
)

t.test('a year that nobody states is never invented', async (t) => {
  for (const text of [
    '12 May',
    'May 12th',
    '24. října',
    '31.12.',
    '31. Dezember',
    '5 de mayo',
    'le 3 août',
    'by 5 May 23:59',
  ]) {
    t.match(readDate(text, readAt), { date: null, note: 'no_year' }, text)
  }
})

t.test('what lies too far ahead is impossible, what lies far back is not', async (t) => {
  const posted = { field: 'posted_on' } as const
  const deadline = { field: 'deadline' } as const
  t.equal(readDate('2026-03-12', readAt, posted).date, '2026-03-12', 'zones differ')
  t.equal(readDate('2026-03-13', readAt, posted).note, 'impossible_date')
  t.equal(readDate('in 5 Tagen', readAt, posted).note, 'impossible_date')
  t.equal(readDate('2029-03-01', readAt, deadline).date, '2029-03-01')
  t.equal(readDate('2030-01-01', readAt, deadline).note, 'impossible_date')
  t.equal(readDate('2032-01-01', readAt).note, 'impossible_date')
  for (const context of [posted, deadline, {}]) {
    t.equal(readDate('1 May 1999', readAt, context).date, '1999-05-01')
    t.equal(readDate('1970-01-01T00:00:00Z', readAt, context).note, 'impossible_date')
    t.equal(readDate(0, readAt, context).note, 'bad_date')
  }
})

t.test('counts of milliseconds and seconds are instants', async (t) => {
  for (const value of [1623456789, 1623456789000, '1623456789', '1623456789000']) {
    t.equal(readDate(value, readAt).date, '2021-06-12', String(value))
  }
})

t.test('the first full date of a text is found where it stands', async (t) => {
  const expected: readonly (readonly [string, string | null, string])[] = [
    ['Apply by 6 July 2021.', '2021-07-06', '6 July 2021'],
    ['Bewerbungsschluss: 31.12.2026', '2026-12-31', '31.12.2026'],
    ['am\u00a024.\u00a0října\u00a02026 a 1. 1. 2027', '2026-10-24', '24.\u00a0října\u00a02026'],
    ['\u0130stanbul, July 6, 2021', '2021-07-06', 'July 6, 2021'],
    ['on 03/04/2026 or 5 May 2026', null, '03/04/2026'],
    ['version 1.2.26 of 5 May 2026', null, '1.2.26'],
    ['IP 10.10.10.10, room 12.13.2026, 5 May 2026', '2026-05-05', '5 May 2026'],
  ]
  for (const [text, date, raw] of expected) {
    const found = findDate(text, readAt)
    t.match(found, { date, raw }, text)
    t.equal(text.slice(found?.start, found?.end), raw)
  }
  for (const text of ['', 'no date at all', 'call 030 1234567', '12 May', '2026', 'May 12, 30 positions']) {
    t.equal(findDate(text, readAt), null, text)
  }
})

t.test('every text gives an ISO date or nothing', async () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.date({ noInvalidDate: true }).map(String), fc.integer()), (value) => {
      const { date } = readDate(value, readAt)
      const found = findDate(String(value), readAt)
      if (found !== null && String(value).slice(found.start, found.end) !== found.raw) return false
      return date === null || (/^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)))
    }),
    { numRuns: 500 },
  )
})
