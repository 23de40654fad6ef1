import { join } from 'node:path'
import { sql } from 'kysely'
import { errors } from '../errors.ts'
import { type EmbeddedOptions, openEmbedded } from './embedded.ts'
import type { Database } from './engine.ts'
import { migrate, readMigrations } from './migrate.ts'
import { openPostgres, type PostgresOptions } from './postgres.ts'

export type DatabaseOptions = { migrations?: 'run' | 'force' | 'skip' } & (
  | ({ url: string } & PostgresOptions)
  | ({ url?: undefined } & EmbeddedOptions)
)

const MIGRATIONS_FOLDER = join(import.meta.dirname, '..', '..', 'migrations')

/**
 * Opens PostgreSQL when `url` is given, else the embedded database, migrates it and checks that the shadow table is the twin of the
 * live one. Throws DATABASE_UNREACHABLE, DATABASE_TOO_OLD, DATA_FOLDER_LOCKED, DATA_FOLDER_UNREADABLE or SCHEMA_MISMATCH.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { database, scripts } = options.url === undefined ? await openEmbedded(options) : await openPostgres(options)
  try {
    if (options.migrations !== 'skip') {
      await migrate(scripts, await readMigrations(MIGRATIONS_FOLDER), { force: options.migrations === 'force' })
    }
    await checkShadowTwin(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Shadow mode is only a trial of the live write while both tables have the same columns in the same types. */
export async function checkShadowTwin({ db }: Database): Promise<void> {
  const { rows } = await sql<{ column_name: string }>`
    select column_name from (
      select column_name, data_type, udt_name, is_nullable, count(*) as tables from information_schema.columns
      where table_schema = current_schema() and table_name in ('postings', 'postings_shadow')
      group by 1, 2, 3, 4
    ) columns where tables <> 2 order by 1`.execute(db)
  if (rows.length > 0) throw errors.schemaMismatch([...new Set(rows.map((row) => row.column_name))])
}
