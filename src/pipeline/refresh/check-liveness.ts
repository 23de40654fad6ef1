import type { Database } from '../../db/engine.ts'
import { type Checkable, type Liveness, oldestChecked, saveLiveness } from '../../db/liveness.ts'
import { findSource, findSourceById } from '../../db/sources.ts'
import { errors } from '../../errors.ts'
import { checkAddress } from '../collect/liveness.ts'
import type { Fetcher } from '../fetch/fetched.ts'
import type { StoreLog } from '../store/store-log.ts'
import { type Removal, removeGone } from './remove-gone.ts'

/** Checks kept at once: one that is stopped loses few. */
const KEPT_AT_ONCE = 20
/** Hosts that are asked side by side; each host still has its turns. */
const CHECKS_AT_ONCE = 4

export type LivenessContext = { database: Database; fetcher: Pick<Fetcher, 'fetch'>; log: StoreLog }

export type LivenessOptions = {
  /** Name of the only source to check; all when left out. */
  source?: string | undefined
  /** Postings to check at most. */
  limit: number
  by: string
  acceptRemovals?: boolean | undefined
  signal: AbortSignal
  onProgress?: ((checked: number) => void) | undefined
}

export type LivenessResult = {
  checked: number
  live: number
  gone: number
  inconclusive: number
  /** Findings by status or code. */
  reasons: Record<string, number>
  removed: number
  /** Sources whose removal was refused, with how many would have gone. */
  refused: Record<string, NonNullable<Removal['refused']>>
  stopped: boolean
}

/**
 * Asks the addresses of open postings, those asked longest ago first, whether they are still there. What was gone in two checks at least
 * 12 hours apart, or in one while the last complete sweep did not see it, is removed; a check that finds nothing out changes nothing.
 * Throws UNKNOWN_SOURCE.
 */
export async function checkLiveness(
  { database, fetcher, log }: LivenessContext,
  { source, limit, by, acceptRemovals, signal, onProgress }: LivenessOptions,
): Promise<LivenessResult> {
  const only = source === undefined ? null : await findSource(database.db, source)
  if (only === undefined) throw errors.unknownSource(source as string)
  const result: LivenessResult = {
    checked: 0,
    live: 0,
    gone: 0,
    inconclusive: 0,
    reasons: {},
    removed: 0,
    refused: {},
    stopped: false,
  }
  const due = await oldestChecked(database.db, { source_id: only?.source_id ?? null, limit })
  const sources = new Set<number>()
  const waiting: Liveness[] = []
  const save = () => saveLiveness(database.db, waiting.splice(0))

  const check = async ({ posting_id, source_id, external_url }: Checkable) => {
    const { outcome, reason } = await checkAddress(fetcher, external_url, { signal })
    result.checked += 1
    result[outcome] += 1
    result.reasons[reason] = (result.reasons[reason] ?? 0) + 1
    if (outcome === 'gone') sources.add(source_id)
    if (waiting.push({ posting_id, outcome, reason }) >= KEPT_AT_ONCE) await save()
    onProgress?.(result.checked)
  }
  let next = 0
  const work = async () => {
    for (let one = due[next++]; one; one = due[next++]) await check(one)
  }
  try {
    await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, work))
  } catch (error) {
    if (!signal.aborted) throw error
    result.stopped = true
  } finally {
    await save()
  }
  for (const id of sources) {
    const known = await findSourceById(database.db, id)
    if (!known) continue
    const { removed, refused } = await removeGone(database, { source: known, acceptRemovals, by, log })
    result.removed += removed
    if (refused !== null) result.refused[known.source_name] = refused
  }
  const { refused, ...figures } = result
  log.info({ ...figures, refused: Object.keys(refused) }, 'liveness checked')
  return result
}
