import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { errors } from '../../errors.ts'
import { command } from '../command.ts'
import { linesUntil } from '../lines-until.ts'
import { startProgress } from '../progress.ts'
import { importText } from '../render/import-text.ts'

export const importFile = command({
  name: 'import',
  summary:
    'Take the postings of a JSON Lines file: staged, validated and promoted. Every row that is not stored is named.',
  positionals: [
    {
      name: 'FILE',
      required: true,
      summary: 'one JSON object a line: job_title, job_description, external_job_id, ...',
    },
  ],
  options: { source: { type: 'text', value: 'NAME', summary: 'source of the rows ("winnow sources list")' } },
  examples: ['import postings.jsonl --source demo', 'import postings.jsonl --source demo --json'],
  run: async ({ options, positionals, path, services, signal, output, answer, note }) => {
    const source = options.source
    if (source === undefined) throw errors.missingArgument('--source NAME', 'import')
    const file = path(positionals[0] ?? '')
    const found = await stat(file).catch((error) => {
      throw errors.fileUnreadable(file, error)
    })
    if (!found.isFile()) throw errors.fileUnreadable(file)
    const { store } = await services()
    const bytes = createReadStream(file)
    const progress = startProgress(output, 'Importing', 'kB')
    // Not by a listener on the stream: it would start the flow before anybody reads, and lose what came first.
    const onProgress = () => progress.update(Math.ceil(bytes.bytesRead / 1000), Math.ceil(found.size / 1000))
    const stream = linesUntil(bytes, signal)
    const result = await store.importJsonLines({ source, stream, onProgress }).finally(progress.stop)
    answer(result, (value) => importText(value, source))
    if (signal.aborted) note('Stopped: what was read so far is stored. Run the same command again for the rest.')
    return signal.aborted || result.failed > 0 ? 1 : 0
  },
})
