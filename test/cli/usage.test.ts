import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { commands } from '../../src/cli/commands/index.ts'
import { winnowIn } from './winnow.ts'

t.setTimeout(240_000)

t.test('a command that is not there is refused with the one that was meant, exit 2', async (t) => {
  const { run } = winnowIn(t)
  const { code, stdout, stderr } = await run('bacth')
  t.equal(code, 2)
  t.equal(stdout, '')
  t.match(stderr, /no command "bacth"[\s\S]*Did you mean "winnow batch"/)
})

t.test('a wrong option is bad usage and names the right one', async (t) => {
  const { run } = winnowIn(t)
  const { code, stderr } = await run('batch', '--max-job', '3')
  t.equal(code, 2)
  t.match(stderr, /--max-job.*\n.*Did you mean --max-jobs/)
})

t.test('with --json a refusal is one JSON value on stdout', async (t) => {
  const { run } = winnowIn(t)
  const { code, stdout } = await run('batch', '--workers', 'many', '--json')
  t.equal(code, 2)
  t.match(JSON.parse(stdout), { error: { code: 'BAD_OPTION_VALUE', message: /--workers/ } })
})

t.test('the help lists every command, and every command explains itself', async (t) => {
  const { run } = winnowIn(t)
  const { code, stdout } = await run('--help')
  t.equal(code, 0)
  for (const [name, load] of Object.entries(commands)) {
    t.match(stdout, `  ${name}`)
    t.equal((await load()).name, name, 'listed under its own name')
  }
  for (const line of stdout.split('\n')) t.ok(line.length <= 80, line)
  const own = await run('import', '--help')
  t.equal(own.code, 0)
  t.match(own.stdout, /winnow import FILE \[options\][\s\S]*--source NAME/)
})

t.test('settings are printed without secrets', async (t) => {
  const { run, json } = winnowIn(t, { INTERNAL_API_KEY: 'a-secret-of-many-characters' })
  const rows = await json<{ variable: string; value: string }[]>('config')
  t.match(
    rows.find(({ variable }) => variable === 'INTERNAL_API_KEY'),
    { value: '(set)' },
  )
  const { stdout, stderr } = await run('config')
  t.notMatch(stdout + stderr, 'a-secret-of-many-characters')
})

t.test('a setting that cannot hold stops every command with the fix', async (t) => {
  const { run } = winnowIn(t, { PORT: 'eighty' })
  const { code, stderr } = await run('batch')
  t.equal(code, 1)
  t.match(stderr, /PORT: must be a whole number/)
})

t.test('skills of a file are one JSON array with the place of each in the text', async (t) => {
  const { run, folder } = winnowIn(t)
  const text = 'Your profile\n- At least 5 years of experience with Java and PostgreSQL\n- Fluent German\n'
  writeFileSync(join(folder, 'a.txt'), text)
  writeFileSync(join(folder, 'b.txt'), 'Nothing to see.')
  const { code, stdout } = await run('skills', 'a.txt', 'b.txt', '--json')
  t.equal(code, 0)
  const [first, second, ...rest] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  t.same(rest, [])
  t.same(second, [])
  t.ok(first.some(({ name }: { name: string }) => name === 'Java'))
  for (const { start, end, quote } of first) t.equal(text.slice(start, end), quote)
  t.equal((await run('skills', 'missing.txt')).code, 1)
})

t.test('the doctor finds a fresh folder in order and leaves nothing in it', async (t) => {
  const { json } = winnowIn(t)
  const findings = await json<{ check: string; state: string }[]>('doctor')
  t.same(
    findings.filter(({ state }) => state === 'fault'),
    [],
  )
  t.match(
    findings.map(({ check }) => check),
    ['node', 'folder', 'disk', 'database', 'port', 'key'],
  )
})
