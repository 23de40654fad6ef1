import fc from 'fast-check'
import t from 'tap'
import { compareEmployers } from '../../../../src/pipeline/store/similarity/employers.ts'
import { cityKeys, comparePlaces } from '../../../../src/pipeline/store/similarity/places.ts'
import { judge, type Opening } from '../../../../src/pipeline/store/similarity/same-opening.ts'
import { titlesAgree } from '../../../../src/pipeline/store/similarity/titles.ts'

const opening = (changes: Partial<Opening> = {}): Opening => ({
  source_id: 1,
  title: 'Nurse (m/w/d)',
  organization: 'House Elm GmbH',
  places: { country: 'DE', cities: ['kiel'] },
  employment_type: null,
  open: true,
  first_seen_at: '2026-03-01T00:00:00Z',
  last_seen_at: '2026-03-10T00:00:00Z',
  ...changes,
})
const elsewhere = (changes: Partial<Opening> = {}) => opening({ source_id: 2, ...changes })

t.test('titles agree across gender marks, endings, places and requisition numbers', async (t) => {
  const agree: [string, string][] = [
    ['Nurse (m/w/d)', 'Nurse'],
    ['Entwickler (m/w/d)', 'Entwickler*in'],
    ['Entwickler:in (all genders)', 'Entwicklerin'],
    ['Production Engineer (f/m/x)', 'Production Engineer R0341992'],
    ['Nurse', 'Nurse, night shift'],
    ['Sr. Software Engineer', 'Senior Software Engineer - Kiel'],
    ['Pflegefachkraft 80%', 'Pflegefachkraft'],
    ['C++ Developer', 'c++ developer'],
    ['看護師', '看護師'],
  ]
  for (const [one, other] of agree) t.ok(titlesAgree(one, other, new Set(['kiel'])), `${one} / ${other}`)
})

t.test('titles of two ranks, two numbers, two shifts or two trades do not agree', async (t) => {
  const differ: [string, string][] = [
    ['Junior Engineer', 'Senior Engineer'],
    ['Engineer', 'Senior Engineer'],
    ['Engineer I', 'Engineer II'],
    ['Colleague 1', 'Colleague 2'],
    ['Trainee 2026', 'Trainee 2027'],
    ['Nurse, day shift', 'Nurse, night shift'],
    ['Java Developer', 'Python Developer'],
    ['C Developer', 'C++ Developer'],
    ['Sales Manager', 'Sales Assistant'],
    ['Praktikant Controlling', 'Controlling'],
    ['(m/w/d)', 'Nurse'],
    ['', ''],
  ]
  for (const [one, other] of differ) t.notOk(titlesAgree(one, other), `${one} / ${other}`)
})

t.test('agreement of titles does not depend on which comes first, and never throws', async () => {
  const part = fc.constantFrom('Nurse', 'Senior', '(m/w/d)', 'II', '3', 'Kiel', 'night', 'shift', 'in', '')
  const title = fc.oneof(
    fc.array(part).map((parts) => parts.join(' ')),
    fc.string(),
  )
  fc.assert(fc.property(title, title, (one, other) => titlesAgree(one, other) === titlesAgree(other, one)))
})

t.test('employers and places are compared by what they say', async (t) => {
  t.equal(compareEmployers('House Elm GmbH & Co. KG', 'HOUSE ELM'), 'same')
  t.equal(compareEmployers('Deutsche Bank', 'Deutsche Bank AG Filiale Kiel'), 'same')
  t.equal(compareEmployers('Deutsche Bank', 'Deutsche Post'), 'other')
  t.equal(compareEmployers(null, 'Deutsche Post'), 'unknown')
  t.equal(compareEmployers('GmbH', 'AG'), 'other')
  const at = (country: string | null, ...cities: string[]) => ({ country, cities: cityKeys(cities) })
  t.equal(comparePlaces(at('DE', 'Frankfurt am Main'), at('DE', 'Frankfurt')), 'same')
  t.equal(comparePlaces(at('DE', 'Frankfurt (Oder)'), at('DE', 'Frankfurt')), 'other')
  t.equal(comparePlaces(at('DE', 'Kiel', 'Bonn'), at(null, 'bonn')), 'same')
  t.equal(comparePlaces(at('DE'), at('DE', 'Kiel')), 'unknown')
  t.equal(comparePlaces(at('AT'), at('DE', 'Kiel')), 'other')
})

t.test('one opening at two sources is one', async (t) => {
  t.equal(judge(opening(), elsewhere(), 0.8), 'same')
  t.equal(judge(opening(), elsewhere(), 0.79), 'text')
})

t.test('one text in two cities or countries is two openings', async (t) => {
  t.equal(judge(opening(), elsewhere({ places: { country: 'DE', cities: ['bonn'] } }), 1), 'place')
  t.equal(judge(opening(), elsewhere({ places: { country: 'AT', cities: [] } }), 1), 'place')
})

t.test('one text twice at one source is two openings, unless the older was gone before the newer came', async (t) => {
  const later = opening({ first_seen_at: '2026-03-20T00:00:00Z', last_seen_at: '2026-03-20T00:00:00Z' })
  t.equal(judge(opening(), later, 1), 'source')
  t.equal(judge(opening({ open: false }), later, 1), 'same', 'a repost')
  t.equal(judge(opening({ open: false, last_seen_at: later.first_seen_at }), later, 1), 'source', 'seen side by side')
  t.equal(judge(opening({ source_id: null }), elsewhere(), 1), 'source', 'an unknown source may be the same one')
})

t.test('an agency and what is not known raise the demand on the text', async (t) => {
  const agency = elsewhere({ organization: 'Hire Quick Ltd' })
  t.equal(judge(opening(), agency, 0.89), 'text')
  t.equal(judge(opening(), agency, 0.9), 'same')
  const nowhere = { country: 'DE', cities: [] }
  t.equal(judge(opening(), { ...agency, places: nowhere }, 1), 'employer', 'another employer must name the place')
  t.equal(judge(opening(), elsewhere({ places: nowhere }), 0.89), 'text')
  t.equal(judge(opening(), elsewhere({ organization: null }), 0.9), 'same')
})

t.test('another title or kind of employment is another opening, whatever the text', async (t) => {
  t.equal(judge(opening(), elsewhere({ title: 'Head Nurse' }), 1), 'title')
  t.equal(judge(opening(), elsewhere({ title: null }), 1), 'title')
  const [full, part] = [['FULL_TIME'], ['PART_TIME']]
  t.equal(judge(opening({ employment_type: full }), elsewhere({ employment_type: part }), 1), 'employment_type')
  t.equal(judge(opening({ employment_type: full }), elsewhere({ employment_type: [...full, ...part] }), 1), 'same')
})
