import fc from 'fast-check'
import t from 'tap'
import { readArrangement } from '../../../../src/pipeline/extract/normalise/arrangement.ts'
import { findArrangement } from '../../../../src/pipeline/extract/normalise/find-arrangement.ts'

t.test('a labelled value or tag', async (t) => {
  const expected: Record<string, string[]> = {
    'Remote Solely': [
      'Remote',
      'Fully remote',
      '100 % remote',
      'Remote only',
      'teletrabajo',
      'praca zdalna',
      'TELECOMMUTE',
      '#LI-Remote',
      'distansarbete',
      'Remoto',
    ],
    'Remote OK': [
      'Remote OK',
      'Remote possible',
      'Homeoffice möglich',
      'Télétravail',
      'thuiswerken',
      'Mobiles Arbeiten',
      'Smart working',
      'Home office optional',
    ],
    Hybrid: [
      'Hybrid',
      'Možnost občasné práce z domova',
      'Práce převážně z domova',
      'télétravail partiel',
      'Híbrido',
      'praca hybrydowa',
      '2 days home office',
      '#LI-Hybrid',
      'Ibrido',
    ],
    'On-site': [
      'On-site',
      'Onsite',
      'In-office',
      'Vor Ort',
      'Presencial',
      'praca stacjonarna',
      'No remote',
      'kein Homeoffice',
      'Remote: no',
      '#LI-Onsite',
    ],
  }
  for (const [arrangement, values] of Object.entries(expected)) {
    for (const value of values) t.equal(readArrangement(value, 'en')?.arrangement, arrangement, value)
  }
  for (const none of [
    'Full-time',
    'Berlin',
    '',
    'Remoteness',
    'Remote control operator',
    'Hybrid cloud',
    'Remote sensing',
  ])
    t.equal(readArrangement(none, 'en'), null, none)
  t.match(readArrangement('Workplace: Hybrid', 'en'), { raw: 'Hybrid', start: 11, end: 17 })
})

t.test('running text says it in sure phrases only', async (t) => {
  const expected: Record<string, string> = {
    'You should know: this is a fully remote position.': 'Remote Solely',
    'Work is 100 % remote.': 'Remote Solely',
    'Die Stelle ist vollständig remote.': 'Remote Solely',
    'This role is remote.': 'Remote Solely',
    'For this job remote work is also possible.': 'Remote OK',
    'Homeoffice ist möglich.': 'Remote OK',
    'Możliwość pracy zdalnej': 'Remote OK',
    'posibilidad de teletrabajo': 'Remote OK',
    'We have a hybrid working model.': 'Hybrid',
    'You spend 2 days a week in the office.': 'Hybrid',
    'Sie arbeiten bis zu drei Tagen pro Woche im Homeoffice.': 'Hybrid',
    '2 jours de télétravail par semaine': 'Hybrid',
    'We work five days a week in the office.': 'On-site',
    'The position is 100% on-site.': 'On-site',
    'About us ... #LI-Hybrid': 'Hybrid',
  }
  for (const [text, arrangement] of Object.entries(expected)) {
    const found = findArrangement('', text, 'en')
    t.equal(found?.arrangement, arrangement, text)
    t.equal(text.slice(found?.start, found?.end), found?.raw, 'the span is that of the words')
  }
  for (const none of [
    ...[
      'We lead remote teams.',
      'remote controls',
      'remote sensing',
      'no remote',
      'This is not a remote position.',
      'a fully remote team',
    ],
    ...[
      'This is a remote control position.',
      'hybrid cloud',
      'Our office is in Berlin.',
      'You support hybrid vehicles.',
    ],
  ])
    t.equal(findArrangement('', none, 'en'), null, none)
})

t.test('a title says it apart from its words', async (t) => {
  t.match(findArrangement('Engineer (Remote)', '', 'en'), {
    arrangement: 'Remote Solely',
    where: 'title',
    start: 10,
    end: 16,
  })
  t.match(findArrangement('Engineer - Hybrid', 'This is a fully remote position.', 'en'), { arrangement: 'Hybrid' })
  for (const none of ['Remote Sensing Engineer', 'Hybrid Cloud Engineer', 'Head of Remote'])
    t.equal(findArrangement(none, '', 'en'), null, none)
})

t.test('the words found stand in the text, in any text', async () => {
  const word = fc.constantFrom(
    'remote',
    'hybrid',
    'position',
    'this is a',
    'fully',
    'home office',
    'not',
    '2 days',
    'möglich',
    'İ',
    '(',
    ')',
  )
  const text = fc.oneof(
    fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
    fc.string({ unit: 'grapheme' }),
  )
  fc.assert(
    fc.property(text, text, (title, body) => {
      const found = findArrangement(title, body, 'en')
      const value = readArrangement(body, 'en')
      return (
        (value === null || body.slice(value.start, value.end) === value.raw) &&
        (found === null || (found.where === 'title' ? title : body).slice(found.start, found.end) === found.raw)
      )
    }),
    { numRuns: 500 },
  )
})
