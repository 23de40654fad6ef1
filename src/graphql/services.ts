import type { Database } from '../db/engine.ts'
import type { Metrics } from '../metrics.ts'
import type { CollectionRequests } from '../pipeline/refresh/requests/collection-requests.ts'
import type { Extraction } from '../pipeline/store/extraction/extract-pages.ts'
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

export type ShadowRequest = { source: string | null; dryRun?: boolean; by: string }

/** The checklist before production: what is asked, whether it passes, and why. */
export type ShadowCheck = { check: string; status: string; detail: string }

export type ShadowPromotion = StoreCounts & {
  action_id: string | null
  dry_run: boolean
  forced: boolean
  ready: boolean
  failing: readonly ShadowCheck[]
  reasons: object
  remaining: number
}

export type ShadowReport = {
  source: string | null
  counts: { shadow: number; shadow_last_hour: number; live: number }
  sources: readonly {
    source: string
    shadow: number
    live: number
    matched: number
    only_shadow: number
    only_live: number
    first_shadow_at: string
    hours_in_shadow: number
    refused: number
    success_rate: number | null
    fields: readonly {
      field: string
      same: number
      differs: number
      only_shadow: number
      only_live: number
      agreement: number
      examples: readonly { posting_id: string; shadow: string; live: string }[]
    }[]
  }[]
  checks: readonly ShadowCheck[]
  ready: boolean
  actions: readonly {
    shadow_action_id: string
    kind: string
    source: string | null
    forced: boolean
    requested_by: string
    state: string
    counts: object
    created_at: string
    ended_at: string | null
    undone_by: string | null
    undone_at: string | null
  }[]
}

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
  extraction: Pick<Extraction, 'extract'>
  /** What asks sources. */
  collection: CollectionRequests
  shadow: {
    report(source: string | null): Promise<ShadowReport>
    promote(request: ShadowRequest & { force?: boolean }): Promise<ShadowPromotion>
    discard(
      request: ShadowRequest,
    ): Promise<{ action_id: string | null; dry_run: boolean; discarded: number; remaining: number }>
    undo(request: { id: string; by: string }): Promise<{
      action_id: string
      kind: string
      postings: number
      undone: number
      skipped: object
      complete: boolean
    }>
    sign(request: {
      check: 'rollback_tested' | 'custom_mappings_documented'
      note?: string | null
      by: string
    }): Promise<void>
    unsign(request: { check: 'rollback_tested' | 'custom_mappings_documented'; by: string }): Promise<boolean>
  }
  conversations: {
    /** undefined when there is no such conversation. `trial` is the operation of a trial of what the edit switches to. */
    update(id: number, changes: ConversationEdit, by: string, trial?: string): Promise<unknown>
    trial(request: TrialRequest): Promise<StoredOperation>
  }
}
