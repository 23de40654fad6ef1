import type { PromotionAnswer } from '../../pipeline/store/shadow/shadow.ts'
import { command } from '../command.ts'
import { openShadow, SCOPE_OPTIONS, scopeOf } from '../open-shadow.ts'
import { checklistText, reasonsText, sentence } from '../render/shadow-text.ts'

export const shadowPromote = command({
  name: 'shadow promote',
  summary:
    'Bring shadow postings to live under their ids. Refused unless the checklist passes; "winnow shadow undo" takes it back.',
  options: {
    ...SCOPE_OPTIONS,
    force: { type: 'flag', summary: 'pass over checks that do not pass; stands in the audit log' },
  },
  examples: ['shadow promote --source deutsche_bank --dry-run', 'shadow promote --all'],
  run: async ({ options, services, caller, answer, signal, output }) => {
    const source = scopeOf(options, 'shadow promote')
    const shadow = await openShadow(await services())
    const { force, 'dry-run': dryRun } = options
    const done = await shadow.promote({ source, force, dryRun, by: caller, signal })
    answer(done, () => promotionText(done, Math.max(output.columns, 100)))
    return done.failed > 0 ? 1 : 0
  },
})

function promotionText(done: PromotionAnswer, width: number): string {
  const { dry_run, total, inserted, updated, unchanged, restored, skipped, failed, reasons, remaining, failing } = done
  if (total === 0) return 'Nothing to promote: no shadow posting is there.'
  const counts = `${inserted} inserted, ${updated} updated, ${unchanged} unchanged, ${restored} restored, ${skipped} skipped, ${failed} failed`
  return [
    sentence(`${dry_run ? 'Would promote' : 'Promoted'} ${total} shadow postings: ${counts}; ${remaining} remain.`),
    ...reasonsText(reasons),
    ...(failing.length > 0 ? [`${done.forced ? 'Passed over' : 'Not passed'}:`, checklistText(failing, width)] : []),
    ...(done.action_id === null ? [] : [`Undo: winnow shadow undo ${done.action_id}`]),
  ].join('\n')
}
