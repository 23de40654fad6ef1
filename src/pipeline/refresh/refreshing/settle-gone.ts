import type { Database } from '../../../db/engine.ts'
import { saveLiveness } from '../../../db/liveness.ts'
import { removedAmong } from '../../../db/refreshable.ts'
import type { Source } from '../../../db/sources.ts'
import type { StoreLog } from '../../store/store-log.ts'
import { removeGone } from '../remove-gone.ts'

export type Gone = { posting_id: number; reason: string }

/**
 * Keeps that postings are gone from their source, and takes off what the rules of removal allow: gone in two findings at least 12 hours
 * apart, or in one while the last complete sweep did not see it; never more than half of a source. Answers which of them are removed, and
 * why the others are not.
 */
export async function settleGone(
  database: Database,
  source: Source,
  gone: readonly Gone[],
  log: StoreLog,
): Promise<{ removed: Set<number>; whyNot: string }> {
  if (gone.length === 0) return { removed: new Set(), whyNot: '' }
  await saveLiveness(
    database.db,
    gone.map(({ posting_id }) => ({ posting_id, outcome: 'gone', reason: 'refresh_gone' })),
  )
  const { refused } = await removeGone(database, { source, by: 'workflow', log })
  const removed = await removedAmong(
    database.db,
    gone.map(({ posting_id }) => posting_id),
  )
  const whyNot = refused
    ? 'kept, because more than half of its source would be removed'
    : 'kept until a second finding 12 hours later or a complete sweep without it'
  return { removed, whyNot }
}
