import { workSeconds } from './bound.ts'
import { handOutOrder } from './order.ts'
import { chance, drawPostings, type Posting } from './steps.ts'
import { playWinnow, type Setting } from './winnow.ts'

const POSTINGS = 500
const UTILISATION = 0.8
/** An idle system has ended a posting before the next one comes, and still has the last models in memory. */
const ALONE = 60
const ALONE_SECONDS = 300
/** The chance that decides when a posting comes: none of its steps'. */
const ARRIVAL = 99

/** p95 of the seconds from arrival to end: of postings that come alone, at 0.8, and at 0.8 if loading took no time. */
export type ArrivalFigures = { idle: number; busy: number; unloaded: number; longestWait: number }

export async function arrivalFigures(setting: Setting, seed: number): Promise<ArrivalFigures> {
  const postings = drawPostings(POSTINGS, seed)
  const alone = postings.slice(0, ALONE)
  const arrivals = poisson(postings, setting, seed)
  const spaced = alone.map((_, index) => index * ALONE_SECONDS)
  const idle = await playWinnow(alone, setting, handOutOrder, { arrivals: spaced })
  const busy = await playWinnow(postings, setting, handOutOrder, { arrivals })
  const unloaded = await playWinnow(postings, { ...setting, loadSeconds: 0 }, handOutOrder, { arrivals })
  return {
    idle: p95(idle.latencies),
    busy: p95(busy.latencies),
    unloaded: p95(unloaded.latencies),
    longestWait: busy.longestWait,
  }
}

/** Seconds at which postings come; their calls keep every slot busy for just that part of the time. */
function poisson(postings: readonly Posting[], { slots, hosts }: Setting, seed: number): number[] {
  let at = 0
  const raw = postings.map(({ index }) => {
    at -= Math.log(1 - chance(seed, index, ARRIVAL))
    return at
  })
  const seconds = workSeconds(postings) / (UTILISATION * slots * hosts)
  return raw.map((one) => (one / at) * seconds)
}

const p95 = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)] ?? 0
