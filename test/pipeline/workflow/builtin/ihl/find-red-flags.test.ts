import t from 'tap'
import { findRedFlags } from '../../../../../src/pipeline/workflow/builtin/ihl/find-red-flags.ts'
import { judge, PLAIN, postingOf } from './planted.ts'

/** Each flag in several wordings, English and German. */
const PLANTED: Record<string, string[]> = {
  candidate_identified: [
    'An internal candidate has already been identified for this position.',
    'We already have a suitable person in mind.',
    'The role is reserved for a specific person.',
    'Ein interner Kandidat wurde bereits ausgewählt.',
    'Für die Stelle ist bereits eine Bewerberin vorgesehen.',
  ],
  incumbent_continues: [
    'The current incumbent is expected to apply and to be retained.',
    'The postholder will continue in this role after the tender.',
    'The position is currently held by a temporary colleague who will be confirmed.',
    'Verlängerung des bisherigen Stelleninhabers.',
    'VerlÃ¤ngerung des bisherigen Stelleninhabers.',
  ],
  internal_applicants_only: [
    'This vacancy is open to internal candidates only.',
    'External applications will not be considered.',
    'Die Ausschreibung richtet sich ausschließlich an interne Bewerberinnen.',
  ],
  internal_applicants_preferred: [
    'Preference will be given to internal applicants.',
    'Bevorzugt interne Bewerber.',
    'Interne Bewerbungen werden vorrangig berücksichtigt.',
  ],
  formal_posting: ['This posting is a formality.', 'We are required to advertise this position by company policy.'],
  filing_notice: [
    'This notice is posted as a result of the filing of an application for permanent alien labor certification.',
    'The position is subject to PERM labor certification.',
  ],
  applications_refused: [
    'Applications are not being accepted for this posting.',
    'Von Bewerbungen bitten wir abzusehen.',
  ],
  mail_only_application: [
    'Apply by mail to the personnel office, PO Box 12, reference number 4411-B.',
    'Bewerbungen ausschließlich per Post unter Angabe der Kennziffer 4711.',
  ],
  short_window: [
    'Posted 2025-06-01. Application deadline: 2025-06-03.',
    'Veröffentlicht am 01.06.2025. Bewerbungsfrist: 4. Juni 2025',
    'Applications close within three days.',
  ],
  internal_system_required: [
    'Expert knowledge of our proprietary trade capture system is required.',
    'Candidates must have experience with our internal FALCON system.',
    'Erfahrung mit unserem hauseigenen System AURORA zwingend erforderlich.',
  ],
  internal_project_named: ['Prior involvement in Project Nightingale is required.'],
  own_tenure_required: ['At least three years of experience within our department.'],
  exact_experience: [
    'Exactly 7 years and 3 months of experience in credit risk.',
    'Between 11 and 12 years of experience in ship finance.',
    'Genau sieben Jahre und drei Monate Berufserfahrung.',
  ],
  dated_experience: ['Employed between March 2018 and June 2021 in a reporting function.'],
  exact_team_size: ['Experience leading a team of exactly 13 people.', 'Experience managing a team of 17 engineers.'],
  resume_achievement: [
    'Must have personally led the migration of 14 branches from Atlas to Orion.',
    'Sie haben bereits federführend die Einführung des Kernsystems bei einem Rückversicherer verantwortet.',
  ],
  named_competitor: [
    'At least four years of experience at Goldman Sachs.',
    'Mindestens fünf Jahre Erfahrung bei einem direkten Wettbewerber.',
  ],
  technology_age: ['At least 20 years of experience with Kubernetes.'],
  certificate_stack: ['Must hold CFA, FRM, CAIA and CISA.'],
  narrow_combination: [
    '8 years of experience in captive reinsurance accounting in Luxembourg with FPSL and SAP, fluent in French, licensed auditor.',
  ],
  citizenship_niche: ['Must be a Swiss citizen with 8 years of experience in tunnel ventilation.'],
}

t.test('each planted flag is found, raises the score and is quoted to the letter', async (t) => {
  const plain = judge(postingOf(PLAIN)).likelihood.ihl_score
  for (const [code, sentences] of Object.entries(PLANTED)) {
    for (const sentence of sentences) {
      for (const description of [`${PLAIN}\n${sentence}`, `${sentence}\n${PLAIN}`, `${PLAIN} ${sentence}`]) {
        const { analysis, likelihood } = judge(postingOf(description))
        t.ok(
          analysis.flags.some(({ flag }) => flag === code),
          `${code}: ${sentence} (${analysis.flags.map(({ flag }) => flag)})`,
        )
        t.ok(likelihood.ihl_score > plain, `${sentence} scores ${likelihood.ihl_score}`)
        for (const { evidence } of analysis.flags)
          t.equal(description.slice(evidence.start, evidence.end), evidence.quote)
      }
    }
  }
})

