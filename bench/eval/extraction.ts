/**
 * Measures extraction on labelled pages: `npm run eval -- FOLDER [--save] [--calibration]`. Figures below those of baseline.json for the same
 * pages end with exit code 1; `--save` writes them there, never lower. docs/extraction.md says how to label a page.
 */
import { join } from 'node:path'
import { createExtractor } from '../../src/pipeline/extract/create-extractor.ts'
import {
  fallsBelow,
  figuresOf,
  keyOfPages,
  readBaseline,
  saveBaseline,
} from '../../src/pipeline/extract/evaluation/baseline.ts'
import { evaluate } from '../../src/pipeline/extract/evaluation/evaluate.ts'
import { readLabelledPages } from '../../src/pipeline/extract/evaluation/labelled-pages.ts'
import { printCalibration, printEvaluation } from '../../src/pipeline/extract/evaluation/print-evaluation.ts'

const BASELINE = join(import.meta.dirname, 'baseline.json')
const [folder, ...options] = process.argv.slice(2)
if (folder === undefined || folder.startsWith('--')) {
  console.error('Usage: npm run eval -- FOLDER [--save] [--calibration]')
  process.exit(2)
}
const { pages, orphans } = readLabelledPages(folder)
if (pages.length === 0) {
  console.error(`There is no page with a label (NAME.html beside NAME.expected.json) under ${folder}.`)
  process.exit(2)
}
const extractor = createExtractor()
// The first pages pay for the compiler: all are read once before they are timed.
for (const { body } of pages) await extractor.extract({ body, url: null, read_at: new Date(), saved: true })
const evaluation = await evaluate(extractor, pages, new Date())
console.log(printEvaluation(evaluation).join('\n'))
if (options.includes('--calibration')) console.log(`\n${printCalibration(evaluation).join('\n')}`)
if (orphans.length > 0) console.log(`labels without a page: ${orphans.join(', ')}`)

const figures = figuresOf(evaluation)
const key = keyOfPages(pages)
const worse = options.includes('--save')
  ? saveBaseline(BASELINE, key, figures)
  : fallsBelow(readBaseline(BASELINE)[key], figures)
for (const line of worse) console.error(`worse than the baseline: ${line}`)
process.exitCode = worse.length > 0 ? 1 : 0
