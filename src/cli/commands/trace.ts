import { writeFile } from 'node:fs/promises'
import { readTrace, type Trace } from '../../db/traces.ts'
import { errors } from '../../errors.ts'
import { traceMarkdown } from '../../pipeline/report/trace.ts'
import { traceHtml } from '../../pipeline/report/trace-html.ts'
import { command } from '../command.ts'

const FORMATS = {
  json: (trace: Trace) => `${JSON.stringify(trace)}\n`,
  markdown: traceMarkdown,
  html: traceHtml,
} as const

export const trace = command({
  name: 'trace',
  summary:
    'Everything one run did, step by step: what went in, what came out, on which evidence, how long it took. --json is --format json.',
  positionals: [{ name: 'RUN', required: true, summary: 'id of the run' }],
  options: {
    format: {
      type: 'text',
      value: 'FORMAT',
      choices: ['json', 'markdown', 'html'],
      summary: 'json, markdown (default) or html: one page that needs nothing else',
    },
    output: { type: 'text', value: 'FILE', summary: 'write it there instead of printing it' },
  },
  examples: ['trace 42 > trace_42.md', 'trace 42 --format html --output trace_42.html'],
  run: async ({ positionals, options, json, services, answer, note, path, output }) => {
    const id = Number(positionals[0])
    if (!Number.isSafeInteger(id) || id < 1) throw errors.badOptionValue('RUN', 'the number of a run')
    const { database } = await services()
    const found = await readTrace(database.db, id)
    if (!found) throw errors.runNotFound(id)
    const format = options.format ?? (json ? 'json' : 'markdown')
    const text = FORMATS[format](found)
    if (options.output === undefined) {
      if (json && format !== 'json') answer({ format, text }, () => '')
      else output.stdout(text)
      return 0
    }
    const file = path(options.output)
    await writeFile(file, text).catch((error: unknown) => {
      throw errors.fileUnreadable(file, error)
    })
    answer({ run: id, format, file }, () => '')
    note(`Trace of run ${id} written to ${file}.`)
    return 0
  },
})
