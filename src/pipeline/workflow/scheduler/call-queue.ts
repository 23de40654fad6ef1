import { type Family, familyKey, type LlmPort } from '../../llm/port.ts'
import type { Job, JobEnd, Waiting, WorkList } from './work-list.ts'

/** Calls that somebody in this process waits for: they take their turn by family beside the ledger's steps. */
export type CallQueue = WorkList & {
  /**
   * Resolves with what `call` returned, on whatever host served the family. Rejects with the call's own error, or with the signal's
   * reason when it aborts first. A call whose host was taken away waits for another one.
   */
  ask<T>(asked: Asked<T>): Promise<T>
}

export type Asked<T> = {
  family: Family
  expected_seconds: number
  call(llm: LlmPort, signal: AbortSignal): Promise<T>
  signal: AbortSignal
  /** What a failure says about the host. */
  endOf(error: unknown): JobEnd
}

type Waiter = { since: number; job: Job }

/** `now` in milliseconds; `wake` tells idle hosts that there is work. */
export function createCallQueue({ now, wake }: { now(): number; wake(): void }): CallQueue {
  const queue: Waiter[] = []
  const drop = (waiter: Waiter) => {
    const place = queue.indexOf(waiter)
    if (place >= 0) queue.splice(place, 1)
  }

  return {
    ask: <T>({ family, expected_seconds, call, signal, endOf }: Asked<T>) => {
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      const perform: Job['perform'] = async (llm, stopped) => {
        if (signal.aborted) return 'done'
        try {
          resolve(await call(llm, AbortSignal.any([signal, stopped])))
          return 'done'
        } catch (error) {
          if (signal.aborted) return 'done'
          if (!stopped.aborted) {
            reject(error)
            return endOf(error)
          }
          queue.unshift(waiter)
          wake()
          return 'done'
        }
      }
      const waiter = { since: now(), job: { family, expected_seconds, perform } }
      const aborted = () => {
        drop(waiter)
        reject(signal.reason)
      }
      if (signal.aborted) return Promise.reject(signal.reason)
      signal.addEventListener('abort', aborted, { once: true })
      queue.push(waiter)
      wake()
      return promise.finally(() => signal.removeEventListener('abort', aborted))
    },
    waiting: async () =>
      [...Map.groupBy(queue, ({ job }) => familyKey(job.family)).values()].map((waiters): Waiting => {
        const oldest_seconds = Math.max(...waiters.map(({ since }) => now() - since)) / 1000
        return {
          family: (waiters[0] as Waiter).job.family,
          jobs: waiters.length,
          expected_seconds: waiters.reduce((sum, { job }) => sum + job.expected_seconds, 0),
          oldest_seconds,
          oldest_open_seconds: oldest_seconds,
        }
      }),
    take: async (family, limit) => {
      const key = familyKey(family)
      const taken = queue.filter(({ job }) => familyKey(job.family) === key).slice(0, limit)
      for (const waiter of taken) drop(waiter)
      return taken.map(({ job }) => job)
    },
  }
}
