/** Taking off what is gone from a source: never more than half of it at once, unless a person says so. */
import { appendAudit } from '../../db/audit.ts'
import type { Database } from '../../db/engine.ts'
import { openIncident, resolveIncident } from '../../db/incidents.ts'
import {
  countOpen,
  gonePostings,
  REMOVED_AT_ONCE,
  removePostings,
  type SweepTimes,
  unseenPostings,
} from '../../db/removal.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import type { StoreLog } from '../store/store-log.ts'

/** Of the open postings of a source: more are gone at once only when the source is broken. */
const MOST_REMOVED_SHARE = 0.5

export type Removal = {
  removed: number
  /** Postings that would have been removed, had they not been more than half of the open ones; nothing was. */
  refused: { gone: number; open: number } | null
}

export type RemovalOptions = {
  source: { source_id: number; source_name: string }
  /** Removes more than half all the same. */
  acceptRemovals?: boolean | undefined
  by: string
  log: StoreLog
}

/**
 * After a complete sweep of a whole listing: removes what neither it nor the complete one before saw, or what is gone from its own
 * address too. Opens the incident `mass_removal:<source>` when that is more than half, and resolves it when it is not any more.
 */
export async function removeUnseen(database: Database, times: SweepTimes, options: RemovalOptions): Promise<Removal> {
  const unseen = await unseenPostings(database.db, options.source.source_id, times)
  const removal = await remove(database, unseen, times.started_at, options)
  if (removal.refused === null) await resolveIncident(database.db, incidentOf(options))
  return removal
}

/** After checks of liveness: removes what their own addresses say is gone. */
export async function removeGone(database: Database, options: RemovalOptions): Promise<Removal> {
  return remove(database, await gonePostings(database.db, options.source.source_id), null, options)
}

async function remove(
  database: Database,
  gone: readonly number[],
  unseenSince: string | null,
  { source: { source_id, source_name }, acceptRemovals = false, by, log }: RemovalOptions,
): Promise<Removal> {
  if (gone.length === 0) return { removed: 0, refused: null }
  const open = await countOpen(database.db, source_id)
  const evidence = unseenSince === null ? 'address' : 'sweep'
  if (gone.length > open * MOST_REMOVED_SHARE && !acceptRemovals) {
    await openIncident(database.db, {
      kind: incidentOf({ source: { source_name } }),
      summary: `${gone.length} of ${open} open postings of ${source_name} would be removed at once; none was.`,
      detail: { source: source_name, gone: gone.length, open, evidence },
    })
    log.warn({ source: source_name, gone: gone.length, open }, 'a mass removal was refused')
    return { removed: 0, refused: { gone: gone.length, open } }
  }
  let removed = 0
  for (let start = 0; start < gone.length; start += REMOVED_AT_ONCE) {
    const part = gone.slice(start, start + REMOVED_AT_ONCE)
    removed += (await retryTransaction(database, (tx) => removePostings(tx, part, unseenSince))).length
  }
  await appendAudit(database.db, {
    actor: by,
    action: 'source.postings_removed',
    subject: source_name,
    detail: { removed, open, evidence, accepted: acceptRemovals },
  })
  return { removed, refused: null }
}

const incidentOf = ({ source }: { source: { source_name: string } }) => `mass_removal:${source.source_name}`
