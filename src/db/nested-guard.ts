import { AsyncLocalStorage } from 'node:async_hooks'
import type { KyselyPlugin, Transaction } from 'kysely'
import { errors } from '../errors.ts'
import type { DB } from './types.generated.ts'

export type NestedGuard = {
  /** For the autocommitting access path only: a transaction hands out a Kysely without it. */
  plugin: KyselyPlugin
  check(): void
  inTransaction<T>(tx: Transaction<DB>, work: (tx: Transaction<DB>) => Promise<T>): Promise<T>
}

/**
 * Refuses a query outside a transaction that the same call chain has open. On the embedded engine such a query would wait for ever
 * for the transaction that waits for it; on PostgreSQL it would run outside the transaction, unnoticed.
 */
export function createNestedGuard(): NestedGuard {
  const chain = new AsyncLocalStorage<{ open: boolean }>()
  const check = () => {
    if (chain.getStore()?.open) throw errors.nestedQuery()
  }
  return {
    check,
    plugin: {
      transformQuery: ({ node }) => {
        check()
        return node
      },
      transformResult: async ({ result }) => result,
    },
    inTransaction: async (tx, work) => {
      const state = { open: true }
      try {
        return await chain.run(state, () => work(tx))
      } finally {
        // What the transaction started and left running (a timer, a stream) may query from now on.
        state.open = false
      }
    },
  }
}
