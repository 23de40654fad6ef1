import fc from 'fast-check'
import t from 'tap'
import { findExperience } from '../../../../src/pipeline/extract/normalise/experience.ts'

type Short = readonly [min: number | null, max: number | null] | null

const CASES: Readonly<Record<string, Short>> = {
  '3+ years of experience': [3, null],
  '2+ years experienced in SaaS sales': [2, null],
  "at least 3 years' experience": [3, null],
  'minimum of five years of relevant professional experience': [5, null],
  '3-5 years of experience': [3, 5],
  '3 – 5 yrs experience': [3, 5],
  'between 2 and 4 years of experience': [2, 4],
  'Experience: 3 - 5 years': [3, 5],
  'up to 3 years of experience': [null, 3],
  '6 months of experience': [0.5, null],
  'We are looking for someone with 5 years of experience': [5, null],
  '5 or more years of experience': [5, null],
  'related University degree course2-4 years of experience': [2, 4],
  '25 years in business': null,
  'With over 30 years of experience, we are the market leader': null,
  'We have 10 years of experience in this field': null,
  'experience in the last 5 years': null,
  'a contract of 2 years': null,
  'mindestens 5 Jahre Berufserfahrung': [5, null],
  'mindestens drei Jahre Erfahrung': [3, null],
  'mindestens dreijährige Berufserfahrung': [3, null],
  '1 bis 3 Jahre Berufserfahrung': [1, 3],
  '5-10 Jahre Erfahrung': [5, 10],
  'Berufserfahrung von mind. 2 Jahren': [2, null],
  'mehrjährige Berufserfahrung': null,
  'befristet auf 2 Jahre': null,
  "2-5 ans d'expérience": [2, 5],
  "au moins 3 ans d'expérience": [3, null],
  'expérience de 3 ans minimum': [3, null],
  'une expérience de deux ans': [2, null],
  'experiencia mínima de 3 años': [3, null],
  '3 años de experiencia': [3, null],
  'almeno 3 anni di esperienza': [3, null],
  'esperienza di almeno 2 anni': [2, null],
  'minimaal 3 jaar werkervaring': [3, null],
  'minstens 2 jaar ervaring': [2, null],
  'min. 3 roky praxe': [3, null],
  'praxe min. 2 roky': [2, null],
  'praxe alespoň 5 let': [5, null],
  'co najmniej 3 lata doświadczenia': [3, null],
  'min. 2-letnie doświadczenie': null,
  'mindst 3 års erfaring': [3, null],
  'minst 3 års erfarenhet': [3, null],
  '3 anos de experiência': [3, null],
  '': null,
}

t.test('years of experience are read where they are asked of the applicant', async (t) => {
  for (const [text, expected] of Object.entries(CASES)) {
    const found = findExperience(text)
    t.same(found && [found.value.min_years, found.value.max_years], expected, text)
    if (found) t.equal(text.slice(found.start, found.end), found.raw)
  }
})

t.test('years of another line or sentence belong to something else', async (t) => {
  t.equal(findExperience('Experience with Java\nContract: 2 years'), null)
  t.same(findExperience('We are 12 years old. 4 years of experience in Java.')?.value.min_years, 4)
})

t.test('offsets slice to the raw text, whatever the text', async () => {
  const words = ['3 ', 'years ', 'experience ', 'Jahre ', 'Erfahrung ', '-', '+', '\u0130', '\n', 'drei ']
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 10 }), (parts) => {
      const text = parts.join('')
      const found = findExperience(text)
      return found === null || text.slice(found.start, found.end) === found.raw
    }),
    { numRuns: 300 },
  )
})
