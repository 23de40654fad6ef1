import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Query } from './engine.ts'

/**
 * The key that signs cursors, webhooks and sessions when SECRET_KEY is not set: generated at the first start and kept in `settings`,
 * so that every process on one database, and the next start, signs alike.
 */
export async function storedSecretKey(db: Query): Promise<string> {
  const made = JSON.stringify(randomBytes(32).toString('hex'))
  await sql`insert into settings (name, value) values ('secret_key', ${made}::jsonb) on conflict (name) do nothing`.execute(
    db,
  )
  const { value } = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', 'secret_key')
    .executeTakeFirstOrThrow()
  return String(value)
}
