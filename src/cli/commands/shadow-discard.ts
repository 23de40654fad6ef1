import { command } from '../command.ts'
import { openShadow, SCOPE_OPTIONS, scopeOf } from '../open-shadow.ts'

export const shadowDiscard = command({
  name: 'shadow discard',
  summary: 'Throw shadow postings away; live ones stay as they are. "winnow shadow undo" brings them back.',
  options: SCOPE_OPTIONS,
  examples: ['shadow discard --source deutsche_bank', 'shadow discard --all --dry-run'],
  run: async ({ options, services, caller, answer, signal }) => {
    const source = scopeOf(options, 'shadow discard')
    const shadow = await openShadow(await services())
    const done = await shadow.discard({ source, dryRun: options['dry-run'], by: caller, signal })
    answer(done, ({ dry_run, discarded, remaining, action_id }) =>
      [
        `${dry_run ? 'Would discard' : 'Discarded'} ${discarded} shadow postings; ${remaining} remain.`,
        ...(action_id === null ? [] : [`Undo: winnow shadow undo ${action_id}`]),
      ].join('\n'),
    )
    return 0
  },
})
