import type { Folder } from '../endpoint.ts'
import { startBatch } from './start-batch.ts'
import { startRun } from './start-run.ts'
import { startTrial } from './start-trial.ts'

/** What starts work: keys with the scope trigger. */
export const pipeline: Folder = {
  prefix: '/_internal/pipeline',
  tag: 'pipeline',
  endpoints: [startBatch, startRun, startTrial],
}
