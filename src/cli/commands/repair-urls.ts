import { type RepairResult, repairUrls as repair } from '../../pipeline/refresh/repair-urls.ts'
import { command } from '../command.ts'
import { cut, table } from '../table.ts'

const SHOWN = 20

export const repairUrls = command({
  name: 'repair urls',
  summary: 'Give postings without an address the one that their source named, from what is kept of them.',
  options: {
    source: { type: 'text', value: 'NAME', summary: 'only postings of this source' },
    'dry-run': { type: 'flag', summary: 'say what would be repaired; write nothing' },
  },
  examples: ['repair urls --dry-run', 'repair urls --source demo'],
  run: async ({ options, services, caller, answer, signal, output }) => {
    const { database } = await services()
    const asked = { source: options.source, dryRun: options['dry-run'], by: caller, signal }
    answer(await repair(database, asked), (result) => repairText(result, output.columns))
    return signal.aborted ? 1 : 0
  },
})

function repairText({ missing, repaired, from, left, rest, dry_run }: RepairResult, columns: number): string {
  if (missing === 0) return 'Every posting has an address.'
  const found = Object.entries(from).flatMap(([origin, count]) => (count > 0 ? [`${count} from ${origin}`] : []))
  const shown = rest.slice(0, SHOWN)
  return [
    `${missing} postings without an address: ${repaired} ${dry_run ? 'could be repaired' : 'repaired'}${found.length > 0 ? ` (${found.join(', ')})` : ''}, ${left} left.`,
    ...(shown.length === 0
      ? []
      : [
          '',
          table(
            shown,
            [
              { title: 'title', value: ({ title }) => cut(title ?? '-', 32) },
              { title: 'id', value: ({ posting_id }) => posting_id },
              { title: 'source', value: ({ source }) => source },
              { title: 'why', value: ({ why }) => (why === 'no_item' ? 'nothing is kept of it' : 'names no address') },
            ],
            columns,
          ),
        ]),
    ...(left > shown.length ? [`and ${left - shown.length} more: --json lists them.`] : []),
  ].join('\n')
}
