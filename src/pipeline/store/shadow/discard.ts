import type { Database } from '../../../db/engine.ts'
import { retryTransaction } from '../../../db/retry-transaction.ts'
import { beginAction, endAction, expireActions, lockAction, saveCounts } from '../../../db/shadow/actions.ts'
import { discardPart } from '../../../db/shadow/discard.ts'
import { countShadow } from '../../../db/shadow/promotion.ts'
import { errors } from '../../../errors.ts'
import { rowsAtOnce } from '../transaction-size.ts'
import type { Scope, Work } from './promote.ts'

export type Discard = {
  /** Names it to undo; null when there was nothing to discard. */
  action_id: string | null
  discarded: number
  remaining: number
}

/**
 * Empties the shadow table of a source or of all; live postings stay as they are. Staged rows stay on trial: what was thrown away must
 * not go live with the next batch. After a kill the same call takes the rest.
 */
export async function discardShadow(database: Database, { source, by, signal, keptSince }: Work): Promise<Discard> {
  const begun = await retryTransaction(database, async (tx) => {
    await expireActions(tx, keptSince)
    const { n, last } = await countShadow(tx, source)
    return n === 0 ? null : { last, id: await beginAction(tx, { kind: 'discard', source, by }) }
  })
  if (!begun) return { action_id: null, discarded: 0, remaining: 0 }
  const { id: actionId, last } = begun
  let discarded = 0
  while (!signal?.aborted) {
    const taken = await retryTransaction(database, async (tx) => {
      const action = await lockAction(tx, actionId)
      if (action?.state !== 'open')
        throw errors.conflict('The discard was undone while it ran.', 'See "winnow shadow report".')
      const taken = await discardPart(tx, { actionId, source, last, limit: rowsAtOnce(database.engine) })
      await saveCounts(tx, actionId, { discarded: (action.counts.discarded ?? 0) + taken })
      return taken
    })
    if (taken === 0) break
    discarded += taken
  }
  const remaining = await retryTransaction(database, async (tx) => {
    await endAction(tx, actionId, by)
    return (await countShadow(tx, source)).n
  })
  return { action_id: actionId, discarded, remaining }
}

/** What a discard would take away now; nothing is written. */
export async function previewDiscard(database: Database, { source }: Scope): Promise<Discard> {
  const { n } = await retryTransaction(database, (tx) => countShadow(tx, source))
  return { action_id: null, discarded: n, remaining: 0 }
}
