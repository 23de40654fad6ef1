import t from 'tap'
import { draftSummary } from '../../../../../src/pipeline/workflow/builtin/summary/draft-summary.ts'
import { gradeByRubricA } from '../../../../../src/pipeline/workflow/builtin/summary/grade-by-rubric-a.ts'
import { gradeByRubricB } from '../../../../../src/pipeline/workflow/builtin/summary/grade-by-rubric-b.ts'
import { improveSummary } from '../../../../../src/pipeline/workflow/builtin/summary/improve-summary.ts'
import { regradeSummary } from '../../../../../src/pipeline/workflow/builtin/summary/regrade-summary.ts'
import type { Bullet, Summary } from '../../../../../src/pipeline/workflow/records.ts'
import { dispatcher, nurse } from './posting.ts'

const good = draftSummary(dispatcher)

function quoted(text: string): Bullet {
  const start = dispatcher.description.indexOf(text)
  if (start < 0) throw new Error(`not in the posting: ${text}`)
  return { text, evidence: { start, end: start + text.length, quote: text } }
}
const invented: Bullet = { ...good.responsibilities[0]!, text: 'Fly the company helicopter to Norway' }
const benefit = quoted('Generous annual leave and private health insurance for your dependents')
const [first, ...others] = good.responsibilities

const BAD: Record<string, { summary: Summary; rubrics: 'A' | 'B' | 'AB' }> = {
  'a foreign posting’s summary': {
    summary: {
      ...draftSummary(nurse),
      role: good.role,
      company: good.company,
      location: good.location,
      job_id: good.job_id,
    },
    rubrics: 'AB',
  },
  'empty sections': { summary: { ...good, responsibilities: [], requirements: [] }, rubrics: 'AB' },
  'an invented bullet': { summary: { ...good, responsibilities: [invented, ...others] }, rubrics: 'AB' },
  'a benefit sold as a duty': {
    summary: { ...good, responsibilities: [...others.slice(0, 4), benefit] },
    rubrics: 'AB',
  },
  'a requirement sold as a duty': {
    summary: { ...good, responsibilities: [...others, quoted('Experience with Excel and TMS software')].slice(-5) },
    rubrics: 'AB',
  },
  'a repeated bullet': {
    summary: { ...good, responsibilities: [first!, first!, ...others].slice(0, 5) },
    rubrics: 'B',
  },
  'a cut word': {
    summary: { ...good, responsibilities: [quoted('lan and track the tours of twelve va'), ...others] },
    rubrics: 'AB',
  },
  'a phrase that stops short': {
    summary: { ...good, responsibilities: [quoted('Support the Head of'), ...others] },
    rubrics: 'B',
  },
  'two statements in one': {
    summary: {
      ...good,
      requirements: [
        ...good.requirements.slice(2),
        quoted('At least 3 years of experience in dispatching Experience with Excel and TMS software'),
      ],
    },
    rubrics: 'B',
  },
  'another location': { summary: { ...good, location: 'Bonn' }, rubrics: 'A' },
}

t.test('a good summary passes both rubrics', async (t) => {
  for (const posting of [dispatcher, nurse]) {
    t.same(gradeByRubricA(posting, draftSummary(posting)), { verdict: 'PASS', complaints: [] })
    t.same(gradeByRubricB(posting, draftSummary(posting)), { verdict: 'PASS', complaints: [] })
  }
})

for (const [fault, { summary, rubrics }] of Object.entries(BAD)) {
  t.test(`${fault} fails, and improving mends it`, async (t) => {
    const a = gradeByRubricA(dispatcher, summary)
    const b = gradeByRubricB(dispatcher, summary)
    if (rubrics.includes('A')) t.equal(a.verdict, 'FAIL', 'rubric A')
    if (rubrics.includes('B')) t.equal(b.verdict, 'FAIL', 'rubric B')
    const improved = improveSummary(dispatcher, summary, [...a.complaints, ...b.complaints])
    t.same(regradeSummary(dispatcher, improved), { verdict: 'PASS', complaints: [] })
  })
}

t.test('improving leaves the parts that nobody faulted as they were', async (t) => {
  const summary = { ...good, responsibilities: [first!, first!, ...others].slice(0, 5) }
  const improved = improveSummary(dispatcher, summary, gradeByRubricB(dispatcher, summary).complaints)
  t.same(improved.requirements, summary.requirements)
  t.same(improved.details, summary.details)
})

t.test('a posting that states no duties does not fail for having none in its summary', async (t) => {
  const { readPostingText } = await import('../../../../../src/pipeline/workflow/read-posting-text.ts')
  const posting = readPostingText({
    ...nurse,
    description:
      'Ihr Profil\n- Abgeschlossene Ausbildung als Koch\n- Freude am Kochen\n- Bereitschaft zum Schichtdienst',
  })
  t.equal(regradeSummary(posting, draftSummary(posting)).verdict, 'PASS')
})
