import t from 'tap'
import { ENGINES, emptyPostgres } from '../helpers/database.ts'
import { postingRows, winnowIn } from './winnow.ts'

t.setTimeout(240_000)

const skip = ENGINES.includes('postgres') ? false : 'this run tests the embedded engine only'

t.test('on an empty PostgreSQL the first command migrates, and two processes share one batch', { skip }, async (t) => {
  const { start, json, run, write } = winnowIn(t, { DATABASE_URL: await emptyPostgres(t) })
  write('rows.jsonl', postingRows(60))
  t.match(await json('import', 'rows.jsonl', '--source', 'demo'), { inserted: 60 })
  const first = start(['batch', '--max-jobs', '60', '--json'])
  await first.seen('postings to do')
  const second = await run('batch', '--resume', '--json')
  const { code, stdout } = await first.finished
  t.equal(code, 0)
  t.equal(second.code, 0)
  for (const answer of [stdout, second.stdout])
    t.match(JSON.parse(answer), { counts: { total: 60, completed: 60, failed: 0 } })
  t.match(await json('sql', 'select count(*) as n, count(distinct posting_id) as postings from workflow_runs'), [
    { n: 60, postings: 60 },
  ])
  const refused = await run('sql', 'commit; delete from postings')
  t.equal(refused.code, 1)
  t.match((await run('sql', 'delete from postings')).stderr, '--write')
  t.match(await json('doctor'), [{}, {}, {}, { check: 'database', message: 'PostgreSQL answers' }])
})

t.test('a server that does not answer is named without its password', async (t) => {
  const { run } = winnowIn(t, { DATABASE_URL: 'postgres://user:secret-word@127.0.0.1:1/winnow' })
  const { code, stderr } = await run('completeness')
  t.equal(code, 1)
  t.match(stderr, /No PostgreSQL answers at 127\.0\.0\.1:1\/winnow[\s\S]*DATABASE_URL/)
  t.notMatch(stderr, 'secret-word')
})
