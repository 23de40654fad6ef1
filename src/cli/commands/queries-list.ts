import { readBackfill } from '../../db/backfill.ts'
import { listSearchQueries } from '../../db/search-queries.ts'
import { askedEmail, askedUser } from '../asked-user.ts'
import { command } from '../command.ts'
import { table } from '../table.ts'

export const queriesList = command({
  name: 'queries list',
  summary: 'What a user looks for, one row a title and place, and which sources were asked for it.',
  options: { user: { type: 'text', value: 'EMAIL', summary: 'whose searches' } },
  examples: ['queries list --user ada@example.org'],
  run: async ({ options, services, answer, output }) => {
    const email = askedEmail(options.user, 'queries list')
    const running = await services()
    const { db } = running.database
    const { user_id, user_uid } = await askedUser(running, email)
    const queries = await listSearchQueries(db, user_id)
    const known = await readBackfill(
      db,
      queries.map(({ combination_key }) => combination_key),
    )
    const rows = queries.map(({ id: _, ...query }) => {
      const mine = known.filter(({ combination_key }) => combination_key === query.combination_key)
      return {
        ...query,
        backfill: mine.map(({ source, status, search_window }) => ({ source, status, search_window })),
      }
    })
    answer({ user_id: user_uid, rows }, () =>
      rows.length === 0
        ? 'No searches. Set them: winnow queries set --user EMAIL --title "A,B" --location "Berlin,Hamburg"'
        : table(
            rows,
            [
              { title: 'title', value: ({ title_keyword }) => title_keyword ?? 'any' },
              { title: 'place', value: ({ location }) => location ?? 'any' },
              { title: 'arrangement', value: ({ ai_work_arrangement }) => ai_work_arrangement ?? 'any' },
              { title: 'priority', value: ({ priority }) => priority },
              { title: 'last asked', value: ({ last_run_date }) => last_run_date?.slice(0, 16) ?? null },
              {
                title: 'backfilled',
                value: ({ backfill }) =>
                  backfill.map((one) => `${one.source} ${one.search_window} ${one.status}`).join(', ') || null,
              },
            ],
            output.columns,
          ),
    )
    return 0
  },
})
