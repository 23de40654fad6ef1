import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import { Kysely, PGliteDialect } from 'kysely'
import { errors } from '../errors.ts'
import type { Database, RawResult, ScriptRunner } from './engine.ts'
import { NUMBER_OIDS, TEXT_OIDS } from './engine.ts'
import { lockFolder } from './folder-lock.ts'
import { createNestedGuard } from './nested-guard.ts'
import type { DB } from './types.generated.ts'

export type EmbeddedOptions = { dataDir?: string | undefined; dump?: Blob | undefined }

/**
 * Opens the embedded PostgreSQL under `dataDir`/postgres, or in memory without one; `dump` fills a new in-memory database.
 * Throws DATA_FOLDER_LOCKED when another process holds the folder, DATA_FOLDER_UNREADABLE when it holds no usable database.
 */
export async function openEmbedded(
  options: EmbeddedOptions,
): Promise<{ database: Database; scripts: ScriptRunner; pglite: PGlite }> {
  const lock = options.dataDir === undefined ? undefined : await lockFolder(options.dataDir)
  let pglite: PGlite
  try {
    pglite = await start(options)
  } catch (error) {
    await lock?.release()
    throw error
  }

  const guard = createNestedGuard()
  const plain = new Kysely<DB>({ dialect: new PGliteDialect({ pglite }) })
  const database: Database = {
    engine: 'pglite',
    db: plain.withPlugin(guard.plugin),
    transaction: async (work) => {
      guard.check()
      return plain.transaction().execute((tx) => guard.inTransaction(tx, work))
    },
    raw: async (statement, { write }) => {
      guard.check()
      return runRaw(pglite, statement, write)
    },
    listen: async (channel, handler) => {
      const stop = await pglite.listen(channel, handler)
      return () => stop()
    },
    connections: () => ({ open: 1, idle: 0, waiting: 0 }),
    // Loaded only by who schedules: every command opens a database.
    bossConnection: async () => ({ backend: 'pglite', db: (await import('pg-boss')).fromPglite(pglite) }),
    close: async () => {
      await plain.destroy()
      await lock?.release()
    },
  }
  const scripts: ScriptRunner = (work) =>
    pglite.transaction(async (tx) => {
      return work(async (script) => ((await tx.exec(script)).at(-1)?.rows ?? []) as Record<string, unknown>[])
    })
  return { database, scripts, pglite }
}

async function start({ dataDir, dump }: EmbeddedOptions): Promise<PGlite> {
  const folder = dataDir === undefined ? undefined : join(dataDir, 'postgres')
  // initdb killed in the middle opens again; a folder of something else must not be written into.
  if (folder && existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, 'PG_VERSION'))) {
    throw errors.dataFolderUnreadable(folder)
  }
  try {
    const pglite = await PGlite.create({
      // In memory the files are memory already: a page cache beside them only doubles the time to open.
      ...(folder === undefined ? { postgresqlconf: ['shared_buffers = 8MB'] } : { dataDir: folder }),
      ...(dump === undefined ? {} : { loadDataDir: dump }),
      relaxedDurability: false,
      extensions: { pg_trgm, vector },
      parsers: Object.fromEntries([
        ...NUMBER_OIDS.map((oid) => [oid, Number]),
        ...TEXT_OIDS.map((oid) => [oid, (value: string) => value]),
      ]),
    })
    await pglite.exec("set time zone 'UTC'")
    return pglite
  } catch (error) {
    throw errors.dataFolderUnreadable(folder ?? 'memory', error)
  }
}

async function runRaw(pglite: PGlite, statement: string, write: boolean): Promise<RawResult> {
  return pglite.transaction(async (tx) => {
    if (!write) await tx.exec('set transaction read only')
    // One statement only (a query, not a script): a second one could end the read-only transaction before it writes.
    const { fields, rows, affectedRows } = await tx.query<unknown[]>(statement, [], { rowMode: 'array' })
    return { columns: fields.map((field) => field.name), rows, affected: affectedRows ?? 0 }
  })
}
