import { errors } from './errors.ts'

/** Names that the settings of a source may give for its key. */
const SOURCE_SECRET = /^[A-Z][A-Z0-9_]*_(API_KEY|TOKEN|SECRET)$/
/** They open winnow itself or a service that is no source: whoever may write settings of sources must not have them sent away. */
const NEVER_SENT = /^(INTERNAL_API_KEY|SECRET_KEY|METRICS_KEY|ANTHROPIC_API_KEY)$/
/** It may be sent in a header. */
const SENDABLE = /^[\x21-\x7e]+$/

export function isSourceSecret(variable: string): boolean {
  return SOURCE_SECRET.test(variable) && !NEVER_SENT.test(variable)
}

/**
 * The key of a source by the name of its variable: undefined where it is not set or no variable of this name may be sent to a source.
 * Throws CONFIG_INVALID for a value that could not stand in a header.
 */
export function createSourceSecret(lookUp: (variable: string) => string | undefined) {
  return (variable: string): string | undefined => {
    const value = isSourceSecret(variable) ? lookUp(variable) : undefined
    if (value === undefined || SENDABLE.test(value)) return value
    throw errors.configInvalid([{ pointer: variable, message: 'must be printable ASCII without blanks' }])
  }
}
