import type { Database } from '../../../db/engine.ts'
import { retryTransaction } from '../../../db/retry-transaction.ts'
import { beginUndo, endUndo, lockAction, type ShadowActionKind } from '../../../db/shadow/actions.ts'
import { type UndoSkip, undoPart } from '../../../db/shadow/undo.ts'
import { errors } from '../../../errors.ts'
import { rowsAtOnce } from '../transaction-size.ts'

export type Undo = {
  action_id: string
  kind: ShadowActionKind
  /** Postings of the action: undone and skipped. */
  postings: number
  undone: number
  skipped: Partial<Record<UndoSkip, number>>
  /** false: stopped before its end; the same call goes on. */
  complete: boolean
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Takes a promotion or a discard back: shadow postings stand in the shadow table again, live ones are as they were, inserted ones gone.
 * What somebody wrote to a live posting since is left alone and counted. Throws SHADOW_ACTION_NOT_FOUND, ALREADY_FINISHED, or CONFLICT
 * when what undoing needs is kept no more.
 */
export async function undoShadow(
  database: Database,
  { id, by, signal }: { id: string; by: string; signal?: AbortSignal | undefined },
): Promise<Undo> {
  if (!UUID.test(id)) throw errors.shadowActionNotFound(id)
  const kind = await retryTransaction(database, async (tx) => {
    const action = await lockAction(tx, id)
    if (!action) throw errors.shadowActionNotFound(id)
    if (action.state === 'undone') throw errors.alreadyFinished(`The ${action.kind} ${id}`, 'undone')
    if (action.state === 'expired')
      throw errors.conflict('What undoing it needs is kept no more.', 'Restore a backup; RETENTION_LOGS says how long.')
    await beginUndo(tx, id, by)
    return action.kind
  })
  const result: Undo = { action_id: id, kind, postings: 0, undone: 0, skipped: {}, complete: false }
  for (let after = 0; !signal?.aborted; ) {
    const part = await retryTransaction(database, async (tx) => {
      // Two undoings of one action take turns: the second finds what the first has left.
      await lockAction(tx, id)
      return undoPart(tx, { actionId: id, after, limit: rowsAtOnce(database.engine) })
    })
    if (part.taken === 0) {
      result.complete = true
      break
    }
    after = part.last
    result.postings += part.taken
    result.undone += part.undone
    for (const [why, n] of Object.entries(part.skipped) as [UndoSkip, number][])
      result.skipped[why] = (result.skipped[why] ?? 0) + n
  }
  const { postings, undone, skipped } = result
  if (result.complete) await retryTransaction(database, (tx) => endUndo(tx, id, by, { postings, undone, skipped }))
  return result
}
