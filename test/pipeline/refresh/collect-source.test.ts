import t, { type Test } from 'tap'
import type { Database } from '../../../src/db/engine.ts'
import { addBoard, boardKind, collectorOn, openBoard, rowsOf, run } from '../../helpers/board.ts'
import { onBothEngines } from '../../helpers/database.ts'

const promise = (name: string, test: (t: Test, database: Database) => Promise<unknown>) => onBothEngines(t, name, test)

const served = async (database: Database) =>
  (await rowsOf(database, `select external_id from postings where posting_status = 'active'`)).flat().sort()

const idsOf = ({ openings }: { openings: { id: string }[] }) => openings.map(({ id }) => id).sort()

promise('a complete sweep stores every opening once, and the next one reads no detail again', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 25)
  const { collect } = collectorOn(t, database, board)
  const pages: number[] = []
  const first = await collect({ onProgress: ({ pages: read }) => pages.push(read) })
  t.match(first, {
    state: 'complete',
    reason: null,
    pages: 3,
    listed: 25,
    items: 25,
    removed: 0,
    error: null,
    faults: {},
    counts: { inserted: 25, unchanged: 0, total: 25 },
    details: { asked: 25, known: 0, failed: 0 },
  })
  t.same(pages, [1, 2, 3])
  t.equal((await served(database)).length, 25)
  const second = await collect()
  t.match(second, {
    state: 'complete',
    counts: { inserted: 0, unchanged: 25, total: 25 },
    details: { asked: 0, known: 25 },
  })
  t.equal(board.count('GET /detail'), 25)
  t.match(
    await rowsOf(database, `select state, pages, items, listed_total, cursor, owner, counts ->> 'total' from sweeps`),
    [
      ['complete', 3, 25, 25, null, null, '25'],
      ['complete', 3, 25, 25, null, null, '25'],
    ],
  )
  t.same(await rowsOf(database, `select distinct status, reason from extraction_logs`), [['OK', null]])
  t.match(
    await rowsOf(
      database,
      `select last_success_at is not null, last_complete_sweep_at is not null from sources where source_name = 'board'`,
    ),
    [[true, true]],
  )
  t.same(await rowsOf(database, `select kind, total::int from job_write_totals where total > 0 order by kind`), [
    ['inserted', 25],
    ['skipped', 25],
  ])
})

promise('a sweep that is stopped goes on at its cursor: every opening once, no page twice', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 40)
  const { collect } = collectorOn(t, database, board)
  const stop = new AbortController()
  board.onDetail = (id) => {
    if (id === 'R25') stop.abort()
    return undefined
  }
  t.match(await collect({ signal: stop.signal }), { state: 'partial', reason: 'stopped', pages: 2 })
  t.match(await rowsOf(database, 'select state, cursor, reason from sweeps'), [['partial', 20, 'stopped']])
  board.onDetail = () => undefined
  t.match(await collect(), { state: 'complete', resumed: true, pages: 2, items: 40, counts: { inserted: 40 } })
  t.same(await served(database), idsOf(board))
  t.equal(board.asked.filter(({ query }) => query.get('offset') === '0').length, 1)
  t.match(await rowsOf(database, 'select count(*)::int, max(pages) from sweeps'), [[1, 4]])
})

promise('a sweep whose process died is taken over when its lease is over, and not before', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 25)
  const { collect } = collectorOn(t, database, board)
  const stop = new AbortController()
  await collect({ signal: stop.signal, onProgress: ({ pages }) => pages === 2 && stop.abort() })
  await run(
    database,
    `update sweeps set state = 'running', owner = 'dead', lease_until = now() + interval '1 hour', finished_at = null`,
  )
  await t.rejects(collect(), { code: 'SWEEP_RUNNING' })
  await run(database, `update sweeps set lease_until = now() - interval '1 second'`)
  t.match(await collect(), { state: 'complete', resumed: true, pages: 1, items: 25, listed: 25 })
  t.equal((await served(database)).length, 25)
})

