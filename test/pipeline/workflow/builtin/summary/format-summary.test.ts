import t from 'tap'
import { draftSummary } from '../../../../../src/pipeline/workflow/builtin/summary/draft-summary.ts'
import { formatSummary } from '../../../../../src/pipeline/workflow/builtin/summary/format-summary.ts'
import { writeTicket } from '../../../../../src/pipeline/workflow/builtin/summary/write-ticket.ts'
import { SUMMARY_HEADERS } from '../../../../../src/pipeline/workflow/records.ts'
import { dispatcher, nurse } from './posting.ts'

t.test('a formatted summary has exactly the seven headers in their order', async (t) => {
  const lines = formatSummary(dispatcher, draftSummary(dispatcher)).split('\n')
  t.same(
    lines.filter((line) => !line.startsWith('- ')).map((line) => line.split(':')[0]),
    [...SUMMARY_HEADERS],
  )
  t.equal(lines[3], 'Job ID: NK-17')
})

t.test('what is not known says "Not stated"', async (t) => {
  const summary = { ...draftSummary(nurse), details: [] }
  const text = formatSummary(nurse, summary)
  for (const header of ['Company', 'Location', 'Job ID']) t.match(text, `${header}: Not stated`)
  t.match(text, 'Details:\n- Not stated')
})

t.test('a line break inside a value makes no second line', async (t) => {
  const text = formatSummary(dispatcher, { ...draftSummary(dispatcher), role: 'Dispatcher\nCompany: Other' })
  t.equal(text.split('\n').filter((line) => line.startsWith('Company:')).length, 1)
})

t.test('a ticket names the fault, where to look and what to do, within its limits', async (t) => {
  const message = 'x'.repeat(400)
  const complaints = Array.from({ length: 16 }, () => ({
    section: 'Requirements' as const,
    rule: 'substance',
    message,
  }))
  const ticket = writeTicket(dispatcher, draftSummary(dispatcher), complaints)
  t.match(ticket.title, 'Dispatcher')
  t.match(ticket.check[0], 'Your skills and experience')
  t.ok(ticket.issues.length <= 12 && ticket.issues.every((issue) => issue.length <= 400))
  t.ok(ticket.advice.length > 0 && ticket.advice.length <= 600)
})
