import t from 'tap'
import { postingRows, winnowIn } from './winnow.ts'

t.setTimeout(240_000)

t.test(
  'the demo shows the report and a posting with its evidence in 80 columns, and runs again on what is there',
  async (t) => {
    const { run, write, json } = winnowIn(t)
    write('rows.jsonl', [...postingRows(6), { external_job_id: 'X', job_title: 'Empty', job_description: '' }])
    const first = await run('demo', '--exit', '--input', 'rows.jsonl')
    t.equal(first.code, 0)
    t.match(
      first.stdout,
      /6 inserted, 1 skipped[\s\S]*6 of 6 with a URL complete: 100 %[\s\S]*Skills \(\d+\)[\s\S]*Internal Hire Likelihood \d of 10/,
    )
    for (const line of first.stdout.split('\n')) t.ok([...line].length <= 80, line)
    const second = await run('demo', '--exit', '--input', 'rows.jsonl')
    t.equal(second.code, 0)
    t.match(second.stdout, /6 unchanged[\s\S]*Every posting is processed/)
    t.same(await json('sql', "select count(*) as batches from operations where kind = 'batch'"), [{ batches: 1 }])
  },
)

t.test('the demo ends in a service that its key opens', async (t) => {
  const { start, write } = winnowIn(t, { PORT: '0' }, { migrated: true })
  write('rows.jsonl', postingRows(3))
  const demo = start(['demo', '--input', 'rows.jsonl'])
  const shown = await demo.seen('Ctrl-C stops.')
  const url = /GraphiQL +(\S+)\/graphiql/.exec(shown)?.[1]
  const key = /Key +(demo-\S+)/.exec(shown)?.[1] ?? ''
  const jobs = await fetch(`${url}/_internal/jobs`, { headers: { 'X-Internal-Api-Key': key } })
  t.equal(jobs.status, 200)
  t.equal((await fetch(`${url}/_internal/jobs`)).status, 401)
  t.equal((await fetch(`${url}/docs/`)).status, 200)
  demo.child.kill('SIGINT')
  t.equal((await demo.finished).code, 0)
})
