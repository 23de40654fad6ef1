import { rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { resolve } from 'node:path'
import type { Services } from '../../services.ts'
import type { CommandList } from '../command.ts'
import type { Output } from '../output.ts'
import { runCli } from '../run.ts'
import { onFrames, type Request, sendFrame, socketPath } from './frames.ts'

/**
 * Lets other commands of this user run in this process, which holds the embedded data folder. The socket has mode 0600: whoever may
 * open it may read the folder anyway. `close` ends the connections and removes the file.
 */
export async function listenForCommands(
  services: Services,
  commands: CommandList,
): Promise<{ close(): Promise<void> }> {
  const path = resolve(socketPath(services.config.dataDir))
  // The folder is locked by this process, so a file that lies there is left over from one that was killed.
  rmSync(path, { force: true })
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', (error) => services.log.debug({ err: error }, 'a command client went away'))
    attend(socket, services, commands)
  })
  // The permissions hold from the first instant: between listening and a chmod somebody else could connect.
  const mask = process.umask(0o177)
  try {
    await listen(server, path)
  } catch (error) {
    // A path of more than about 100 characters cannot be a socket; serving goes on without it.
    services.log.warn({ err: error, path }, 'other commands cannot reach this process')
    return { close: async () => undefined }
  } finally {
    process.umask(mask)
  }
  return {
    close: () =>
      new Promise((done) => {
        for (const socket of open) socket.destroy()
        server.close(() => done())
        rmSync(path, { force: true })
      }),
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(path, done)
  })
}

function attend(socket: Socket, services: Services, commands: CommandList): void {
  const stop = new AbortController()
  let started = false
  socket.on('close', () => stop.abort('the client is gone'))
  onFrames<Request>(socket, (request) => {
    if ('stop' in request) return stop.abort('SIGINT')
    if (started) return
    started = true
    const { argv, cwd, terminal, columns } = request
    const output: Output = {
      stdout: (text) => sendFrame(socket, { stdout: text }),
      stderr: (text) => sendFrame(socket, { stderr: text }),
      terminal,
      columns,
    }
    services.log.info({ command: argv[0] }, 'command from the local socket')
    void runCli(argv, commands, services.versions.code, {
      output,
      cwd,
      signal: stop.signal,
      caller: 'cli:socket',
      config: () => services.config,
      log: async () => services.log,
      openServices: async () => services,
      closeServices: async () => undefined,
    }).then((code) => sendFrame(socket, { exit: code }))
  })
}
