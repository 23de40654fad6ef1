import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { postingRows, winnowIn } from '../cli/winnow.ts'
import { ENGINES, testPostgres } from '../helpers/database.ts'

/** `npm run test:chaos` kills often; the ordinary suite proves only that the promise is still there. */
const KILLS = process.env.WINNOW_TEST_CHAOS === 'full' ? 200 : 4
const POSTINGS = 120

t.setTimeout((KILLS + 4) * 30_000)

t.test(
  'whichever of two workers dies at whatever instant, a committed step is never run again and no posting is lost',
  async (t) => {
    if (!ENGINES.includes('postgres')) return t.pass('two processes need PostgreSQL')
    const { database, url } = await testPostgres(t)
    const { start, json, run, write } = winnowIn(t, { DATABASE_URL: url })
    write('rows.jsonl', postingRows(POSTINGS))
    await json('import', 'rows.jsonl', '--source', 'demo')
    const { rows } = await database.raw('select max(posting_id) from postings', { write: false })
    t.equal(rows[0]?.[0], POSTINGS)

    const committed = new Map<number, string>()
    let workers = [start(['batch', '--max-jobs', String(POSTINGS)])]
    await workers[0]?.seen('postings to do')
    for (let kill = 0; kill < KILLS; kill++) {
      workers.push(start(['batch', '--resume']))
      await sleep(200 + ((kill * 397) % 1500))
      const victim = workers.shift()
      victim?.child.kill('SIGKILL')
      await victim?.finished
      const done = await database.raw(
        "select interaction_id, completed_at::text from interactions where status = 'completed'",
        { write: false },
      )
      for (const [id, at] of done.rows as [number, string][]) {
        const before = committed.get(id)
        if (before !== undefined && before !== at) t.fail(`interaction ${id} was committed twice`)
        committed.set(id, at)
      }
      if (done.rows.length < committed.size) t.fail('a committed step is gone')
    }
    for (const worker of workers) {
      worker.child.kill('SIGTERM')
      await worker.finished
    }
    workers = []
    t.equal((await run('batch', '--resume')).code, 0)
    const [row] = await json<Record<string, number>[]>(
      'sql',
      `select (select count(*) from postings where posting_status = 'complete') as complete,
    (select count(*) from workflow_runs where status <> 'completed') as unfinished,
    (select count(*) from interactions where status in ('pending', 'running')) as open,
    (select count(*) from (select 1 from interactions where status = 'completed' group by workflow_run_id, conversation_id, iteration
      having count(*) > 1) twice) as completed_twice,
    (select count(*) from posting_skills s where not exists (select 1 from postings p where p.posting_id = s.posting_id)) as orphans`,
    )
    t.same(row, { complete: POSTINGS, unfinished: 0, open: 0, completed_twice: 0, orphans: 0 })
  },
)
