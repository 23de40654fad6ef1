import { countBatch, findOperation } from '../db/batches.ts'
import type { Services } from '../services.ts'
import type { Output } from './output.ts'
import { startProgress } from './progress.ts'

const LOOK_EVERY_MS = 500

/**
 * Carries a batch to its end with a worker of this process (the server's own, where there is one) and shows how far it is. Resolves to
 * false when a signal came first: the worker has then given back what it held, and the batch can be resumed.
 */
export async function driveBatch(
  services: Services,
  batchId: string,
  { workers, output, signal }: { workers?: number | undefined; output: Output; signal: AbortSignal },
): Promise<boolean> {
  const { db } = services.database
  const { total, pending, running } = await countBatch(db, batchId)
  // Said before the work: whoever must find the batch again after a crash needs its id.
  output.stderr(`Batch ${batchId}: ${pending + running} of ${total} postings to do.\n`)
  const shared = services.worker() !== undefined
  // With models a posting ends long after the others began: calls tell how far the batch is.
  const calls = callsOf((await findOperation(db, batchId))?.estimate) > 0
  const progress = startProgress(output, 'Processing', calls ? 'calls' : 'postings')
  const showCalls = async () => {
    const eta = (await findOperation(db, batchId))?.eta
    if (eta) progress.update(eta.calls_done, eta.calls_expected, eta.seconds)
  }
  const showPostings = async () => {
    const { total, pending, running } = await countBatch(db, batchId)
    progress.update(total - pending - running, total)
  }
  let looking: Promise<void> | undefined
  const look = setInterval(() => {
    looking ??= (calls ? showCalls() : showPostings())
      .catch((error) => services.log.warn({ err: error }, 'progress could not be read'))
      .finally(() => {
        looking = undefined
      })
  }, LOOK_EVERY_MS)
  const worker = services.startWorker({ batchId, ...(workers === undefined ? {} : { concurrency: workers }) })
  const stopped = new Promise<'stopped'>((resolve) => {
    if (signal.aborted) resolve('stopped')
    signal.addEventListener('abort', () => resolve('stopped'), { once: true })
  })
  try {
    const outcome = await Promise.race([worker.ended(batchId).then(() => 'ended' as const), stopped])
    return outcome === 'ended'
  } finally {
    clearInterval(look)
    await looking
    progress.stop()
    if (!shared) await services.stopWorker()
  }
}

function callsOf(estimate: unknown): number {
  return (estimate as { calls?: number } | null | undefined)?.calls ?? 0
}
