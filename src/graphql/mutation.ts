import { errors, WinnowError } from '../errors.ts'
import type { Context, Scope } from './resolver.ts'
import type { UserError } from './schema.generated.ts'

const SCOPES: readonly Scope[] = ['read', 'trigger', 'admin']

/**
 * A mutation for keys with at least `scope`. What the caller can correct comes back as `userErrors` beside the `empty` payload;
 * a missing scope and faults of the service are errors of the answer.
 */
export function mutation<Arguments, Payload extends object, Empty extends object>(
  scope: Scope,
  empty: Empty,
  change: (args: Arguments, context: Context) => Promise<Payload>,
): (parent: unknown, args: Arguments, context: Context) => Promise<(Payload | Empty) & { userErrors: UserError[] }> {
  return async (_, args, context) => {
    if (SCOPES.indexOf(context.caller.scope) < SCOPES.indexOf(scope)) throw errors.apiKeyLacksScope(scope)
    try {
      return { ...(await change(args, context)), userErrors: [] }
    } catch (error) {
      if (!(error instanceof WinnowError) || error.status >= 500) throw error
      return { ...empty, userErrors: userErrorsOf(error) }
    }
  }
}

function userErrorsOf({ code, message, fix, pointers }: WinnowError): UserError[] {
  if (!pointers?.length) return [{ code, message, fix, field: null }]
  return pointers.map((fault) => ({ code, message: `${fault.pointer} ${fault.message}`, fix, field: fault.pointer }))
}
