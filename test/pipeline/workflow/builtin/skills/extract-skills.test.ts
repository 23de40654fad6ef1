import t from 'tap'
import { Check } from 'typebox/value'
import { createLinker } from '../../../../../src/pipeline/taxonomy/linker.ts'
import { loadTaxonomy } from '../../../../../src/pipeline/taxonomy/load-taxonomy.ts'
import type { Section, SectionKind } from '../../../../../src/pipeline/text/sections.ts'
import { extractSkills } from '../../../../../src/pipeline/workflow/builtin/skills/extract-skills.ts'
import type { PostingText } from '../../../../../src/pipeline/workflow/posting-text.ts'
import { Skill, WEIGHT_BANDS } from '../../../../../src/pipeline/workflow/records.ts'

const linker = createLinker(loadTaxonomy())

type Part = { kind: SectionKind; text: string; preferred?: boolean }

function postingOf(title: string, ...parts: Part[]): PostingText {
  let description = ''
  const sections = parts.map(({ kind, text, preferred = false }): Section => {
    const start = description.length
    description += `${text}\n`
    return { kind, start, end: description.length, heading: null, preferred, items: [] }
  })
  return { title, company: null, location: null, job_id: null, description, language: 'en', sections, injections: [] }
}
const skillsOf = (title: string, ...parts: Part[]) => extractSkills(postingOf(title, ...parts), linker)
const named = (skills: Skill[], name: string) => skills.find((skill) => skill.name === name)

t.test('every skill fits its schema, lies in its band and quotes the description', async (t) => {
  const posting = postingOf(
    'Java Developer',
    { kind: 'responsibilities', text: 'Build microservices in Java and Kotlin. Work with Kafka and Docker.' },
    {
      kind: 'requirements',
      text: 'You must know Java. Teamwork. Nice to have: Terraform. 3+ years of experience with SQL.',
    },
  )
  const skills = extractSkills(posting, linker)
  t.ok(skills.length >= 7)
  for (const skill of skills) {
    const { start, end, quote } = skill.evidence
    t.ok(Check(Skill, skill), skill.name)
    t.equal(posting.description.slice(start, end), quote)
    const [low, high] = WEIGHT_BANDS[skill.importance]
    t.ok(skill.weight >= low && skill.weight <= high, `${skill.name} ${skill.weight}`)
  }
  t.same(
    skills,
    [...skills].sort((left, right) => right.weight - left.weight),
  )
})

t.test('what the employer says of itself asks for nothing', async (t) => {
  const skills = skillsOf(
    'Clerk',
    { kind: 'company', text: 'We are leaders in machine learning and blockchain.' },
    { kind: 'benefits', text: 'Free German lessons and Python courses.' },
    { kind: 'legal', text: 'Data protection applies.' },
    { kind: 'requirements', text: 'Knowledge of Microsoft Excel.' },
  )
  t.same(
    skills.map(({ skill_id }) => skill_id),
    ['microsoft-excel'],
  )
})

t.test('must, plain and nice-to-have give three different importances', async (t) => {
  const skills = skillsOf(
    'Engineer',
    { kind: 'requirements', text: 'Python is required. Experience with Docker. Terraform would be a plus.' },
    { kind: 'requirements', text: 'Kubernetes', preferred: true },
  )
  t.equal(named(skills, 'Python')?.importance, 'essential')
  t.equal(named(skills, 'Docker')?.importance, 'critical')
  t.equal(named(skills, 'Terraform')?.importance, 'preferred')
  t.equal(named(skills, 'Kubernetes')?.importance, 'preferred')
})

t.test('German cues weigh as English ones do', async (t) => {
  const skills = skillsOf('Entwickler', {
    kind: 'requirements',
    text: 'Python ist zwingend erforderlich. Kenntnisse in Docker. Von Vorteil ist Terraform. Fundierte SQL-Kenntnisse. Grundkenntnisse in Kafka.',
  })
  t.equal(named(skills, 'Python')?.importance, 'essential')
  t.equal(named(skills, 'Terraform')?.importance, 'preferred')
  t.equal(named(skills, 'SQL')?.proficiency, 'advanced')
  t.equal(named(skills, 'Kafka')?.proficiency, 'beginner')
})

