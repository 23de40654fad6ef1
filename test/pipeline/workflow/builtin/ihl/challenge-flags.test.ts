import t from 'tap'
import { judge, PLAIN, postingOf } from './planted.ts'

const OPEN: Record<string, string[]> = {
  several_openings: [
    'We are hiring 12 nurses for our new ward.',
    'Several positions are available.',
    'Wir stellen 5 Pflegefachkräfte ein.',
  ],
  entry_level_welcome: [
    'Graduates are welcome to apply.',
    'No prior experience required.',
    'Berufseinsteiger sind herzlich willkommen.',
  ],
  transferable_skills: ['Career changers welcome.', 'Quereinsteiger willkommen.', 'Transferable skills count.'],
  external_welcome: [
    'Internal and external candidates are equally welcome.',
    'Interne und externe Bewerbungen sind willkommen.',
  ],
  remote_anywhere: ['Work from anywhere in Europe.'],
  visa_sponsorship: ['Visa sponsorship is available.'],
  relocation_support: ['Relocation assistance is offered.', 'Wir unterstützen Sie beim Umzug.'],
  training_offered: ['Full training is provided.', 'Wir bieten eine umfassende Einarbeitung.'],
  growth_stated: ['This is a newly created position.', 'Aufgrund unseres Wachstums suchen wir Verstärkung.'],
  equivalents_accepted: ['A degree in economics or a similar field.', 'Studium der Informatik oder vergleichbar.'],
  several_locations: ['Mehrere Standorte möglich.'],
  process_described: ['Our hiring process consists of a phone call and two interviews.'],
  rolling_applications: ['Applications are reviewed on a rolling basis.'],
}

t.test(
  'each planted sign of an open search is found, quoted to the letter and lowers what is behind the score',
  async (t) => {
    const flagged = `${PLAIN}\nPrior involvement in Project Nightingale is required.`
    const before = judge(postingOf(flagged))
    for (const [signal, sentences] of Object.entries(OPEN)) {
      for (const sentence of sentences) {
        const description = `${flagged}\n${sentence}`
        const { challenge, points } = judge(postingOf(description))
        t.ok(
          challenge.counter_evidence.some((each) => each.signal === signal),
          `${signal}: ${sentence}`,
        )
        t.ok(points < before.points, sentence)
        for (const { evidence } of challenge.counter_evidence)
          t.equal(description.slice(evidence.start, evidence.end), evidence.quote)
      }
    }
  },
)

t.test('an answer in the same sentence refutes the flag it answers, one that stands far off does not', async (t) => {
  const near = judge(
    postingOf(
      `${PLAIN}\nMust have 8 years of experience in Solvency reporting in Luxembourg with FPSL or similar tools, fluent in French.`,
    ),
  )
  t.notOk(near.likelihood.ihl_score > 3, 'a narrow demand with a choice')
  const stack = 'Must hold CFA, FRM, CAIA and CISA.'
  const far = judge(postingOf(`${PLAIN}\n${stack}\nA degree in economics or a similar field.`))
  t.notOk(far.challenge.counter_evidence.some(({ refutes }) => refutes === 'certificate_stack'))
  const learnt = judge(postingOf(`${PLAIN}\nKnowledge of our proprietary ledger system, or willingness to learn it.`))
  t.match(learnt.challenge.counter_evidence, [{ signal: 'training_offered', refutes: 'internal_system_required' }])
})

t.test('a demand that is only a wish weighs half', async (t) => {
  const asked = judge(postingOf(`${PLAIN}\nAt least four years of experience at Goldman Sachs.`))
  const wished = judge(postingOf(`${PLAIN}\nAt least four years of experience at Goldman Sachs preferred.`))
  t.ok(wished.points < asked.points)
  t.match(wished.challenge.counter_evidence, [
    { signal: 'wished_only', refutes: 'named_competitor', effect: 'downgraded' },
  ])
})

t.test('a standard statement on diversity is no evidence', async (t) => {
  const statement =
    'We welcome applications from all people and promote a positive, fair and inclusive work environment. All qualified applicants receive equal consideration.'
  t.same(judge(postingOf(`${PLAIN}\n${statement}`)).challenge.counter_evidence, [])
})

t.test('what denies an open search is not counter-evidence', async (t) => {
  for (const sentence of [
    'Visa sponsorship is not available.',
    'We cannot sponsor visas.',
    'No relocation assistance.',
    'External applicants will not be considered.',
  ]) {
    const { challenge } = judge(postingOf(`${PLAIN}\n${sentence}`))
    t.same(
      challenge.counter_evidence.map(({ signal }) => signal),
      [],
      sentence,
    )
  }
})
