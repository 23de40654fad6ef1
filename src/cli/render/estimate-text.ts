import type { Estimate } from '../../pipeline/workflow/estimate.ts'
import { duration } from '../progress.ts'
import { table } from '../table.ts'

const ORIGINS: Record<Estimate['basis'], string> = {
  recorded: 'from what this database recorded',
  shipped: 'from the shipped figures',
  blended: 'from the shipped figures and the little that this database recorded',
}

/** What a batch would take, in words. */
export function estimateText(estimate: Estimate): string {
  const { postings, seconds, basis } = estimate
  if (postings === 0) return 'Nothing is due: every posting is processed for its present text.'
  return [
    `${postings} ${postings === 1 ? 'posting' : 'postings'} would be processed in about ${duration(seconds)} (${ORIGINS[basis]}).`,
    ...callLines(estimate),
    'Nothing was written.',
  ].join('\n')
}

function callLines(estimate: Estimate): string[] {
  const { calls, tokens, by_model, switches, hosts, slots, lower_bound_seconds, finish_at, unknown_models } = estimate
  if (calls === 0) return ['No model is called: every step has its builtin actor.']
  return [
    `${calls} model calls, ${tokens} tokens, ${switches} model loads with ${slots} ${slots === 1 ? 'slot' : 'slots'} on ${hosts} ${hosts === 1 ? 'host' : 'hosts'}.`,
    `No schedule takes less than ${duration(lower_bound_seconds)}. Begun now, it ends at ${finish_at}.`,
    ...(unknown_models.length > 0
      ? [`Not measured yet, taken to be as fast as the usual model: ${unknown_models.join(', ')}.`]
      : []),
    '',
    table(by_model, [
      { title: 'model', value: ({ model }) => model },
      { title: 'calls', value: ({ calls }) => calls },
      { title: 'tokens', value: ({ tokens }) => tokens },
      { title: 'seconds', value: ({ seconds }) => Math.round(seconds) },
      { title: 'loads', value: ({ loads }) => loads },
    ]),
  ]
}
