import { findCollected } from '../../db/source-health.ts'
import { errors } from '../../errors.ts'
import { askedBaseUrl } from '../asked-search.ts'
import { command } from '../command.ts'
import { trySource } from '../try-source.ts'

export const sourcesTest = command({
  name: 'sources test',
  summary: 'Read the first three openings of a source and show what would be stored of them, with notes and faults.',
  positionals: [{ name: 'NAME', required: true, summary: 'the source, paused or not' }],
  options: { 'base-url': { type: 'text', value: 'URL', summary: "ask this server instead of the source's own" } },
  examples: ['sources test deutsche_bank'],
  run: async (context) => {
    const baseUrl = askedBaseUrl(context.options['base-url'])
    const running = await context.services()
    const [name = ''] = context.positionals
    const source = await findCollected(running.database.db, name)
    if (!source) throw errors.unknownSource(name)
    return trySource(running, context, { source, baseUrl })
  },
})
