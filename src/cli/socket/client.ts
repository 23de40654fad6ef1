import { existsSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Output } from '../output.ts'
import { type Frame, onFrames, sendFrame, socketPath } from './frames.ts'

/** The holder may have taken the folder an instant ago and not listen yet. */
const TRIES = 10
const PAUSE_MS = 200

const HOLDER_GONE = `error: The server that ran this command is gone.
  fix: Start it again; "winnow report batch" shows what was done.
`

type Forwarded = { dataDir: string; argv: string[]; cwd: string; output: Output; signal: AbortSignal; wait: boolean }

/**
 * Runs a command in the process that holds the data folder, with its output here. Resolves to the exit code, or to undefined when
 * nobody listens (the holder is another command, not a server). At the first signal the command is asked to stop; it then says itself
 * what goes on without it.
 */
export async function forwardToHolder(options: Forwarded): Promise<number | undefined> {
  const path = socketPath(options.dataDir)
  for (let attempt = 0; attempt < (options.wait ? TRIES : 1); attempt++) {
    const socket = existsSync(path) ? await open(path) : undefined
    if (socket) return talk(socket, options)
    if (options.signal.aborted || !options.wait) return undefined
    await sleep(PAUSE_MS)
  }
  return undefined
}

function open(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}

function talk(socket: Socket, { argv, cwd, output, signal }: Forwarded): Promise<number> {
  return new Promise((resolve) => {
    let code: number | undefined
    onFrames<Frame>(socket, (frame) => {
      if ('stdout' in frame) output.stdout(frame.stdout)
      else if ('stderr' in frame) output.stderr(frame.stderr)
      else {
        code = frame.exit
        socket.end()
      }
    })
    socket.on('error', () => socket.destroy())
    socket.once('close', () => {
      if (code === undefined) output.stderr(HOLDER_GONE)
      resolve(code ?? 1)
    })
    signal.addEventListener('abort', () => sendFrame(socket, { stop: true }), { once: true })
    sendFrame(socket, { argv, cwd, terminal: output.terminal, columns: output.columns })
  })
}
