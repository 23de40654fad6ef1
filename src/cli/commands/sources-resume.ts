import { command } from '../command.ts'

export const sourcesResume = command({
  name: 'sources resume',
  summary: 'Collect a source again that was paused, or that rests after failures.',
  positionals: [{ name: 'NAME', required: true, summary: 'the source' }],
  examples: ['sources resume acme_board'],
  run: async ({ positionals: [name = ''], services, caller, answer }) => {
    const { collection } = await services()
    await collection.requests.editSource(name, { status: 'active' }, caller)
    answer({ source: name, status: 'active' }, () => `Source ${name} is active; its failures are forgiven.`)
    return 0
  },
})
