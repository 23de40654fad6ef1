import {
  type BatchFilters,
  createBatch,
  findOperation,
  latestBatch,
  moveOperation,
  type OperationRow,
  type OperationState,
} from '../../db/batches.ts'
import { cancelRuns } from '../../db/cancel-runs.ts'
import { readActors, readConversations } from '../../db/conversations.ts'
import { countDue, duePostings, postingIdsOf } from '../../db/due-postings.ts'
import type { Database, Tx } from '../../db/engine.ts'
import { startRuns } from '../../db/workflow-runs.ts'
import { errors } from '../../errors.ts'
import type { LlmHost } from '../llm/port.ts'
import { type Estimate, estimateBatch } from './estimate.ts'
import type { Workflow } from './graph.ts'
import { createReplayRun } from './replay-run.ts'
import { createRetryFailed } from './retry-failed.ts'
import { createRollback, type Rollback } from './rollback-batch.ts'
import { startTrial, type TrialRequest } from './trial/start-trial.ts'

/** Runs are created in slices, so that no transaction holds the embedded database for long. */
const SLICE = 1000
/** The seeds' batch script took this many when nothing was said. */
export const DEFAULT_MAX_JOBS = 500

export type BatchInput = {
  maxJobs?: number | undefined
  /** Most calls of models at once; absent: as many as there are slots. */
  workers?: number | undefined
  source?: string | undefined
  /** Public ids of postings (posting_uid, or the source's own id): these instead of what is due. */
  postingIds?: string[] | undefined
  dryRun?: boolean | undefined
  by: string
}

export type Batches = Rollback & {
  /** Creates a batch and starts it; a dry run writes nothing and answers the estimate. */
  start(input: BatchInput): Promise<{ operation: OperationRow | null; estimate: Estimate | null }>
  cancel(id: string, by: string): Promise<OperationRow>
  pause(id: string, by: string): Promise<OperationRow>
  resume(id: string, by: string): Promise<OperationRow>
  /** The newest batch that has not ended, set running again. Throws NOTHING_TO_RESUME. */
  resumeLatest(by: string): Promise<OperationRow>
  /** One run of one posting, outside any batch; null when it already has an active run. */
  startRun(posting: string, by: string): Promise<number | null>
  retryFailed: ReturnType<typeof createRetryFailed>
  replayRun: ReturnType<typeof createReplayRun>
  /** Puts a candidate model or prompt on trial. Throws LLM_NOT_CONFIGURED where no models are. */
  startTrial(request: TrialRequest): Promise<OperationRow>
}

export type BatchOptions = {
  database: Database
  workflow: Workflow
  versions: { code: string; schema: string }
  /** Promotes valid staged rows, the oldest first, and returns the postings' internal ids. */
  promote(options: { source?: string | undefined; limit: number }): Promise<number[]>
  /** Gives hand-written postings their identity and text before they are chosen. */
  adopt(): Promise<unknown>
  /** The servers that models run on; none: builtin actors do everything. */
  hosts?: readonly LlmHost[]
}

