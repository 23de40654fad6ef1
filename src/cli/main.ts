/** Entry of the command line: signals, the launcher's channel and the end of the process; everything else is in run.ts. */
import { userInfo } from 'node:os'
import packageJson from '../../package.json' with { type: 'json' }
import { loadConfig } from '../config.ts'
import { commands } from './commands/index.ts'
import { processOutput } from './output.ts'
import { runCli } from './run.ts'
import { forwardToHolder } from './socket/client.ts'

/** Exit status of a process that a second Ctrl-C ended, as shells report it. */
const INTERRUPTED = 130

const argv = process.argv.slice(2)
const output = processOutput()
const stop = new AbortController()

// The launcher is gone, so nobody reads this process's output or can stop it: it must not stay behind.
process.on('disconnect', () => process.exit(1))

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(INTERRUPTED)
    stop.abort(signal)
  })
}

// Whatever slipped through every handler still ends in words and an exit code, not in a bare stack.
process.on('uncaughtException', (error) => {
  output.stderr(
    `error: winnow broke: ${error.stack ?? error.message}\n  fix: Run the command again; a batch goes on with "winnow batch --resume".\n`,
  )
  process.exit(1)
})

const code = await runCli(argv, commands, packageJson.version, {
  output,
  cwd: process.cwd(),
  signal: stop.signal,
  caller: `cli:${userInfo().username}`,
  config: () => loadConfig(),
  // Loaded when a command needs them: explaining an option must not wait for a database engine.
  log: async (config) => (await import('./quiet-log.ts')).commandLog(config, output.stderr),
  openServices: async (parts) => (await import('../services.ts')).openServices(parts),
  closeServices: (services) => services.close(),
  forward: async (config, line, { wait }) =>
    config.databaseUrl
      ? undefined
      : forwardToHolder({ dataDir: config.dataDir, argv: line, cwd: process.cwd(), output, signal: stop.signal, wait }),
})
// A pipe may still hold what was written; an exit would lose it.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))))
process.exit(code)
