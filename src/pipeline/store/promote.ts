import type { Database, Tx } from '../../db/engine.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { claimValid, type StagingRow, saveVerdicts } from '../../db/staging.ts'
import type { Target, Written } from '../../db/write-postings.ts'
import { addWriteTotals, countActions, type WriteAction, type WriteCounts } from '../../db/write-totals.ts'
import { checkStaged } from './staged-row.ts'
import { logCounts, logRefused, logStored, type StoreLog } from './store-log.ts'
import { storeStaged } from './store-staged.ts'
import { rowsAtOnce } from './transaction-size.ts'
import { validateStaged } from './validate.ts'

export type PromotionOptions = {
  source?: string | undefined
  /** Staged rows taken at most; all without it. */
  limit?: number | undefined
  target: Target
  /** A live promotion takes rows too that were staged for shadow. */
  onTrial?: boolean | undefined
  log: StoreLog
}

/** Counts of committed rows, and the live postings among them that now wait for the workflow. */
export type PromotionResult = WriteCounts & {
  posting_ids: number[]
  errors: { staging_id: number; code: string; message: string }[]
}

type Outcome = { staging_id: number; action: WriteAction | 'raced'; written: Written | null }

/**
 * Makes postings of staged rows: checks those that nobody checked, then promotes the valid ones, the oldest first. Any number of
 * processes may do so at once: each row is taken by one. Shadow writes the shadow table alone and leaves the rows unpromoted;
 * a live promotion leaves rows that were staged for shadow, unless `onTrial`.
 */
export async function promoteStaging(database: Database, options: PromotionOptions): Promise<PromotionResult> {
  const { source, target, onTrial = false, log } = options
  await validateStaged(database, { source })
  const outcomes: Outcome[] = []
  let left = options.limit ?? Number.POSITIVE_INFINITY
  while (left > 0) {
    const part = await retryTransaction(database, async (tx) => {
      const limit = Math.min(left, rowsAtOnce(database.engine))
      return promotePart(tx, target, await claimValid(tx, { source: source ?? null, limit, target, onTrial }))
    })
    if (part.length === 0) break
    // A row that raced another writer is valid still and is taken again.
    const ended = part.filter(({ action }) => action !== 'raced')
    for (const outcome of ended) report(outcome, log)
    outcomes.push(...ended)
    left -= ended.length
  }
  const counts = countActions(outcomes.map(({ action }) => action as WriteAction))
  if (counts.total > 0) logCounts(log, counts, { source, target })
  return { ...counts, posting_ids: target === 'live' ? dueIds(outcomes) : [], errors: outcomes.flatMap(errorOf) }
}

async function promotePart(tx: Tx, target: Target, rows: readonly StagingRow[]): Promise<Outcome[]> {
  const read = rows.map((row) => ({ staging_id: row.staging_id, ...checkStaged(row) }))
  const usable = read.flatMap(({ staging_id, posting }) => (posting === null ? [] : [{ staging_id, posting }]))
  // A row edited after its check may be unusable now.
  const unusable = read.filter(({ posting }) => posting === null)
  await saveVerdicts(
    tx,
    unusable.map(({ staging_id, checked }) => ({
      staging_id,
      validation_status: 'invalid',
      validation_errors: checked.findings,
    })),
  )
  const written = await storeStaged(tx, target, usable)
  const outcomes: Outcome[] = [
    ...usable.map(({ staging_id }, index) => {
      const one = written[index] ?? null
      return { staging_id, action: one?.action ?? ('failed' as const), written: one }
    }),
    ...unusable.map(({ staging_id }) => ({ staging_id, action: 'skipped' as const, written: null })),
  ]
  const actions = outcomes.flatMap(({ action }) => (action === 'raced' ? [] : [action]))
  await addWriteTotals(tx, countActions(actions))
  return outcomes
}

function report({ staging_id, action, written }: Outcome, log: StoreLog): void {
  if (action === 'inserted' && written?.posting_uid) logStored(log, written.posting_uid)
  if (action === 'failed' && written?.fault) logRefused(log, written.fault, { staging_id })
}

function dueIds(outcomes: readonly Outcome[]): number[] {
  return [
    ...new Set(
      outcomes.flatMap(({ written }) => (written?.due && written.posting_id !== null ? [written.posting_id] : [])),
    ),
  ]
}

function errorOf({ staging_id, written }: Outcome): PromotionResult['errors'] {
  const { code, message, fix } = written?.fault ?? {}
  return code === undefined ? [] : [{ staging_id, code, message: `${message} ${fix}` }]
}
