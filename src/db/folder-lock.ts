import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { errors } from '../errors.ts'

export type FolderLock = { release(): Promise<void> }

/**
 * Holds a data folder for this process alone. Two processes on one embedded database both seem to work and one loses what it wrote.
 * On Linux the lock is an abstract socket, which the kernel frees at any death; elsewhere it is a process id in a file.
 * Throws DATA_FOLDER_LOCKED with the holder.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true })
  const holderFile = join(folder, 'holder.json')
  const server = process.platform === 'linux' ? await bind(socketName(folder), folder, holderFile) : undefined
  if (!server && isAlive(holderOf(holderFile)?.pid)) throw errors.dataFolderLocked(folder, holderText(holderFile))
  const started = new Date(performance.timeOrigin).toISOString()
  writeFileSync(holderFile, JSON.stringify({ pid: process.pid, command: process.argv.slice(2, 4).join(' '), started }))
  return {
    release: async () => {
      rmSync(holderFile, { force: true })
      await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
    },
  }
}

/** Hashed, because the kernel takes no socket name longer than 107 bytes and a path may be longer. */
function socketName(folder: string): string {
  return `\0winnow-${createHash('sha256').update(realpathSync(folder)).digest('hex')}`
}

function bind(name: string, folder: string, holderFile: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.unref()
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? errors.dataFolderLocked(folder, holderText(holderFile)) : error),
    )
    server.listen(name, () => resolve(server))
  })
}

type Holder = { pid: number; command: string; started: string }

function holderOf(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function holderText(file: string): string {
  const holder = holderOf(file)
  return holder ? `process ${holder.pid} (winnow ${holder.command}, since ${holder.started})` : 'another process'
}

function isAlive(pid: number | undefined): boolean {
  if (!pid || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
