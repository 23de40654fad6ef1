import type { Folder } from '../endpoint.ts'
import { startBackfill } from './start-backfill.ts'
import { startBatch } from './start-batch.ts'
import { startCollection } from './start-collection.ts'
import { startDaily } from './start-daily.ts'
import { startHourly } from './start-hourly.ts'
import { startLiveness } from './start-liveness.ts'
import { startRun } from './start-run.ts'
import { startTrial } from './start-trial.ts'

/** What starts work: keys with the scope trigger. */
export const pipeline: Folder = {
  prefix: '/_internal/pipeline',
  tag: 'pipeline',
  endpoints: [startCollection, startHourly, startDaily, startBackfill, startLiveness, startBatch, startRun, startTrial],
}
