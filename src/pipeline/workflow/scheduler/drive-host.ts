import type { Log } from '../../../log.ts'
import type { Breaker } from '../../llm/circuit-breaker.ts'
import { type Family, familyKey, type LlmHost, type LlmPort } from '../../llm/port.ts'
import { type Choice, chooseFamily, type Resident } from './choose-family.ts'
import { createSlotGate, type SlotGate } from './slot-gate.ts'
import type { Clock, Job, WorkList } from './work-list.ts'

export type HostDriverOptions = {
  host: LlmHost
  llm: LlmPort
  /** In the order in which a free slot is offered to them. */
  lists: readonly WorkList[]
  clock: Clock
  loadSeconds(family: Family): number
  /** What every other host has loaded. */
  others(): readonly { host: string; families: readonly Family[] }[]
  maxWaitMs: number
  breaker: Breaker
  onChange?(resident: Family[]): void
  log: Pick<Log, 'info' | 'warn'>
}

export type HostDriver = {
  start(): void
  /** New work may be waiting. Calls are coalesced. */
  wake(): void
  /** Takes nothing more, waits for the jobs in flight, aborts those that outlast `graceMs`; resolved when all have settled. */
  stop(graceMs: number): Promise<void>
  resident(): Family[]
  /** Jobs taken and not settled. */
  inFlight(): number
}

/** The backlog is one statement over all that waits: asked at most so often. */
const LOOK_MS = 1_000
const WOKEN_LOOK_MS = 50
/** A busy host looks for overdue work this many times in LLM_MAX_WAIT. */
const OVERDUE_LOOKS = 20
const MODEL_MISSING_MS = 30_000
const UNTAKEN_MS = 2_000

type Loaded = {
  family: Family
  gate: SlotGate
  jobs: Set<AbortController>
  workedMs: number
  idleSince: number
  /** The last take brought fewer jobs than were asked for, and nothing has happened since. */
  dry: boolean
  /** Another family is to take its place once its calls have ended. */
  leaving: boolean
}

