import t from 'tap'
import { postingRows, winnowIn } from './winnow.ts'

t.setTimeout(240_000)

type Group = { source: string; job_title: string; duplicates: { source: string; similarity: number }[] }

const { run, json, write, start } = winnowIn(t, { PORT: '0' }, { migrated: true })
await start(['serve']).seen('winnow serves')

t.test('one opening of two sources is linked and listed with its similarity', async (t) => {
  const rows = postingRows(3)
  write('first.jsonl', rows)
  // The same text on another board, under an address of its own.
  write('second.jsonl', [{ ...rows[1], external_url: 'https://board.example/x', external_job_id: 'X-1' }])
  t.equal((await run('import', 'first.jsonl', '--source', 'demo')).code, 0)
  t.equal((await run('import', 'second.jsonl', '--source', 'active_jobs_db')).code, 0)
  // The server's own worker may have been quicker.
  t.match(await json('duplicates', 'link'), { unlinked: 0, done: true })
  t.match((await run('duplicates', 'link')).stdout, /Nothing to compare/)
  const groups = await json<Group[]>('duplicates', 'list')
  t.match(groups, [
    { source: 'demo', job_title: 'Colleague 1', duplicates: [{ source: 'active_jobs_db', similarity: 1 }] },
  ])
  t.equal(groups.length, 1)
  t.same(await json('duplicates', 'list', '--source', 'deutsche_bank'), [])
  const { stdout } = await run('duplicates', 'list', '--source', 'active_jobs_db')
  t.match(stdout, /original +demo +\w+ +[\da-f-]{36}/)
  t.match(stdout, /- 1\.00 +active_jobs_db/)
})
