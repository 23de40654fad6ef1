import type { Window } from '../../collect/source-kind.ts'
import { countUnbacked, type UnbackedCount } from '../backfill/backfill-user.ts'
import { searchedSources } from '../searched-sources.ts'
import type { BackfillInput } from '../work/handlers.ts'
import type { Started } from '../work/long-work.ts'
import { findUser } from './find-user.ts'
import type { RequestDeps } from './request-deps.ts'
import { askableSources } from './request-loads.ts'

/** `user`: id or e-mail address. */
export type BackfillRequest = { user: string; window?: Window | undefined; pages?: number | undefined }

export type BackfillEstimate = UnbackedCount & {
  /** Pages a combination at most. */
  pages: number
  sources: {
    source: string
    /** What would really be asked for. */
    window: Window
    combinations: { title: string | null; location: string | null; combination_key: string }[]
  }[]
}

/** Starts the backfill of a user's searches. Throws USER_NOT_FOUND and what askableSources throws. */
export async function requestBackfill(deps: RequestDeps, request: BackfillRequest, by: string): Promise<Started> {
  const { user, window, pages } = request
  const { user_id } = await findUser(deps.database.db, user)
  await askableSources(deps)
  const input: BackfillInput = {
    user_id,
    ...(window === undefined ? {} : { window }),
    ...(pages === undefined ? {} : { pages }),
  }
  return deps.work.start('backfill', input, by)
}

/** The combinations of a user that some source has not had yet: what a backfill would ask. Throws USER_NOT_FOUND. */
export async function estimateBackfill(
  { database, settings }: Pick<RequestDeps, 'database' | 'settings'>,
  { user, window = settings.backfillWindow, pages = settings.backfillPages }: BackfillRequest,
): Promise<BackfillEstimate> {
  const { user_id: userId } = await findUser(database.db, user)
  const sources = await searchedSources(database.db)
  const options = { userId, sources, window, minPriority: settings.queryMinPriority }
  const { plan, ...counted } = await countUnbacked({ database }, options)
  return {
    ...counted,
    pages,
    sources: plan.map(({ source, window, combinations }) => ({
      source: source.source,
      window,
      combinations: combinations.map(({ title_keyword, location, combination_key }) => ({
        title: title_keyword,
        location,
        combination_key,
      })),
    })),
  }
}