t.test(
  "a junior title with a senior's years is contradictory, the same years under a senior title are not",
  async (t) => {
    const description = `${PLAIN}\nAt least 12 years of experience in accounting.`
    const codes = (title: string) => findRedFlags(postingOf(description, { title })).flags.map(({ flag }) => flag)
    t.ok(codes('Junior Accountant').includes('contradictory_seniority'))
    t.notOk(codes('Senior Accountant').includes('contradictory_seniority'))
  },
)

t.test('what ordinary postings say raises no flag', async (t) => {
  const ordinary = [
    'You work in agile teams with Jira, Confluence, Kubernetes and AWS.',
    '5+ years of experience in Java and Spring Boot.',
    '3-5 years of experience in financial services.',
    'Vice President with strong stakeholder management.',
    'The incumbent will report to the head of operations.',
    'Der Stelleninhaber berichtet an die Geschäftsführung.',
    'Eine Verlängerung des Vertrages ist möglich.',
    'The successful candidate will be selected on merit.',
    'Once a preferred candidate has been identified, references are checked.',
    'No internal candidate has been identified.',
    'You will develop internal tools for our colleagues.',
    'Experience in project management and internal audit.',
    'For over 150 years we have served our clients.',
    'Please send your application by e-mail or post.',
    'You will lead a team of 12 engineers. Our team of 37 people works from Birmingham.',
    'We consider all applicants without regard to citizenship.',
    'Unsolicited applications from agencies will not be accepted.',
    'The apprenticeship lasts exactly three years.',
    'Fixed-term contract of 2 years and 6 months.',
    'CISSP, CISM or similar certificates are a plus.',
    'We look for a successor to the current post holder, who is retiring.',
    'Erfahrung bei Banken oder Versicherungen.',
    'We will respond within 3 days.',
  ]
  for (const sentence of ordinary) {
    t.same(findRedFlags(postingOf(`${PLAIN}\n${sentence}`)).flags, [], sentence)
  }
})

t.test('a technology is no older than the text that asks for it', async (t) => {
  const codes = (year: number) =>
    findRedFlags(postingOf(`${PLAIN}\nPosted 1 March ${year}.\n10 years of experience with Kubernetes.`)).flags.map(
      ({ flag }) => flag,
    )
  t.ok(codes(2019).includes('technology_age'))
  t.notOk(codes(2025).includes('technology_age'))
})

t.test('a text of 81,000 characters costs no more than its length, whatever it repeats', async (t) => {
  const bad = [
    'experience at least years ',
    'internal candidates and ',
    'A',
    'must have led ',
    '7 years and 3 ',
    'applications within 3 ',
    'Erfahrung mit unserem ',
    'a-b.c@d/',
  ]
  for (const piece of bad) {
    const posting = postingOf(piece.repeat(Math.ceil(81_000 / piece.length)))
    const started = performance.now()
    judge(posting)
    t.ok(performance.now() - started < 1500, `${piece} took ${Math.round(performance.now() - started)} ms`)
  }
})

t.test('a posting without text has no flags and an analysis', async (t) => {
  t.match(findRedFlags(postingOf('')), { verdict: 'GENUINE', flags: [] })
})

t.test('the house’s own name is no competitor’s, whether the record or only the text gives it', async (t) => {
  const named = (description: string, company: string | null) =>
    findRedFlags(postingOf(description, { company })).flags.filter(({ flag }) => flag === 'named_competitor').length
  const demand = 'At least four years of experience at Siemens.'
  t.equal(named(`${PLAIN}\n${demand}`, null), 1)
  t.ok(named(`${PLAIN}\n${demand} Experience at Siemens is a plus.`, 'Muster AG') >= 1)
  t.equal(named(`${PLAIN}\n${demand}`, 'Siemens Energy'), 0)
  t.equal(named(`About Siemens\n${PLAIN}\n${demand}`, null), 0)
  t.equal(named(`Join Siemens and grow.\n${PLAIN}\n${demand}`, null), 0)
})

t.test('a heading and what a department does are nobody’s past', async (t) => {
  const texts = [
    'Role Description Operations provides support for all of Commerzbank in every country.',
    'Position Overview The desk prices bonds for Barclays and UBS clients.',
    'You take a role for the Allianz account team.',
  ]
  for (const text of texts)
    t.same(
      findRedFlags(postingOf(`${PLAIN}\n${text}`, { company: null })).flags.filter(
        ({ flag }) => flag === 'named_competitor',
      ),
      [],
      text,
    )
})

t.test('long experience is found on either side of its years', async (t) => {
  for (const text of ['Experience of 12+ years in tunnelling.', '12+ years of experience in tunnelling.'])
    t.ok(
      findRedFlags(postingOf(`${PLAIN}\n${text}`)).flags.some(({ flag }) => flag === 'long_experience'),
      text,
    )
})