/** Keeps one Ollama host busy: takes work of the families it has loaded, and decides when to load another one. */
export function createHostDriver(options: HostDriverOptions): HostDriver {
  const { host, llm, lists, clock, loadSeconds, others, maxWaitMs, breaker, onChange, log } = options
  const loaded = new Map<string, Loaded>()
  /** Families that are not to be loaded, until when. */
  const barred = new Map<string, number>()
  const flights = new Set<Promise<void>>()
  const controllers = new Set<AbortController>()
  /** What is being taken for the first time: other hosts, which decide at the same moment, are to know. */
  let arriving: { family: Family; instead: Loaded | null } | null = null
  let loop: Promise<void> | null = null
  let stopping = false
  let woken = false
  let poked = false
  let lookedAt = Number.NEGATIVE_INFINITY
  let nap: AbortController | null = null

  const poke = () => {
    poked = true
    nap?.abort()
  }

  async function run(): Promise<void> {
    while (!stopping) {
      poked = false
      let milliseconds: number
      try {
        milliseconds = await turn()
      } catch (error) {
        log.warn({ err: error, host: host.url }, 'work for models cannot be read; tried again in a second')
        milliseconds = LOOK_MS
      }
      if (poked || stopping) continue
      nap = new AbortController()
      await clock.sleep(milliseconds, nap.signal)
      nap = null
    }
  }

  /** Fills what is free, and tells for how long nothing is to be done unless something happens. */
  async function turn(): Promise<number> {
    const now = clock.now()
    const probeAt = breaker.nextProbeAt()
    if (probeAt !== null && flights.size > 0) return LOOK_MS
    if (probeAt !== null && now < probeAt) return probeAt - now
    for (const one of loaded.values()) if (!one.dry && !one.leaving) await fill(one)
    if (stopping) return 0
    const all = [...loaded.values()]
    const hungry = all.length < host.loaded || all.some((one) => one.leaving || one.dry)
    const due = lookedAt + (hungry ? (woken ? WOKEN_LOOK_MS : LOOK_MS) : maxWaitMs / OVERDUE_LOOKS)
    if (clock.now() < due) return due - clock.now()
    await look()
    return hungry ? LOOK_MS : maxWaitMs / OVERDUE_LOOKS
  }

  async function look(): Promise<void> {
    woken = false
    lookedAt = clock.now()
    const waiting = (await Promise.all(lists.map((list) => list.waiting()))).flat()
    for (const [key, until] of barred) if (until <= clock.now()) barred.delete(key)
    const choice = chooseFamily({
      slots: host.slots,
      loaded: host.loaded,
      residents: [...loaded.values()].map(residentOf),
      waiting,
      others: others(),
      missing: new Set(barred.keys()),
      loadSeconds,
      max_wait_seconds: maxWaitMs / 1000,
    })
    const withWork = new Set(waiting.filter(({ jobs }) => jobs > 0).map(({ family }) => familyKey(family)))
    for (const [key, one] of loaded) {
      one.leaving = choice.kind === 'serve' && choice.instead_of !== null && familyKey(choice.instead_of) === key
      if (withWork.has(key) && one.gate.free() > 0) one.dry = false
    }
    if (choice.kind === 'serve') await serve(choice)
    if ([...loaded.values()].some((one) => !one.dry && !one.leaving && one.gate.free() > 0)) poke()
  }

  async function serve({ family, instead_of, reason }: Choice & { kind: 'serve' }): Promise<void> {
    const key = familyKey(family)
    const left = instead_of && loaded.get(familyKey(instead_of))
    if (stopping || loaded.has(key) || (left && left.jobs.size > 0)) return
    const gate = createSlotGate(host.slots, (milliseconds) => freed(fresh, milliseconds), clock.now)
    const fresh: Loaded = {
      family,
      gate,
      jobs: new Set(),
      workedMs: 0,
      idleSince: clock.now(),
      dry: false,
      leaving: false,
    }
    arriving = { family, instead: left || null }
    let started = 0
    try {
      started = await fill(fresh)
    } finally {
      arriving = null
    }
    if (started === 0) {
      // What waits may not be taken now, as when its batch has all the workers it asked for: others come first for a while.
      barred.set(key, clock.now() + UNTAKEN_MS)
      return
    }
    if (left) loaded.delete(familyKey(left.family))
    if (!barred.has(key)) loaded.set(key, fresh)
    log.info({ host: host.url, model: family.model, reason }, 'the host serves another model')
    onChange?.(resident())
  }

  /** Takes as many jobs as there are free slots, and tells how many it started. */
  async function fill(one: Loaded): Promise<number> {
    let started = 0
    for (const list of lists) {
      const probes = breaker.nextProbeAt() !== null
      if (probes && flights.size > 0) return started
      const free = probes ? Math.min(1, one.gate.free()) : one.gate.free()
      if (free === 0 || stopping) return started
      one.gate.reserve(free)
      let jobs: Job[] = []
      try {
        jobs = await list.take(one.family, free)
      } finally {
        if (jobs.length < free) one.gate.release(free - jobs.length)
      }
      // Asked only when there is a job: the breaker takes a yes for a probe that goes out.
      if (probes && jobs.length > 0) breaker.allows()
      for (const job of jobs) launch(one, job)
      started += jobs.length
    }
    one.dry = one.gate.free() > 0
    return started
  }

  function launch(one: Loaded, job: Job): void {
    const controller = new AbortController()
    one.jobs.add(controller)
    controllers.add(controller)
    const pass = one.gate.pass(llm)
    const work = async () => {
      try {
        const end = await job.perform(pass.llm, controller.signal)
        if (end === 'upstream') breaker.failed()
        else breaker.succeeded()
        if (end === 'model_missing') miss(one)
      } catch (error) {
        log.warn(
          { err: error, host: host.url, model: one.family.model },
          'a job for a model ended in an error of its own',
        )
      }
      pass.end()
      one.jobs.delete(controller)
      controllers.delete(controller)
      one.idleSince = clock.now()
      if (one.jobs.size === 0) woken = true
    }
    const done: Promise<void> = work().finally(() => {
      flights.delete(done)
      // What the job has just recorded may have made work for any family.
      for (const each of loaded.values()) each.dry = false
      poke()
    })
    flights.add(done)
  }

  /** The host does not have the model: nothing more of the family is taken until somebody may have pulled it. */
  function miss(one: Loaded): void {
    const key = familyKey(one.family)
    barred.set(key, clock.now() + MODEL_MISSING_MS)
    if (loaded.get(key) !== one) return
    loaded.delete(key)
    onChange?.(resident())
  }

  function freed(one: Loaded, callMilliseconds: number): void {
    one.workedMs += callMilliseconds / host.slots
    poke()
  }

  const residentOf = (one: Loaded): Resident => ({
    family: one.family,
    worked_seconds: one.workedMs / 1000,
    idle_seconds: one.jobs.size > 0 ? 0 : (clock.now() - one.idleSince) / 1000,
    in_flight: one.jobs.size,
  })
  const resident = () => {
    const staying = [...loaded.values()].filter((one) => one !== arriving?.instead).map(({ family }) => family)
    return arriving ? [...staying, arriving.family] : staying
  }

  return {
    start: () => {
      loop ??= run()
    },
    wake: () => {
      if (woken) return
      woken = true
      poke()
    },
    stop: async (graceMs) => {
      stopping = true
      poke()
      await loop
      const all = Promise.all(flights)
      const grace = new AbortController()
      await Promise.race([all.then(() => grace.abort()), clock.sleep(graceMs, grace.signal)])
      for (const controller of controllers) controller.abort()
      await Promise.all(flights)
    },
    resident,
    inFlight: () => flights.size,
  }
}
