import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commands } from '../../src/cli/commands/index.ts'
import { runCli } from '../../src/cli/run.ts'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { openServices } from '../../src/services.ts'
import type { Finished } from './winnow.ts'

type Teardown = { teardown(work: () => unknown): void }

/** Command lines over one open database in this process: for tests of many commands, to which starting each would be most of the time. */
export async function commandsIn(t: Teardown, environment: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-cli-'))
  const config = readConfig({
    DATA_DIR: join(folder, '.winnow'),
    AIDJOBS_METRICS_FILE: join(folder, 'metrics.json'),
    ...environment,
  })
  const log = await createLog({ level: 'silent' })
  const services = await openServices({ config, log })
  t.teardown(async () => {
    await services.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const run = async (...argv: string[]): Promise<Finished> => {
    const said: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] }
    const code = await runCli(argv, commands, 'test', {
      output: {
        stdout: (text) => void said.stdout.push(text),
        stderr: (text) => void said.stderr.push(text),
        terminal: false,
        columns: 100,
      },
      cwd: folder,
      signal: new AbortController().signal,
      caller: 'cli:test',
      config: () => config,
      log: async () => log,
      openServices: async () => services,
      closeServices: async () => undefined,
    })
    return { code, stdout: said.stdout.join(''), stderr: said.stderr.join('') }
  }
  const json = async <T>(...argv: string[]): Promise<T> => {
    const { stdout, stderr } = await run(...argv, '--json')
    if (stdout === '') throw new Error(`no answer: ${stderr}`)
    return JSON.parse(stdout)
  }
  return { run, json }
}
