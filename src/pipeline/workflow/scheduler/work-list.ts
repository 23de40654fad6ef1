import type { Family, LlmPort } from '../../llm/port.ts'

/**
 * What waits for one family, or for one of its conversations: a family may come more than once. Seconds are expected seconds of one
 * slot, without loading.
 */
export type Waiting = {
  family: Family
  jobs: number
  expected_seconds: number
  /** What these jobs lead to, branch by branch, in the order it will come; nothing when absent. */
  following?: readonly Branch[]
  /** How long the oldest job has been ready. */
  oldest_seconds: number
  /** The same for work outside closed batches, to which LLM_MAX_WAIT applies; null when there is none. */
  oldest_open_seconds: number | null
}

/** Families that one way through the rest of the graph passes, equal neighbours as one; seconds as expected for all its jobs. */
export type Branch = readonly { family: Family; expected_seconds: number }[]

/** How a job ended, as far as its host is concerned. A job whose answer was worthless is `done` too: the host answered. */
export type JobEnd = 'done' | 'upstream' | 'model_missing'

/** One call (with its repair) that a host is to make. `perform` never rejects: what goes wrong is recorded by the work list. */
export type Job = {
  family: Family
  expected_seconds: number
  perform(llm: LlmPort, signal: AbortSignal): Promise<JobEnd>
}

/** Somewhere that work for models waits: the interactions of the ledger, embeddings, trials. */
export type WorkList = {
  waiting(): Promise<Waiting[]>
  /** Takes at most `limit` jobs of a family, to be started at once: no more than there are free slots. */
  take(family: Family, limit: number): Promise<Job[]>
}

/** Time, passed in so that a schedule can be played in no time. Milliseconds since the epoch. */
export type Clock = {
  now(): number
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}
