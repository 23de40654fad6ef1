import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** `user_uid` is the id that the outside sees; the other never leaves the process. */
export type User = {
  user_id: number
  user_uid: string
  email: string
  name: string | null
  preferences: Record<string, unknown>
}

const COLUMNS = ['user_id', 'user_uid', 'email', 'name', 'preferences'] as const

/** Addresses are compared without regard to case and blanks around them. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase()
}

export async function findUserByEmail(db: Query, email: string): Promise<User | undefined> {
  return db.selectFrom('users').select(COLUMNS).where('email', '=', normaliseEmail(email)).executeTakeFirst()
}

/** Any text is an id; undefined when no user has it. */
export async function findUserByUid(db: Query, uid: string): Promise<User | undefined> {
  return db.selectFrom('users').select(COLUMNS).where(sql`user_uid::text`, '=', uid.toLowerCase()).executeTakeFirst()
}

/** The user of an address, made at the first call. Two calls at once yield one user. */
export async function findOrCreateUser(db: Query, email: string, name: string | null = null): Promise<User> {
  return db
    .insertInto('users')
    .values({ email: normaliseEmail(email), name })
    .onConflict((conflict) =>
      conflict.column('email').doUpdateSet({ name: sql`coalesce(users.name, excluded.name)`, updated_at: sql`now()` }),
    )
    .returning(COLUMNS)
    .executeTakeFirstOrThrow()
}
