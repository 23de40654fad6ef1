import { sql } from 'kysely'
import type { Tx } from './engine.ts'

/** What became of one row that a writer was handed. Every row gets exactly one. */
export const WRITE_ACTIONS = ['inserted', 'updated', 'unchanged', 'restored', 'skipped', 'failed'] as const
export type WriteAction = (typeof WRITE_ACTIONS)[number]

/** Rows by action; the six add up to `total`. */
export type WriteCounts = Record<WriteAction, number> & { total: number }

export function countActions(actions: Iterable<WriteAction>): WriteCounts {
  const counts: WriteCounts = { inserted: 0, updated: 0, unchanged: 0, restored: 0, skipped: 0, failed: 0, total: 0 }
  for (const action of actions) {
    counts[action] += 1
    counts.total += 1
  }
  return counts
}

/**
 * Adds to the totals that /metrics shows, where restored counts as updated and unchanged as skipped. The last statement of its
 * transaction: every writer waits for these rows, so they are held only until the commit that follows.
 */
export async function addWriteTotals(tx: Tx, counts: WriteCounts): Promise<void> {
  const totals = {
    inserted: counts.inserted,
    updated: counts.updated + counts.restored,
    skipped: counts.skipped + counts.unchanged,
    failed: counts.failed,
  }
  for (const [kind, added] of Object.entries(totals)) {
    if (added > 0) await sql`update job_write_totals set total = total + ${added} where kind = ${kind}`.execute(tx)
  }
}
