import { addSource, findSource } from '../../db/sources.ts'
import { errors } from '../../errors.ts'
import { command } from '../command.ts'
import { askedConfig, askedSchedule, checkConfig, MANUAL } from '../source-settings.ts'

export const sourcesAdd = command({
  name: 'sources add',
  summary: 'Make a source known: one that winnow collects, or (kind manual) one whose postings are imported.',
  positionals: [{ name: 'NAME', required: true, summary: 'lower case, digits and underscores, such as acme_careers' }],
  options: {
    kind: { type: 'text', value: 'KIND', summary: 'how it is read ("winnow sources kinds")', fallback: MANUAL },
    config: { type: 'text', value: 'JSON', summary: 'its settings, such as {"board": "acme"}' },
    organization: { type: 'text', value: 'TEXT', summary: 'employer of all its postings, where it has only one' },
    schedule: { type: 'text', value: 'TIMES', summary: 'when it is collected: 6:00,18:30, or cron with five fields' },
    shadow: { type: 'flag', summary: 'store its postings in shadow' },
    'interval-ms': { type: 'integer', value: 'N', least: 0, most: 3_600_000, summary: "least pause between two requests (default: the kind's)" }, // biome-ignore format: one a line
  },
  examples: [
    'sources add acme_careers --organization "Acme GmbH"',
    'sources add acme_board --kind greenhouse --config \'{"board": "acme"}\' --schedule 6:00,18:00',
  ],
  run: async ({ options, positionals, services, caller, answer }) => {
    const name = positionals[0] ?? ''
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(name))
      throw errors.badOptionValue('NAME', 'lower-case letters, digits and underscores, a letter first')
    const { kind, organization, shadow, 'interval-ms': interval_ms } = options
    const config = askedConfig(options.config)
    checkConfig(name, kind, config)
    const source = {
      ...{ source_name: name, kind, org_name: organization ?? null, config },
      schedule: askedSchedule(options.schedule, kind) ?? null,
      target: shadow ? ('shadow' as const) : ('live' as const),
      politeness: interval_ms === undefined ? {} : { interval_ms },
    }
    const { database } = await services()
    const added = await database.transaction((tx) => addSource(tx, source, caller))
    const next = kind === MANUAL ? `winnow import FILE --source ${name}` : `winnow sources test ${name}`
    answer({ added: added !== undefined, source: added ?? (await findSource(database.db, name)) }, () =>
      added ? `Source ${name} is ready: "${next}".` : `Source ${name} was there already; nothing was changed.`,
    )
    return 0
  },
})
