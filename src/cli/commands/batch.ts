import { latestBatch } from '../../db/batches.ts'
import { WinnowError } from '../../errors.ts'
import { batchReport } from '../../pipeline/report/batch-report.ts'
import { command } from '../command.ts'
import { driveBatch } from '../drive-batch.ts'
import { estimateText } from '../render/estimate-text.ts'
import { reportText } from '../render/report-text.ts'
import { batchId, rollBack } from '../roll-back.ts'

export const batch = command({
  name: 'batch',
  summary:
    'Run Workflow 3001 over what is due (staged rows first, then unprocessed postings) and report when it has ended.',
  options: {
    'max-jobs': {
      type: 'integer',
      value: 'N',
      least: 1,
      most: 1_000_000,
      summary: 'at most this many postings (default: 500)',
    },
    workers: {
      type: 'integer',
      value: 'N',
      least: 1,
      most: 1000,
      summary: 'at most this many calls of models at once (default: as many as there are slots)',
    },
    'posting-ids': { type: 'list', value: 'ID,ID', summary: 'these postings instead of what is due' },
    source: { type: 'text', value: 'NAME', summary: 'only postings of this source' },
    'dry-run': { type: 'flag', summary: 'say what it would take; write nothing' },
    resume: { type: 'flag', summary: 'carry on the newest batch that has not ended' },
    'retry-failed': {
      type: 'text',
      value: 'ID',
      summary: 'carry on the runs of this batch that failed or need review',
    },
    rollback: { type: 'text', value: 'ID', summary: 'take back what this ended batch wrote; needs --reason' },
    reason: { type: 'text', value: 'TEXT', summary: 'why it is rolled back; stands on its runs' },
    'undo-rollback': { type: 'text', value: 'ID', summary: 'bring back what a rollback of this batch took' },
  },
  examples: [
    'batch --max-jobs 500 --workers 2',
    'batch --source demo --dry-run',
    'batch --resume',
    'batch --rollback 0198c1f2-5c1e-7b9a-9f3e-2b8f6f0e8f11 --reason wrong_prompt',
  ],
  run: async ({ options, services, caller, answer, note, signal, output, json }) => {
    const running = await services()
    const { batches, database } = running
    const workers = options.workers
    if (options.rollback !== undefined || options['undo-rollback'] !== undefined)
      return rollBack(running, { options, caller, answer })
    if (options['dry-run']) {
      const { estimate } = await batches.start({ ...chosen(options), workers, dryRun: true, by: caller })
      answer({ estimate }, () => (estimate ? estimateText(estimate) : ''))
      return 0
    }
    let id: string | undefined
    if (options.resume) {
      id = await batches.resumeLatest(caller).then(({ operation_id }) => operation_id, unlessNothing)
      if (id === undefined) {
        const newest = await latestBatch(database.db, { open: false })
        note(newest ? 'Nothing to resume: the newest batch has ended.' : 'Nothing to resume: there was no batch yet.')
        if (newest) {
          const report = await batchReport(database.db, newest.operation_id)
          answer(report, () => '')
        } else answer({ batch_id: null }, () => '')
        return 0
      }
    } else if (options['retry-failed'] !== undefined) {
      id = batchId('--retry-failed', options['retry-failed'])
      const { retried } = await batches.retryFailed(id, caller)
      note(`${retried.retried} of ${retried.failed} failed runs are carried on.`)
    } else {
      const { operation } = await batches.start({ ...chosen(options), workers, by: caller })
      id = operation?.operation_id
    }
    if (id === undefined) return 1
    const ended = await driveBatch(running, id, { workers, output, signal })
    const report = await batchReport(database.db, id)
    answer(report, () => reportText(report))
    if (!ended) {
      const elsewhere = running.worker() !== undefined
      note(
        elsewhere
          ? `No longer watching: batch ${id} goes on in the server.`
          : `Stopped before the end. Carry on with: winnow batch --resume`,
      )
      return 1
    }
    if (!json && report.counts.failed > 0)
      note(`${report.counts.failed} failed: "winnow report batch ${id}" groups the reasons.`)
    return report.batch.state === 'succeeded' && report.counts.failed === 0 ? 0 : 1
  },
})

function chosen(options: {
  'max-jobs': number | undefined
  'posting-ids': string[] | undefined
  source: string | undefined
}) {
  return { maxJobs: options['max-jobs'], postingIds: options['posting-ids'], source: options.source }
}

function unlessNothing(error: unknown): undefined {
  if (error instanceof WinnowError && error.code === 'NOTHING_TO_RESUME') return undefined
  throw error
}
