import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openDatabase } from '../../src/db/connect.ts'
import { openEmbedded } from '../../src/db/embedded.ts'
import { migrate, readMigrations } from '../../src/db/migrate.ts'
import { startPostgres } from './postgres-server.ts'

export const MIGRATIONS = join(import.meta.dirname, '..', '..', 'migrations')

/** A server with one migrated database that others are copied from. */
export type Template = { url: string; template: string; remove(): Promise<void> }

/** Migrates a template database on the server at `url`, or on one started here when there is none. */
export async function prepareTemplate(url: string | undefined): Promise<Template> {
  const server = url === undefined ? await startPostgres() : undefined
  const admin = url ?? server?.url ?? ''
  const template = `winnow_template_${randomBytes(6).toString('hex')}`
  await runAdmin(admin, `create database ${template}`)
  const database = await openDatabase({ url: urlOf(admin, template) })
  await database.close()
  await runAdmin(admin, `alter database ${template} with is_template true allow_connections false`)
  return {
    url: admin,
    template,
    remove: async () => {
      if (server) return server.stop()
      await runAdmin(admin, `alter database ${template} with is_template false`)
      await runAdmin(admin, `drop database ${template}`)
    },
  }
}

/** The files of a migrated embedded database: loading them is much faster than initialising and migrating one. */
export async function dumpEmbedded(): Promise<Blob> {
  const { database, scripts, pglite } = await openEmbedded({})
  await migrate(scripts, await readMigrations(MIGRATIONS))
  const dump = await pglite.dumpDataDir('none')
  await database.close()
  return dump
}

export async function writeDump(): Promise<{ file: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-dump-'))
  const file = join(folder, 'migrated.tar')
  writeFileSync(file, Buffer.from(await (await dumpEmbedded()).arrayBuffer()))
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export async function runAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
