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

t.test('an item that a capital cut in two is one bullet again', async (t) => {
  const posting = readPostingText({
    ...dispatcher,
    description:
      'Your key responsibilities Plan and track the tours of twelve vans Manage New Fleet Adoption or Periodic Review stream, so that every van is checked ' +
      'Coordinate repairs with three workshops Prepare reports on delays for large customers Your skills and experience Experience in dispatching of vans',
  })
  const texts = draftSummary(posting).responsibilities.map(({ text }) => text)
  t.ok(
    texts.includes('Manage New Fleet Adoption or Periodic Review stream, so that every van is checked'),
    texts.join('|'),
  )
})

t.test('a posting that says everything in two languages is summed up in one', async (t) => {
  const posting = readPostingText({
    ...dispatcher,
    description:
      'Ihre Aufgaben\n- Sie planen die Touren der Fahrzeuge im ganzen Norden\n- Sie betreuen die Fahrerinnen und Fahrer\n- Sie schreiben die Berichte für unsere Kunden\n' +
      'Ihr Profil\n- Mehrjährige Erfahrung in der Disposition\n- Sicherer Umgang mit den Programmen der Planung\n- Gute Kenntnisse der Straßen im Norden\n' +
      'Your key responsibilities\n- You plan the tours of the vans in the north\n- You look after the drivers\n- You write the reports for our customers\n',
  })
  const { responsibilities } = draftSummary(posting)
  t.equal(responsibilities.length, 3)
  const german = responsibilities.filter(({ text }) => text.startsWith('Sie')).length
  t.ok(german === 0 || german === 3)
})

t.test('duties told in prose stand for a missing list of them', async (t) => {
  const posting = readPostingText({
    ...dispatcher,
    description:
      'Ihre Rolle\nIn Ihrer Rolle als Disponentin planen Sie die Touren der Fahrzeuge.\nSie betreuen die Fahrer im Norden.\nWir bieten Ihnen eine Plattform.\n' +
      'Ihr Profil\n- Erfahrung in der Disposition\n- Führerschein der Klasse B\n',
  })
  const texts = draftSummary(posting).responsibilities.map(({ text }) => text)
  t.ok(
    texts.some((text) => text.includes('planen Sie die Touren')),
    texts.join('|'),
  )
  t.notOk(texts.some((text) => text.includes('Plattform')))
})

t.test('details give the words that state a fact, and languages even where a requirement tells them', async (t) => {
  const posting = readPostingText({
    ...dispatcher,
    description:
      'Requirements\n- You enjoy working in a team, and your fluent communication skills in German and English let you work with all of our depots abroad\n' +
      'What we offer\n- A lively and friendly workplace with Hybrid working model and thirty days of annual leave\n',
  })
  const details = draftSummary(posting).details.map(({ text }) => text)
  t.ok(details.includes('Fluent communication skills in German and English'), details.join('|'))
  t.ok(details.includes('Hybrid working model'), details.join('|'))
})

t.test('a name that the text uses as one elsewhere is not cut between two bullets', async (t) => {
  const text =
    'About the role You join the Transaction Monitoring team of a bank in Leeds. Your key responsibilities Lead the delivery of the Transaction Monitoring programme for all business lines Define goals and success criteria of the programme Report progress to the board every month Your skills Experience in programme management of at least three years Knowledge of financial crime rules in Europe'
  const { responsibilities } = draftSummary(
    readPostingText({ title: 'Lead', company: null, location: null, job_id: null, description: text }),
  )
  t.ok(responsibilities.some((bullet) => bullet.text.includes('Transaction Monitoring programme')))
  t.notOk(responsibilities.some((bullet) => /Transaction$|^Monitoring/.test(bullet.text)))
})
