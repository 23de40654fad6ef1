import type { Database } from '../../db/engine.ts'
import { type OpenFailure, openFailures, resolveFailures } from '../../db/failed-inserts.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { claimStaged } from '../../db/staging.ts'
import type { Target } from '../../db/write-postings.ts'
import { addWriteTotals, countActions, type WriteAction, type WriteCounts } from '../../db/write-totals.ts'
import { checkStaged } from './staged-row.ts'
import { logCounts, type StoreLog } from './store-log.ts'
import { storeStaged } from './store-staged.ts'
import { rowsAtOnce } from './transaction-size.ts'

/**
 * Tries rows again that the database refused, from their staged raw text as it stands now. What is stored is resolved; what fails again
 * stays open with one attempt more; a row whose staged text is gone or was replaced by one that cannot be used counts as skipped.
 */
export async function replayFailedInserts(database: Database, { log }: { log: StoreLog }): Promise<WriteCounts> {
  const actions: WriteAction[] = []
  let after = 0
  for (;;) {
    const open = await openFailures(database.db, after, rowsAtOnce(database.engine))
    const last = open.at(-1)
    if (!last) break
    after = last.failed_insert_id
    for (const target of ['live', 'shadow'] as const) {
      actions.push(
        ...(await replayPart(
          database,
          target,
          open.filter((failure) => failure.target === target),
        )),
      )
    }
  }
  const counts = countActions(actions)
  if (counts.total > 0) logCounts(log, counts, { replay: true })
  return counts
}

async function replayPart(database: Database, target: Target, open: readonly OpenFailure[]): Promise<WriteAction[]> {
  return retryTransaction(database, async (tx) => {
    const ids = open.flatMap(({ staging_id }) => staging_id ?? [])
    const rows = await claimStaged(tx, ids)
    const usable = rows.flatMap((row) => {
      const { posting } = checkStaged(row)
      return posting === null ? [] : [{ staging_id: row.staging_id, posting }]
    })
    const written = await storeStaged(tx, target, usable)
    const actionOf = new Map<number, WriteAction | 'raced'>()
    usable.forEach(({ staging_id }, index) => {
      actionOf.set(staging_id, written[index]?.action ?? 'failed')
    })
    const outcomes = open.map((failure) => ({
      failure,
      action: actionOf.get(failure.staging_id ?? -1) ?? ('skipped' as const),
    }))
    const settled = outcomes.filter(({ action }) => action !== 'failed' && action !== 'raced' && action !== 'skipped')
    await resolveFailures(
      tx,
      settled.map(({ failure }) => failure.failed_insert_id),
    )
    // A row that races another writer is not resolved yet: the next replay finds it stored.
    const actions = outcomes.map(({ action }) => (action === 'raced' ? 'skipped' : action))
    await addWriteTotals(tx, countActions(actions))
    return actions
  })
}
