import { ensureActors, readActors } from '../../db/conversations.ts'
import type { Database } from '../../db/engine.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { type Committed, commitChains, type FinishedChain } from './commit-chains.ts'
import type { Reach } from './fault-points.ts'
import type { Models } from './models.ts'

/** Writes finished chains in one transaction, tried again when the database asks for it. */
export type ChainWriter = (chains: readonly FinishedChain[], models: Models) => Promise<Committed>

export function createChainWriter(options: { database: Database; owner: string; reach?: Reach }): ChainWriter {
  const { database, owner } = options
  return async (chains, models) => {
    const names = ['builtin', ...new Set([...models.values()].map(({ model }) => model))]
    const present = await readActors(database.db)
    const actors = names.every((name) => present.has(name)) ? present : await ensureActors(database.db, names)
    const writer = {
      owner,
      actors,
      modelOf: (conversation: number) => models.get(conversation)?.model ?? 'builtin',
    }
    return retryTransaction(database, async (tx) => {
      const committed = await commitChains(tx, chains, writer)
      options.reach?.('inside a commit')
      return committed
    })
  }
}
