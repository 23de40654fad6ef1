/** Measures extraction on labelled pages: `npm run eval -- FOLDER`. docs/extraction.md says how to label a page. */

import { createExtractor } from '../../src/pipeline/extract/create-extractor.ts'
import { evaluate } from '../../src/pipeline/extract/evaluation/evaluate.ts'
import { readLabelledPages } from '../../src/pipeline/extract/evaluation/labelled-pages.ts'
import { printEvaluation } from '../../src/pipeline/extract/evaluation/print-evaluation.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('Usage: npm run eval -- FOLDER')
  process.exit(2)
}
const { pages, orphans } = readLabelledPages(folder)
const extractor = createExtractor()
// The first pages pay for the compiler: they are read twice.
for (const { body } of pages.slice(0, 10))
  await extractor.extract({ body, url: null, read_at: new Date(), saved: true })
console.log(printEvaluation(await evaluate(extractor, pages, new Date())).join('\n'))
if (orphans.length > 0) console.log(`labels without a page: ${orphans.join(', ')}`)
