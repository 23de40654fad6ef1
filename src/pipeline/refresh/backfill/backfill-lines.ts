/** What a backfill says to people. Pure. */
import { percentText } from '../percent-text.ts'
import type { SourceBackfill } from './backfill-source.ts'
import type { BackfillResult, UnbackedCount } from './backfill-user.ts'

/** `user` as people call it, such as "User 1" or an address. */
export function unbackedLines(user: string, { rows, unbacked, saved_percent }: UnbackedCount): string[] {
  const saved =
    saved_percent === null ? [] : [`${rows} rows, ${unbacked} unbacked, ${percentText(saved_percent, ' %')} saved`]
  return [`✓ ${user} has ${unbacked} unbacked combinations`, ...saved]
}

export function backfillLines(user: string, result: BackfillResult): string[] {
  const sum = (key: 'inserted' | 'fetched' | 'duplicates') =>
    result.sources.reduce((total, source) => total + source[key], 0)
  return [
    `${result.sources.some(isIncomplete) ? '!' : '✓'} Backfill completed for ${user}:`,
    `   - Jobs fetched: ${sum('fetched')}`,
    `   - Jobs added: ${sum('inserted')}`,
    `   - Duplicates: ${sum('duplicates')}`,
    ...result.sources.map(sourceLine),
  ]
}

function isIncomplete({ failed, skipped, released }: SourceBackfill): boolean {
  return failed > 0 || released > 0 || skipped !== null
}

function sourceLine({ source, window, skipped, quota_used, faults, ...counts }: SourceBackfill): string {
  const quota = Object.entries(quota_used).map(([unit, used]) => `${used} ${unit}`)
  const parts = [
    `${counts.done} combinations of the last ${WINDOW_NAMES[window]}`,
    `${counts.fetched} jobs, ${counts.inserted} new`,
    ...(quota.length > 0 ? [`quota used: ${quota.join(', ')}`] : []),
    ...(counts.truncated > 0 ? [`${counts.truncated} had more pages than were read`] : []),
    ...(counts.taken > 0 ? [`${counts.taken} by somebody else`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed (${Object.keys(faults).join(', ')})`] : []),
    ...(skipped === null ? [] : [`left out: ${skipped}`]),
  ]
  return `   - ${source}: ${parts.join('; ')}`
}

const WINDOW_NAMES = {
  '1h': 'hour',
  '24h': '24 hours',
  '7d': '7 days',
  '2w': '2 weeks',
  '1m': 'month',
  '6m': '6 months',
}
