import t from 'tap'
import type { Combination } from '../../../../src/db/search-queries.ts'
import { loadGazetteer } from '../../../../src/pipeline/extract/normalise/gazetteer.ts'
import { combinationKey } from '../../../../src/pipeline/refresh/queries/combination-key.ts'

const gazetteer = loadGazetteer()
const ANY: Combination = {
  title_keyword: null,
  location: null,
  ai_work_arrangement: null,
  ai_employment_type: null,
  ai_seniority: null,
  ai_industry: null,
}
const keyOf = (parts: Partial<Combination>) => combinationKey({ ...ANY, ...parts }, gazetteer)

t.test('spellings of one search have one key', async (t) => {
  const same: [keyof Combination, string[]][] = [
    [
      'title_keyword',
      [
        'Data Scientist',
        'data  scientist ',
        'Data-Scientist',
        'DATA SCIENTIST (m/w/d)',
        'Data Scientist (all genders)',
      ],
    ],
    ['title_keyword', ['Développeur', 'developpeur']],
    [
      'location',
      [
        'Munich',
        'München',
        'Muenchen',
        'MUNICH, GERMANY',
        'munich, de',
        'München, Deutschland',
        'Munich, Bavaria, Germany',
        'munich, DE',
      ],
    ],
    ['location', ['Berlin', 'Berlin, Germany', 'berlin, DE', 'Berlin, Deutschland']],
    ['location', ['Cologne', 'Köln', 'Koeln, Germany']],
    ['location', ['Frankfurt', 'Frankfurt am Main', 'Frankfurt am Main, Hesse, Germany']],
    ['location', ['Bavaria', 'Bayern', 'Bayern, Deutschland']],
    ['location', ['Germany', 'Deutschland']],
    ['location', ['Remote', 'remote', 'Home Office', 'fully remote']],
    ['location', ['Hamburg or Berlin', 'berlin or hamburg']],
    ['location', ['Xylotown Upon Nowhere', ' xylotown  upon nowhere', 'XYLOTOWN UPON NOWHERE']],
    ['location', ['New York, NY', 'new york, ny', 'New York, New York']],
    ['location', ['Frankfurt (Oder)', 'frankfurt (oder)', 'FRANKFURT (ODER), GERMANY']],
    ['location', ['Xylotown, Germany', 'xylotown, germany', 'Xylotown, Deutschland']],
    [
      'ai_work_arrangement',
      ['Remote OK|Remote Solely', 'Remote Solely|Remote OK', 'remote', 'Remote Solely, remote ok'],
    ],
    ['ai_work_arrangement', ['On-site', 'Onsite', 'onsite', 'on site']],
    ['ai_employment_type', ['Full-time', 'FULL_TIME', 'fulltime', 'Vollzeit']],
    ['ai_seniority', ['Mid|Senior', 'Senior|Mid', '2-5|5-10', '5-10, 2-5']],
    ['ai_industry', ['Technology|Energy', 'energy | technology']],
  ]
  for (const [part, spellings] of same) {
    t.equal(new Set(spellings.map((spelling) => keyOf({ [part]: spelling }))).size, 1, spellings.join(' = '))
  }
})

t.test('different searches have different keys', async (t) => {
  const different: Partial<Combination>[] = [
    {},
    ...['C', 'C++', 'C#', '.NET', 'Data Scientist', 'Data Science', 'null'].map((title_keyword) => ({ title_keyword })),
    ...['Berlin', 'Hamburg', 'Germany', 'Remote', 'Remote Germany', 'Frankfurt (Oder)', 'Frankfurt', 'Hamburg or Berlin', 'Paris'].map((location) => ({ location })), // biome-ignore format: a list
    ...['Hybrid', 'Remote OK', 'Remote Solely', 'On-site'].map((ai_work_arrangement) => ({ ai_work_arrangement })),
    ...['Mid', 'Senior', 'Mid|Senior'].map((ai_seniority) => ({ ai_seniority })),
    { title_keyword: 'Data Scientist', location: 'Berlin' },
    { ai_industry: 'Berlin' },
  ]
  const keys = different.map(keyOf)
  const twins = different.filter((_, index) => keys.indexOf(keys[index] ?? '') !== index)
  t.same(twins, [])
})

t.test('null equals null, and a blank is null', async (t) => {
  t.equal(keyOf({}), keyOf({ title_keyword: ' ', location: '', ai_work_arrangement: 'flexible', ai_industry: '|' }))
})
