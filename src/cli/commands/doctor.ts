import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { ConversationRow } from '../../db/conversations.ts'
import type { Database } from '../../db/engine.ts'
import { asWinnowError } from '../../errors.ts'
import { command } from '../command.ts'
import type { Finding } from '../finding.ts'
import { findingsOfPosting } from '../posting-findings.ts'
import { freeBytes, isWritable, portIsFree } from '../probes.ts'
import { timingText } from '../render/timing-text.ts'
import { table } from '../table.ts'

const GIGABYTE = 1e9
/** The seeds' checklist asks for 10 GB before a large batch. */
const ENOUGH_DISK = 10 * GIGABYTE
const TOO_LITTLE_DISK = GIGABYTE / 2

export const doctor = command({
  name: 'doctor',
  summary: 'Look whether this machine can run winnow: Node, folder, disk, database, port, key, Ollama.',
  options: {
    posting: {
      type: 'flag',
      summary: 'also ask each Ollama host all that the workflow asks about one posting, and say how long it took',
    },
  },
  examples: ['doctor', 'doctor --posting'],
  staysHere: true,
  run: async ({ options, config, answer, note, output, signal }) => {
    const database = await checkDatabase(config)
    const findings = [
      checkNode(),
      await checkFolder(config),
      await checkDisk(config),
      database.finding,
      await checkPort(config),
      checkKey(config),
      ...(await checkLlm(config, database.conversations)),
    ]
    for (const note of config.notes.filter((note) => !note.startsWith('INTERNAL_API_KEY')))
      findings.push({ check: 'settings', state: 'note', message: note })
    if (options.posting) {
      const { llmHosts: hosts } = config
      const faulty = hasFault(findings)
      if (hosts.length > 0 && !faulty) note('Asking about one posting: on slow hardware this takes minutes.')
      findings.push(...(await findingsOfPosting({ hosts, conversations: database.conversations, faulty, signal })))
    }
    answer(findings, () => textOf(findings, Math.max(output.columns, 100)))
    return hasFault(findings) ? 1 : 0
  },
})

const hasFault = (findings: readonly Finding[]) => findings.some(({ state }) => state === 'fault')

function textOf(findings: readonly Finding[], width: number): string {
  const list = table(
    findings,
    [
      { title: '', value: ({ check }) => check },
      { title: '', value: ({ state }) => state },
      { title: '', value: ({ message }) => message },
    ],
    width,
  )
  const timings = findings.flatMap(({ check, conversations }) =>
    conversations ? [`\n\n${check}\n${timingText(conversations, width)}`] : [],
  )
  return [list, ...timings].join('')
}

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

/** What was found of the database, and the conversations in it where it opens and has them: they name the models that are needed. */
type DatabaseCheck = { finding: Finding; conversations: ConversationRow[] | null }

async function checkDatabase({ dataDir, databaseUrl }: Config): Promise<DatabaseCheck> {
  const found = (state: Finding['state'], message: string, conversations: ConversationRow[] | null = null) => ({
    finding: { check: 'database', state, message },
    conversations,
  })
  if (!databaseUrl && !existsSync(join(dataDir, 'postgres'))) return found('ok', 'embedded PostgreSQL, not created yet')
  const { openDatabase } = await import('../../db/connect.ts')
  try {
    const database = await openDatabase(
      databaseUrl ? { url: databaseUrl, migrations: 'skip' } : { dataDir, migrations: 'skip' },
    )
    const conversations = await conversationsIn(database)
    await database.close()
    const message = database.engine === 'pglite' ? 'embedded PostgreSQL opens' : 'PostgreSQL answers'
    return found('ok', message, conversations)
  } catch (error) {
    const { code, message, fix } = asWinnowError(error)
    return code === 'DATA_FOLDER_LOCKED' ? found('ok', `in use: ${message}`) : found('fault', `${message} ${fix}`)
  }
}

/** null in a database that was never migrated: it has no such table yet. */
async function conversationsIn(database: Database): Promise<ConversationRow[] | null> {
  const { readConversations } = await import('../../db/conversations.ts')
  const rows = await readConversations(database.db).catch(() => [])
  return rows.length > 0 ? rows : null
}

async function checkLlm(config: Config, conversations: ConversationRow[] | null): Promise<Finding[]> {
  if (config.llmHosts.length === 0) return []
  const { findingsOfHost, neededModels } = await import('../llm-findings.ts')
  const needed = await neededModels(conversations)
  return (await Promise.all(config.llmHosts.map((host) => findingsOfHost(host, needed, config.embeddingModel)))).flat()
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
