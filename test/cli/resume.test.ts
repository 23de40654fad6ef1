import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { postingRows, winnowIn } from './winnow.ts'

t.setTimeout(240_000)

const POSTINGS = 120
/** Milliseconds at work before each kill: during the first claims, and in the middle of the commits. */
const KILLS = [200, 1200]

const { start, json, run, write } = winnowIn(t, {}, { migrated: true })

t.test('Ctrl-C stops a batch cleanly, says how to go on, and leaves nothing in hand', async (t) => {
  write('rows.jsonl', postingRows(POSTINGS))
  t.match(await json('import', 'rows.jsonl', '--source', 'demo'), { inserted: POSTINGS })
  const batch = start(['batch', '--max-jobs', String(POSTINGS), '--json'])
  await batch.seen('postings to do')
  batch.child.kill('SIGINT')
  const { code, stdout, stderr } = await batch.finished
  t.equal(code, 1)
  t.match(stderr, 'winnow batch --resume')
  t.match(JSON.parse(stdout), { counts: { total: POSTINGS, running: 0 } })
  t.same(await json('sql', "select count(*) as held from interactions where status = 'running'"), [{ held: 0 }])
})

t.test(
  'kill -9 in the middle of a batch loses no posting and repeats no committed step; --resume ends every run',
  async (t) => {
    for (const milliseconds of KILLS) {
      const batch = start(['batch', '--resume'])
      await batch.seen(/postings to do|Nothing to resume/)
      await sleep(milliseconds)
      batch.child.kill('SIGKILL')
      await batch.finished
    }

    const { code, stdout } = await run('batch', '--resume', '--json')
    t.equal(code, 0)
    t.match(JSON.parse(stdout), { counts: { total: POSTINGS, completed: POSTINGS, failed: 0, pending: 0, running: 0 } })
    const [row] = await json<Record<string, number>[]>(
      'sql',
      `select (select count(*) from postings where posting_status = 'complete') as complete,
      (select count(*) from operations where kind = 'batch') as batches,
      (select count(*) from workflow_runs) as runs,
      (select count(*) from interactions where status in ('pending', 'running')) as open,
      (select count(*) from (select 1 from interactions where status = 'completed' group by workflow_run_id, conversation_id, iteration
        having count(*) > 1) twice) as completed_twice,
      (select count(*) from interactions where status = 'completed' and conversation_id = 9144) as fetched`,
    )
    t.same(row, { complete: POSTINGS, batches: 1, runs: POSTINGS, open: 0, completed_twice: 0, fetched: POSTINGS })
  },
)
