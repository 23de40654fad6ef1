/** Time as the rules need it, so that the same rules run on a wall clock and in a simulation. Milliseconds. */
export type Timers = {
  now(): number
  /** Calls `run` after so many milliseconds, never at once; the returned function calls it off. */
  after(milliseconds: number, run: () => void): () => void
}

/**
 * The wall clock, `scale` times as fast: at 1000 a server that takes 20 s for a call answers after 20 ms. After `stop` nothing is called
 * any more, so that a model's keep-alive does not hold up the end of a test.
 */
export function wallTimers(scale = 1): Timers & { stop(): void } {
  const origin = performance.now()
  const running = new Set<NodeJS.Timeout>()
  let stopped = false
  return {
    now: () => (performance.now() - origin) * scale,
    after: (milliseconds, run) => {
      if (stopped) return () => undefined
      const fire = () => {
        running.delete(timer)
        run()
      }
      // A timer beyond 24 days would fire at once; nothing in a test lives that long.
      const timer = setTimeout(fire, Math.min(milliseconds / scale, 2 ** 31 - 1))
      running.add(timer)
      return () => {
        clearTimeout(timer)
        running.delete(timer)
      }
    },
    stop: () => {
      stopped = true
      for (const timer of running) clearTimeout(timer)
    },
  }
}

export type VirtualTimers = Timers & {
  /** Runs what is due, in order of time and then of request, until nothing is left or `until` has come. */
  run(until?: number): void
  /** The same for code that awaits: between two instants every promise that can settle does. Ends when `done` has settled. */
  play<T>(done: Promise<T>): Promise<T>
  /** Resolves after so many milliseconds of virtual time, or at once when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

/** Time that stands still until it is told to go on, and then takes none. Starts at `now`. */
export function virtualTimers(now = 0): VirtualTimers {
  let time = now
  let count = 0
  const due: { at: number; order: number; run: () => void }[] = []
  const after = (milliseconds: number, run: () => void) => {
    const entry = { at: time + Math.max(0, milliseconds), order: count++, run }
    insert(due, entry)
    return () => {
      const index = due.indexOf(entry)
      if (index >= 0) due.splice(index, 1)
    }
  }
  const step = () => {
    const next = due.shift()
    if (!next) return false
    time = next.at
    next.run()
    return true
  }
  return {
    now: () => time,
    after,
    run: (until = Number.POSITIVE_INFINITY) => {
      while (due[0] && due[0].at <= until) step()
      if (until !== Number.POSITIVE_INFINITY) time = Math.max(time, until)
    },
    play: async (done) => {
      let settled = false
      const end = () => {
        settled = true
      }
      done.then(end, end)
      for (;;) {
        // An immediate runs after all promise jobs, so whatever can happen at this instant has happened.
        await new Promise((resolve) => setImmediate(resolve))
        if (settled) return done
        if (!step()) throw new Error('nothing is due and the awaited has not settled: it waits for ever')
      }
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const woken = () => {
          signal?.removeEventListener('abort', aborted)
          resolve()
        }
        const cancel = after(milliseconds, woken)
        const aborted = () => {
          cancel()
          resolve()
        }
        signal?.addEventListener('abort', aborted, { once: true })
      }),
  }
}

/** Keeps the list sorted by time, then by order of request. */
function insert<T extends { at: number; order: number }>(list: T[], entry: T): void {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    const other = list[middle] as T
    if (other.at < entry.at || (other.at === entry.at && other.order < entry.order)) low = middle + 1
    else high = middle
  }
  list.splice(low, 0, entry)
}
