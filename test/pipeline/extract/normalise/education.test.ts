import fc from 'fast-check'
import t from 'tap'
import { findEducation } from '../../../../src/pipeline/extract/normalise/education.ts'

const CASES: Readonly<Record<string, string>> = {
  "Bachelor's or Master's degree in Computer Science": 'bachelor, master',
  'Bachelor\u2019s degree in computer science or a related field': 'bachelor',
  'BSc/MSc in engineering': 'bachelor, master',
  'University degree': 'bachelor',
  'PhD in Physics': 'doctorate',
  'high school diploma or GED': 'high school',
  'associate degree': 'associate',
  'vocational training': 'vocational',
  "Master's": 'master',
  MBA: 'master',
  'Scrum Master, Master Data Management, mastering Excel': '',
  'promotion to manager with no cap': '',
  'no demands at all': '',
  'Abgeschlossenes Studium der Informatik oder vergleichbare Ausbildung': 'vocational, bachelor',
  'abgeschlossene Ausbildung als Koch': 'vocational',
  'abgeschlossene kaufmännische Ausbildung': 'vocational',
  'Abgeschlossene Berufsausbildung': 'vocational',
  Hochschulabschluss: 'bachelor',
  Wirtschaftsstudium: 'bachelor',
  Masterstudium: 'master',
  'Diplom oder Master-Abschluss': 'master',
  'Abitur oder Fachhochschulreife': 'high school',
  'abgeschlossene Promotion': 'doctorate',
  'Lehre als Koch EFZ': 'vocational',
  'Wir bieten Aus- und Weiterbildung, wo es passt': '',
  'Licence en droit': 'bachelor',
  'Bac+5': 'master',
  'Bac +2 / BTS': 'associate',
  "diplôme d'ingénieur": 'master',
  doctorat: 'doctorate',
  'grado en ingeniería': 'bachelor',
  licenciatura: 'bachelor',
  'formación profesional': 'vocational',
  'FP grado superior': 'associate',
  'Laurea in economia': 'bachelor',
  'Laurea magistrale in ingegneria': 'master',
  'diploma di maturità': 'high school',
  'MBO niveau 4': 'vocational',
  'HBO werk- en denkniveau': 'bachelor',
  'Vzdělání: Vysokoškolské / univerzitní': 'bachelor',
  'Středoškolské s maturitou': 'high school',
  'SŠ s maturitou': 'high school',
  Vyučení: 'vocational',
  'VŠ vzdělání': 'bachelor',
  'wykształcenie wyższe': 'bachelor',
  'wykształcenie średnie': 'high school',
  magister: 'master',
  kandidatgrad: 'master',
  civilingenjör: 'master',
  doutoramento: 'doctorate',
  '': '',
}

t.test('levels of education are read in every language', async (t) => {
  for (const [text, expected] of Object.entries(CASES)) {
    const found = findEducation(text)
    t.equal(found?.value.join(', ') ?? '', expected, text)
    if (found) t.equal(text.slice(found.start, found.end), found.raw)
  }
})

t.test('the first demand counts, not every degree of a long text', async (t) => {
  const text = `A Bachelor's degree is needed.\n\n${'Much more text. '.repeat(20)}We sponsor your PhD.`
  t.same(findEducation(text)?.value, ['bachelor'])
})

t.test('offsets slice to the raw text, whatever the text', async () => {
  const words = ["Master's ", 'Bachelor ', 'Studium ', 'PhD', '\u0130', '\n', 'Ausbildung ', 'Abgeschlossene ']
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 10 }), (parts) => {
      const text = parts.join('')
      const found = findEducation(text)
      return found === null || text.slice(found.start, found.end) === found.raw
    }),
    { numRuns: 300 },
  )
})
