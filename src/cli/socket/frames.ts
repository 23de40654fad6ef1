import type { Socket } from 'node:net'
import { join } from 'node:path'

/** What a client says: first its command, later at most one wish to stop. */
export type Request = { argv: string[]; cwd: string; terminal: boolean; columns: number } | { stop: true }
/** What the holder of the data folder answers, in order; the last one is `exit`. */
export type Frame = { stdout: string } | { stderr: string } | { exit: number }

/** Where the holder of an embedded data folder listens; readable and writable for its owner only. */
export function socketPath(dataDir: string): string {
  return join(dataDir, 'winnow.sock')
}

/** Calls `handle` for every JSON line that arrives; a line that is not JSON ends the connection. */
export function onFrames<T>(socket: Socket, handle: (frame: T) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const frame = parse<T>(line)
      if (frame === undefined) return void socket.destroy()
      handle(frame)
    }
  })
}

export function sendFrame(socket: Socket, frame: Request | Frame): void {
  if (socket.writable) socket.write(`${JSON.stringify(frame)}\n`)
}

function parse<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T
  } catch {
    return undefined
  }
}
