import fc from 'fast-check'
import t from 'tap'
import { fillByRules } from '../../../../src/pipeline/extract/rules/fill-by-rules.ts'
import { createLinker } from '../../../../src/pipeline/taxonomy/linker.ts'
import { loadTaxonomy } from '../../../../src/pipeline/taxonomy/load-taxonomy.ts'

const plain = 'We look for a person who joins the crew of our harbour and keeps its cranes running all year.'
const fill = (title: string, description = plain, known = {}) =>
  fillByRules({ title, description, place_arrangement: null }, known).columns

t.test('the title tells the industry, in English and German, and unsure words tell none', async (t) => {
  const told: Record<string, string[]> = {
    'Software Engineer (m/w/d)': ['Technology', 'Software'],
    'Pflegefachkraft (m/w/d) Intensivstation': ['Healthcare'],
    'Verkäufer:in Teilzeit': ['Sales', 'Retail'],
    'IT Security Analyst': ['Technology', 'Security & Safety'],
    'LKW-Fahrer CE': ['Transportation'],
    Steuerfachangestellte: ['Finance & Accounting'],
    'Head of Data (BI & Analytics)': ['Data & Analytics', 'Management & Leadership'],
    'Assistenz der Geschäftsführung': ['Administrative'],
    'Recruitment Consultant': ['Human Resources'],
    'Sous Chef': ['Food & Beverage'],
    'Chefarzt Chirurgie': ['Healthcare'],
  }
  for (const [title, industries] of Object.entries(told)) t.same(fill(title).ai_taxonomies_a, industries, title)
  for (const title of [
    'Project Manager',
    'Document Controller',
    'Real Estate Developer',
    'Environmental Services Aide',
  ])
    t.equal(fill(title).ai_taxonomies_a, undefined, title)
})

t.test('experience: years asked for first, then plain words of the title', async (t) => {
  t.equal(fill('Planner', `${plain} You bring at least 6 years of experience.`).ai_experience_level, '5-10')
  t.equal(fill('Werkstudent Planung', `${plain} Mehr als 20 Jahre Erfahrung haben wir.`).ai_experience_level, '0-2')
  t.equal(fill('Junior Planner').ai_experience_level, '0-2')
  t.equal(fill('Senior Planner').ai_experience_level, '5-10')
  for (const title of ['Planner', 'Head of Junior Talent', 'Internal Auditor', 'Revision intern prüfen'])
    t.equal(fill(title).ai_experience_level, undefined, title)
})

t.test('visa: an offer, a refusal, and silence where both or neither is said', async (t) => {
  const said = (sentence: string) => fill('Planner', `${plain} ${sentence}`).ai_visa_sponsorship
  t.equal(said('Visa sponsorship is available for this role.'), true)
  t.equal(said('We will sponsor your visa.'), true)
  t.equal(said('Wir bieten Unterstützung bei der Visabeantragung.'), true)
  t.equal(said('We are unable to provide visa sponsorship.'), false)
  t.equal(said('You must be authorized to work without the need for sponsorship.'), false)
  t.equal(said('Do you require visa sponsorship?'), undefined)
  t.equal(said('You look after our sponsors and the Visa card programme.'), undefined)
  t.equal(said('Visa sponsorship is available. In other offices sponsorship is not available.'), undefined)
})

t.test('benefits are points of a list under their heading, never prose', async (t) => {
  const list = `${plain}\n\nWhat we offer\n• 30 days of leave\n• A pension\n• Free coffee\n\nAbout us\nWe are a port.`
  t.same(fill('Planner', list).ai_benefits, ['30 days of leave', 'A pension', 'Free coffee'])
  const prose = `${plain}\n\nWhat we offer\n${'We offer much of what people like, '.repeat(8)}\na\nb\nc\nd`
  t.equal(fill('Planner', prose).ai_benefits, undefined)
})

t.test('an opening that is tagged as everything is told by none of its tags', async (t) => {
  t.equal(fill('Planner', `${plain} #LI-Hybrid`).ai_work_arrangement, 'Hybrid')
  t.equal(fill('Planner', `${plain} #LI-Hybrid #LI-Remote #LI-Onsite`).ai_work_arrangement, undefined)
})

t.test('skills come from what is asked for, not from what the employer says of itself', async (t) => {
  const linker = createLinker(loadTaxonomy())
  const description = `Your profile\nYou write Python and SQL, and Python again.\nAbout us\nWe sell a Kubernetes platform.`
  const { columns, provenance } = fillByRules({ title: 'Planner', description, place_arrangement: null }, {}, linker)
  t.same(columns.ai_key_skills, ['Python', 'SQL'])
  t.match(provenance.ai_key_skills, { source: 'rule', extractor: 'rules/1' })
})

t.test('what is known stays, every filling has its origin, and no text breaks a rule', async (t) => {
  const known = { ai_taxonomies_a: [], ai_experience_level: '10+' as const, ai_job_language: 'fr' }
  const wild = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('junior', 'visa sponsorship', '\n• ', '5 years of experience'),
  )
  const property = fc.property(wild, fc.array(wild, { maxLength: 12 }), (title, parts) => {
    const description = parts.join(' ')
    const { columns, provenance } = fillByRules({ title, description, place_arrangement: null }, known)
    for (const column of Object.keys(known)) if (column in columns) return false
    return Object.entries(provenance).every(([column, { raw, span }]) => {
      return column in columns && (span === undefined || description.slice(span.start, span.end) === raw)
    })
  })
  t.doesNotThrow(() => fc.assert(property, { numRuns: 150 }))
})