export function createBatches({ database, workflow, versions, promote, adopt, hosts = [] }: BatchOptions): Batches {
  const { db } = database

  async function choose(input: BatchInput, limit: number): Promise<number[]> {
    if (input.postingIds) return (await named(input.postingIds)).slice(0, limit)
    const promoted = await promote({ source: input.source, limit })
    const rest = limit - promoted.length
    const due =
      rest > 0
        ? await duePostings(db, { workflow_id: workflow.id, source: input.source, limit: rest, exclude: promoted })
        : []
    return [...promoted, ...due]
  }

  async function named(ids: readonly string[]): Promise<number[]> {
    const found = await postingIdsOf(db, ids)
    const missing = ids.find((id) => !found.some(({ name }) => name === id))
    if (missing !== undefined) throw errors.jobNotFound(missing)
    return [...new Set(found.map(({ posting_id }) => posting_id))]
  }

  async function createRuns(ids: readonly number[], batch_id: string | null, trigger: string): Promise<number[]> {
    const actor_id = (await readActors(db)).get('builtin')
    if (actor_id === undefined) throw errors.internal(new Error('the workflow is not installed'))
    const runs: number[] = []
    for (let start = 0; start < ids.length; start += SLICE) {
      const posting_ids = ids.slice(start, start + SLICE)
      const run = {
        workflow_id: workflow.id,
        definition_version: workflow.version,
        entry: workflow.entry,
        actor_id,
        trigger,
        batch_id,
        posting_ids,
      }
      runs.push(...(await database.transaction((tx) => startRuns(tx, run))))
    }
    return runs
  }

  async function move(
    id: string,
    from: OperationState[],
    state: OperationState,
    by: string,
    also?: (tx: Tx) => Promise<unknown>,
  ) {
    const moved = await database.transaction(async (tx) => {
      const row = await moveOperation(tx, id, from, state, by)
      if (row) await also?.(tx)
      return row
    })
    if (moved) return moved
    const there = await findOperation(db, id)
    if (there?.kind !== 'batch' && there?.kind !== 'trial') throw errors.batchNotFound(id)
    throw errors.alreadyFinished(`${there.kind === 'trial' ? 'Trial' : 'Batch'} ${id}`, there.state)
  }

  return {
    ...createRollback(database),
    retryFailed: createRetryFailed({ database, workflow }),
    replayRun: createReplayRun({ database, workflow }),
    startTrial: async (request) => {
      if (hosts.length === 0) throw errors.llmNotConfigured()
      return startTrial(database, workflow, request)
    },
    start: async (input) => {
      const max_jobs = input.maxJobs ?? input.postingIds?.length ?? DEFAULT_MAX_JOBS
      const workers = input.workers ?? null
      if (input.dryRun) return { operation: null, estimate: await dryRun(input, max_jobs) }
      await adopt()
      const filters: BatchFilters = {
        ...(input.source === undefined ? {} : { source: input.source }),
        ...(input.postingIds === undefined ? {} : { posting_ids: input.postingIds }),
      }
      const chosen = await choose(input, max_jobs)
      const id = await createBatch(database, {
        workflow_id: workflow.id,
        filters,
        max_jobs,
        workers,
        estimate: await estimateOf(chosen.length),
        requested_by: input.by,
        code_version: versions.code,
        schema_version: versions.schema,
        definition_version: workflow.version,
      })
      await createRuns(chosen, id, 'batch')
      return { operation: await move(id, ['queued'], 'running', input.by), estimate: null }
    },
    cancel: (id, by) => move(id, ['queued', 'running', 'paused'], 'cancelled', by, (tx) => cancelRuns(tx, id)),
    pause: (id, by) => move(id, ['queued', 'running'], 'paused', by),
    resume: (id, by) => move(id, ['queued', 'paused', 'running'], 'running', by),
    resumeLatest: async (by) => {
      const open = await latestBatch(db, { open: true })
      if (!open) throw errors.nothingToResume()
      return move(open.operation_id, ['queued', 'paused', 'running'], 'running', by)
    },
    startRun: async (posting, by) => {
      await adopt()
      const [run] = await createRuns(await named([posting]), null, `run by ${by}`)
      return run ?? null
    },
  }

  async function estimateOf(postings: number): Promise<Estimate> {
    return estimateBatch(db, workflow, {
      postings,
      conversations: await readConversations(db),
      hosts,
      now: Date.now(),
    })
  }

  async function dryRun(input: BatchInput, max_jobs: number): Promise<Estimate> {
    if (input.postingIds) return estimateOf(Math.min(max_jobs, (await named(input.postingIds)).length))
    const { staged_valid, staged_unchecked, due } = await countDue(db, {
      workflow_id: workflow.id,
      source: input.source,
    })
    return estimateOf(Math.min(max_jobs, staged_valid + staged_unchecked + due))
  }
}