t.test('years belong to the skills of their own sentence, and unnumbered ones are none', async (t) => {
  const skills = skillsOf('Engineer', {
    kind: 'requirements',
    text: 'At least 5 years of experience with Java. Knowledge of Kafka. 10-12 years in COBOL. Mehrjährige Erfahrung mit Docker. Mindestens drei Jahre Erfahrung in SQL.',
  })
  t.equal(named(skills, 'Java')?.years_required, 5)
  t.equal(named(skills, 'Kafka')?.years_required, 0)
  t.equal(named(skills, 'COBOL')?.years_required, 10)
  t.equal(named(skills, 'Docker')?.years_required, 0)
  t.equal(named(skills, 'SQL')?.years_required, 3)
})

t.test('the age of the company is no experience', async (t) => {
  const skills = skillsOf('Engineer', { kind: 'requirements', text: 'For over 150 years we have been in banking' })
  t.equal(named(skills, 'Banking')?.years_required, 0)
})

t.test('in a text without line breaks an item keeps its cues to itself', async (t) => {
  const skills = skillsOf('Engineer', {
    kind: 'requirements',
    text: 'Strong knowledge of Java Experience with Azure or Terraform (Good to have) Basic understanding of Kafka 7+ years of experience in SQL Good command of Docker',
  })
  t.equal(named(skills, 'Java')?.importance, 'critical')
  t.equal(named(skills, 'Terraform')?.importance, 'preferred')
  t.equal(named(skills, 'Kafka')?.proficiency, 'beginner')
  t.equal(named(skills, 'SQL')?.years_required, 7)
  t.equal(named(skills, 'Docker')?.years_required, 0)
})

t.test('a skill named often is one skill, and weighs more than its like named once', async (t) => {
  const skills = skillsOf('Engineer', { kind: 'requirements', text: 'Java. Kafka. Java. JAVA. Java.' })
  t.equal(skills.filter(({ skill_id }) => skill_id === 'java').length, 1)
  t.ok((named(skills, 'Java')?.weight ?? 0) > (named(skills, 'Kafka')?.weight ?? 0))
})

t.test('soft skills do not outrank hard ones', async (t) => {
  const skills = skillsOf('Engineer', {
    kind: 'requirements',
    text: 'Excellent communication skills. Teamwork. Experience with Kafka and SQL.',
  })
  const kinds = skills.map(({ name }) => ['Communication skills', 'Teamwork'].includes(name))
  t.same(kinds, [false, false, true, true])
})

t.test('a skill of the title weighs more than one of the duties', async (t) => {
  const skills = skillsOf('Kafka Engineer', { kind: 'responsibilities', text: 'You run Kafka and Docker.' })
  t.ok((named(skills, 'Kafka')?.weight ?? 0) > (named(skills, 'Docker')?.weight ?? 0))
})

t.test('a posting that names everything yields no more than thirty skills', async (t) => {
  const everything = loadTaxonomy()
    .skills.slice(0, 300)
    .map(({ name }) => name)
    .join(', ')
  t.equal(skillsOf('Engineer', { kind: 'requirements', text: everything }).length, 30)
})

t.test(
  'everyday words that a duty mentions once ask for nothing; a demand or the title makes them count',
  async (t) => {
    const duty = {
      kind: 'responsibilities' as const,
      text: 'You work with colleagues of Banking, use Kafka, Docker, Terraform and Jenkins, and know SQL.',
    }
    t.equal(named(skillsOf('Engineer', duty), 'Banking'), undefined)
    t.equal(
      named(
        skillsOf('Engineer', duty, { kind: 'requirements', text: 'Three years of experience in banking.' }),
        'Banking',
      )?.importance,
      'critical',
    )
    t.equal(named(skillsOf('Banking Engineer', duty), 'Banking')?.importance, 'critical')
  },
)

t.test('a duty that mentions little else keeps its everyday words, as important at most', async (t) => {
  const banking = named(skillsOf('Clerk', { kind: 'responsibilities', text: 'You help Banking.' }), 'Banking')
  t.equal(banking?.importance, 'important')
})

t.test('what is asked first and by itself weighs more than the end of a long list', async (t) => {
  const skills = skillsOf('Engineer', {
    kind: 'requirements',
    text: 'Knowledge of Kafka.\nTools: Docker, Terraform, Jenkins, Git, Kubernetes, Grafana, Splunk, Ansible.',
  })
  const weights = skills.map(({ weight }) => weight)
  t.equal(skills[0]?.name, 'Kafka')
  t.ok((weights[0] ?? 0) - (weights.at(-1) ?? 0) >= 6)
})

t.test('few hard skills leave room for two soft ones only', async (t) => {
  const skills = skillsOf('Engineer', {
    kind: 'requirements',
    text: 'Kafka. Docker. Communication skills. Teamwork. Problem solving. Time management. Negotiation skills.',
  })
  t.equal(skills.length, 4)
})
