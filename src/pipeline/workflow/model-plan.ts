import type { ExpectedVisit } from './expected-visits.ts'

/** One stretch of a batch during which a host keeps one model: everything that the model can do then, for all postings. */
export type Phase = { model: string; visits: ExpectedVisit[] }

/**
 * The fewest stretches in which models can do a batch of a workflow, each step after what must end before it. `modelOf` is null for
 * builtin steps, which run at once. Found breadth first; the steps of a workflow are few.
 */
export function modelPlan(
  visits: ReadonlyMap<string, ExpectedVisit>,
  modelOf: (step: number) => string | null,
): Phase[] {
  const open = (done: ReadonlySet<string>) =>
    [...visits].filter(
      ([key, { after }]) => !done.has(key) && [...after].every((before) => done.has(before) || !visits.has(before)),
    )
  const carryOn = (done: ReadonlySet<string>, model: string | null) => {
    const now = new Set(done)
    const did: ExpectedVisit[] = []
    for (;;) {
      const able = open(now).filter(([, { step }]) => modelOf(step) === null || modelOf(step) === model)
      if (able.length === 0) return { done: now, did }
      for (const [key, visit] of able) {
        now.add(key)
        if (modelOf(visit.step) !== null) did.push(visit)
      }
    }
  }
  let states = [{ done: carryOn(new Set(), null).done, phases: [] as Phase[] }]
  const seen = new Set<string>()
  while (states.length > 0) {
    const ended = states.find(({ done }) => done.size === visits.size)
    if (ended) return ended.phases
    states = states.flatMap(({ done, phases }) =>
      [...new Set(open(done).map(([, { step }]) => modelOf(step) as string))].flatMap((model) => {
        const next = carryOn(done, model)
        const key = [...next.done].sort().join()
        if (seen.has(key)) return []
        seen.add(key)
        return [{ done: next.done, phases: [...phases, { model, visits: next.did }] }]
      }),
    )
  }
  return []
}

/** Which of the phases must load their model, when the `loaded` newest models stay in memory. */
export function phaseLoads(phases: readonly Phase[], loaded: number): boolean[] {
  let resident: string[] = []
  return phases.map(({ model }) => {
    const cold = !resident.includes(model)
    resident = [model, ...resident.filter((other) => other !== model)].slice(0, loaded)
    return cold
  })
}

/** Seconds without loading, and the model of the first call. */
export type Chain = { seconds: number; first: string | null }

/** The longest way through visits of which each waits for those before it. */
export function longestChain(
  visits: ReadonlyMap<string, ExpectedVisit>,
  secondsOf: (step: number) => number,
  modelOf: (step: number) => string | null,
): Chain {
  const chains = new Map<string, Chain>()
  const chain = (key: string): Chain => {
    const known = chains.get(key)
    const visit = visits.get(key)
    if (known || !visit) return known ?? { seconds: 0, first: null }
    const before = longest([...visit.after].map(chain))
    const model = modelOf(visit.step)
    const whole =
      model === null ? before : { seconds: before.seconds + secondsOf(visit.step), first: before.first ?? model }
    chains.set(key, whole)
    return whole
  }
  return longest([...visits.keys()].map(chain))
}

function longest(chains: Chain[]): Chain {
  return chains.reduce((most, each) => (each.seconds > most.seconds ? each : most), { seconds: 0, first: null })
}
