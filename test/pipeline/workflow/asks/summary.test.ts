import t from 'tap'
import type { Grade, Ticket } from '../../../../src/pipeline/workflow/records.ts'
import { doneFor, faultOf, jobFor, outputOf, type Summary, textOf } from './ask-jobs.ts'

const text = textOf(
  'Your responsibilities\n- Plan and track the tours of twelve vans\n- Write reports on delays\n- Coordinate repairs with workshops\n\n' +
    'Your profile\n- Three years of experience in dispatching\n- Good knowledge of Excel\n- Fluent English\n\nThe job is part-time, 30 hours per week.',
)
const claim = (quote: string, words = quote) => ({ quote, text: words })
const empty = { responsibilities: [], requirements: [], details: [] }

t.test('head lines are the record’s; bullets keep the posting’s order', async (t) => {
  const { data } = outputOf<Summary>(jobFor(3335, text), {
    responsibilities: [
      claim('Write reports on delays'),
      claim('Plan and track the tours of twelve vans', 'Plan tours of twelve vans'),
    ],
    requirements: [claim('Fluent English')],
    details: [claim('30 hours per week')],
  })
  t.match(data, { role: 'Dispatcher', company: 'Nordlicht Kurier', location: 'Leeds', job_id: 'T-1' })
  t.same(
    data.responsibilities.map((bullet) => bullet.text),
    ['Plan tours of twelve vans', 'Write reports on delays'],
  )
  t.match(data.details, [{ text: '30 hours per week', evidence: { quote: '30 hours per week' } }])
})

t.test('a bullet that says what its quote does not gives way to the quote', async (t) => {
  const { data, dropped } = outputOf<Summary>(jobFor(3335, text), {
    ...empty,
    requirements: [claim('Good knowledge of Excel', 'Ten years as chief pilot of an airline')],
  })
  t.equal(data.requirements[0]?.text, 'Good knowledge of Excel')
  t.same(dropped, [{ what: 'Ten years as chief pilot of an airline', reason: 'not_in_posting' }])
})

t.test('a draft without any bullet is refused', async (t) => {
  t.match(faultOf(jobFor(3335, text), empty), {
    code: 'LLM_ANSWER_INVALID',
    message: /no responsibility and no requirement/,
  })
})

t.test('a verdict that contradicts its complaints is refused, and so is a missing one', async (t) => {
  const complaint = { section: 'Requirements', rule: 'coverage', quote: 'Fluent English', message: 'It is missing.' }
  for (const conversation of [3336, 3339] as const) {
    const job = jobFor(conversation, text)
    t.match(faultOf(job, { complaints: [complaint], verdict: 'PASS' }), {
      message: /verdict is PASS, but complaints has 1/,
    })
    t.match(faultOf(job, { complaints: [], verdict: 'FAIL' }), { message: /verdict is FAIL, but complaints is empty/ })
    t.match(faultOf(job, { complaints: [] }), { message: /verdict/ })
    t.match(faultOf(job, { complaints: [], verdict: 'PASS or FAIL' }), { code: 'LLM_ANSWER_INVALID' })
    const { data, status } = outputOf<Grade>(job, { complaints: [complaint], verdict: 'FAIL' })
    t.equal(status, 'FAIL')
    t.match(data.complaints, [{ section: 'Requirements', rule: 'coverage', message: /Fluent English.*missing/ }])
  }
})

t.test('graders A and B have rubrics of their own, the regrader both', async (t) => {
  const complaint = (rule: string) => ({
    complaints: [{ section: 'Requirements', rule, quote: 'Fluent English', message: 'Not good.' }],
    verdict: 'FAIL',
  })
  t.equal(outputOf(jobFor(3336, text), complaint('coverage')).status, 'FAIL')
  t.equal(outputOf(jobFor(3337, text), complaint('repetition')).status, 'FAIL')
  faultOf(jobFor(3336, text), complaint('repetition'))
  faultOf(jobFor(3337, text), complaint('coverage'))
  for (const rule of ['coverage', 'repetition']) t.equal(outputOf(jobFor(3339, text), complaint(rule)).status, 'FAIL')
})

t.test('a complaint that quotes neither posting nor summary is no complaint', async (t) => {
  const complaint = (quote: string) => ({ section: 'Requirements', rule: 'coverage', quote, message: 'Missing.' })
  const { data, dropped } = outputOf<Grade>(jobFor(3336, text), {
    complaints: [complaint('Fluent English'), complaint('Diploma in baking')],
    verdict: 'FAIL',
  })
  t.equal(data.complaints.length, 1)
  t.same(dropped, [{ what: 'Missing.', reason: 'not_in_posting' }])
  t.match(faultOf(jobFor(3336, text), { complaints: [complaint('Diploma in baking')], verdict: 'FAIL' }), {
    code: 'LLM_ANSWER_UNFOUNDED',
  })
})

t.test('improving touches only the sections that are faulted', async (t) => {
  const before = doneFor(text)[0]?.data as Summary
  const { data } = outputOf<Summary>(jobFor(3338, text), {
    responsibilities: [claim('Write reports on delays')],
    requirements: [claim('Fluent English')],
    details: [],
  })
  t.same(data.responsibilities, before.responsibilities)
  t.same(data.details, before.details)
  t.match(data.requirements, [{ text: 'Fluent English' }])
  const unchanged = outputOf<Summary>(jobFor(3338, text), empty)
  t.same(unchanged.data.requirements, before.requirements)
  t.match(unchanged.dropped, [{ what: /^requirements/, reason: 'contradicts' }])
})

t.test('a ticket speaks of what was complained about, and of all of it', async (t) => {
  const item = (section: string) => ({ section, issue: 'One demand is missing.', check: 'Compare with the profile.' })
  const advice = 'Read the posting again.'
  const { data, dropped } = outputOf<Ticket>(jobFor(3340, text), {
    items: [item('Requirements'), item('Details')],
    advice,
  })
  t.equal(data.title, 'Summary needs review: Dispatcher (T-1)')
  t.same(data.issues, ['Requirements: One demand is missing.'])
  t.match(dropped, [{ what: /^Details/, reason: 'contradicts' }])
  t.match(faultOf(jobFor(3340, text), { items: [item('Company')], advice }), {
    message: /complaints are about Requirements/,
  })
})

t.test('formatting loses no bullet and adds none', async (t) => {
  const summary = doneFor(text)[0]?.data as Summary
  const first = summary.responsibilities[0]?.text ?? ''
  const { data, dropped } = outputOf<{ text: string }>(jobFor(3341, text), {
    responsibilities: [`-  ${first}.`, 'Bake bread for all shops'],
    requirements: [],
    details: [],
  })
  t.ok(data.text.includes(`- ${first}.\n`))
  for (const { text: bullet } of [...summary.responsibilities, ...summary.requirements])
    t.ok(data.text.includes(bullet))
  t.notOk(data.text.includes('Bake'))
  t.same(dropped, [{ what: 'Bake bread for all shops', reason: 'not_in_posting' }])
  t.match(data.text, /^Role: Dispatcher\nCompany: Nordlicht Kurier\nLocation: Leeds\nJob ID: T-1\n/)
})
