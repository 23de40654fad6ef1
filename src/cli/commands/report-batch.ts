import { latestBatch } from '../../db/batches.ts'
import { errors, WinnowError } from '../../errors.ts'
import { batchMarkdown } from '../../pipeline/report/batch-markdown.ts'
import { batchReport } from '../../pipeline/report/batch-report.ts'
import { command } from '../command.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const reportBatch = command({
  name: 'report batch',
  summary:
    'Report of a batch as Markdown, or JSON with --json: counts, completeness, times, errors, limits. Without ID the newest.',
  positionals: [{ name: 'ID', required: false, summary: 'id of the batch' }],
  examples: ['report batch > reports/batch.md'],
  run: async ({ positionals, services, answer }) => {
    const { database } = await services()
    const asked = positionals[0]
    if (asked !== undefined && !UUID.test(asked))
      throw errors.badOptionValue('ID', 'the id of a batch, such as "winnow batch" prints it')
    const id = asked ?? (await latestBatch(database.db, { open: false }))?.operation_id
    if (id === undefined)
      throw new WinnowError('BATCH_NOT_FOUND', 'There was no batch yet.', { fix: 'Start one with "winnow batch".' })
    answer(await batchReport(database.db, id), batchMarkdown)
    return 0
  },
})
