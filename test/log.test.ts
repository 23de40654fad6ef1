import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { createLog } from '../src/log.ts'

async function logged(write: (log: Awaited<ReturnType<typeof createLog>>) => void, level = 'info') {
  const lines: string[] = []
  write(await createLog({ level, destination: { write: (line) => lines.push(line) } }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

t.test('a line is JSON with level, time and message, and levels below the chosen one are silent', async (t) => {
  const lines = await logged((log) => {
    log.debug('no')
    log.info({ run: 7 }, 'DB insertion')
  })
  t.match(lines, [{ level: 'info', time: /^\d{4}-.*Z$/, run: 7, msg: 'DB insertion' }])
  t.equal(lines.length, 1)
})

t.test('of a request only listed headers and the path are logged', async (t) => {
  const headers = {
    'user-agent': 'client/1',
    'x-internal-api-key': 'secret',
    cookie: 'secret',
    'x-new-token': 'secret',
  }
  const lines = await logged((log) => log.info({ req: { method: 'GET', url: '/jobs?q=secret', headers } }, 'answered'))
  t.notMatch(JSON.stringify(lines), /secret/)
  t.match(lines, [{ req: { method: 'GET', path: '/jobs', headers: { 'user-agent': 'client/1' } } }])
})

t.test('an error is logged with its causes, but not with the row that PostgreSQL quotes', async (t) => {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (email)=(person@example.org) exists.',
  })
  const lines = await logged((log) => log.error({ err: new Error('outer', { cause }) }, 'failed'))
  t.match(lines, [{ err: { message: 'outer', stack: /outer/, cause: { message: 'duplicate key', code: '23505' } } }])
  t.notMatch(JSON.stringify(lines), /person@example/)
})

t.test('LOG_FILE has the lines under its own name, though it is rotated, also after a restart', async (t) => {
  const file = join(t.testdir(), 'logs', 'app.log')
  const destination = { write: () => undefined }
  for (const word of ['first', 'second']) (await createLog({ level: 'info', file, destination })).info(word)
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  t.match(
    lines.map((line) => JSON.parse(line)),
    [{ msg: 'first' }, { msg: 'second' }],
  )
})
