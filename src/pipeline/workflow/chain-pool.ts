import { join } from 'node:path'
import { Piscina } from 'piscina'
import type { Advance } from './advance.ts'
import type { ChainRequest } from './chain.ts'

/** Performs chains somewhere and gives their outcomes in the same order. */
export type ChainPerformer = { perform(requests: ChainRequest[]): Promise<Advance[]>; close(): Promise<void> }

/** No group of chains comes near this: a thread that takes longer is stuck, and is ended. */
const STUCK_AFTER_MS = 120_000

/** Performs chains in `threads` worker threads, so that reading texts never delays an HTTP answer. */
export function createChainPool(threads: number, onError: (error: Error) => void): ChainPerformer {
  const pool = new Piscina<ChainRequest[], Advance[]>({
    filename: join(import.meta.dirname, 'chain-thread.ts'),
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
  })
  // A thread that cannot even start fails its tasks; without a listener it would end the process.
  pool.on('error', onError)
  return {
    perform: (requests) => pool.run(requests, { signal: AbortSignal.timeout(STUCK_AFTER_MS) }),
    close: () => pool.close(),
  }
}
