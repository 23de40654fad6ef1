import { command } from '../command.ts'
import { FILTER_OPTIONS, postingFilter } from '../posting-filter.ts'

export const restore = command({
  name: 'restore',
  summary: 'Bring back postings that were invalidated, deleted or gone.',
  options: FILTER_OPTIONS,
  examples: ['restore --source demo --since 2026-11-27'],
  run: async ({ options, services, caller, answer }) => {
    const filter = postingFilter(options, 'restore')
    const { restore: restorePostings } = await import('../../pipeline/store/lifecycle.ts')
    const { database } = await services()
    const { posting_uids } = await restorePostings(database, filter, { by: caller })
    answer(
      { restored: posting_uids.length, posting_ids: posting_uids },
      ({ restored }) => `${restored} ${restored === 1 ? 'posting' : 'postings'} restored.`,
    )
    return 0
  },
})
