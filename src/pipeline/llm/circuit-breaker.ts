/** Keeps calls away from a server that fails. One a host. */
export type Breaker = {
  /**
   * Whether a call may be made now. While open, it says yes once after each pause: to the one call that probes whether the server is
   * back. A probe whose end is never told counts as failed when the next pause is over.
   */
  allows(): boolean
  /** When the next probe may go out; null while everything may. Milliseconds of `now`. */
  nextProbeAt(): number | null
  /** The server answered, whatever the answer was worth. */
  succeeded(): void
  /** A call failed by the server's or the network's fault. */
  failed(): void
}

const FAILURES_TO_OPEN = 3
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/** Opens after 3 failures in a row; then one probe after 1 s, 2 s, 4 s ... at most 60 s apart, until one succeeds. */
export function createBreaker({ now }: { now(): number }): Breaker {
  let failures = 0
  let pauseMs = 0
  let probeAt: number | null = null
  let probing = false
  const pause = () => {
    pauseMs = pauseMs === 0 ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
    probeAt = now() + pauseMs
  }
  return {
    allows: () => {
      if (probeAt === null) return true
      if (now() < probeAt) return false
      probing = true
      pause()
      return true
    },
    nextProbeAt: () => probeAt,
    succeeded: () => {
      failures = 0
      pauseMs = 0
      probeAt = null
      probing = false
    },
    failed: () => {
      failures++
      if (probeAt === null) {
        if (failures >= FAILURES_TO_OPEN) pause()
      } else if (probing) {
        // The pause was set when the probe went out; it runs from the moment of failure.
        probing = false
        probeAt = now() + pauseMs
      }
      // A call that was under way when the breaker opened says nothing new: it must not lengthen the pause.
    },
  }
}
