import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** Names of the migrations that the database has, in their order. */
export async function appliedMigrations(db: Query): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from schema_migrations order by name`.execute(db)
  return rows.map(({ name }) => name)
}
