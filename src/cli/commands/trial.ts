import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { readTrial } from '../../db/trials.ts'
import { errors } from '../../errors.ts'
import { LARGEST_SAMPLE, USUAL_SAMPLE } from '../../pipeline/workflow/trial/start-trial.ts'
import type { TrialReport } from '../../pipeline/workflow/trial/trial-report.ts'
import { command } from '../command.ts'
import { trialText } from '../render/trial-text.ts'

const LOOK_EVERY_MS = 200

export const trial = command({
  name: 'trial',
  summary:
    'Ask a candidate model or prompt what past interactions of a conversation were asked, and set its answers beside theirs. Changes no posting.',
  positionals: [{ name: 'CONVERSATION', required: true, summary: 'id or name' }],
  options: {
    model: {
      type: 'text',
      value: 'MODEL',
      summary: "the candidate (default: the conversation's own, to try a prompt)",
    },
    prompt: { type: 'text', value: 'FILE', summary: 'a file with the candidate prompt' },
    sample: {
      type: 'integer',
      value: 'N',
      least: 1,
      most: LARGEST_SAMPLE,
      fallback: USUAL_SAMPLE,
      summary: 'so many past interactions, one a posting',
    },
  },
  examples: ['trial 3336 --model mistral', 'trial r1114_extract_skills --prompt skills.txt --sample 50'],
  run: async ({ positionals, options, services, caller, answer, note, path, signal, output }) => {
    const { model, prompt, sample } = options
    const promptTemplate =
      prompt === undefined
        ? undefined
        : await readFile(path(prompt), 'utf8').catch((error: unknown) => {
            throw errors.fileUnreadable(prompt, error)
          })
    const running = await services()
    const { batches, database } = running
    const { operation_id: id } = await batches.startTrial({
      conversation: positionals[0] ?? '',
      model,
      promptTemplate,
      sample,
      by: caller,
    })
    output.stderr(`Trial ${id}\n`)
    const shared = running.worker() !== undefined
    // No batch has the id of a trial, so this worker does nothing else.
    running.startWorker({ batchId: id, concurrency: 1 })
    try {
      while (!signal.aborted && ['queued', 'running'].includes((await readTrial(database.db, id))?.state ?? ''))
        await sleep(LOOK_EVERY_MS)
    } finally {
      if (!shared) await running.stopWorker()
    }
    const ended = await readTrial(database.db, id)
    if (ended?.state === 'succeeded') {
      const report = ended.result as TrialReport
      answer({ operation_id: id, ...report }, () => trialText(report, Math.max(output.columns, 100)))
      return 0
    }
    const { message, fix } = (ended?.error ?? {}) as { message?: string; fix?: string }
    answer({ operation_id: id, state: ended?.state, error: ended?.error }, () => '')
    note(`The trial is ${ended?.state}: ${message ?? 'it goes on with the next worker.'}${fix ? `\nfix: ${fix}` : ''}`)
    return 1
  },
})
