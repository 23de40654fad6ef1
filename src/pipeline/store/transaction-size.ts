import type { Database } from '../../db/engine.ts'

/** A statement of the server carries 500 rows; embedded, everybody waits for a transaction, so it is kept short. */
export function rowsAtOnce(engine: Database['engine']): number {
  return engine === 'postgres' ? 500 : 100
}

/** Texts of one transaction together, in UTF-16 code units: some long rows must not make a statement of hundreds of megabytes. */
export const CHARACTERS_AT_ONCE = 8_000_000
