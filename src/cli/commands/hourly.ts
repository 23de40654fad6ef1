import { HOURLY_PAGES, type HourlyResult } from '../../pipeline/refresh/loaders/hourly.ts'
import { hourlyEndLines, hourlyStartLines } from '../../pipeline/refresh/loaders/hourly-lines.ts'
import type { Services } from '../../services.ts'
import { askedBaseUrl } from '../asked-search.ts'
import { type CommandContext, command, type ExitCode } from '../command.ts'
import { quotaLinesOfRun } from '../quota-of-run.ts'
import { repeat } from '../repeat.ts'
import { runWork } from '../run-work.ts'

const EVERY_MINUTES = 60

export const hourly = command({
  name: 'hourly',
  summary: "Collect what the country's employers published in the last hour, now and every hour until it is stopped.",
  options: {
    'run-once': { type: 'flag', summary: 'once, then end' },
    interval: {
      type: 'integer',
      value: 'MINUTES',
      least: 1,
      most: 10_080,
      summary: `minutes from one run to the next (default: ${EVERY_MINUTES})`,
    },
    'base-url': { type: 'text', value: 'URL', summary: "ask this server instead of the source's own" },
    pages: {
      type: 'integer',
      value: 'N',
      least: 1,
      most: 1_000,
      summary: `pages of 100 openings at most (default: ${HOURLY_PAGES})`,
    },
  },
  examples: ['hourly --run-once', 'hourly --interval 30'],
  run: async (context) => {
    const { options, services } = context
    const { interval = EVERY_MINUTES, pages } = options
    const input = { base_url: askedBaseUrl(options['base-url']), pages }
    const running = await services()
    const once = () => loadOnce(running, context, input)
    if (options['run-once']) return once()
    const next = (began: Date) => new Date(began.getTime() + interval * 60_000)
    return repeat(running, context, { startsAtOnce: true, next, run: once })
  },
})

async function loadOnce(
  services: Services,
  context: CommandContext<unknown>,
  input: Record<string, unknown>,
): Promise<ExitCode> {
  const { json, output, answer, config } = context
  if (!json) output.stdout(`${hourlyStartLines(new Date(), config.scheduleTimeZone).join('\n')}\n`)
  const result = await runWork<HourlyResult>(services, context, 'hourly', input)
  if (result === undefined) return 1
  const quota = await quotaLinesOfRun(services, [{ source: result.source, used: result.quota_used }])
  answer(result, () => [...hourlyEndLines(result), ...(quota.length > 0 ? ['', ...quota] : [])].join('\n'))
  return result.state === 'done' ? 0 : 1
}
