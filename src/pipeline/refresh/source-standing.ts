/** How sources fare, as operators ask for it: their row, their newest posting, and whether they are late. */
import type { Query } from '../../db/engine.ts'
import { newestPostings } from '../../db/open-postings.ts'
import { readSourceOverviews, type SourceOverview } from '../../db/source-overview.ts'
import { isStale } from './check-freshness.ts'
import { longestGapMinutes } from './schedule-gap.ts'

export type SourceStanding = SourceOverview & {
  newest_posting_at: string | null
  newest_posting_age_seconds: number | null
  /** Active with a schedule, and nothing came from it for three of its intervals. */
  stale: boolean
}

/** All sources in the order of their names, or the one of that name. */
export async function readSourceStandings(db: Query, now: Date, name: string | null = null): Promise<SourceStanding[]> {
  const overviews = await readSourceOverviews(db, name)
  const newest = await newestPostings(db, name === null ? null : (overviews[0]?.source_id ?? 0))
  return overviews.map((overview) => {
    const newest_posting_at = newest.get(overview.source_id) ?? null
    const age = newest_posting_at === null ? null : (now.getTime() - Date.parse(newest_posting_at)) / 1_000
    return {
      ...overview,
      newest_posting_at,
      newest_posting_age_seconds: age === null ? null : Math.max(0, Math.round(age)),
      stale: isLate(overview, now),
    }
  })
}

/** Sources that are late now. */
export async function countStaleSources(db: Query, now: Date): Promise<number> {
  return (await readSourceOverviews(db)).filter((overview) => isLate(overview, now)).length
}

function isLate({ status, schedule, last_success_at, created_at }: SourceOverview, now: Date): boolean {
  const interval = status === 'active' && schedule !== null ? longestGapMinutes(schedule) : null
  return interval !== null && isStale(interval, last_success_at ?? created_at, now)
}
