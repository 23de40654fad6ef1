import { join } from 'node:path'
import t from 'tap'
import { createExtractor } from '../../../src/pipeline/extract/create-extractor.ts'
import { fallsBelow, figuresOf, keyOfPages, readBaseline } from '../../../src/pipeline/extract/evaluation/baseline.ts'
import { evaluate } from '../../../src/pipeline/extract/evaluation/evaluate.ts'
import { readLabelledPages } from '../../../src/pipeline/extract/evaluation/labelled-pages.ts'

const folder = join(import.meta.dirname, '../../../bench/eval')
const extractor = createExtractor()

t.test("the project's own labelled pages are read no worse than the baseline says", async (t) => {
  const { pages, orphans } = readLabelledPages(join(folder, 'pages'))
  t.same(orphans, [], 'every label has its page')
  t.ok(pages.length >= 18)
  const before = readBaseline(join(folder, 'baseline.json'))[keyOfPages(pages)]
  t.ok(before, 'these pages were measured: npm run eval -- bench/eval/pages --save')
  const evaluation = await evaluate(extractor, pages, new Date('2026-11-24T12:00:00Z'))
  t.same(fallsBelow(before, figuresOf(evaluation)), [], JSON.stringify(evaluation.misses))
})

t.test('a baseline only rises', async (t) => {
  const before = { pages: 2, verdicts: 2, right: { title: 2, employer: 1 }, invented: 0, listed: 0 }
  t.same(fallsBelow(before, { ...before, right: { title: 2, employer: 2 } }), [])
  t.equal(fallsBelow(before, { ...before, right: { title: 1, employer: 2 } }).length, 1)
  t.equal(fallsBelow(before, { ...before, verdicts: 1, invented: 1 }).length, 2)
  t.same(fallsBelow(undefined, before), [], 'a new set of pages has no past')
})

t.test('right, wrong, missing and invented values are told apart', async (t) => {
  const html = `<html lang="en"><title>Cook - Inn Ltd</title><h1>Cook</h1><p>Company: Inn Ltd</p><p>Location: Leeds, UK</p><p>${'We are looking for a cook who likes to work in a small team. '.repeat(5)}</p><h3>Requirements</h3><ul><li>Experience in a kitchen</li></ul><a href="/apply">Apply now</a>`
  const expected = {
    is_job_posting: true,
    title: 'Cook',
    employer: 'Another Inn',
    locations: [],
    deadline: '2026-12-01',
  }
  const { fields, misses, verdict } = await evaluate(
    extractor,
    [{ name: 'cook', body: Buffer.from(html), expected }],
    new Date('2026-11-24T12:00:00Z'),
  )
  const marks = Object.fromEntries(
    fields.map(({ field, right, wrong, missing, invented }) => [field, { right, wrong, missing, invented }]),
  )
  t.match(marks, { title: { right: 1 }, employer: { wrong: 1 }, location: { invented: 1 }, deadline: { missing: 1 } })
  t.equal(verdict.true_positive, 1)
  t.same(misses.map(({ field }) => field).sort(), ['deadline', 'employer', 'location'])
})
