import t from 'tap'
import { type Skill, WEIGHT_BANDS } from '../../../../src/pipeline/workflow/records.ts'
import { faultOf, jobFor, outputOf, textOf } from './ask-jobs.ts'

const text = textOf(
  'Your profile\n- Three years of experience with PostgreSQL databases\n- Good knowledge of TypeScript and Quarzelwerk\n' +
    '- Excellent communication skills and teamwork\n- Docker is a plus\n- 12 months of bookkeeping',
)
const claim = (name: string, quote: string, more: object = {}) => ({
  name,
  quote,
  reasoning: 'Asked for.',
  importance: 'critical',
  weight: 70,
  proficiency: 'intermediate',
  years_required: 0,
  ...more,
})
const read = (...skills: object[]) => outputOf<{ skills: Skill[] }>(jobFor(3350, text), { skills })
const POSTGRES = 'Three years of experience with PostgreSQL databases'

t.test('a skill is linked by the taxonomy; a name that it does not know is kept', async (t) => {
  const { data } = read(
    claim('Postgres', POSTGRES),
    claim('Quarzelwerk', 'Good knowledge of TypeScript and Quarzelwerk'),
  )
  t.match(data.skills, [
    { name: 'PostgreSQL', skill_id: 'postgresql' },
    { name: 'Quarzelwerk', skill_id: null },
  ])
})

t.test('weights lie in the band of their importance', async (t) => {
  for (const importance of ['essential', 'critical', 'important', 'preferred'] as const)
    for (const weight of [10, 40, 70, 100]) {
      const [skill] = read(claim('PostgreSQL', POSTGRES, { importance, weight })).data.skills
      const [least, most] = WEIGHT_BANDS[importance]
      t.ok(skill && skill.importance === importance && skill.weight >= least && skill.weight <= most)
    }
})

t.test('a stock list that the posting does not name is refused', async (t) => {
  t.match(
    faultOf(jobFor(3350, text), {
      skills: [claim('Python', 'Python programming'), claim('Leadership', 'Leads teams')],
    }),
    {
      code: 'LLM_ANSWER_UNFOUNDED',
    },
  )
  t.match(faultOf(jobFor(3350, text), { skills: [claim('Kubernetes', 'Docker is a plus')] }), {
    code: 'LLM_ANSWER_UNFOUNDED',
    message: /no name of a skill stands in its quote/,
  })
})

t.test('a name must stand in its quote; each skill counts once', async (t) => {
  const { data, dropped } = read(claim('PostgreSQL', POSTGRES), claim('postgres', POSTGRES), claim('Oracle', POSTGRES))
  t.equal(data.skills.length, 1)
  t.same(dropped, [
    { what: 'postgres', reason: 'duplicate' },
    { what: 'Oracle', reason: 'not_in_posting' },
  ])
})

t.test('years that the posting does not state are none', async (t) => {
  const years = (name: string, quote: string, years_required: number) =>
    read(claim(name, quote, { years_required })).data.skills[0]?.years_required
  t.equal(years('PostgreSQL', 'experience with PostgreSQL', 3), 3)
  t.equal(years('PostgreSQL', POSTGRES, 5), 0)
  t.equal(years('Docker', 'Docker is a plus', 10), 0)
})

t.test('soft skills do not outrank hard ones', async (t) => {
  const { data } = read(
    claim('Communication', 'Excellent communication skills and teamwork', { importance: 'essential', weight: 98 }),
    claim('TypeScript', 'Good knowledge of TypeScript', { importance: 'important', weight: 45 }),
    claim('PostgreSQL', POSTGRES, { importance: 'critical', weight: 80 }),
  )
  t.same(
    data.skills.map(({ name }) => name.toLowerCase().split(' ')[0]),
    ['postgresql', 'typescript', 'communication'],
  )
  const soft = data.skills.at(-1)
  t.ok(soft && soft.weight <= 45 && soft.importance === 'important')
})

t.test('a posting that names no skill has none', async (t) => {
  t.same(read().data.skills, [])
})
