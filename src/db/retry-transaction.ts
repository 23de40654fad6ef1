import type { Database, Tx } from './engine.ts'

const ATTEMPTS = 5
// Deadlock and serialization failure: the transaction did nothing and may succeed at once when it is run again.
const TRANSIENT = /^(40P01|40001)$/

/** What `work` throws when it sees that another transaction came between its statements. */
export function cameBetween(): Error {
  return Object.assign(new Error('another transaction came between'), { code: '40001' })
}

/** A transaction that is run again when another one stood in its way. `work` must not change anything but the database. */
export async function retryTransaction<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.transaction(work)
    } catch (error) {
      const code = String((error as { code?: unknown } | null)?.code)
      if (attempt === ATTEMPTS || !TRANSIENT.test(code)) throw error
    }
  }
}
