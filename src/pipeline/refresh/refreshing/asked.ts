import type { WriteAction } from '../../../db/write-totals.ts'
import { asWinnowError } from '../../../errors.ts'
import { remoteStatusOf } from '../../fetch/remote-status.ts'
import { REST_MS } from './source-rests.ts'

/** What became of one question. `restMs`: the source is not to be asked again for so long. `isOfHost`: it counts as a failure of the source. */
export type Asked =
  | { outcome: 'stored'; reason: string }
  | { outcome: 'gone'; reason: string }
  | { outcome: 'nothing'; reason: string }
  | { outcome: 'limited'; reason: string; restMs: number }
  | { outcome: 'timeout'; reason: string }
  | { outcome: 'failed'; reason: string; isOfHost: boolean; restMs?: number }

/** A host that says 429 without saying for how long is left alone for a minute. */
export const REST_AFTER_429_MS = 60_000

export const limited = (restMs: number | null): Asked => {
  return { outcome: 'limited', reason: 'its source asked for a rest (429)', restMs: restMs ?? REST_AFTER_429_MS }
}

/** What storing came to: only a write to the posting itself refreshed it. */
export function storedAs(
  posting_uid: string,
  written: { action: WriteAction | null; uid: string | null; code: string | null } | undefined,
): Asked {
  const { action = null, uid = null, code = null } = written ?? {}
  if (action === null || action === 'skipped' || action === 'failed')
    return { outcome: 'failed', reason: `what its source says was not stored: ${code ?? 'unusable'}`, isOfHost: false }
  if (uid !== posting_uid)
    return { outcome: 'failed', reason: 'its source names another posting there', isOfHost: false }
  return { outcome: 'stored', reason: action === 'unchanged' ? 'read again: unchanged' : `read again: ${action}` }
}

/** What an error of the question says of the source. */
export function askedOf(error: unknown): Asked {
  const fault = asWinnowError(error)
  const { code } = fault
  const status = remoteStatusOf(error)
  if (status === 404 || status === 410) return { outcome: 'gone', reason: `its source answers ${status}` }
  if (status === 429) return limited(fault.retryAfterSeconds === undefined ? null : fault.retryAfterSeconds * 1_000)
  if (code === 'QUOTA_EXHAUSTED') return { outcome: 'limited', reason: fault.message, restMs: REST_MS }
  if (code === 'SOURCE_KEY_REFUSED')
    return { outcome: 'failed', reason: fault.message, isOfHost: true, restMs: REST_MS }
  return { outcome: 'failed', reason: `${code}: ${fault.message}`, isOfHost: /^(FETCH_|SOURCE_)/.test(code) }
}
