import { readBatchPace } from '../../db/batch-pace.ts'
import type { Query } from '../../db/engine.ts'
import type { EstimatedCalls } from './estimate-calls.ts'
import type { Workflow } from './graph.ts'
import { SHIPPED_BUILTIN_SECONDS } from './shipped-times.ts'

/** A batch in which no model is asked: wall clock by the newest batch of at least twenty runs, else by the shipped figure. */
export async function estimateBuiltin(
  db: Query,
  workflow: Workflow,
  postings: number,
): Promise<EstimatedCalls & { basis: 'recorded' | 'shipped' }> {
  const recorded = await readBatchPace(db, workflow.id)
  return {
    calls: 0,
    tokens: 0,
    seconds: Math.round(postings * (recorded ?? SHIPPED_BUILTIN_SECONDS) * 1000) / 1000,
    by_model: [],
    switches: 0,
    work_seconds: 0,
    lower_bound_seconds: 0,
    hosts: 0,
    slots: 0,
    loaded: 0,
    unknown_models: [],
    by_conversation: [],
    basis: recorded === null ? 'shipped' : 'recorded',
  }
}
