import { findSource } from '../../../db/sources.ts'
import { errors } from '../../../errors.ts'
import type { LivenessInput } from '../work/handlers.ts'
import type { Started } from '../work/long-work.ts'
import type { RequestDeps } from './request-deps.ts'

export type LivenessRequest = { source?: string | undefined; limit?: number | undefined }

/** Starts a check of the addresses of open postings, of one source or of all. Throws UNKNOWN_SOURCE. */
export async function requestLiveness(
  { database, work }: Pick<RequestDeps, 'database' | 'work'>,
  { source, limit }: LivenessRequest,
  by: string,
): Promise<Started> {
  if (source !== undefined && !(await findSource(database.db, source))) throw errors.unknownSource(source)
  const input: LivenessInput = {
    ...(source === undefined ? {} : { source }),
    ...(limit === undefined ? {} : { limit }),
  }
  return work.start('liveness', input, by)
}
