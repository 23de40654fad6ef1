import type { DailyResult, SourceLoad } from '../../pipeline/refresh/loaders/daily.ts'
import { dailyEndLines, dailyStartLines, queryAnalysisLines } from '../../pipeline/refresh/loaders/daily-lines.ts'
import type { Services } from '../../services.ts'
import { askedBaseUrl } from '../asked-search.ts'
import { askedCrons, nextTime } from '../asked-times.ts'
import { type CommandContext, command, type ExitCode } from '../command.ts'
import { startProgress } from '../progress.ts'
import { quotaLinesOfRun } from '../quota-of-run.ts'
import { repeat } from '../repeat.ts'
import { runWork } from '../run-work.ts'

export const daily = command({
  name: 'daily',
  summary: 'Collect the last 24 hours for every search of every user, each distinct one once, at DAILY_TIMES until it is stopped.', // biome-ignore format: one sentence
  options: {
    'run-once': { type: 'flag', summary: 'once and now, then end' },
    schedule: { type: 'text', value: 'TIMES', summary: 'at these times of day, such as 6:00,18:30 (default: DAILY_TIMES)' }, // biome-ignore format: one a line
    'base-url': { type: 'text', value: 'URL', summary: "ask this server instead of the sources' own" },
    pages: { type: 'integer', value: 'N', least: 1, most: 1_000, summary: 'pages a search (default: DAILY_PAGES)' },
  },
  examples: ['daily --run-once', 'daily --schedule "6:00"'],
  run: async (context) => {
    const { options, services, config } = context
    const crons = askedCrons('--schedule', options.schedule ?? config.dailyTimes.join(','))
    const input = { base_url: askedBaseUrl(options['base-url']), pages: options.pages }
    const running = await services()
    const once = () => loadOnce(running, context, input)
    if (options['run-once']) return once()
    const next = () => nextTime(crons, config.scheduleTimeZone, new Date())
    return repeat(running, context, { startsAtOnce: false, next, run: once })
  },
})

async function loadOnce(
  services: Services,
  context: CommandContext<unknown>,
  input: Record<string, unknown>,
): Promise<ExitCode> {
  const { json, output, answer, config } = context
  const say = (lines: readonly string[]) => {
    if (!json) output.stdout(`${lines.join('\n')}\n`)
  }
  say(dailyStartLines(new Date(), config.scheduleTimeZone))
  const progress = startProgress(output, 'Asking', 'searches')
  const result = await runWork<DailyResult>(services, context, 'daily', input, (_, counts) => {
    const { rows, combinations, done, total } = counts
    if (done !== undefined && total !== undefined) progress.update(done, total)
    else if (rows !== undefined && combinations !== undefined) say(analysisLines(rows, combinations))
  }).finally(progress.stop)
  if (result === undefined) return 1
  const quota = await quotaLinesOfRun(
    services,
    result.sources.map(({ source, quota_used: used }) => ({ source, used })),
  )
  answer(result, () => dailyEndLines(result, quota).join('\n'))
  return result.sources.some(isTroubled) || isAllLeftOut(result.sources) ? 1 : 0
}

function analysisLines(rows: number, combinations: number): string[] {
  const saved_calls = rows - combinations
  const saved_percent = rows === 0 ? 0 : (saved_calls / rows) * 100
  return queryAnalysisLines({ rows, combinations, saved_calls, saved_percent })
}

/** A provider that nobody has a key for is left out by choice. */
function isTroubled({ failed, skipped }: SourceLoad): boolean {
  return failed > 0 || (skipped !== null && skipped !== 'SOURCE_KEY_MISSING')
}

function isAllLeftOut(sources: readonly SourceLoad[]): boolean {
  return sources.length > 0 && sources.every(({ skipped }) => skipped !== null)
}
