/** What the daily load says to people, in the words that operators search for. Pure. */
import { percentText } from '../percent-text.ts'
import { wallClock } from '../wall-clock.ts'
import type { DailyResult, QueryAnalysis, SourceLoad } from './daily.ts'

export function dailyStartLines(startedAt: Date, timeZone: string): string[] {
  return [`DAILY JOB STARTED - ${wallClock(startedAt, timeZone)}`, '📥 Loading jobs from last 24 hours...']
}

export function queryAnalysisLines({ rows, combinations, saved_calls, saved_percent }: QueryAnalysis): string[] {
  return [
    'Query Analysis:',
    `  Total query rows: ${rows}`,
    `  Unique combinations: ${combinations}`,
    `  ✅ Quota saved: ${saved_calls} API calls (${percentText(saved_percent)})`,
  ]
}

/** `quota`: the lines of the ledger, printed last. */
export function dailyEndLines(result: DailyResult, quota: readonly string[] = []): string[] {
  const isWhole = result.sources.every(
    ({ failed, skipped, asked, done }) => failed === 0 && skipped === null && done === asked,
  )
  return [
    isWhole ? '✅ Daily job completed successfully!' : '⚠ Daily job completed, not all of it:',
    `   • Unique combinations: ${result.combinations}`,
    `   • Jobs fetched: ${result.fetched}`,
    `   • New jobs added: ${result.inserted}`,
    ...result.sources.flatMap(troubleLines),
    ...(quota.length > 0 ? ['', ...quota] : []),
  ]
}

function troubleLines({ source, skipped, failed, faults, truncated }: SourceLoad): string[] {
  return [
    ...(skipped === null ? [] : [`   • ${source} was left out: ${skipped}`]),
    ...(failed === 0 ? [] : [`   • ${source}: ${failed} searches failed (${Object.keys(faults).join(', ')})`]),
    ...(truncated === 0 ? [] : [`   • ${source}: ${truncated} searches had more pages than were read`]),
  ]
}
