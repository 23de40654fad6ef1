/** Entry of the command line: signals, the launcher's channel and the end of the process; everything else is in run.ts. */
import { userInfo } from 'node:os'
import { loadConfig } from '../config.ts'
import { codeVersion, openServices } from '../services.ts'
import { commands } from './commands/index.ts'
import { processOutput } from './output.ts'
import { commandLog } from './quiet-log.ts'
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

const code = await runCli(argv, commands, codeVersion(), {
  output,
  cwd: process.cwd(),
  signal: stop.signal,
  caller: `cli:${userInfo().username}`,
  config: () => loadConfig(),
  log: (config) => commandLog(config, output.stderr),
  openServices,
  closeServices: (services) => services.close(),
  forward: (config, line) =>
    forwardToHolder({ dataDir: config.dataDir, argv: line, cwd: process.cwd(), output, signal: stop.signal }),
})
// A pipe may still hold what was written; an exit would lose it.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve))))
process.exit(code)
