import type { ConversationRow } from '../../db/conversations.ts'
import type { Query } from '../../db/engine.ts'
import { readStepStatistics } from '../../db/step-statistics.ts'
import type { LlmHost } from '../llm/port.ts'
import { estimateBuiltin } from './estimate-builtin.ts'
import { type EstimatedCalls, estimateCalls } from './estimate-calls.ts'
import { expectedShares } from './expected-shares.ts'
import { expectedTimes } from './expected-times.ts'
import { expectedVisits } from './expected-visits.ts'
import type { Workflow } from './graph.ts'
import { modelsInForce, NO_MODELS } from './models.ts'

/** What a batch will take before anything is spent. With builtin actors alone there are no calls and no tokens. */
export type Estimate = EstimatedCalls & {
  postings: number
  /** When the batch would end if it began now and nothing else asked for the hosts. */
  finish_at: string
  /** `recorded` from this database alone, `shipped` from figures that came with winnow, `blended` from both. */
  basis: 'recorded' | 'shipped' | 'blended'
}

export type EstimateInput = {
  postings: number
  /** The rows in force: which model performs what. */
  conversations: readonly ConversationRow[]
  /** Without a host every step is performed by its builtin actor. */
  hosts: readonly LlmHost[]
  /** Milliseconds since 1970. */
  now: number
}

/** Estimates a batch. Reads only. */
export async function estimateBatch(db: Query, workflow: Workflow, input: EstimateInput): Promise<Estimate> {
  const { postings, conversations, hosts, now } = input
  const models = hosts.length === 0 ? NO_MODELS : modelsInForce(workflow, conversations)
  const modelOf = (step: number) => models.get(step)?.model ?? null
  const estimate =
    models.size === 0
      ? await estimateBuiltin(db, workflow, postings)
      : estimateCalls({
          visits: expectedVisits(workflow, await expectedShares(db, workflow, modelOf)),
          times: expectedTimes(await readStepStatistics(db)),
          modelOf,
          postings,
          hosts,
        })
  return { postings, ...estimate, finish_at: new Date(now + estimate.seconds * 1000).toISOString() }
}