promise('a sweep that was taken over writes nothing more', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 25)
  const { collect } = collectorOn(t, database, board)
  let taken = false
  board.onDetail = async () => {
    if (!taken) await run(database, `update sweeps set owner = 'another'`)
    taken = true
    return undefined
  }
  await t.rejects(collect(), { code: 'SWEEP_RUNNING' })
  t.match(await rowsOf(database, 'select state, owner, pages from sweeps'), [['running', 'another', 0]])
})

promise('details that are old are read again, though the listing says the same', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 3)
  let now = new Date()
  const { collect } = collectorOn(t, database, { ...board, clock: () => now })
  await collect()
  now = new Date(now.getTime() + 8 * 86_400_000)
  t.match(await collect(), { details: { asked: 3, known: 0 }, counts: { unchanged: 3 } })
  t.match(await collect(), { details: { asked: 0, known: 3 } }, 'and not again until they are old again')
})

promise('a detail that fails costs its opening alone; one that is gone counts as gone', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 12)
  const isClosed = (detail: unknown) => (detail as { closed?: boolean }).closed === true
  const { collect } = collectorOn(t, database, { base: board.base, kinds: [{ ...boardKind, isClosed }] })
  board.onDetail = (id) =>
    id === 'R2' ? { status: 500 } : id === 'R5' ? { status: 410 } : id === 'R7' ? { body: '<html>' } : undefined
  t.match(await collect(), {
    state: 'complete',
    faults: { FETCH_STATUS: 1, SOURCE_ANSWER_INVALID: 1 },
    counts: { inserted: 9, total: 9 },
    details: { asked: 12, failed: 2, gone: 1 },
  })
  board.onDetail = () => undefined
  t.match(await collect(), { counts: { inserted: 3, unchanged: 9 } })
  board.openings[8] = { id: 'R9', title: 'Another title' }
  board.onDetail = (id) => (id === 'R9' ? { status: 404 } : undefined)
  t.match(await collect(), { details: { gone: 1 }, removed: 1 }, 'listed, but its own address says that it is gone')
  t.notOk((await served(database)).includes('R9'))
  board.openings[9] = { id: 'R10', title: 'Another title' }
  board.onDetail = (id) => (id === 'R10' ? { body: { closed: true } } : undefined)
  t.match(await collect(), { details: { gone: 1 }, removed: 1 }, 'so is one whose detail says that it is closed')
  t.notOk((await served(database)).includes('R10'))
})

promise(
  'a host that fails five times in a row ends the sweep, and known openings were seen all the same',
  async (t, database) => {
    await addBoard(database)
    const board = await openBoard(t, 30)
    const { collect } = collectorOn(t, database, board)
    await collect({ limits: { pages: 1 } })
    board.onDetail = () => ({ status: 503 })
    t.match(await collect(), {
      state: 'partial',
      reason: 'host_failing',
      faults: { FETCH_STATUS: 5 },
      details: { known: 10, failed: 5 },
    })
    t.match(
      await rowsOf(database, `select consecutive_failures, last_error from sources where source_name = 'board'`),
      [[1, /FETCH_STATUS/]],
    )
  },
)

promise('limits end a sweep early, which counts as success and removes nothing', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 30)
  const { collect } = collectorOn(t, database, board)
  t.match(await collect({ limits: { pages: 2 } }), {
    state: 'partial',
    reason: 'limit',
    pages: 2,
    items: 20,
    error: null,
  })
  t.match(await collect({ limits: { items: 13 } }), {
    state: 'partial',
    reason: 'limit',
    items: 13,
    counts: { unchanged: 13 },
  })
  t.equal((await served(database)).length, 20)
  t.match(
    await rowsOf(
      database,
      `select last_error, last_success_at is not null, last_complete_sweep_at from sources where source_name = 'board'`,
    ),
    [[null, true, null]],
  )
})

