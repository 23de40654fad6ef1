import { join } from 'node:path'
import { Piscina } from 'piscina'
import type { ChainWork } from './chain-work.ts'

/** ChainWork that is done somewhere else. */
export type ChainPerformer = {
  [Work in keyof ChainWork]: (...given: Parameters<ChainWork[Work]>) => Promise<ReturnType<ChainWork[Work]>>
} & { close(): Promise<void> }

/** No group of chains comes near this: a thread that takes longer is stuck, and is ended. */
const STUCK_AFTER_MS = 120_000

/** Does chain work in `threads` worker threads, so that reading texts never delays an HTTP answer. */
export function createChainPool(threads: number, onError: (error: Error) => void): ChainPerformer {
  const pool = new Piscina({
    filename: join(import.meta.dirname, 'chain-thread.ts'),
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
  })
  // A thread that cannot even start fails its tasks; without a listener it would end the process.
  pool.on('error', onError)
  const run = (name: keyof ChainWork) => (given: unknown) =>
    pool.run(given, { name, signal: AbortSignal.timeout(STUCK_AFTER_MS) })
  return { perform: run('perform'), prepare: run('prepare'), finish: run('finish'), close: () => pool.close() }
}
