import { errors } from '../../errors.ts'
import { RemoteStatus } from './remote-status.ts'

export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

export type Turns = ReturnType<typeof createTurns>

/** A rest that is longer than this is not waited for: who asked is told when to come back. */
export const LONGEST_WAIT_MS = 60_000
/** Hosts that may be remembered before those that have nothing to say any more are forgotten. */
const REMEMBERED_HOSTS = 1_000

type Host = { isBusy: boolean; queue: (() => void)[]; startedAt: number; restUntil: number; restStatus: number }

/**
 * Who may ask a host, and when: one request at a time, in the order of asking, with a pause between two starts; none while the host has
 * asked for rest. A host is its name and port, so that http and https of one site share a queue.
 */
export function createTurns({ now, sleep }: { now(): number; sleep: Sleep }) {
  const hosts = new Map<string, Host>()

  function hostOf(name: string): Host {
    const known = hosts.get(name)
    if (known) return known
    if (hosts.size >= REMEMBERED_HOSTS) forget()
    const host = { isBusy: false, queue: [], startedAt: Number.NEGATIVE_INFINITY, restUntil: 0, restStatus: 0 }
    hosts.set(name, host)
    return host
  }

  function forget(): void {
    for (const [name, { isBusy, startedAt, restUntil }] of hosts) {
      if (!isBusy && now() - startedAt > LONGEST_WAIT_MS && restUntil <= now()) hosts.delete(name)
    }
  }

  /** Waits until the host has rested. Throws FETCH_STATUS with the time that is left when that is too long. */
  async function rested(name: string, signal: AbortSignal): Promise<void> {
    for (let host = hosts.get(name); host && host.restUntil > now(); host = hosts.get(name)) {
      const left = host.restUntil - now()
      if (left > LONGEST_WAIT_MS)
        throw errors.fetchStatus(name, host.restStatus, {
          cause: new RemoteStatus(host.restStatus, {}),
          retryAfterSeconds: Math.ceil(left / 1_000),
        })
      await sleep(left, signal)
    }
  }

  return {
    rested,

    /** Runs `work` when it is its turn, `intervalMs` after the start of the one before. */
    async take<T>(name: string, intervalMs: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
      const host = hostOf(name)
      await enter(host, signal)
      try {
        await rested(name, signal)
        const pause = host.startedAt + intervalMs - now()
        if (pause > 0) await sleep(pause, signal)
        // Who keeps no pause causes none: robots.txt is read before the page that it is about.
        if (intervalMs > 0) host.startedAt = now()
        return await work()
      } finally {
        const next = host.queue.shift()
        if (next) next()
        else host.isBusy = false
      }
    },

    /** Nobody asks the host for `ms`; `status` is what it said. */
    rest(name: string, ms: number, status: number): void {
      const host = hostOf(name)
      host.restUntil = Math.max(host.restUntil, now() + ms)
      host.restStatus = status
    },
  }
}

function enter(host: Host, signal: AbortSignal): Promise<void> | undefined {
  signal.throwIfAborted()
  if (!host.isBusy) {
    host.isBusy = true
    return undefined
  }
  return new Promise((resolve, reject) => {
    const leave = () => {
      host.queue.splice(host.queue.indexOf(come), 1)
      reject(signal.reason)
    }
    const come = () => {
      signal.removeEventListener('abort', leave)
      resolve()
    }
    host.queue.push(come)
    signal.addEventListener('abort', leave, { once: true })
  })
}
