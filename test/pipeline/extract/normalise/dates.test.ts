import fc from 'fast-check'
import t from 'tap'
import { readDate } from '../../../../src/pipeline/extract/normalise/dates.ts'

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

t.test('every text gives an ISO date or nothing', async () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.date({ noInvalidDate: true }).map(String), fc.integer()), (value) => {
      const { date } = readDate(value, readAt)
      return date === null || (/^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date)))
    }),
    { numRuns: 500 },
  )
})
