import type { Database, Tx } from '../../db/engine.ts'
import { toJsonbText } from '../../db/jsonb-text.ts'
import { markDeleted, markInvalidated, markRestored, type PostingFilter } from '../../db/posting-lifecycle.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'

export type { PostingFilter }

/** Public ids of the postings that were changed; those already in that state are not among them. An empty filter changes nothing. */
export type Changed = { posting_uids: string[] }

/** Judges postings invalid: they are kept with all their data and served no more, until a person restores them. */
export async function invalidate(
  database: Database,
  filter: PostingFilter,
  options: { reason: string; by: string },
): Promise<Changed> {
  return audited(database, 'postings.invalidated', filter, options.by, { reason: options.reason }, (tx) =>
    markInvalidated(tx, filter, options.reason),
  )
}

/** Serves postings again that were invalidated, deleted (held ones too) or gone. */
export async function restore(database: Database, filter: PostingFilter, { by }: { by: string }): Promise<Changed> {
  return audited(database, 'postings.restored', filter, by, {}, (tx) => markRestored(tx, filter))
}

/** Deletes postings softly. Seen again at its source a posting comes back, unless `hold` is set: then only `restore` brings it back. */
export async function softDelete(
  database: Database,
  filter: PostingFilter,
  options: { hold: boolean; by: string },
): Promise<Changed> {
  return audited(database, 'postings.deleted', filter, options.by, { hold: options.hold }, (tx) =>
    markDeleted(tx, filter, options),
  )
}

async function audited(
  database: Database,
  action: string,
  filter: PostingFilter,
  actor: string,
  detail: object,
  change: (tx: Tx) => Promise<string[]>,
): Promise<Changed> {
  return retryTransaction(database, async (tx) => {
    const posting_uids = await change(tx)
    const line = toJsonbText({ ...detail, filter, changed: posting_uids.length, posting_uids })
    await tx
      .insertInto('audit_log')
      .values({ actor, action, subject: filter.source ?? null, detail: line })
      .execute()
    return { posting_uids }
  })
}