promise(
  "one source's failures leave another alone; after five the source rests until it is resumed or succeeds",
  async (t, database) => {
    await addBoard(database)
    await addBoard(database, 'other')
    const board = await openBoard(t, 5)
    const other = await openBoard(t, 5)
    const { collect } = collectorOn(t, database, board)
    const { collect: collectOther } = collectorOn(t, database, other)
    board.onPage = () => ({ body: '<html>Sorry</html>', headers: { 'content-type': 'text/html' } })
    for (let failures = 1; failures <= 5; failures += 1) {
      t.match(await collect(), {
        state: 'failed',
        reason: 'SOURCE_ANSWER_INVALID',
        items: 0,
        error: { code: 'SOURCE_ANSWER_INVALID' },
      })
      t.match(await collectOther({ source: 'other' }), { state: 'complete' })
    }
    t.same(
      await rowsOf(database, `select distinct status, reason from extraction_logs where reason is not null`),
      [['PARTIAL', 'SOURCE_ANSWER_INVALID']],
      'an error is never zero results',
    )
    await t.rejects(collect(), { code: 'SOURCE_PAUSED' })
    const rest = () =>
      rowsOf(
        database,
        `select round(extract(epoch from paused_until - now()) / 60)::int from sources where source_name = 'board'`,
      )
    t.same(await rest(), [[15]])
    await collect({ force: true })
    t.same(await rest(), [[30]])
    board.onPage = () => undefined
    t.match(await collect({ force: true }), { state: 'complete' })
    t.match(await collect(), { state: 'complete' })
  },
)

promise('a dry run shows what would be stored and writes nothing', async (t, database) => {
  await addBoard(database)
  const board = await openBoard(t, 25)
  const { collect } = collectorOn(t, database, board)
  const tables = ['postings', 'postings_staging', 'sweeps', 'extraction_logs', 'audit_log']
  const dump = async () =>
    JSON.stringify(
      await Promise.all(
        ['sources', ...tables].map((table) => rowsOf(database, `select to_jsonb(x)::text from ${table} x order by 1`)),
      ),
    )
  const before = await dump()
  const result = await collect({ dryRun: true, limits: { items: 3 } })
  t.match(result, { state: 'partial', reason: 'limit', items: 3, counts: { total: 0 } })
  t.match(result.sample, [{ external_id: 'R1', record: { job_title: 'Engineer 1' } }, {}, {}])
  t.equal(board.count('GET /detail'), 3)
  t.equal(await dump(), before)
})

promise('a source on trial writes the shadow table and removes nothing', async (t, database) => {
  await addBoard(database)
  await run(database, `update sources set target = 'shadow' where source_name = 'board'`)
  const board = await openBoard(t, 12)
  const { collect } = collectorOn(t, database, board)
  t.match(await collect(), { state: 'complete', counts: { inserted: 12 } })
  t.match(await collect(), { counts: { unchanged: 12 }, details: { asked: 0, known: 12 } })
  t.same(await served(database), [])
  t.same(await rowsOf(database, 'select count(*)::int from postings_shadow'), [[12]])
})

promise('what cannot be collected is refused before anything is asked', async (t, database) => {
  await addBoard(database)
  await addBoard(database, 'strange', 'no_such_kind')
  const board = await openBoard(t, 1)
  const { collect } = collectorOn(t, database, board)
  await t.rejects(collect({ source: 'nobody' }), { code: 'UNKNOWN_SOURCE' })
  await t.rejects(collect({ source: 'manual' }), { code: 'SOURCE_NOT_COLLECTED' })
  await t.rejects(collect({ source: 'strange' }), { code: 'SOURCE_KIND_UNKNOWN' })
  await t.rejects(collect({ window: '24h' }), { code: 'VALIDATION' })
  await run(database, `update sources set config = '{"size": 3}' where source_name = 'board'`)
  await t.rejects(collect(), { code: 'SOURCE_CONFIG_INVALID', message: /size/ })
  t.equal(board.count(), 0)
  t.same(await rowsOf(database, 'select count(*)::int from sweeps'), [[0]])
})
