import type { Database } from '../db/engine.ts'
import type { Metrics } from '../metrics.ts'
import type { TrialRequest } from '../pipeline/workflow/trial/start-trial.ts'

/** Long work as a repository reads it; other keys may be there. */
export type StoredOperation = { operation_id: string }

export type BatchEstimate = {
  postings: number
  calls: number
  tokens: number
  seconds: number
  by_model: readonly { model: string; calls: number; tokens: number; seconds: number; loads?: number }[]
  switches: number
  basis: string
  work_seconds?: number
  lower_bound_seconds?: number
  /** ISO instant. */
  finish_at?: string
  unknown_models?: readonly string[]
}

export type BatchRequest = {
  maxJobs?: number | undefined
  workers?: number | undefined
  source?: string | undefined
  postingIds?: string[] | undefined
  dryRun?: boolean | undefined
  by: string
}

export type PostingSelection = {
  ids?: readonly string[] | undefined
  source?: string | undefined
  batchId?: string | undefined
  /** ISO instants: created at or after, created before. */
  createdSince?: string | undefined
  createdBefore?: string | undefined
}

export type StoreCounts = Record<
  'inserted' | 'updated' | 'unchanged' | 'restored' | 'skipped' | 'failed' | 'total',
  number
>

export type RollbackCounts = { postings: number; restored: number; skipped: object }

export type ConversationEdit = {
  model_used?: string
  temperature?: number
  num_ctx?: number
  max_tokens?: number
  timeout_seconds?: number
  enabled?: boolean
  prompt_template?: string | null
  requires_trial?: boolean
}

/**
 * What GraphQL needs of the service: it reads the database itself and leaves every change to these. `by` names the caller's key, for
 * the audit. A mistake of the caller is thrown as a WinnowError with a status below 500.
 */
export type Services = {
  database: Database
  metrics?: Pick<Metrics, 'graphqlAnswered'>
  /** Signs cursors; unset: the one that the database keeps. The same as REST's, so that their cursors are the same. */
  secretKey?: string | undefined
  batches: {
    start(request: BatchRequest): Promise<{ operation: StoredOperation | null; estimate: BatchEstimate | null }>
    cancel(id: string, by: string): Promise<StoredOperation>
    pause(id: string, by: string): Promise<StoredOperation>
    resume(id: string, by: string): Promise<StoredOperation>
    retryFailed(
      id: string,
      by: string,
    ): Promise<{ operation: StoredOperation; retried: { failed: number; retried: number; skipped: object } }>
    rollback(id: string, reason: string, by: string): Promise<{ operation: StoredOperation; counts: RollbackCounts }>
    undoRollback(id: string, by: string): Promise<{ operation: StoredOperation; counts: RollbackCounts }>
  }
  runs: {
    /** The number of the new run; null when the posting already has an active one. */
    start(posting: string, by: string): Promise<number | null>
    /** The number of the new run; `from` is the id or the name of a conversation. */
    replay(run: number, from: string, by: string): Promise<number>
  }
  store: {
    promote(options: { source?: string | undefined; limit: number }, by: string): Promise<StoreCounts>
    /** Return how many postings they changed. */
    invalidate(selection: PostingSelection, reason: string, by: string): Promise<number>
    restore(selection: PostingSelection, by: string): Promise<number>
  }
  conversations: {
    /** undefined when there is no such conversation. `trial` is the operation of a trial of what the edit switches to. */
    update(id: number, changes: ConversationEdit, by: string, trial?: string): Promise<unknown>
    trial(request: TrialRequest): Promise<StoredOperation>
  }
}
