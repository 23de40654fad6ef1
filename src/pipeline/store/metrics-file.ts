/** The runbook's metrics without Prometheus: one JSON file of totals and the last operations, which the failure-rate check reads. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type WriteCounts = { inserted: number; updated: number; skipped: number; failed: number }

type Kind = keyof WriteCounts
export type MetricsFile = WriteCounts & { history: { timestamp: string; type: Kind; count: number }[] }

const KINDS: Kind[] = ['inserted', 'updated', 'skipped', 'failed']
const HISTORY_LENGTH = 1_000
const LOCK_RETRY_MS = 5
/** A holder needs a few milliseconds; one that has not let go after this long is dead. */
const LOCK_STALE_MS = 5_000

/**
 * Adds the counts of one operation to `path`, creating the file at its first use. Several processes may write at once and a reader
 * never sees half a file. A file that is not ours is moved aside to `<path>.unreadable`. Rejects when the folder cannot be written.
 */
export async function recordWrites(path: string, counts: WriteCounts, now = new Date()): Promise<void> {
  const added = KINDS.filter((kind) => counts[kind] > 0)
  if (added.length === 0) return
  await mkdir(dirname(path), { recursive: true })
  await whileLocked(`${path}.lock`, async () => {
    const metrics = await readOrStart(path)
    for (const kind of added) metrics[kind] += counts[kind]
    const entries = added.map((type) => ({ timestamp: now.toISOString(), type, count: counts[type] }))
    metrics.history = [...metrics.history, ...entries].slice(-HISTORY_LENGTH)
    await replaceFile(path, JSON.stringify(metrics))
  })
}

/** The metrics at `path`, or null when there is no file or it is not one of ours. */
export async function readMetricsFile(path: string): Promise<MetricsFile | null> {
  try {
    const found: unknown = JSON.parse(await readFile(path, 'utf8'))
    return isMetricsFile(found) ? found : null
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function readOrStart(path: string): Promise<MetricsFile> {
  const found = await readMetricsFile(path)
  if (found) return found
  await rename(path, `${path}.unreadable`).catch(ignoreMissing)
  return { inserted: 0, updated: 0, skipped: 0, failed: 0, history: [] }
}

function isMetricsFile(value: unknown): value is MetricsFile {
  const file = value as Partial<MetricsFile> | null
  return (
    typeof file === 'object' && KINDS.every((kind) => Number.isFinite(file?.[kind])) && Array.isArray(file?.history)
  )
}

async function replaceFile(path: string, content: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  const file = await open(draft, 'wx', 0o644)
  try {
    await file.writeFile(content)
  } finally {
    await file.close()
  }
  await rename(draft, path)
}

async function whileLocked<T>(lock: string, work: () => Promise<T>): Promise<T> {
  while (!(await acquire(lock))) await sleep(LOCK_RETRY_MS * (1 + Math.random()))
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function acquire(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const held = await stat(lock).catch(ignoreMissing)
  if (held && Date.now() - held.mtimeMs > LOCK_STALE_MS) await rm(lock, { force: true })
  return false
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
