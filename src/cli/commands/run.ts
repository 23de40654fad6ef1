import { setTimeout as sleep } from 'node:timers/promises'
import { findRun, readTrace } from '../../db/traces.ts'
import { errors, WinnowError } from '../../errors.ts'
import { command } from '../command.ts'
import { traceText } from '../render/trace-text.ts'

const LOOK_EVERY_MS = 50

export const run = command({
  name: 'run',
  summary: 'Run Workflow 3001 for one posting and show what each step did.',
  options: {
    'posting-id': { type: 'text', value: 'ID', summary: 'id of the posting, or the id that its source gave it' },
  },
  examples: ['run --posting-id 0198c1f2-5c1e-7b9a-9f3e-2b8f6f0e8f11'],
  run: async ({ options, services, caller, answer, note, signal }) => {
    const posting = options['posting-id']
    if (posting === undefined) throw errors.missingArgument('--posting-id ID', 'run')
    const running = await services()
    const { batches, database } = running
    const id = await batches.startRun(posting, caller)
    if (id === null)
      throw new WinnowError('CONFLICT', 'This posting already has a run that has not ended.', {
        fix: 'Wait for it, or carry it on with "winnow batch --resume".',
      })
    const shared = running.worker() !== undefined
    running.startWorker({ concurrency: 1 })
    try {
      while (!signal.aborted && ['pending', 'running'].includes((await findRun(database.db, id))?.status ?? ''))
        await sleep(LOOK_EVERY_MS)
    } finally {
      if (!shared) await running.stopWorker()
    }
    const trace = await readTrace(database.db, id)
    if (!trace) throw errors.runNotFound(id)
    answer(trace, traceText)
    if (signal.aborted) note('Stopped before the end: the next worker carries the run on.')
    return trace.run.status === 'completed' ? 0 : 1
  },
})
