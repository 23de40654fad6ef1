import t, { type Test } from 'tap'
import type { Database } from '../../../src/db/engine.ts'
import { addBoard, collectorOn, openBoard, rowsOf, run } from '../../helpers/board.ts'
import { onBothEngines } from '../../helpers/database.ts'

const promise = (name: string, test: (t: Test, database: Database) => Promise<unknown>) => onBothEngines(t, name, test)

const served = async (database: Database) =>
  (await rowsOf(database, `select external_id from postings where posting_status = 'active'`)).flat().sort()

const idsOf = ({ openings }: { openings: { id: string }[] }) => openings.map(({ id }) => id).sort()

promise(
  'a truncated sweep removes nothing; complete ones remove exactly what two of them did not see',
  async (t, database) => {
    await addBoard(database)
    const board = await openBoard(t, 30)
    const { collect } = collectorOn(t, database, board)
    await collect()
    board.onPage = (offset) => (offset === 20 ? { status: 500 } : undefined)
    for (const _ of [1, 2]) t.match(await collect(), { state: 'partial', reason: 'FETCH_STATUS', removed: 0 })
    board.onPage = () => ({ body: { jobs: board.openings.slice(0, 5), total: 30 } })
    t.match(await collect(), { state: 'partial', reason: 'short', removed: 0 })
    board.onPage = () => undefined
    board.openings = board.openings.filter(({ id }) => !['R3', 'R17'].includes(id))
    t.match(await collect(), { state: 'complete', removed: 0 }, 'one complete sweep is not enough')
    t.equal((await served(database)).length, 30)
    t.match(await collect(), { state: 'complete', removed: 2 })
    t.same(await served(database), idsOf(board))
    t.same(
      await rowsOf(
        database,
        `select external_id, posting_status, invalidated from postings where posting_status <> 'active' order by 1`,
      ),
      [
        ['R17', 'removed', false],
        ['R3', 'removed', false],
      ],
    )
    t.match(
      await rowsOf(
        database,
        `select actor, detail ->> 'removed' from audit_log where action = 'source.postings_removed'`,
      ),
      [['test', '2']],
    )
    t.match(await rowsOf(database, `select count(*)::int from posting_changes where kind = 'removal'`), [[2]])
  },
)

promise('a mass removal is refused with an incident, until a person accepts it', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 20)
  const { collect } = collectorOn(t, database, board)
  await collect()
  board.openings = []
  t.match(await collect(), { state: 'complete', items: 0, removed: 0 })
  t.match(
    await rowsOf(database, `select status, reason from extraction_logs order by extraction_log_id desc limit 1`),
    [['EMPTY', null]],
  )
  t.match(await collect(), { state: 'complete', removed: 0, error: { code: 'REMOVAL_REFUSED' } })
  const incidents = () => rowsOf(database, 'select kind, status from incidents')
  t.same(await incidents(), [['mass_removal:board', 'open']])
  t.equal((await served(database)).length, 20)
  await collect()
  t.same(await incidents(), [['mass_removal:board', 'open']], 'one incident, however often')
  t.match(await collect({ acceptRemovals: true }), { removed: 20, error: null })
  t.same(await incidents(), [['mass_removal:board', 'resolved']])
})

promise('an opening that returns is restored, one whose text changed is revised and due again', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 20)
  const { collect } = collectorOn(t, database, board)
  await collect()
  const [gone] = board.openings.splice(4, 1)
  for (const _ of [1, 2]) await collect()
  t.equal((await served(database)).length, 19)
  board.openings.push(gone as never)
  t.match(await collect(), { counts: { restored: 1, unchanged: 19 }, details: { asked: 1, known: 19 } })
  t.equal((await served(database)).length, 20)

  await run(
    database,
    `update postings set posting_status = 'complete', extracted_summary = 'x', skill_keywords = '[]', ihl_score = 2 where external_id = 'R1'`,
  )
  board.openings[0] = {
    id: 'R1',
    title: 'Engineer 1 (all genders)',
    text: 'Another text of the same opening, long enough to describe what is to be done here and by whom it is done.',
  }
  t.match(await collect(), { counts: { updated: 1, unchanged: 19 }, details: { asked: 1 } })
  t.match(await rowsOf(database, `select posting_status, extracted_summary from postings where external_id = 'R1'`), [
    ['active', null],
  ])
  t.match(await rowsOf(database, 'select count(*)::int from posting_revisions'), [[1]])
})
