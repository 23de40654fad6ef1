import { type ChildProcess, spawn } from 'node:child_process'
import { type FileResult, readTap } from './tap-output.ts'

export type Finished = FileResult & { file: string; seconds: number; errors: string }

/**
 * Runs test files, each in a node process of its own, `jobs` at once, and calls `done` at the end of each. A file that takes longer
 * than `timeoutMs` is ended with whatever it started and counts as failed; so is everything in hand when `signal` aborts.
 */
export async function runFiles(
  files: readonly string[],
  options: { jobs: number; timeoutMs: number; env: NodeJS.ProcessEnv; signal: AbortSignal },
  done: (result: Finished) => void,
): Promise<void> {
  const waiting = [...files]
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined && !options.signal.aborted; file = waiting.shift()) {
      done(await runFile(file, options))
    }
  }
  await Promise.all(Array.from({ length: options.jobs }, work))
}

function runFile(
  file: string,
  options: { timeoutMs: number; env: NodeJS.ProcessEnv; signal: AbortSignal },
): Promise<Finished> {
  const started = performance.now()
  // A group of its own, so that ending a file also ends the servers and workers it started.
  const child = spawn(process.execPath, [file], { env: options.env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const end = () => endGroup(child)
  const timer = setTimeout(end, options.timeoutMs)
  options.signal.addEventListener('abort', end)
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      clearTimeout(timer)
      options.signal.removeEventListener('abort', end)
      // What the file left running holds its output open: it is ended too.
      endGroup(child)
      child.once('close', () => {
        const seconds = (performance.now() - started) / 1000
        if (signal) errors += `ended by ${signal} after ${seconds.toFixed(0)} s\n`
        resolve({ file, seconds, errors, ...readTap(output, code === 0) })
      })
    })
  })
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing of the group is left.
  }
}
