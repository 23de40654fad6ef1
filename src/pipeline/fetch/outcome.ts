import { type ErrorCode, WinnowError } from '../../errors.ts'
import type { FetchOutcome } from '../../metrics.ts'
import { remoteStatusOf } from './remote-status.ts'

const BY_CODE: Partial<Record<ErrorCode, FetchOutcome>> = {
  URL_NOT_ALLOWED: 'not_allowed',
  FETCH_FORBIDDEN_BY_ROBOTS: 'robots',
  FETCH_TOO_LARGE: 'too_large',
  FETCH_FAILED: 'failed',
}

/** The class of a failed fetch for the metrics: never a host. */
export function outcomeOf(error: unknown): FetchOutcome {
  if (!(error instanceof WinnowError)) return 'cancelled'
  if (error.code === 'FETCH_STATUS') return outcomeOfStatus(remoteStatusOf(error) ?? 429)
  return BY_CODE[error.code] ?? 'cancelled'
}

function outcomeOfStatus(status: number): FetchOutcome {
  if (status === 429) return 'rate_limited'
  if (status < 400) return 'redirect'
  return status < 500 ? 'client_error' : 'server_error'
}
