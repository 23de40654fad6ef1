import t from 'tap'
import { substanceLength, withoutBoilerplate } from '../../../src/pipeline/text/boilerplate.ts'
import { readSections } from '../../../src/pipeline/text/read-sections.ts'

const PORTRAIT =
  'We are a leading logistics company with offices in around 30 countries. Our values shape how we work together. We welcome applications from all people ' +
  'and promote a positive, fair and inclusive environment. We are an equal opportunity employer. For over 90 years our people have driven our success. ' +
  'You can expect a competitive salary, a pension plan and 30 days of annual leave. More information at: example.org'

t.test('a posting of nothing but boilerplate has no substance', async (t) => {
  t.ok(substanceLength(readSections(PORTRAIT, 'en')) < 100)
  t.ok(substanceLength(readSections(`Job Title: Clerk Location: Leeds ${PORTRAIT}`, 'en')) < 100)
})

t.test('what the posting says about the job counts in full', async (t) => {
  const duty =
    'You will be responsible for planning the tours of twelve vans and for the weekly report to the head of fleet.'
  const text = withoutBoilerplate(readSections(`${PORTRAIT} ${duty}`, 'en'))
  t.match(text, 'twelve vans')
  t.notMatch(text, 'pension')
  t.ok(text.length >= duty.length)
})
