import fc from 'fast-check'
import t from 'tap'
import { loadGazetteer } from '../../../../src/pipeline/extract/normalise/gazetteer.ts'
import { placeLikelihood } from '../../../../src/pipeline/extract/normalise/place-likelihood.ts'

const gazetteer = loadGazetteer()
const likely = (text: string, language: string | null = null) => placeLikelihood(text, gazetteer, { language })

t.test('a line that is a place and nothing else is likely one', async (t) => {
  for (const line of [
    ...[
      'Bratislava, Bratislava, Slovakia',
      'Berlin, Germany',
      'San Francisco, CA',
      'Prague, Czech Republic',
      'North Bergen, NJ',
    ],
    ...['Zürich, Schweiz', 'Bagsværd, Denmark', 'Remote, Germany', 'Germany', 'Nice, France', 'Reading, UK'],
  ])
    t.ok(likely(line) >= 0.8, `${line}: ${likely(line)}`)
  for (const line of [
    'Berlin',
    'München',
    'Praha',
    'Berlin / München',
    'Berlin (hybrid)',
    'Praha – Holešovice',
    'Elsässerstrasse 174, 4056 Basel',
  ])
    t.ok(likely(line) >= 0.6, `${line}: ${likely(line)}`)
})

t.test('what has an employer in it is less likely', async (t) => {
  const glued = likely('IBM Bratislava, Bratislava, Slovakia')
  t.ok(glued > 0.2 && glued < 0.7 && glued < likely('Bratislava, Bratislava, Slovakia'), String(glued))
  for (const line of ['Nestlé, Vevey', 'Paris Hilton', 'Oracle Prague, Czech Republic', 'John London'])
    t.ok(likely(line) < 0.4, `${line}: ${likely(line)}`)
})

t.test('words, names and other lines of a page are none', async (t) => {
  for (const line of [
    ...[
      'Senior Developer',
      'Quality',
      '3 days ago',
      'Full-time',
      'Software',
      'Data Science',
      'Marketing',
      'Siemens AG',
      'Infosys',
    ],
    ...[
      'Deutsche Bank',
      'John Smith',
      'Jobs in Berlin',
      'Apply now',
      'Kontakt',
      'IT',
      'DE',
      'CA',
      'Remote',
      'Hybrid',
      '',
      ' ',
      '5',
    ],
    ...[
      'We are in Berlin.',
      'Sales, Marketing, Finance',
      'Kubernetes, Docker',
      'Engineering, Berlin',
      'Georgia',
      'Berlin 2024',
    ],
    'Berlin, Germany, and then a long sentence about everything that happens there, which no address would ever hold',
  ])
    t.equal(likely(line), 0, line)
  for (const line of ['Nice', 'Mobile', 'Reading', 'Of', 'Jordan', 'Lincoln', 'Java', 'Herlev'])
    t.ok(likely(line) <= 0.3, `${line}: ${likely(line)}`)
  t.ok(likely('Crans-Montana', 'fr') > likely('Crans-Montana'), 'the language of the place speaks for it')
})

t.test('any text gives a share', async () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.string({ maxLength: 120 })), (text) => {
      const share = likely(text)
      return share >= 0 && share <= 1
    }),
    { numRuns: 1_000 },
  )
})
