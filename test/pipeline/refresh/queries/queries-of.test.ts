import t from 'tap'
import { loadGazetteer } from '../../../../src/pipeline/extract/normalise/gazetteer.ts'
import {
  type CvWishes,
  queriesOfPreferences,
  queriesOfProfile,
} from '../../../../src/pipeline/refresh/queries/queries-of.ts'
import { searchOf } from '../../../../src/pipeline/refresh/queries/search-of.ts'

const gazetteer = loadGazetteer()
const NOTHING: CvWishes = {
  desired_job_titles: [],
  preferred_work_locations: [],
  current_location: null,
  work_arrangement_preference: null,
  total_years_experience: null,
  industries: [],
}
const rowsOf = (wishes: Partial<CvWishes>) => queriesOfProfile({ ...NOTHING, ...wishes }, gazetteer)
const pairs = (rows: { title_keyword: string | null; location: string | null }[]) =>
  rows.map(({ title_keyword, location }) => [title_keyword, location])

t.test('two titles and two places are four rows, in the order of preference', async (t) => {
  const rows = rowsOf({
    desired_job_titles: ['Data Scientist', 'ML Engineer'],
    preferred_work_locations: ['Hamburg', 'Berlin'],
  })
  t.same(pairs(rows), [
    ['Data Scientist', 'Hamburg'],
    ['Data Scientist', 'Berlin'],
    ['ML Engineer', 'Hamburg'],
    ['ML Engineer', 'Berlin'],
  ])
  t.match(rows[0], { query_name: 'Primary Search', priority: 10 })
  t.equal(new Set(rows.map((row) => row.combination_key)).size, 4)
})

t.test('the first five titles, the first three places and where the person lives', async (t) => {
  const rows = rowsOf({
    desired_job_titles: ['A1', 'a1', 'B2', 'C3', 'D4', 'E5', 'F6'],
    preferred_work_locations: ['Berlin', 'Berlin, Germany', 'Hamburg', 'Munich', 'Cologne'],
    current_location: 'Leipzig',
  })
  t.same([...new Set(rows.map((row) => row.title_keyword))], ['A1', 'B2', 'C3', 'D4', 'E5'])
  t.same([...new Set(rows.map((row) => row.location))], ['Berlin', 'Hamburg', 'Munich', 'Leipzig'])
  t.equal(
    rowsOf({ desired_job_titles: ['A1'], preferred_work_locations: ['Munich'], current_location: 'München' }).length,
    1,
  )
})

t.test('Remote is a place for who wants remote or flexible work, and no filter for the flexible', async (t) => {
  const of = (work_arrangement_preference: string) =>
    rowsOf({ desired_job_titles: ['A'], preferred_work_locations: ['Berlin'], work_arrangement_preference })
  t.same(
    of('remote').map((row) => [row.location, row.ai_work_arrangement]),
    [
      ['Berlin', 'Remote OK|Remote Solely'],
      ['Remote', 'Remote OK|Remote Solely'],
    ],
  )
  t.same(of('flexible').map((row) => [row.location, row.ai_work_arrangement]), [['Berlin', null], ['Remote', null]]) // biome-ignore format: a table
  t.same(
    of('onsite').map((row) => [row.location, row.ai_work_arrangement]),
    [['Berlin', 'On-site']],
  )
  t.same(
    of('hybrid').map((row) => [row.location, row.ai_work_arrangement]),
    [['Berlin', 'Hybrid']],
  )
})

t.test('a missing side counts as one null, two missing sides as nothing', async (t) => {
  t.same(pairs(rowsOf({ desired_job_titles: ['A'] })), [['A', null]])
  t.same(pairs(rowsOf({ current_location: 'Berlin' })), [[null, 'Berlin']])
  t.same(rowsOf({ industries: ['Energy'], total_years_experience: 7 }), [])
})

t.test('years are levels on the row and bands in the search', async (t) => {
  const at = (total_years_experience: number | null) => rowsOf({ desired_job_titles: ['A'], total_years_experience })[0]
  t.same([12, 10, 6, 5, 3, 1, null].map((years) => at(years)?.ai_seniority), ['Senior|Lead', 'Senior|Lead', 'Mid|Senior', 'Mid|Senior', 'Mid', null, null]) // biome-ignore format: a table
  const row = at(6)
  t.same(row && searchOf(row, { gazetteer, homeCountry: 'DE', pages: 5 }).experience_levels, ['2-5', '5-10'])
})

t.test('preferences make rows without filters, whatever the CV said', async (t) => {
  const rows = queriesOfPreferences(
    { search_keywords: ['Nurse', ' nurse'], search_locations: ['Vienna or Graz', 'Wien'] },
    gazetteer,
  )
  t.same(pairs(rows), [['Nurse', 'Vienna'], ['Nurse', 'Graz']]) // biome-ignore format: a table
  t.match(rows[0], { query_name: 'Updated Search Preferences', ai_work_arrangement: null, ai_seniority: null })
})

t.test('a search names places in English and keeps to the home country where none is named', async (t) => {
  const of = (location: string | null, ai_work_arrangement: string | null = null) => {
    const {
      location: name,
      country,
      arrangements,
    } = searchOf(
      {
        title_keyword: 'A',
        location,
        ai_work_arrangement,
        ai_employment_type: null,
        ai_seniority: null,
        ai_industry: null,
      },
      { gazetteer, homeCountry: 'DE', pages: 1 },
    )
    return [name, country, ...arrangements]
  }
  t.same(of('München'), ['Munich', 'DE'])
  t.same(of('Köln, Deutschland'), ['Cologne', 'DE'])
  t.same(of('Wien'), ['Vienna', 'AT'])
  t.same(of('Remote'), ['Germany', 'DE', 'Remote OK', 'Remote Solely'])
  t.same(of(null, 'Onsite'), ['Germany', 'DE', 'On-site'])
  t.same(of('Berlin, Germany', 'remote'), ['Berlin', 'DE', 'Remote OK', 'Remote Solely'])
  t.same(of('Hamburg or Vienna'), ['Hamburg or Vienna', null])
})
