import { recordSourceError, recordSourceFailure, recordSourceRead } from '../../../db/source-health.ts'
import { finishSweep, previousComplete, type Sweep, type SweepLease } from '../../../db/sweeps.ts'
import { errors } from '../../../errors.ts'
import type { SweepEnd } from '../../collect/sweep.ts'
import { removeUnseen } from '../remove-gone.ts'
import { figuresOf } from './tally.ts'
import type { Work } from './work.ts'

export type SweepState = 'complete' | 'partial' | 'failed'

type Settling = {
  sweep: Sweep
  lease: SweepLease
  end: SweepEnd
  /** Of the whole sweep. */
  pages: number
  requestedBy: string
  acceptRemovals?: boolean | undefined
}

/** Not the source's fault: who asked wanted no more, winnow has no key or quota to ask with, or it failed itself. */
const OWN_REASONS = ['stopped', 'limit', 'QUOTA_EXHAUSTED', 'SOURCE_KEY_MISSING', 'INTERNAL', 'DATABASE_BUSY']

/**
 * Ends a sweep: its row, what is gone from a whole listing, how the source fares, and one line in the log. Adds the removal to the
 * tally, and its refusal to `end`.
 */
export async function settleSweep(
  work: Work,
  { sweep, lease, end, pages, requestedBy, acceptRemovals }: Settling,
): Promise<SweepState> {
  const { plan, database, tally, log } = work
  const { source } = plan
  tally.listed = end.total
  const isWanted = end.reason === 'stopped' || end.reason === 'limit'
  const state = end.complete ? 'complete' : pages > 0 || tally.counts.total > 0 || isWanted ? 'partial' : 'failed'
  // A sweep that got no further than the one before begins anew next time: what lies before the obstacle must not grow stale.
  const isBroken = end.error !== undefined && tally.pages > 0
  const resumable = end.reason === 'stopped' || end.reason === 'QUOTA_EXHAUSTED' || isBroken
  const outcome = { state, reason: end.reason, resumable, ...figuresOf(tally) } as const
  if (!(await finishSweep(database.db, lease, outcome))) throw errors.sweepRunning(source.source_name)

  if (end.complete && plan.isWhole && plan.target === 'live') {
    const previous = await previousComplete(database.db, { source_id: source.source_id, sweep_id: sweep.sweep_id })
    const times = { started_at: sweep.started_at, previous }
    const { removed, refused } = await removeUnseen(database, times, { source, acceptRemovals, by: requestedBy, log })
    tally.removed = removed
    if (refused !== null) end.error = errors.removalRefused(source.source_name, refused.gone, refused.open)
  }
  if (end.error?.code === 'INTERNAL')
    log.warn({ err: end.error, source: source.source_name }, 'a sweep failed by winnow')
  await noteHealth(work, end, tally.pages > 0)
  log.info(
    {
      source: source.source_name,
      state,
      reason: end.reason,
      pages,
      items: tally.items,
      listed: tally.listed,
      removed: tally.removed,
      ...tally.counts,
    },
    'sweep ended',
  )
  return state
}

/** A sweep that brought nothing counts against the source; one that brought a part only tells what went wrong. */
async function noteHealth(
  { plan, database }: Work,
  { complete, reason, error }: SweepEnd,
  hasRead: boolean,
): Promise<void> {
  const { source_id } = plan.source
  if (complete || reason === 'limit')
    return recordSourceRead(database.db, source_id, { complete: complete && plan.isWhole })
  if (reason === 'stopped') return
  const failure = {
    code: error?.code ?? reason ?? 'INTERNAL',
    message: error?.message ?? 'the listing could not be read to its end',
  }
  const isOwn = reason !== null && OWN_REASONS.includes(reason)
  if (isOwn || (hasRead && reason !== 'host_failing')) await recordSourceError(database.db, source_id, failure)
  else await recordSourceFailure(database.db, source_id, failure)
}
