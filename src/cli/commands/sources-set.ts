import type { SourceChange } from '../../db/change-source.ts'
import { readSourceOverviews } from '../../db/source-overview.ts'
import { findSource } from '../../db/sources.ts'
import { errors } from '../../errors.ts'
import { command } from '../command.ts'
import { askedConfig, askedSchedule, checkMapping } from '../source-settings.ts'

export const sourcesSet = command({
  name: 'sources set',
  summary: 'Change how a source is collected. What is not named stays.',
  positionals: [{ name: 'NAME', required: true, summary: 'the source' }],
  options: {
    schedule: { type: 'text', value: 'TIMES', summary: '6:00,18:30, or cron with five fields; "none" ends it' },
    config: { type: 'text', value: 'JSON', summary: 'settings to set; null removes one' },
    'interval-ms': { type: 'integer', value: 'N', least: 0, most: 3_600_000, summary: 'least pause between two requests' }, // biome-ignore format: one a line
    shadow: { type: 'flag', summary: 'store its postings in shadow from now on' },
    live: { type: 'flag', summary: 'store its postings live from now on' },
  },
  examples: [
    'sources set acme_board --schedule "0 */6 * * *"',
    'sources set acme_board --config \'{"board": "acme2"}\'',
  ],
  run: async ({ options, positionals: [name = ''], services, caller, answer }) => {
    if (options.shadow && options.live) throw errors.badOptionValue('--live', 'given without --shadow')
    const asked = askedConfig(options.config)
    checkMapping(asked)
    const { database, collection } = await services()
    const known = await findSource(database.db, name)
    if (!known) throw errors.unknownSource(name)
    const schedule = options.schedule === 'none' ? null : askedSchedule(options.schedule, known.kind)
    const interval_ms = options['interval-ms']
    const change: SourceChange = {
      ...(options.config === undefined ? {} : { config: asked }),
      ...(schedule === undefined ? {} : { schedule }),
      ...(interval_ms === undefined ? {} : { interval_ms }),
      ...(options.shadow ? { target: 'shadow' } : options.live ? { target: 'live' } : {}),
    }
    if (Object.keys(change).length === 0) throw errors.missingArgument('something to set', 'sources set')
    await collection.requests.editSource(name, change, caller)
    const [source] = await readSourceOverviews(database.db, name)
    answer({ changed: Object.keys(change), source }, () => `Source ${name}: ${Object.keys(change).join(', ')} set.`)
    return 0
  },
})
