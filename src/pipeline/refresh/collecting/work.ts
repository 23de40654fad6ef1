import type { Database } from '../../../db/engine.ts'
import type { WinnowError } from '../../../errors.ts'
import type { CollectContext } from '../../collect/source-kind.ts'
import type { Knowledge } from '../../store/collected/understand.ts'
import type { Extraction } from '../../store/extraction/extract-pages.ts'
import type { StoreLog } from '../../store/store-log.ts'
import type { Plan } from './plan.ts'
import type { Tally } from './tally.ts'

/** One sweep under way. */
export type Work = {
  plan: Plan
  database: Database
  context: CollectContext
  extraction: Extraction
  /** Places and skills, read once for all pages. */
  knowledge: Knowledge
  log: StoreLog
  tally: Tally
  /** Keeps what was stored so far, and the lease. Throws SWEEP_RUNNING when another process has taken the sweep over. */
  keep(): Promise<void>
}

/** Why the rest of a page was not read: its reason, and the error behind it. null: all of it was. */
export type PageEnd = { reason: string; error?: WinnowError } | null

/** Failures in a row, after which the host is not asked further: it is down, or refuses. */
export const FAILURES_IN_A_ROW = 5

/** Errors after which nothing of this source can be read: no key, no quota. */
export const ENDS_SWEEP: readonly string[] = ['QUOTA_EXHAUSTED', 'SOURCE_KEY_REFUSED', 'SOURCE_KEY_MISSING']
