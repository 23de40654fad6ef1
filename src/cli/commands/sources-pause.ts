import { command } from '../command.ts'

export const sourcesPause = command({
  name: 'sources pause',
  summary: 'Collect nothing from a source until it is resumed. Its postings stay.',
  positionals: [{ name: 'NAME', required: true, summary: 'the source' }],
  options: { reason: { type: 'text', value: 'TEXT', summary: 'why; shown to whoever asks for it' } },
  examples: ['sources pause acme_board --reason "moves to another system"'],
  run: async ({ options, positionals: [name = ''], services, caller, answer }) => {
    const { collection } = await services()
    const reason = options.reason ?? null
    await collection.requests.editSource(name, { status: 'paused', reason }, caller)
    answer(
      { source: name, status: 'paused', reason },
      () => `Source ${name} is paused: "winnow sources resume ${name}".`,
    )
    return 0
  },
})
