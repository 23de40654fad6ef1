import { errors } from '../../errors.ts'
import { command } from '../command.ts'
import { FILTER_OPTIONS, postingFilter } from '../posting-filter.ts'

export const invalidate = command({
  name: 'invalidate',
  summary:
    'Take postings out of every list and out of processing, with a reason. They are kept; "winnow restore" brings them back.',
  options: { ...FILTER_OPTIONS, reason: { type: 'text', value: 'TEXT', summary: 'why; stands on each posting' } },
  examples: ['invalidate --source demo --since 2026-11-27 --reason batch_failed_validation'],
  run: async ({ options, services, caller, answer }) => {
    const filter = postingFilter(options, 'invalidate')
    if (options.reason === undefined) throw errors.missingArgument('--reason TEXT', 'invalidate')
    const { invalidate: invalidatePostings } = await import('../../pipeline/store/lifecycle.ts')
    const { database } = await services()
    const { posting_uids } = await invalidatePostings(database, filter, { reason: options.reason, by: caller })
    answer(
      { invalidated: posting_uids.length, posting_ids: posting_uids },
      ({ invalidated }) => `${invalidated} ${invalidated === 1 ? 'posting' : 'postings'} invalidated.`,
    )
    return 0
  },
})
