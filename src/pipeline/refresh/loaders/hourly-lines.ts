import { wallClock } from '../wall-clock.ts'
import type { HourlyResult } from './hourly.ts'

/** What the hourly collection says to people. Pure. */
export function hourlyStartLines(startedAt: Date, timeZone: string): string[] {
  return [`HOURLY JOB STARTED - ${wallClock(startedAt, timeZone)}`, '📥 Loading jobs from last hour...']
}

export function hourlyEndLines({
  state,
  reason,
  source,
  fetched,
  inserted,
  duplicates,
  truncated,
}: HourlyResult): string[] {
  const end =
    state === 'done'
      ? '✅ Hourly job completed successfully!'
      : `⚠ Hourly job did not complete: ${source} ${reason ?? state}`
  return [
    end,
    `   • Jobs fetched: ${fetched}`,
    `   • New jobs added: ${inserted}`,
    `   • Duplicates: ${duplicates}`,
    ...(truncated ? ['   • The hour had more pages than were read'] : []),
  ]
}
