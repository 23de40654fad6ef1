import type { LivenessResult } from '../../pipeline/refresh/check-liveness.ts'
import { command } from '../command.ts'
import { startProgress } from '../progress.ts'
import { runWork } from '../run-work.ts'

export const checkLiveness = command({
  name: 'check liveness',
  summary: 'Ask the addresses of open postings whether they are still there, those asked longest ago first.',
  options: {
    source: { type: 'text', value: 'NAME', summary: 'only postings of this source' },
    limit: { type: 'integer', value: 'N', least: 1, most: 1_000_000, summary: 'at most this many', fallback: 500 },
    'accept-removals': { type: 'flag', summary: 'remove what is gone even if that is more than half of a source' },
  },
  examples: ['check liveness --source deutsche_bank --limit 100'],
  run: async (context) => {
    const { options, services, answer, output } = context
    const { source, limit } = options
    const running = await services()
    const progress = startProgress(output, 'Checking', 'addresses')
    const input = { source, limit, accept_removals: options['accept-removals'] }
    const result = await runWork<LivenessResult>(running, context, 'liveness', input, (_, { checked = 0 }) =>
      progress.update(checked, limit),
    ).finally(progress.stop)
    if (result === undefined) return 1
    answer(result, livenessText)
    return result.stopped || Object.keys(result.refused).length > 0 ? 1 : 0
  },
})

function livenessText({ checked, live, gone, inconclusive, reasons, removed, refused }: LivenessResult): string {
  if (checked === 0) return 'Nothing to check: every address was asked in the last 12 hours.'
  return [
    `${checked} addresses checked: ${live} live, ${gone} gone, ${inconclusive} told nothing. ${removed} postings removed.`,
    ...Object.entries(reasons).map(([reason, count]) => `  ${count} x ${reason}`),
    ...Object.entries(refused).map(
      ([source, { gone, open }]) =>
        `  ${source}: ${gone} of ${open} would be removed at once; none was. --accept-removals removes them after all.`,
    ),
  ].join('\n')
}
