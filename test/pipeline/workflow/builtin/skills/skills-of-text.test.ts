import t from 'tap'
import { createLinker } from '../../../../../src/pipeline/taxonomy/linker.ts'
import { loadTaxonomy } from '../../../../../src/pipeline/taxonomy/load-taxonomy.ts'
import { skillsOfText } from '../../../../../src/pipeline/workflow/builtin/skills/skills-of-text.ts'

const linker = createLinker(loadTaxonomy())

t.test('a bare text yields skills with their place, heaviest first', async (t) => {
  const text = 'Requirements:\n- At least 4 years of experience with PostgreSQL\n- Knowledge of Docker is a plus\n'
  const skills = skillsOfText(text, linker)
  t.same(
    skills.map(({ skill_id, years_required }) => [skill_id, years_required]),
    [
      ['postgresql', 4],
      ['docker', 0],
    ],
  )
  for (const { start, end, quote } of skills) t.equal(text.slice(start, end), quote)
})

t.test('a text that asks for nothing yields nothing', async (t) => {
  t.same(skillsOfText('', linker), [])
  t.same(skillsOfText('We look forward to hearing from you.', linker), [])
})
