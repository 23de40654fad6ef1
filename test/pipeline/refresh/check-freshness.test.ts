import t from 'tap'
import { checkFreshness } from '../../../src/pipeline/refresh/check-freshness.ts'
import { longestGapMinutes } from '../../../src/pipeline/refresh/schedule-gap.ts'
import { addBoard, rowsOf, run } from '../../helpers/board.ts'
import { onBothEngines } from '../../helpers/database.ts'

t.test('the longest pause of a schedule is known in minutes', async (t) => {
  const cases: [string, number | null][] = [
    ['6:00', 1_440],
    ['6:00, 18:30', 750],
    ['0 * * * *', 60],
    ['*/15 * * * *', 15],
    ['30 6,18 * * *', 720],
    ['0 6 * * 1-5', 3 * 1_440],
    ['0 6 * * mon', 7 * 1_440],
    ['0 8-16/4 * * *', 960],
    ['0 0 1 * *', 31 * 1_440],
    ['25:00', null],
    ['hourly', null],
    ['61 * * * *', null],
    ['0 0 * * nix', null],
  ]
  for (const [schedule, minutes] of cases) t.equal(longestGapMinutes(schedule), minutes, schedule)
})

onBothEngines(
  t,
  'a source that missed three runs raises an incident, which ends when it is fresh again',
  async (t, database) => {
    for (const name of ['stale', 'fresh', 'never', 'unscheduled', 'asleep']) await addBoard(database, name)
    await run(
      database,
      `update sources set schedule = '0 * * * *', last_success_at = now() - interval '4 hours' where source_name in ('stale', 'asleep')`,
    )
    await run(
      database,
      `update sources set schedule = '6:00', last_success_at = now() - interval '4 hours' where source_name = 'fresh'`,
    )
    await run(
      database,
      `update sources set schedule = '0 * * * *', created_at = now() - interval '2 days' where source_name = 'never'`,
    )
    await run(database, `update sources set status = 'paused' where source_name = 'asleep'`)
    const now = new Date()
    t.match(await checkFreshness(database.db, now), {
      stale: [{ source: 'never' }, { source: 'stale', interval_minutes: 60 }],
      fresh_again: [],
    })
    const incidents = () => rowsOf(database, 'select kind, status from incidents order by 1')
    t.same(await incidents(), [
      ['stale_source:never', 'open'],
      ['stale_source:stale', 'open'],
    ])
    await run(database, `update sources set last_success_at = now() where source_name = 'stale'`)
    t.match(await checkFreshness(database.db, now), { stale: [{ source: 'never' }], fresh_again: ['stale'] })
    t.same(await incidents(), [
      ['stale_source:never', 'open'],
      ['stale_source:stale', 'resolved'],
    ])
  },
)
