import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import t, { type Test } from 'tap'
import { WITHOUT_POSTGRES } from './helpers/database.ts'
import { type Finished, runFiles } from './helpers/run-file.ts'
import { readTap } from './helpers/tap-output.ts'

// The runner ends a file that hangs; a slow machine is no failure.
t.setTimeout(0)

t.test('what counts are the promises at the top level; failures keep their details', async (t) => {
  const output = [
    'TAP version 14',
    '# Subtest: keeps a promise',
    '    ok 1 - inside',
    '    not ok 2 - broken inside',
    '      ---',
    '      diff: "ok 3 - not a result"',
    '      ...',
    '    1..2',
    'not ok 1 - keeps a promise # time=5ms',
    'ok 2 - keeps another',
    'ok 3 - needs a browser # SKIP there is no browser',
    '1..3',
  ].join('\n')
  const { passed, failed, skipped, failures } = readTap(output, false)
  t.same({ passed, failed, skipped }, { passed: 1, failed: 1, skipped: ['needs a browser # SKIP there is no browser'] })
  t.match(failures, /broken inside\n[\s\S]*not a result/)
  t.notMatch(failures, /keeps another/)
})

t.test('a file that breaks off is a failure, however much of it passed', async (t) => {
  t.equal(readTap('TAP version 14\nok 1 - a\n1..1\n', true).failed, 0)
  t.equal(readTap('TAP version 14\nok 1 - a\n1..1\n', false).failed, 1, 'it exited badly')
  t.equal(readTap('TAP version 14\nok 1 - a\n', true).failed, 1, 'it has no plan')
  t.equal(readTap('', true).failed, 1, 'it said nothing')
  t.equal(readTap('TAP version 14\nok 1 - a\n1..1\nBail out! no database\n', true).failed, 1, 'it bailed out')
})

/** Runs small files, each a plain script, and returns what came of them by name. */
async function runScripts(
  t: Test,
  scripts: Record<string, string>,
  timeoutMs: number,
): Promise<Record<string, Finished>> {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-harness-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const files = Object.entries(scripts).map(([name, text]) => {
    writeFileSync(join(folder, `${name}.mjs`), text)
    return join(folder, `${name}.mjs`)
  })
  const results: Record<string, Finished> = {}
  const options = { jobs: 2, timeoutMs, env: process.env, signal: new AbortController().signal }
  await runFiles(files, options, (result) => {
    results[result.file.replace(/^.*\/|\.mjs$/g, '')] = result
  })
  return results
}

t.test('a file that hangs or leaves a process behind ends, and costs its neighbours nothing', async (t) => {
  const whole = "console.log('TAP version 14\\nok 1 - a\\n1..1')\n"
  const child =
    "import { spawn } from 'node:child_process'\nspawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' })\n"
  const results = await runScripts(
    t,
    {
      fine: whole,
      crashing: `${whole}throw new Error('boom')`,
      hanging: `${whole}setInterval(() => 0, 1000)`,
      leaving: `${child}${whole}process.exit(0)`,
    },
    5_000,
  )
  const counts = Object.fromEntries(
    Object.entries(results).map(([name, { passed, failed }]) => [name, [passed, failed]]),
  )
  t.same(counts, { fine: [1, 0], crashing: [1, 1], hanging: [1, 1], leaving: [1, 0] })
  t.match(results.crashing?.errors, /boom/)
  t.match(results.hanging?.errors, /ended by SIGKILL/)
})

const needsPostgres = { skip: WITHOUT_POSTGRES }

t.test('a temporary PostgreSQL ends with its owner, even when that is killed', needsPostgres, async (t) => {
  const script = join(import.meta.dirname, 'helpers', 'own-postgres.ts')
  const owner = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = (await once(owner.stdout, 'data')) as [Buffer]
  const folderOf = async (): Promise<string> => {
    const client = new pg.Client({ connectionString: url.toString().trim() })
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    await client.end()
    return rows[0]?.data_directory ?? ''
  }
  const folder = dirname(await folderOf())
  t.ok(existsSync(folder))
  owner.kill('SIGKILL')
  for (let tries = 0; tries < 200 && existsSync(folder); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  t.notOk(existsSync(folder), 'its folder is gone')
  await t.rejects(folderOf(), 'and so is the server')
})
