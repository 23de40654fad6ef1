/** Other ways to run the same calls on the same simulated hosts. Each is given every host that winnow has. */
import { virtualTimers } from '../../test/helpers/fake-ollama/timers.ts'
import { type SimulatedHost, simulatedHost } from './simulated-host.ts'
import { callsOf, nextSteps, type Posting, STEPS, type StepName } from './steps.ts'
import type { Setting } from './winnow.ts'

export type PeerResult = { seconds: number; loads: number }
type Call = { step: StepName; seconds: number }

async function onHosts(
  { slots, hosts, loadSeconds, loaded = 1 }: Setting,
  work: (machines: SimulatedHost[]) => Promise<unknown>,
): Promise<PeerResult> {
  const timers = virtualTimers()
  const machines = Array.from({ length: hosts }, (_, index) =>
    simulatedHost({ url: `http://host-${index}`, timers, slots, loaded, loadSeconds, keepAliveMs: null }),
  )
  await timers.play(work(machines))
  return {
    seconds: timers.now() / 1000,
    loads: machines.reduce((sum, { rules }) => sum + rules.loads.length, 0),
  }
}

function call({ llm }: SimulatedHost, { step, seconds }: Call) {
  const messages = [{ role: 'user' as const, content: String(seconds) }]
  const request = { family: STEPS[step].family, messages, format: {}, temperature: 0, seed: 0, max_tokens: 1 }
  return llm.generate(request, new AbortController().signal)
}

/** So many workers a host; each takes a posting and makes all its calls before the next. */
export function workers(postings: readonly Posting[], setting: Setting, perHost: number): Promise<PeerResult> {
  const left = [...postings]
  const one = async (machine: SimulatedHost) => {
    for (let posting = left.shift(); posting; posting = left.shift()) {
      for (const each of callsOf(posting)) await call(machine, each)
    }
  }
  return onHosts(setting, (machines) =>
    Promise.all(machines.flatMap((machine) => Array.from({ length: perHost }, () => one(machine)))),
  )
}

/**
 * As the old runner did: all that is ready is grouped by actor, the largest group first; a group is done to its end before what it has
 * made ready is looked at. (The old one made one call at a time; here a group fills every slot.)
 */
export function byActor(postings: readonly Posting[], setting: Setting): Promise<PeerResult> {
  type Ready = Call & { posting: Posting; iteration: number }
  const graded = new Map<number, number>()
  const readyOf = (posting: Posting, step: StepName, iteration: number): Ready => {
    return { posting, step, iteration, seconds: posting.seconds(step, iteration) }
  }
  const follow = ({ posting, step, iteration }: Ready): Ready[] => {
    if (step === 'grade_a' || step === 'grade_b') graded.set(posting.index, (graded.get(posting.index) ?? 0) + 1)
    const next = nextSteps(posting, step, iteration, graded.get(posting.index) ?? 0)
    return next.map((each) => readyOf(posting, each.step, each.iteration))
  }
  return onHosts(setting, async (machines) => {
    const first: StepName[] = ['extract', 'skills', 'analyst']
    let ready = postings.flatMap((posting) => first.map((step) => readyOf(posting, step, 0)))
    while (ready.length > 0) {
      const later: Ready[] = []
      const groups = [...Map.groupBy(ready, ({ step }) => STEPS[step].family.model).values()]
      for (const group of groups.toSorted((a, b) => b.length - a.length)) {
        const one = async (machine: SimulatedHost) => {
          for (let next = group.shift(); next; next = group.shift()) {
            await call(machine, next)
            later.push(...follow(next))
          }
        }
        await Promise.all(machines.flatMap((machine) => Array.from({ length: setting.slots }, () => one(machine))))
      }
      ready = later
    }
  })
}
