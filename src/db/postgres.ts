import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { errors } from '../errors.ts'
import type { Database, RawResult, ScriptRunner } from './engine.ts'
import { INT8_ARRAY_OID, NUMBER_OIDS, TEXT_ARRAY_OIDS, TEXT_OIDS } from './engine.ts'
import { createNestedGuard } from './nested-guard.ts'
import type { DB } from './types.generated.ts'

/** Multi-row statements with jsonb parameters and statement triggers need 15 (product decision: data-model). */
const OLDEST_VERSION = 150000
const CONNECT_TIMEOUT_MS = 5_000
const RELISTEN_AFTER_MS = 1_000

export type PostgresOptions = { url: string; maxConnections?: number; onError?: (error: Error) => void }

/** Connects to a PostgreSQL server. Throws DATABASE_UNREACHABLE or DATABASE_TOO_OLD with the fix. */
export async function openPostgres(options: PostgresOptions): Promise<{ database: Database; scripts: ScriptRunner }> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'winnow',
    // Awaited by the pool before it hands a new connection out: no statement ever runs in the server's own time zone.
    onConnect: async (client) => {
      // The pool listens only while a connection is idle: without this, one lost in mid-transaction would end the process.
      client.on('error', (error) => options.onError?.(error))
      await client.query("set time zone 'UTC'")
    },
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  })
  // An idle connection that the server closes must not take the process down: the pool replaces it.
  pool.on('error', (error) => options.onError?.(error))
  await checkServer(pool, options.url)

  const guard = createNestedGuard()
  const plain = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  const database: Database = {
    engine: 'postgres',
    db: plain.withPlugin(guard.plugin),
    transaction: async (work) => {
      guard.check()
      return plain.transaction().execute((tx) => guard.inTransaction(tx, work))
    },
    raw: async (statement, { write }) => {
      guard.check()
      return onClient(pool, (client) => runRaw(client, statement, write))
    },
    listen: (channel, handler) => listenOn(options.url, channel, handler, options.onError),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    bossConnection: async (max) => ({
      connectionString: options.url,
      max,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    }),
    close: () => plain.destroy(),
  }
  const scripts: ScriptRunner = (work) =>
    onClient(pool, async (client) => {
      await client.query('begin')
      try {
        const result = await work(async (script) => lastRows(await client.query(script)))
        await client.query('commit')
        return result
      } catch (error) {
        await client.query('rollback')
        throw error
      }
    })
  return { database, scripts }
}

async function checkServer(pool: pg.Pool, url: string): Promise<void> {
  let version: number
  try {
    const { rows } = await pool.query<{ version: string }>("select current_setting('server_version_num') as version")
    version = Number(rows[0]?.version)
  } catch (error) {
    await pool.end()
    throw errors.databaseUnreachable(placeOf(url), error)
  }
  if (version < OLDEST_VERSION) {
    await pool.end()
    throw errors.databaseTooOld(Math.floor(version / 10_000))
  }
}

/** Host, port and database of a connection URL: never its user or password. */
export function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return host + pathname
  } catch {
    return 'the given address'
  }
}

async function onClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

async function runRaw(client: pg.PoolClient, statement: string, write: boolean): Promise<RawResult> {
  await client.query(write ? 'begin' : 'begin read only')
  try {
    // The extended protocol takes one statement only: a second one could end the read-only transaction before it writes.
    const query = { text: statement, rowMode: 'array' as const, queryMode: 'extended' }
    const { fields, rows, rowCount } = await client.query<unknown[]>(query)
    await client.query('commit')
    return { columns: fields.map((field) => field.name), rows, affected: rowCount ?? 0 }
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Listens on a connection of its own; when the server closes it, it connects again until it is stopped. */
async function listenOn(
  url: string,
  channel: string,
  handler: (payload: string) => void,
  onError?: (error: Error) => void,
): Promise<() => Promise<void>> {
  let client: pg.Client | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false
  const connect = async () => {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'winnow listener',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
    })
    next.on('error', (error) => onError?.(error))
    next.on('notification', (message) => handler(message.payload ?? ''))
    await next.connect()
    await next.query(`listen ${next.escapeIdentifier(channel)}`)
    client = next
    next.once('end', reconnect)
  }
  const reconnect = () => {
    if (stopped) return
    retry = setTimeout(() => {
      connect().catch((error) => {
        onError?.(error)
        reconnect()
      })
    }, RELISTEN_AFTER_MS)
    retry.unref()
  }
  await connect()
  return async () => {
    stopped = true
    clearTimeout(retry)
    await client?.end()
  }
}

function parserOf(oid: number, format?: string): (value: string) => unknown {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary') as (value: string) => unknown
  if (NUMBER_OIDS.includes(oid)) return Number
  if (TEXT_OIDS.includes(oid)) return (value) => value
  const parseTextArray = pg.types.getTypeParser(1009 as never, 'text') as unknown as (
    value: string,
  ) => (string | null)[]
  if (oid === INT8_ARRAY_OID)
    return (value) => parseTextArray(value).map((item) => (item === null ? null : Number(item)))
  if (TEXT_ARRAY_OIDS.includes(oid)) return parseTextArray
  return pg.types.getTypeParser(oid, 'text') as (value: string) => unknown
}

function last<T>(result: T | T[]): T | undefined {
  return Array.isArray(result) ? result.at(-1) : result
}

function lastRows(result: pg.QueryResult | pg.QueryResult[]): Record<string, unknown>[] {
  return last(result)?.rows ?? []
}
