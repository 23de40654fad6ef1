import type { Folder } from '../endpoint.ts'
import { getRun } from './get-run.ts'
import { getTrace } from './get-trace.ts'
import { replayRun } from './replay-run.ts'

/** Executions of the workflow: read by any key, replayed by keys that may trigger work. */
export const runs: Folder = { prefix: '/_internal/runs', tag: 'runs', endpoints: [getRun, getTrace, replayRun] }
