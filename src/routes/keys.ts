import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { Config } from '../config.ts'
import { findLiveApiKey, hashSecret, parseApiKey, SCOPES, type Scope, touchApiKey } from '../db/api-keys.ts'
import type { Database } from '../db/engine.ts'
import { errors } from '../errors.ts'

export type Caller = { id: string; name: string; scope: Scope }

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null
  }
  interface FastifyInstance {
    /** A hook that lets in a key with at least this scope and sets `request.caller`. */
    requireKey(scope: Scope): onRequestAsyncHookHandler
  }
}

const HEADER = 'x-internal-api-key'

/**
 * Decorates the app with the one key check. Throws API_KEY_NOT_CONFIGURED (503) while INTERNAL_API_KEY is unset, whatever other keys
 * exist, API_KEY_INVALID (401) or API_KEY_LACKS_SCOPE (403).
 */
export function addKeyCheck(app: FastifyInstance, { config, database }: { config: Config; database: Database }): void {
  const own = config.internalApiKey === undefined ? null : digest(config.internalApiKey)

  const callerOf = async (request: FastifyRequest): Promise<Caller> => {
    if (!own) throw errors.apiKeyNotConfigured()
    const given = request.headers[HEADER]
    if (typeof given !== 'string') throw errors.apiKeyInvalid()
    if (timingSafeEqual(digest(given), own)) return { id: 'environment', name: 'environment', scope: 'admin' }
    const parsed = parseApiKey(given)
    const key = parsed && (await findLiveApiKey(database.db, parsed.id))
    if (!key || !timingSafeEqual(Buffer.from(hashSecret(parsed.secret)), Buffer.from(key.secret_hash))) {
      throw errors.apiKeyInvalid()
    }
    await touchApiKey(database.db, key.api_key_id)
    return { id: key.api_key_id, name: key.key_name, scope: key.scope }
  }

  app.decorateRequest('caller', null)
  app.decorate('requireKey', (scope) => async (request) => {
    const caller = await callerOf(request)
    if (SCOPES.indexOf(caller.scope) < SCOPES.indexOf(scope)) throw errors.apiKeyLacksScope(scope)
    request.caller = caller
  })
}

/** Equal lengths are what the constant-time comparison needs, and what keeps the length of the key secret. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
