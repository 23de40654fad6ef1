import { setTimeout as sleep } from 'node:timers/promises'
import { findRun, readTrace } from '../../db/traces.ts'
import { errors, WinnowError } from '../../errors.ts'
import { command } from '../command.ts'
import { traceText } from '../render/trace-text.ts'

const LOOK_EVERY_MS = 50

export const run = command({
  name: 'run',
  summary:
    'Run Workflow 3001 for one posting, or an earlier run again from a conversation on, and show what each step did.',
  options: {
    'posting-id': { type: 'text', value: 'ID', summary: 'id of the posting, or the id that its source gave it' },
    replay: {
      type: 'integer',
      value: 'RUN',
      least: 1,
      summary: 'this run again; what came before --from is taken over',
    },
    from: {
      type: 'text',
      value: 'CONVERSATION',
      summary: 'with --replay: id or name of the first conversation to redo',
    },
  },
  examples: ['run --posting-id 0198c1f2-5c1e-7b9a-9f3e-2b8f6f0e8f11', 'run --replay 42 --from r1114_extract_skills'],
  run: async ({ options, services, caller, answer, note, signal }) => {
    const { 'posting-id': posting, replay, from } = options
    if (posting === undefined && replay === undefined)
      throw errors.missingArgument('--posting-id ID, or --replay RUN --from CONVERSATION', 'run')
    if (replay !== undefined && from === undefined) throw errors.missingArgument('--from CONVERSATION', 'run --replay')
    const running = await services()
    const { batches, database } = running
    const id =
      replay !== undefined && from !== undefined
        ? await batches.replayRun(replay, from, caller)
        : await batches.startRun(posting ?? '', caller)
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
