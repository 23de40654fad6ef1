import type { Estimate } from '../../pipeline/workflow/estimate.ts'
import { duration } from '../progress.ts'
import { table } from '../table.ts'

/** What a batch would take, in words. */
export function estimateText({ postings, calls, tokens, seconds, by_model, switches, basis }: Estimate): string {
  if (postings === 0) return 'Nothing is due: every posting is processed for its present text.'
  const origin = basis === 'recorded' ? 'from the batches of this database' : 'from the shipped figures'
  const models = [
    { title: 'model', value: (row: Estimate['by_model'][number]) => row.model },
    { title: 'calls', value: (row: Estimate['by_model'][number]) => row.calls },
    { title: 'tokens', value: (row: Estimate['by_model'][number]) => row.tokens },
    { title: 'seconds', value: (row: Estimate['by_model'][number]) => Math.round(row.seconds) },
  ]
  return [
    `${postings} ${postings === 1 ? 'posting' : 'postings'} would be processed in about ${duration(seconds)} (${origin}).`,
    calls === 0
      ? 'No model is called: every step has its builtin actor.'
      : `${calls} model calls, ${tokens} tokens, ${switches} model loads.`,
    ...(by_model.length > 0 ? ['', table(by_model, models)] : []),
    'Nothing was written.',
  ].join('\n')
}
