/** Users who search, and a source of searches that answers by a script, for the tests of backfill and loads. */
import type { Database } from '../../../src/db/engine.ts'
import { type NewSearchQuery, replaceSearchQueries } from '../../../src/db/search-queries.ts'
import { findOrCreateUser } from '../../../src/db/users.ts'
import { createLog } from '../../../src/log.ts'
import { loadGazetteer } from '../../../src/pipeline/extract/normalise/gazetteer.ts'
import type { Collect, Collected, CollectRequest } from '../../../src/pipeline/refresh/asked-source.ts'
import type { BackfillOptions } from '../../../src/pipeline/refresh/backfill/backfill-user.ts'
import { queriesOfPreferences } from '../../../src/pipeline/refresh/queries/queries-of.ts'
import type { SearchedSource } from '../../../src/pipeline/refresh/searched-sources.ts'

export const gazetteer = loadGazetteer()
export const quiet = await createLog({ level: 'silent' })

export const ACTIVE_JOBS: SearchedSource = {
  source: 'active_jobs_db',
  windows: ['1h', '24h', '7d', '6m'],
  needsTitle: false,
}
export const JSEARCH: SearchedSource = { source: 'jsearch', windows: ['24h', '7d', '1m'], needsTitle: true }

/** A user with a row for each title and place. */
export async function userWho(
  database: Database,
  email: string,
  titles: string[],
  places: string[],
  priority = 10,
): Promise<number> {
  const { user_id } = await findOrCreateUser(database.db, email)
  const rows: NewSearchQuery[] = queriesOfPreferences({ search_keywords: titles, search_locations: places }, gazetteer)
  await database.transaction((tx) =>
    replaceSearchQueries(
      tx,
      user_id,
      rows.map((row) => ({ ...row, priority })),
    ),
  )
  return user_id
}

export const found = (items: number, inserted = items): Collected => ({
  state: 'complete',
  reason: null,
  items,
  counts: { inserted, total: items },
  quota: { jobs: items },
  truncated: false,
})

/** A source that writes down what it was asked and answers as `answer` says. */
export function recordingCollect(answer: (request: CollectRequest) => Collected | Promise<Collected>) {
  const asked: string[] = []
  const collect: Collect = async (request) => {
    asked.push(`${request.source} ${request.window} ${request.search.titles.join('/')} in ${request.search.location}`)
    return answer(request)
  }
  return { asked, collect }
}

export function backfillOf(userId: number, more: Partial<BackfillOptions> = {}): BackfillOptions {
  return {
    userId,
    sources: [JSEARCH],
    pages: 5,
    minPriority: 0,
    window: '1m',
    homeCountry: 'DE',
    owner: `run ${userId}`,
    requestedBy: 'test',
    signal: new AbortController().signal,
    ...more,
  }
}
