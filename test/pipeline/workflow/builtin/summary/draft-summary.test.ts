import t from 'tap'
import { draftSummary } from '../../../../../src/pipeline/workflow/builtin/summary/draft-summary.ts'
import { readPostingText } from '../../../../../src/pipeline/workflow/read-posting-text.ts'
import { dispatcher, nurse } from './posting.ts'

t.test('a draft carries three to five duties and requirements in the posting’s own words', async (t) => {
  for (const posting of [dispatcher, nurse]) {
    const summary = draftSummary(posting)
    for (const bullets of [summary.responsibilities, summary.requirements]) {
      t.ok(bullets.length >= 3 && bullets.length <= 5)
      for (const { text, evidence } of bullets) {
        t.equal(posting.description.slice(evidence.start, evidence.end), evidence.quote)
        t.ok(evidence.quote.includes(text))
      }
    }
  }
})

t.test('head lines are the record’s', async (t) => {
  const { role, company, location, job_id } = draftSummary(dispatcher)
  t.same(
    { role, company, location, job_id },
    { role: 'Dispatcher', company: 'Nordlicht Kurier', location: 'Leeds', job_id: 'NK-17' },
  )
  t.equal(draftSummary(nurse).company, null)
})

t.test('a placeholder title gives way to the title that the posting states', async (t) => {
  const posting = readPostingText({
    ...dispatcher,
    title: 'Not Applicable',
    description: 'Job Title: Dispatcher Location: Leeds Role Description The depot plans tours.',
  })
  t.equal(draftSummary(posting).role, 'Dispatcher')
})

t.test('details state facts, not benefits', async (t) => {
  const details = draftSummary(dispatcher).details.map(({ text }) => text)
  t.ok(details.includes('Corporate Title: Associate'))
  t.ok(details.some((text) => text.includes('£28,000 to £34,000')))
  t.notOk(details.some((text) => /pension|insurance/i.test(text)))
})

t.test('a long item is cut where a clause ends, and never inside a bracket', async (t) => {
  const long = `Plan all tours of the vans (including those of partners, subcontractors and the night fleet), ${'weigh the loads of every van against its permitted weight, '.repeat(5)}and report`
  const posting = readPostingText({
    ...dispatcher,
    description: `Your key responsibilities\n- ${long}\n- Drive vans\n- Wash vans daily\nRequirements\n- Licence of class B`,
  })
  const text = draftSummary(posting).responsibilities[0]?.text ?? ''
  t.ok(text.length <= 240)
  t.ok(long.startsWith(text))
  t.match(text, /weight$|fleet\)$/)
})

t.test('no posting makes a draft fail', async (t) => {
  for (const description of ['', ' ', 'x', '😀', '- \n- \n', 'A'.repeat(50_000)])
    t.ok(draftSummary(readPostingText({ ...dispatcher, description })))
})
