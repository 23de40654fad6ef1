import { type BackfillRow, readBackfill } from '../../../db/backfill.ts'
import { listSearchQueries, type SearchQuery } from '../../../db/search-queries.ts'
import { countUnbacked, type UnbackedCount } from '../backfill/backfill-user.ts'
import { searchedSources } from '../searched-sources.ts'
import { findUser } from './find-user.ts'
import type { RequestDeps } from './request-deps.ts'

export type BackfillStanding = UnbackedCount & {
  combinations: (SearchQuery & { sources: BackfillRow[] })[]
}

/** A user's active searches with what each source has had of them, whoever asked. Throws USER_NOT_FOUND. */
export async function readBackfillStanding(
  { database, settings }: Pick<RequestDeps, 'database' | 'settings'>,
  user: string,
): Promise<BackfillStanding> {
  const { db } = database
  const { user_id: userId } = await findUser(db, user)
  const sources = await searchedSources(db)
  const { backfillWindow: window, queryMinPriority: minPriority } = settings
  const { plan: _, ...counted } = await countUnbacked({ database }, { userId, sources, window, minPriority })
  const queries = await listSearchQueries(db, userId)
  const keys = queries.map(({ combination_key }) => combination_key)
  const rows = Map.groupBy(await readBackfill(db, keys), ({ combination_key }) => combination_key)
  return {
    ...counted,
    combinations: queries.map((query) => ({ ...query, sources: rows.get(query.combination_key) ?? [] })),
  }
}
