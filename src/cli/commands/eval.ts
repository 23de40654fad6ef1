import { existsSync } from 'node:fs'
import { errors } from '../../errors.ts'
import { command } from '../command.ts'

/** Named so because `eval` cannot be a name. */
export const evaluation = command({
  name: 'eval',
  summary:
    'Measures extraction on labelled pages (NAME.html beside NAME.expected.json): right, wrong, missing, invented.',
  positionals: [{ name: 'FOLDER', required: true, summary: 'labelled pages, in subfolders too' }],
  examples: ['eval bench/eval/pages', 'eval pages/ --json'],
  run: async ({ positionals: [folder = ''], path, answer }) => {
    const { createExtractor } = await import('../../pipeline/extract/create-extractor.ts')
    const { evaluate } = await import('../../pipeline/extract/evaluation/evaluate.ts')
    const { readLabelledPages } = await import('../../pipeline/extract/evaluation/labelled-pages.ts')
    const { printEvaluation } = await import('../../pipeline/extract/evaluation/print-evaluation.ts')
    if (!existsSync(path(folder))) throw errors.fileUnreadable(folder, new Error('there is no such folder'))
    const { pages, orphans } = readLabelledPages(path(folder))
    const result = await evaluate(createExtractor(), pages, new Date())
    answer({ ...result, orphans }, () => printEvaluation(result).join('\n'))
    return pages.length > 0 ? 0 : 3
  },
})
