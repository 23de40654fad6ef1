import t from 'tap'
import { readCues } from '../../../../../src/pipeline/workflow/builtin/skills/cues.ts'

/** What the clause says at the place of a name. */
const at = (clause: string, name: string) => {
  const { preferred, required, proficiency } = readCues(clause)(clause.indexOf(name))
  return { preferred, required, proficiency }
}

t.test('a wish in brackets is no wish for what stands outside', async (t) => {
  const clause = 'Strong credit analysis skills (leveraged lending experience is a plus) and knowledge of valuation'
  t.equal(at(clause, 'credit analysis').preferred, false)
  t.equal(at(clause, 'leveraged lending').preferred, true)
  t.equal(at(clause, 'valuation').preferred, false)
})

t.test('"ideally" looks forward, "is a plus" looks back', async (t) => {
  t.equal(at('Mehrjährige Erfahrung im Steuerrecht, idealerweise mit SAP', 'Steuerrecht').preferred, false)
  t.equal(at('Mehrjährige Erfahrung im Steuerrecht, idealerweise mit SAP', 'SAP').preferred, true)
  t.equal(at('Good knowledge of Docker, experience with Kafka is a plus', 'Docker').preferred, false)
  t.equal(at('Good knowledge of Docker, experience with Kafka is a plus', 'Kafka').preferred, true)
  t.equal(at('Experience with Git, Jenkins and Jira is a plus', 'Git').preferred, true)
})

t.test('"(preferred)" alone qualifies what precedes it', async (t) => {
  t.equal(at('Experience with Azure or Terraform (preferred)', 'Azure').preferred, true)
  t.equal(at('Python (preferred), Java and Scala', 'Python').preferred, true)
  t.equal(at('Python (preferred), Java and Scala', 'Scala').preferred, false)
})

t.test('each part of a sentence keeps its own demand and its own level', async (t) => {
  const clause = 'You are fluent in French, good knowledge of Dutch is essential, knowledge of English is a plus'
  t.match(at(clause, 'French'), { preferred: false, required: false, proficiency: 'advanced' })
  t.match(at(clause, 'Dutch'), { preferred: false, required: true, proficiency: 'intermediate' })
  t.match(at(clause, 'English'), { preferred: true, required: false })
})
