import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { commands } from '../../src/cli/commands/index.ts'
import { runCli } from '../../src/cli/run.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { openServices } from '../../src/services.ts'
import { postingRows } from './winnow.ts'

t.setTimeout(0)

/** Commands of one folder, one after the other over one open database: a process for each would take minutes. */
async function commandsIn(t: Test) {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-shadow-'))
  const config = readConfig({
    DATA_DIR: join(folder, '.winnow'),
    INTERNAL_API_KEY: 'key-of-the-tests-0123456789',
    AIDJOBS_METRICS_FILE: join(folder, 'metrics.json'),
  })
  const log = await createLog({ level: 'silent' })
  const services = await openServices({ config, log })
  t.teardown(async () => {
    await services.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const run = async (...argv: string[]) => {
    const printed: string[] = []
    const said: string[] = []
    const code = await runCli(argv, commands, 'test', {
      output: {
        stdout: (more) => void printed.push(more),
        stderr: (more) => void said.push(more),
        terminal: false,
        columns: 100,
      },
      cwd: folder,
      signal: new AbortController().signal,
      caller: 'cli:anna',
      config: () => config,
      log: async () => log,
      openServices: async () => services,
      closeServices: async () => undefined,
    })
    return { code, stdout: printed.join(''), stderr: said.join('') }
  }
  const json = async (...argv: string[]) => JSON.parse((await run(...argv, '--json')).stdout)
  return { folder, run, json }
}

t.test('staged rows go to shadow, are compared, promoted, taken back and thrown away', async (t) => {
  const { folder, run, json } = await commandsIn(t)
  writeFileSync(
    join(folder, 'postings.jsonl'),
    postingRows(3)
      .map((row) => JSON.stringify(row))
      .join('\n'),
  )
  await json('import', 'postings.jsonl', '--source', 'demo')
  t.match(await json('promote', '--shadow', '--source', 'demo'), { inserted: 3, total: 3 })
  t.equal((await run('promote', '--shadow', '--on-trial')).code, 2)

  const report = await run('shadow', 'report', '--source', 'demo')
  t.equal(report.code, 0)
  t.match(report.stdout, /^3 shadow postings \(3 in the last hour\), 3 live ones\./)
  t.match(report.stdout, /job_title\s+3\s+0\s+0\s+0\s+100 %/)
  t.match(report.stdout, /FAIL {2}hours_in_shadow/)
  t.match(report.stdout, /sign {2}rollback_tested/)
  t.match(report.stdout, /Not ready for live\./)

  t.equal((await run('shadow', 'promote')).code, 2, 'all is never the default')
  t.match(await run('shadow', 'promote', '--all'), { code: 1, stderr: /hours_in_shadow[\s\S]*fix:/ })
  t.equal((await run('shadow', 'sign', 'hours_in_shadow')).code, 2)
  t.match(await json('shadow', 'sign', 'rollback_tested', '--note', 'on a copy'), { signed: true, by: 'cli:anna' })
  t.match((await run('shadow', 'promote', '--all', '--dry-run')).stdout, /^Would promote 3 shadow postings: 0 inserted/)
  const promoted = await run('shadow', 'promote', '--all', '--force')
  t.match(
    promoted.stdout,
    /^Promoted 3 shadow postings: [\s\S]*3 unchanged[\s\S]*Undo: winnow shadow undo [\da-f-]{36}/,
  )
  t.match((await run('shadow', 'undo')).stdout, '3 of 3 postings of the promote undone.')
  t.match(await run('shadow', 'undo'), { code: 1, stderr: /no promotion or discard/ })
  t.match(await json('shadow', 'discard', '--source', 'demo'), { discarded: 3, remaining: 0 })
  t.match(await json('shadow', 'report'), { counts: { shadow: 0, live: 3 }, actions: [{ kind: 'discard' }, {}] })
})
