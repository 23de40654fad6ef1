/**
 * Keys of internal clients: `wk_<id>_<secret>`. The database holds only the SHA-256 of a 256-bit secret, so a copy of it opens nothing.
 * The key of the environment is not here and never copied here.
 */
import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { errors } from '../errors.ts'
import { appendAudit } from './audit.ts'
import type { Database, Query } from './engine.ts'

/** What a key may do; each includes the ones before it. */
export const SCOPES = ['read', 'trigger', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

export type ApiKey = {
  api_key_id: string
  key_name: string
  scope: Scope
  expires_at: string | null
  revoked_at: string | null
  last_used_at: string | null
  created_at: string
}

/** Old and new: more would be keys that nobody remembers. */
const LIVE_KEYS_PER_NAME = 2
const COLUMNS = ['api_key_id', 'key_name', 'scope', 'expires_at', 'revoked_at', 'last_used_at', 'created_at'] as const

/** Takes a key apart. The secret may hold underscores, the id never. */
export function parseApiKey(text: string): { id: string; secret: string } | null {
  const [, id, secret] = /^wk_([a-z0-9]{16})_([\w-]{43})$/.exec(text) ?? []
  return id && secret ? { id, secret } : null
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/**
 * Makes a key and returns its text, which is shown this once. A name has at most two live keys, so that a client can change from one
 * to the next: CONFLICT otherwise.
 */
export async function createApiKey(
  database: Database,
  { name, scope, expiresAt = null, actor }: { name: string; scope: Scope; expiresAt?: Date | null; actor: string },
): Promise<{ key: string; apiKey: ApiKey }> {
  const id = randomBytes(8).toString('hex')
  const secret = randomBytes(32).toString('base64url')
  return database.transaction(async (tx) => {
    // Serialises creators of one name: two at once would both count one live key.
    await sql`select pg_advisory_xact_lock(hashtext(${`api key ${name}`}))`.execute(tx)
    const live = await tx
      .selectFrom('api_keys')
      .select('api_key_id')
      .where('key_name', '=', name)
      .where('revoked_at', 'is', null)
      .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<string>`now()`)]))
      .execute()
    if (live.length >= LIVE_KEYS_PER_NAME) {
      const ids = live.map((row) => row.api_key_id).join(' and ')
      throw errors.conflict(`"${name}" already has two live keys: ${ids}.`, 'Revoke one of them first.')
    }
    const apiKey = await tx
      .insertInto('api_keys')
      .values({
        api_key_id: id,
        key_name: name,
        secret_hash: hashSecret(secret),
        scope,
        expires_at: expiresAt?.toISOString() ?? null,
        created_by: actor,
      })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
    await appendAudit(tx, { actor, action: 'api_key.create', subject: id })
    return { key: `wk_${id}_${secret}`, apiKey }
  })
}

/** Revokes a key at once; revoking it again changes nothing. API_KEY_NOT_FOUND. */
export async function revokeApiKey(database: Database, id: string, actor: string): Promise<ApiKey> {
  return database.transaction(async (tx) => {
    const apiKey = await tx
      .updateTable('api_keys')
      .set({ revoked_at: sql`coalesce(revoked_at, now())` })
      .where('api_key_id', '=', id)
      .returning(COLUMNS)
      .executeTakeFirst()
    if (!apiKey) throw errors.apiKeyNotFound(id)
    await appendAudit(tx, { actor, action: 'api_key.revoke', subject: id })
    return apiKey
  })
}

export async function listApiKeys(db: Query): Promise<ApiKey[]> {
  return db.selectFrom('api_keys').select(COLUMNS).orderBy('created_at').orderBy('api_key_id').execute()
}

/** A key that is neither revoked nor expired, with the hash of its secret, by primary key. Read at every use: revocation is at once. */
export async function findLiveApiKey(db: Query, id: string): Promise<(ApiKey & { secret_hash: string }) | undefined> {
  return db
    .selectFrom('api_keys')
    .select([...COLUMNS, 'secret_hash'])
    .where('api_key_id', '=', id)
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', sql<string>`now()`)]))
    .executeTakeFirst()
}

/** Notes the use of a key, at most once a minute: a busy reader must not become a writer. */
export async function touchApiKey(db: Query, id: string): Promise<void> {
  await sql`update api_keys set last_used_at = now()
    where api_key_id = ${id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`.execute(db)
}
