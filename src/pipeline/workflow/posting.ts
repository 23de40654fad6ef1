import { fromPosting } from './definition.ts'
import type { PostingText } from './posting-text.ts'

/** How long ago results were made and from what: the check steps skip only what has not changed since. */
export type ResultLineage = { input_hash: string; versions: string }

/** A posting as a run of the workflow sees it, read once when the run's chain starts. */
export type WorkflowPosting = {
  posting_id: number
  posting_uid: string
  content_hash: string
  /** Versions of the workflow's definition, prompts and models in force: see ResultLineage. */
  versions: string
  has_description: boolean
  /** Lineage of the results that the posting already carries; null where it has none. */
  summary_lineage: ResultLineage | null
  skills_lineage: ResultLineage | null
  text: PostingText
  /** What the refresh step found, done before the chain because it may fetch. */
  refreshed: Refreshed
}

export type Refreshed = { outcome: 'SUCCESS' | 'RATE_LIMITED' | 'GONE' | 'FAILED' | 'TIMEOUT'; reason: string }

/** The slots that the posting's record fills. */
export const posting = {
  text: fromPosting('text', ({ text }) => text),
  description: fromPosting('description', ({ text }) => text.description),
  refreshed: fromPosting('refreshed', ({ refreshed }) => refreshed),
  self: fromPosting('record', (self) => self),
}
