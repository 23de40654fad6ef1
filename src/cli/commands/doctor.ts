import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { asWinnowError } from '../../errors.ts'
import { command } from '../command.ts'
import { freeBytes, isWritable, portIsFree } from '../probes.ts'
import { table } from '../table.ts'

export type Finding = { check: string; state: 'ok' | 'note' | 'fault'; message: string }

const GIGABYTE = 1e9
/** The seeds' checklist asks for 10 GB before a large batch. */
const ENOUGH_DISK = 10 * GIGABYTE
const TOO_LITTLE_DISK = GIGABYTE / 2

export const doctor = command({
  name: 'doctor',
  summary: 'Look whether this machine can run winnow: Node, folder, disk, database, port, key.',
  staysHere: true,
  run: async ({ config, answer, output }) => {
    const findings = [
      checkNode(),
      await checkFolder(config),
      await checkDisk(config),
      await checkDatabase(config),
      await checkPort(config),
      checkKey(config),
    ]
    for (const note of config.notes.filter((note) => !note.startsWith('INTERNAL_API_KEY')))
      findings.push({ check: 'settings', state: 'note', message: note })
    answer(findings, () =>
      table(
        findings,
        [
          { title: '', value: ({ check }) => check },
          { title: '', value: ({ state }) => state },
          { title: '', value: ({ message }) => message },
        ],
        Math.max(output.columns, 100),
      ),
    )
    return findings.some(({ state }) => state === 'fault') ? 1 : 0
  },
})

function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0])
  return major >= 24
    ? { check: 'node', state: 'ok', message: process.version }
    : { check: 'node', state: 'fault', message: `${process.version}: winnow needs Node 24` }
}

async function checkFolder({ dataDir, databaseUrl }: Config): Promise<Finding> {
  if (!(await isWritable(dataDir)))
    return {
      check: 'folder',
      state: 'fault',
      message: `${dataDir} cannot be written: set DATA_DIR or change its permissions`,
    }
  const there = existsSync(join(dataDir, 'postgres'))
  const message = databaseUrl
    ? `${dataDir} (local state only: DATABASE_URL is set)`
    : there
      ? `${dataDir} holds a database`
      : `${dataDir} has no database yet: the first command makes it`
  return { check: 'folder', state: 'ok', message }
}

async function checkDisk({ dataDir }: Config): Promise<Finding> {
  const free = await freeBytes(dataDir)
  const message = `${(free / GIGABYTE).toFixed(1)} GB free`
  if (free < TOO_LITTLE_DISK) return { check: 'disk', state: 'fault', message: `${message}: too little to go on` }
  return free < ENOUGH_DISK
    ? { check: 'disk', state: 'note', message: `${message}: have 10 GB before a large batch` }
    : { check: 'disk', state: 'ok', message }
}

async function checkDatabase({ dataDir, databaseUrl }: Config): Promise<Finding> {
  if (!databaseUrl && !existsSync(join(dataDir, 'postgres')))
    return { check: 'database', state: 'ok', message: 'embedded PostgreSQL, not created yet' }
  const { openDatabase } = await import('../../db/connect.ts')
  try {
    const database = await openDatabase(
      databaseUrl ? { url: databaseUrl, migrations: 'skip' } : { dataDir, migrations: 'skip' },
    )
    await database.close()
    return {
      check: 'database',
      state: 'ok',
      message: database.engine === 'pglite' ? 'embedded PostgreSQL opens' : 'PostgreSQL answers',
    }
  } catch (error) {
    const { code, message, fix } = asWinnowError(error)
    return code === 'DATA_FOLDER_LOCKED'
      ? { check: 'database', state: 'ok', message: `in use: ${message}` }
      : { check: 'database', state: 'fault', message: `${message} ${fix}` }
  }
}

async function checkPort({ host, port }: Config): Promise<Finding> {
  const free = await portIsFree(host, port)
  return free
    ? { check: 'port', state: 'ok', message: `${host}:${port} is free` }
    : { check: 'port', state: 'note', message: `${host}:${port} is taken: by winnow itself, or set PORT` }
}

function checkKey({ internalApiKey }: Config): Finding {
  return internalApiKey
    ? { check: 'key', state: 'ok', message: 'INTERNAL_API_KEY is set' }
    : { check: 'key', state: 'note', message: 'INTERNAL_API_KEY is not set: keyed addresses answer 503' }
}
