import { findCollected } from '../../db/source-health.ts'
import { errors } from '../../errors.ts'
import { WINDOWS } from '../../pipeline/collect/source-kind.ts'
import type { CollectResult } from '../../pipeline/refresh/collect-source.ts'
import type { Services } from '../../services.ts'
import { askedBaseUrl, askedSearch } from '../asked-search.ts'
import { askedCrons, nextTime } from '../asked-times.ts'
import { startCollectProgress } from '../collect-progress.ts'
import { type CommandContext, command, type ExitCode, type OptionSpecs, type OptionValues } from '../command.ts'
import { quotaLinesOfRun } from '../quota-of-run.ts'
import { collectText } from '../render/collect-text.ts'
import { repeat } from '../repeat.ts'
import { runWork } from '../run-work.ts'
import { trySource } from '../try-source.ts'

const OPTIONS = {
  'run-once': { type: 'flag', summary: 'once, then end (the default)' },
  interval: {
    type: 'integer',
    value: 'MINUTES',
    least: 1,
    most: 10_080,
    summary: 'now and again, until it is stopped',
  },
  schedule: { type: 'text', value: 'TIMES', summary: 'at these times of day, such as 6:00,18:30, until it is stopped' },
  'base-url': { type: 'text', value: 'URL', summary: "ask this server instead of the source's own" },
  window: { type: 'text', value: 'TIME', choices: WINDOWS, summary: 'how far back, for sources that have windows' },
  title: { type: 'list', value: 'T,T', summary: 'only these titles, for sources that can be searched' },
  location: { type: 'text', value: 'PLACE', summary: 'only this place, for sources that can be searched' },
  pages: { type: 'integer', value: 'N', least: 1, most: 100_000, summary: 'at most this many pages' },
  limit: { type: 'integer', value: 'N', least: 1, most: 10_000_000, summary: 'at most this many openings' },
  'dry-run': { type: 'flag', summary: 'show up to three openings as they would be stored; write nothing' },
  force: { type: 'flag', summary: 'even while the source is paused or rests' },
  'accept-removals': { type: 'flag', summary: 'remove what is gone even if that is more than half of the source' },
} as const satisfies OptionSpecs
type Options = OptionValues<typeof OPTIONS>

export const collect = command({
  name: 'collect',
  summary: 'Read a source and store its openings page by page. After a break it goes on where it stopped.',
  positionals: [{ name: 'SOURCE', required: true, summary: 'its name ("winnow sources list")' }],
  options: OPTIONS,
  examples: [
    'collect deutsche_bank',
    'collect active_jobs_db --window 24h --title "Data Scientist" --location Berlin --pages 1',
    'collect acme_careers --dry-run',
    'collect acme_careers --schedule 6:00,18:00',
  ],
  run: async (context) => {
    const { options, positionals, services, config } = context
    checkTimes(options)
    const baseUrl = askedBaseUrl(options['base-url'])
    const crons = options.schedule === undefined ? [] : askedCrons('--schedule', options.schedule)
    const running = await services()
    const [name = ''] = positionals
    const source = await findCollected(running.database.db, name)
    if (!source) throw errors.unknownSource(name)
    const { title: titles, location, pages, limit, window, interval } = options
    const place = { homeCountry: config.searchCountry, gazetteer: running.collection.gazetteer }
    const search = askedSearch({ titles, location, pages }, source.kind, place)
    if (options['dry-run']) return trySource(running, context, { source, search, window, pages, limit, baseUrl })
    const asked = {
      ...{ source: name, ...(search === null ? {} : { search }), ...(window === undefined ? {} : { window }) },
      ...{ pages, items: limit, base_url: baseUrl, force: options.force, accept_removals: options['accept-removals'] },
    }
    const once = () => collectOnce(running, context, asked, source.target === 'shadow')
    if (interval === undefined && crons.length === 0) return once()
    return repeat(running, context, {
      startsAtOnce: interval !== undefined,
      next: (began) =>
        interval === undefined
          ? nextTime(crons, config.scheduleTimeZone, new Date())
          : new Date(began.getTime() + interval * 60_000),
      run: once,
    })
  },
})

function checkTimes(options: Options): void {
  const times = ['run-once', 'interval', 'schedule'].filter((name) => options[name as keyof Options])
  if (times.length > 1) throw errors.badOptionValue(`--${times[1]}`, `given without --${times[0]}`)
  if (options['dry-run'] && times.some((name) => name !== 'run-once'))
    throw errors.badOptionValue('--dry-run', `given without --${times[0]}`)
}

async function collectOnce(
  services: Services,
  context: CommandContext<unknown>,
  input: Record<string, unknown>,
  isShadow: boolean,
): Promise<ExitCode> {
  const { answer, output } = context
  const progress = startCollectProgress(output)
  const result = await runWork<CollectResult>(services, context, 'collect', input, progress.update).finally(
    progress.stop,
  )
  if (result === undefined) return 1
  const { source, quota: used, state, reason } = result
  const quota = await quotaLinesOfRun(services, [{ source, used }])
  answer(result, () => collectText(result, { quota, columns: output.columns, isShadow }))
  return state === 'complete' || (state === 'partial' && reason === 'limit') ? 0 : 1
}
