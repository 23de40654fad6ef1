import { readTrace } from '../../db/traces.ts'
import { errors } from '../../errors.ts'
import { traceMarkdown } from '../../pipeline/report/trace.ts'
import { command } from '../command.ts'

export const trace = command({
  name: 'trace',
  summary:
    'Everything one run did, step by step: what went in, what came out, how long it took. Markdown, or JSON with --json.',
  positionals: [{ name: 'RUN', required: true, summary: 'id of the run' }],
  examples: ['trace 42 > trace_42.md'],
  run: async ({ positionals, services, answer }) => {
    const id = Number(positionals[0])
    if (!Number.isSafeInteger(id) || id < 1) throw errors.badOptionValue('RUN', 'the number of a run')
    const { database } = await services()
    const found = await readTrace(database.db, id)
    if (!found) throw errors.runNotFound(id)
    answer(found, traceMarkdown)
    return 0
  },
})
