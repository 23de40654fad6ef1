import fc from 'fast-check'
import t from 'tap'
import { findWorkHours } from '../../../../src/pipeline/extract/normalise/work-hours.ts'

type Short = readonly [min: number | null, max: number | null, per: string, percent?: number] | null

const CASES: Readonly<Record<string, Short>> = {
  '39 to 40 hours per week': [39, 40, 'WEEK'],
  'up to 20 hours a week': [20, 20, 'WEEK'],
  '40-hour work week': [40, 40, 'WEEK'],
  '37.5 hrs/week': [37.5, 37.5, 'WEEK'],
  'Full time (37 hours)': [37, 37, 'WEEK'],
  '8 hours a day': [8, 8, 'DAY'],
  '160 hours per month': [160, 160, 'MONTH'],
  'Weekly working hours: 37': [37, 37, 'WEEK'],
  '37 hours weekly': [37, 37, 'WEEK'],
  '24 hours a day, 7 days a week': null,
  '2 hours per week of learning': null,
  'call 800 hours': null,
  '40 hours of training': null,
  '38,5 Std./Woche': [38.5, 38.5, 'WEEK'],
  '37 Stunden-Woche': [37, 37, 'WEEK'],
  '38,5-Stunden-Woche': [38.5, 38.5, 'WEEK'],
  '40 h/Woche': [40, 40, 'WEEK'],
  'Wochenarbeitszeit: 39 Stunden': [39, 39, 'WEEK'],
  'wöchentliche Arbeitszeit von 38,5 Stunden': [38.5, 38.5, 'WEEK'],
  '20 Wochenstunden': [20, 20, 'WEEK'],
  '15 - 20 Stunden pro Woche': [15, 20, 'WEEK'],
  '30 bis 40 Stunden in der Woche': [30, 40, 'WEEK'],
  'Vertragsart Unbefristet Pensum 100% Stellenantritt': [null, null, 'WEEK', 100],
  'Pensum 80-100%': [null, null, 'WEEK', 100],
  'Beschäftigungsgrad 50 - 60 %': [null, null, 'WEEK', 60],
  '30 Tage Urlaub': null,
  '100% remote': null,
  '35h/semaine': [35, 35, 'WEEK'],
  '35 heures par semaine': [35, 35, 'WEEK'],
  '39 h hebdomadaires': [39, 39, 'WEEK'],
  "Taux d'activité: 60%": [null, null, 'WEEK', 60],
  '40 horas semanales': [40, 40, 'WEEK'],
  '30 horas a la semana': [30, 30, 'WEEK'],
  '40 horas por semana': [40, 40, 'WEEK'],
  '40 ore settimanali': [40, 40, 'WEEK'],
  '20 ore alla settimana': [20, 20, 'WEEK'],
  '36 uur per week': [36, 36, 'WEEK'],
  '32-40 uur per week': [32, 40, 'WEEK'],
  '40 hodin týdně': [40, 40, 'WEEK'],
  '20 hod. týdně': [20, 20, 'WEEK'],
  '40 godzin tygodniowo': [40, 40, 'WEEK'],
  '37 timer om ugen': [37, 37, 'WEEK'],
  '40 timmar per vecka': [40, 40, 'WEEK'],
  '': null,
}

t.test('hours and workloads are read where they are those of the work', async (t) => {
  for (const [text, expected] of Object.entries(CASES)) {
    const found = findWorkHours(text)
    const value = found?.value
    const short = value && [value.min, value.max, value.per, ...(value.percent === null ? [] : [value.percent])]
    t.same(short ?? null, expected, text)
    if (found) t.equal(text.slice(found.start, found.end), found.raw)
  }
})

t.test('offsets slice to the raw text, whatever the text', async () => {
  const words = ['40 ', 'hours ', 'per week', 'Pensum ', '80%', '-', '\u0130', '\n', 'Stunden']
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 10 }), (parts) => {
      const text = parts.join('')
      const found = findWorkHours(text)
      return found === null || text.slice(found.start, found.end) === found.raw
    }),
    { numRuns: 300 },
  )
})
