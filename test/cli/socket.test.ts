import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { postingRows, winnowIn } from './winnow.ts'

const KEY = 'a-key-for-the-test-only'

t.setTimeout(240_000)

t.test('while a server holds the folder, commands run inside it with the same output and exit code', async (t) => {
  const { start, run, json, write, folder } = winnowIn(t, { INTERNAL_API_KEY: KEY, PORT: '0' }, { migrated: true })
  const server = start(['serve', '--json'])
  const url = /"url":"([^"]+)"/.exec(await server.seen(/"url":"[^"]+"/))?.[1]
  const socket = join(folder, '.winnow', 'winnow.sock')
  await server.seen('winnow serves')
  t.equal(statSync(socket).mode & 0o777, 0o600, 'for its owner only')

  write('rows.jsonl', postingRows(8))
  t.match(
    await json('import', 'rows.jsonl', '--source', 'demo'),
    { inserted: 8 },
    'files are read in the folder of the client',
  )
  const { code, stdout } = await run('batch', '--json')
  t.equal(code, 0)
  t.match(JSON.parse(stdout), { counts: { total: 8, completed: 8 } })
  t.equal((await run('sql', '-t', 'select count(*) from postings')).stdout, '8\n')
  const refused = await run('sql', 'delete from postings')
  t.equal(refused.code, 1)
  t.match(refused.stderr, 'read-only')
  t.equal((await run('run', '--posting-id', 'T-1')).code, 0, 'the worker of the server carries it on')
  t.match(await json('doctor'), [{}, {}, {}, { check: 'database', state: 'ok', message: /held by process/ }])

  const jobs = await fetch(`${url}/_internal/jobs?limit=3`, { headers: { 'X-Internal-Api-Key': KEY } })
  t.match(await jobs.json(), { status: 'ok', data: { total: 8 } })
  const graphql = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'X-Internal-Api-Key': KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ completeness { total complete percent } }' }),
  })
  t.match(await graphql.json(), { data: { completeness: { total: 8, complete: 8, percent: 100 } } })

  server.child.kill('SIGTERM')
  t.equal((await server.finished).code, 0)
  t.notOk(existsSync(socket), 'nothing is left that a command would try')
  t.equal((await run('sql', '-t', 'select count(*) from postings')).stdout, '8\n')
})

t.test('a socket left by a killed server does not keep commands from working', async (t) => {
  const { start, run } = winnowIn(t, { PORT: '0' }, { migrated: true })
  const server = start(['serve'])
  await server.seen('winnow serves')
  server.child.kill('SIGKILL')
  await server.finished
  t.equal((await run('sql', '-t', 'select 1')).stdout, '1\n')
})

t.test('while another command holds the folder, the refusal names it', async (t) => {
  const { start, run, folder } = winnowIn(t)
  start(['sql', 'select pg_sleep(60)'])
  while (!existsSync(join(folder, '.winnow', 'holder.json'))) await sleep(50)
  const refused = await run('sql', 'select 1')
  t.equal(refused.code, 1)
  t.match(refused.stderr, /held by process \d+ \(winnow sql[\s\S]*DATABASE_URL/)
})
