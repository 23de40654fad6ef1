/** Plays postings through winnow's own scheduler on simulated hosts. */
import { createHostDriver, type HostDriver } from '../../src/pipeline/workflow/scheduler/drive-host.ts'
import { virtualTimers } from '../../test/helpers/fake-ollama/timers.ts'
import { createLedger, type Order } from './ledger.ts'
import { simulatedHost } from './simulated-host.ts'
import type { Posting } from './steps.ts'

export type Setting = { slots: number; hosts: number; loadSeconds: number; loaded?: number }
export type Played = {
  seconds: number
  loads: number
  /** Seconds from a posting's arrival to its end, in the order of the ends. */
  latencies: number[]
  /** Seconds after the start at which postings ended, in order. */
  ends: number[]
  longestWait: number
  busiest: number
}

export const MAX_WAIT_MS = 600_000
const GRACE_MS = 1_000
const KEEP_ALIVE_MS = 30 * 60_000
const always = { allows: () => true, nextProbeAt: () => null, succeeded: () => undefined, failed: () => undefined }
const silent = { info: () => undefined, warn: (_: object, message?: string) => console.error(message) }

/** All postings at once as a closed batch, at most `window` of them in the air; or each at its arrival, outside batches. */
export async function playWinnow(
  postings: readonly Posting[],
  setting: Setting,
  order: Order,
  { window = Number.POSITIVE_INFINITY, arrivals }: { window?: number; arrivals?: readonly number[] } = {},
): Promise<Played> {
  const { slots, hosts, loadSeconds, loaded = 1 } = setting
  const timers = virtualTimers()
  const played: Played = { seconds: 0, loads: 0, latencies: [], ends: [], longestWait: 0, busiest: 0 }
  const arrivedAt = new Map<number, number>()
  const { promise: all, resolve: ended } = Promise.withResolvers<void>()
  let next = 0
  const admit = (posting: Posting) => {
    arrivedAt.set(posting.index, timers.now())
    ledger.admit(posting, arrivals !== undefined)
  }
  const ledger = createLedger({
    now: timers.now,
    order,
    created: () => {
      for (const driver of drivers) driver.wake()
    },
    completed: (posting) => {
      played.ends.push(timers.now() / 1000)
      played.latencies.push((timers.now() - (arrivedAt.get(posting.index) ?? 0)) / 1000)
      const following = arrivals ? undefined : postings[next]
      if (following) {
        next++
        admit(following)
      }
      if (played.ends.length === postings.length) ended()
    },
    waited: (_item, milliseconds) => {
      played.longestWait = Math.max(played.longestWait, milliseconds / 1000)
    },
  })
  const machines = Array.from({ length: hosts }, (_, index) =>
    simulatedHost({ url: `http://host-${index}`, timers, slots, loaded, loadSeconds, keepAliveMs: KEEP_ALIVE_MS }),
  )
  const drivers: HostDriver[] = machines.map(({ llm }, index) =>
    createHostDriver({
      host: { url: llm.host, slots, loaded },
      llm,
      lists: [ledger],
      clock: { now: timers.now, sleep: timers.sleep },
      loadSeconds: () => loadSeconds,
      others: () =>
        drivers.flatMap((driver, other) =>
          other === index ? [] : [{ host: machines[other]?.llm.host ?? '', families: driver.resident() }],
        ),
      maxWaitMs: MAX_WAIT_MS,
      breaker: always,
      log: silent,
    }),
  )
  const play = async () => {
    if (arrivals) {
      for (const [index, posting] of postings.entries()) {
        timers.after((arrivals[index] ?? 0) * 1000, () => admit(posting))
      }
    } else {
      while (next < Math.min(window, postings.length)) admit(postings[next++] as Posting)
    }
    for (const driver of drivers) driver.start()
    await all
    played.seconds = timers.now() / 1000
    await Promise.all(drivers.map((driver) => driver.stop(GRACE_MS)))
  }
  await timers.play(play())
  played.loads = machines.reduce((sum, { rules }) => sum + rules.loads.length, 0)
  played.busiest = Math.max(...machines.map(({ busiest }) => busiest()))
  return played
}
