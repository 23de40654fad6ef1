/** Structured log: JSON lines on stderr, so that stdout stays free for what a command prints; the same lines in LOG_FILE, rotated. */
import { lstatSync, mkdirSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import pino from 'pino'
import roll from 'pino-roll'

export type Log = pino.Logger

export type LogOptions = {
  level: string
  file?: string | undefined
  /** Instead of stderr. */
  destination?: { write(line: string): void }
}

const FILE_SIZE = '20m'
const OLD_FILES_KEPT = 9

/** Everything else in a request's headers may hold a secret or a person: a list of what may be logged cannot miss one. */
const LOGGED_HEADERS = ['accept', 'content-length', 'content-type', 'host', 'traceparent', 'user-agent', 'x-request-id']

/** Opens the log of a process. Posting text and people's data are never logged at info or above. */
export async function createLog({ level, file, destination }: LogOptions): Promise<Log> {
  const streams: pino.StreamEntry[] = [
    { level: 'trace', stream: destination ?? pino.destination({ dest: 2, sync: true }) },
  ]
  if (file) streams.push({ level: 'trace', stream: await rotated(file) })
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { req: describeRequest, res: describeReply, err: describeError },
  }
  return pino(options, pino.multistream(streams))
}

/**
 * A stream into `name.1.ext`, `name.2.ext`, ... of which the last ten are kept. `file` itself is a link to the present one, so that
 * an operator's grep on the configured name works.
 */
async function rotated(file: string): Promise<pino.DestinationStream> {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true })
  const limit = { count: OLD_FILES_KEPT, removeOtherLogFiles: true }
  const stream = await roll({ file, size: FILE_SIZE, limit, symlink: true, mkdir: true, sync: true })
  if (!exists(file)) symlinkSync('current.log', join(folder, basename(file)))
  return stream
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined
}

type LoggedRequest = { method?: string; url?: string; headers?: Record<string, unknown>; ip?: string }

/** The query is left out: search words are personal data. */
function describeRequest({ method, url, headers = {}, ip }: LoggedRequest): Record<string, unknown> {
  const logged = LOGGED_HEADERS.filter((name) => name in headers).map((name) => [name, headers[name]])
  return { method, path: url?.split('?', 1)[0], ip, headers: Object.fromEntries(logged) }
}

function describeReply({ statusCode }: { statusCode?: number }): Record<string, unknown> {
  return { status: statusCode }
}

/** PostgreSQL's `detail` is left out: it repeats the values of a row. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack, cause } = error
  const code = 'code' in error ? String(error.code) : undefined
  return { type: name, message, code, stack, cause: cause === undefined ? undefined : describeError(cause) }
}
