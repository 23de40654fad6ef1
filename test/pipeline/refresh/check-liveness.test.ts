import t from 'tap'
import { createLog } from '../../../src/log.ts'
import { checkLiveness } from '../../../src/pipeline/refresh/check-liveness.ts'
import { addBoard, collectorOn, openBoard, rowsOf, run } from '../../helpers/board.ts'
import { onBothEngines } from '../../helpers/database.ts'
import type { Replay } from '../../helpers/replay-server.ts'

const silent = await createLog({ level: 'silent' })
const later = `update posting_liveness set checked_at = checked_at - interval '13 hours'; update postings set last_seen_at = last_seen_at - interval '13 hours'`

onBothEngines(
  t,
  'what is gone in two checks far apart is removed; what is uncertain changes nothing',
  async (t, database) => {
    await addBoard(database)
    const answers: Record<string, Replay> = {}
    const routes = Object.fromEntries(
      ['R1', 'R2', 'R3', 'R4'].flatMap((id) =>
        ['HEAD', 'GET'].map((method) => [`${method} /jobs/${id}`, () => answers[id] ?? {}]),
      ),
    )
    const board = await openBoard(t, 4, routes)
    const { collect, fetcher } = collectorOn(t, database, board)
    await collect()
    await run(
      database,
      `update postings set external_url = replace(external_url, 'https://board.example', '${board.base}'), last_seen_at = now() - interval '1 minute'`,
    )
    const check = (limit = 10) =>
      checkLiveness({ database, fetcher, log: silent }, { limit, by: 'test', signal: new AbortController().signal })
    answers.R1 = { status: 404 }
    answers.R2 = { status: 503 }
    t.match(await check(3), { checked: 3, live: 1, gone: 1, inconclusive: 1, removed: 0 })
    t.match(await check(), { checked: 1, live: 1 }, 'those never checked come first, those checked lately not at all')
    t.match(await check(), { checked: 0 })
    const kept = () =>
      rowsOf(
        database,
        `select external_id, outcome, times_gone from posting_liveness join postings using (posting_id) order by 1`,
      )
    t.same(await kept(), [
      ['R1', 'gone', 1],
      ['R2', 'inconclusive', 0],
      ['R3', 'live', 0],
      ['R4', 'live', 0],
    ])
    for (const statement of later.split(';')) await run(database, statement)
    answers.R1 = { status: 500 }
    answers.R3 = { status: 410 }
    t.match(await check(), { removed: 0 })
    for (const statement of later.split(';')) await run(database, statement)
    answers.R1 = { status: 404 }
    answers.R3 = {}
    t.match(await check(), { removed: 1, refused: {} })
    t.same(await rowsOf(database, `select external_id from postings where posting_status = 'removed'`), [['R1']])
    t.match(await kept(), [
      ['R1', 'gone', 2],
      ['R2', 'inconclusive', 0],
      ['R3', 'live', 0],
      ['R4', 'live', 0],
    ])
  },
)

onBothEngines(
  t,
  'gone once and unseen by the last complete sweep is enough, but never for more than half',
  async (t, database) => {
    const source = await addBoard(database)
    const gone = { 'GET /jobs/R1': { status: 404 }, 'GET /jobs/R2': { status: 404 }, 'GET /jobs/R3': { status: 404 } }
    const board = await openBoard(t, 4, { ...gone, 'HEAD /jobs/R4': {} })
    const { collect, fetcher } = collectorOn(t, database, board)
    await collect()
    await run(
      database,
      `update postings set external_url = replace(external_url, 'https://board.example', '${board.base}'), last_seen_at = now() - interval '1 hour'`,
    )
    await run(
      database,
      `insert into sweeps (source_id, request, state) values (${source}, '{"whole": true}', 'complete')`,
    )
    const check = (acceptRemovals?: boolean) =>
      checkLiveness(
        { database, fetcher, log: silent },
        { limit: 10, by: 'test', acceptRemovals, signal: new AbortController().signal },
      )
    t.match(await check(), { gone: 3, removed: 0, refused: { board: { gone: 3, open: 4 } } })
    t.same(await rowsOf(database, 'select kind from incidents'), [['mass_removal:board']])
    for (const statement of later.split(';')) await run(database, statement)
    t.match(await check(true), { removed: 3 })
  },
)
