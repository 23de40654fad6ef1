import type { Query } from '../../db/engine.ts'
import { openIncident, openIncidentKinds, resolveIncident } from '../../db/incidents.ts'
import { scheduledSources } from '../../db/schedules-of-sources.ts'
import { longestGapMinutes } from './schedule-gap.ts'

/** A source may miss a run or two; after three somebody must look. */
const INTERVALS = 3
const INCIDENT = 'stale_source:'

export type Freshness = {
  /** Sources whose last success lies further back than three of their intervals. */
  stale: { source: string; last_success_at: string | null; interval_minutes: number }[]
  /** Sources whose incident was resolved by this check. */
  fresh_again: string[]
}

/**
 * Opens an incident `stale_source:<name>` for each active source with a schedule whose last success, or else its beginning, is older than
 * three times the longest pause of the schedule; resolves those of sources that are fresh again, paused, or without a schedule by now.
 */
export async function checkFreshness(db: Query, now: Date): Promise<Freshness> {
  const stale: Freshness['stale'] = []
  for (const { source_name, schedule, last_success_at, created_at } of await scheduledSources(db)) {
    const interval_minutes = longestGapMinutes(schedule)
    if (interval_minutes === null || !isStale(interval_minutes, last_success_at ?? created_at, now)) continue
    stale.push({ source: source_name, last_success_at, interval_minutes })
    await openIncident(db, {
      kind: INCIDENT + source_name,
      summary: `${source_name} has brought nothing since ${last_success_at ?? 'it was added'}; it is read every ${interval_minutes} minutes.`,
      detail: { source: source_name, last_success_at, interval_minutes },
    })
  }
  const fresh_again: string[] = []
  for (const kind of await openIncidentKinds(db, INCIDENT)) {
    const source = kind.slice(INCIDENT.length)
    if (stale.some((one) => one.source === source)) continue
    if (await resolveIncident(db, kind)) fresh_again.push(source)
  }
  return { stale, fresh_again }
}

/** Whether a source that last gave something at `since` (ISO) is later than its longest interval allows. Pure. */
export function isStale(interval_minutes: number, since: string, now: Date): boolean {
  return (now.getTime() - Date.parse(since)) / 60_000 > INTERVALS * interval_minutes
}
