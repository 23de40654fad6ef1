import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { errors } from '../errors.ts'
import type { ScriptRunner } from './engine.ts'

/** Any number, the same in every winnow process: two that start at once migrate one after the other. */
const MIGRATION_LOCK = 3001_0001

export type Migration = { name: string; up: string }

/** The migrations of `folder` in the order of their numbers; each file exports `up`, a script that may run twice. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.ts$/.test(name))
    .sort()
  return Promise.all(
    names.map(async (name) => {
      const { up } = (await import(pathToFileURL(join(folder, name)).href)) as { up: string }
      return { name: name.replace(/\.ts$/, ''), up }
    }),
  )
}

/**
 * Brings the schema up to date and returns the names of what it ran. Every migration has its own transaction under one lock, so a
 * process that dies leaves whole migrations only. Refused with MIGRATION_REFUSED while a batch runs, unless `force`.
 */
export async function migrate(
  scripts: ScriptRunner,
  migrations: Migration[],
  { force = false } = {},
): Promise<string[]> {
  const ran: string[] = []
  for (const { name, up } of migrations) {
    const applied = await scripts(async (run) => {
      await run(`select pg_advisory_xact_lock(${MIGRATION_LOCK})`)
      await run(
        'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
      )
      const [known] = await run(`select 1 from schema_migrations where name = '${name}'`)
      if (known) return false
      if (!force) await refuseDuringBatch(run)
      await run(up)
      await run(`insert into schema_migrations (name) values ('${name}')`)
      return true
    })
    if (applied) ran.push(name)
  }
  return ran
}

async function refuseDuringBatch(run: (script: string) => Promise<Record<string, unknown>[]>): Promise<void> {
  const [table] = await run("select to_regclass('operations') is not null as there")
  if (!table?.there) return
  const [batch] = await run("select operation_id from operations where kind = 'batch' and state = 'running' limit 1")
  if (batch) throw errors.migrationRefused(String(batch.operation_id))
}
