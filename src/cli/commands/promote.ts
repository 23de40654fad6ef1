import { errors } from '../../errors.ts'
import type { PromotionResult } from '../../pipeline/store/promote.ts'
import { command } from '../command.ts'
import { wrap } from '../table.ts'

export const promote = command({
  name: 'promote',
  summary: 'Turn valid staged rows into postings, the oldest first. A batch does this by itself for what it takes.',
  options: {
    limit: { type: 'integer', value: 'N', least: 1, summary: 'at most this many rows (default: all)' },
    source: { type: 'text', value: 'NAME', summary: 'only rows of this source' },
    shadow: { type: 'flag', summary: 'write the shadow table; live postings stay as they are' },
    'on-trial': { type: 'flag', summary: 'take rows too that were staged for shadow' },
  },
  examples: ['promote --limit 500 --source deutsche_bank', 'promote --shadow --source deutsche_bank'],
  run: async ({ options: { limit, source, shadow, 'on-trial': onTrial }, services, answer }) => {
    if (shadow && onTrial) throw errors.badOptionValue('--on-trial', 'given without --shadow')
    const { store } = await services()
    const target = shadow ? 'shadow' : 'live'
    const { posting_ids: _internal, ...result } = await store.promote({ limit, source, target, onTrial })
    answer(result, promotionText)
    return result.failed > 0 ? 1 : 0
  },
})

const WIDTH = 80

function promotionText({ total, errors, ...counts }: Omit<PromotionResult, 'posting_ids'>): string {
  if (total === 0) return 'Nothing to promote: no valid row waits in staging.'
  const { inserted, updated, unchanged, restored, skipped, failed } = counts
  const sentence = `${total} rows: ${inserted} inserted, ${updated} updated, ${unchanged} unchanged, ${restored} restored, ${skipped} skipped, ${failed} failed.`
  const refused = errors.map(({ staging_id, code, message }) =>
    wrap(`staged row ${staging_id}: ${message} (${code})`, WIDTH, '  ', '    '),
  )
  return [wrap(sentence, WIDTH), ...refused].join('\n')
}
