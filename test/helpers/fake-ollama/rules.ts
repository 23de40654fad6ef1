/**
 * When an Ollama server runs which call, as its scheduler does (server/sched.go of Ollama): a pure state machine on passed-in time, for
 * the fake server and for simulations alike. Milliseconds. What it keeps to:
 * - A call whose model is loaded with the same runner options goes to that runner at once, past everything that waits.
 * - Any other call waits in one queue; the first of it blocks the rest until its model is in. A full queue refuses (HTTP 503).
 * - A loaded model whose runner options differ is unloaded and loaded again, once its calls have ended.
 * - Beyond the limit of loaded models one is unloaded: an idle one with the shortest keep-alive, else the one with the shortest
 *   keep-alive as soon as its calls have ended. A call with a keep-alive of its own that reaches it meanwhile takes that back, and the
 *   waiting call waits on: sending to a model after another was asked for can cost a whole keep-alive.
 * - A runner computes `slots` calls at once, first come first served. An aborted call frees its slot; an aborted load is lost.
 */
import type { Timers } from './timers.ts'

export type RulesOptions = {
  timers: Timers
  /** OLLAMA_NUM_PARALLEL: calls at once on one loaded model. Ollama gives embedding models one whatever it is. */
  slots: number | ((model: string) => number)
  /** OLLAMA_MAX_LOADED_MODELS. */
  loaded: number
  /** Time to bring a model in, with the unloading of another one. */
  loadMs(model: string): number
  /** OLLAMA_MAX_QUEUE. */
  queue?: number
  /** OLLAMA_KEEP_ALIVE: for calls without one of their own. */
  keepAliveMs?: number
}

export type Call = {
  model: string
  /** Everything that makes the server load the model anew when it differs: see runnerOptions(). */
  runner: string
  /** null: the server's own. Infinity: never unloaded for idleness. */
  keepAliveMs: number | null
}

/** A call has its slot and computes until `end` is called. */
export type Grant = {
  slot: number
  submittedAt: number
  /** The model was in; the difference to submittedAt is what Ollama reports as load_duration. */
  readyAt: number
  startedAt: number
  /** Whether the model was loaded for this very call. */
  causedLoad: boolean
  end(): void
}

export type Load = {
  model: string
  runner: string
  startedAt: number
  endedAt: number
  state: 'loading' | 'loaded' | 'aborted'
}
export type Resident = { model: string; runner: string; slots: number; busy: number; expiresAt: number }

export type Rules = {
  /**
   * Hands in a call. `start` is called when it computes, maybe before submit returns; `refuse` when the queue is full. The returned
   * function ends the call, whether it computes, waits or has ended: at the end of its work, or when its client has gone.
   */
  submit(call: Call, on: { start(grant: Grant): void; refuse(): void }): () => void
  /** Models in memory now, those being loaded left out. */
  resident(): Resident[]
  /** Calls that wait for a model to be loaded. */
  waiting(): number
  /** Every load so far, in order. */
  loads: readonly Load[]
}

type Entry = Call & {
  submittedAt: number
  readyAt: number
  slot: number | null
  gone: boolean
  causedLoad: boolean
  runnerRef: Runner | null
  on: { start(grant: Grant): void; refuse(): void }
}
type Runner = {
  model: string
  runner: string
  loading: boolean
  keepAliveMs: number
  expiresAt: number
  /** Calls that hold it: computing, or waiting for a slot or for the load. */
  calls: Set<Entry>
  slots: (Entry | null)[]
  backlog: Entry[]
  cancelTimer: () => void
}

const nothing = () => undefined

export function createRules(options: RulesOptions): Rules {
  const { timers, slots, loaded: limit, loadMs, queue = 512, keepAliveMs: ownKeepAliveMs = 300_000 } = options
  const runners = new Map<string, Runner>()
  const pending: Entry[] = []
  const loads: Load[] = []
  /** The runner whose unloading the first waiting call waits for, or the one being loaded for it. */
  let blockedOn: Runner | null = null

  function submit(call: Call, on: Entry['on']): () => void {
    const now = timers.now()
    const entry: Entry = {
      ...call,
      on,
      submittedAt: now,
      readyAt: now,
      slot: null,
      gone: false,
      causedLoad: false,
      runnerRef: null,
    }
    const runner = runners.get(call.model)
    if (runner && runner.runner === call.runner) hold(runner, entry)
    else if (pending.length > queue) on.refuse()
    else {
      pending.push(entry)
      schedule()
    }
    return () => end(entry)
  }

  /** Gives the first waiting call its model, and whoever comes after it, until one has to wait. */
  function schedule(): void {
    while (blockedOn === null) {
      const first = pending[0]
      if (!first) return
      const runner = runners.get(first.model)
      if (runner && runner.runner === first.runner) {
        pending.shift()
        hold(runner, first)
      } else if (first.gone) pending.shift()
      else if (runner) expire(runner)
      else if (runners.size >= limit) expire(leastKept())
      else load(first)
    }
  }

  /** An idle runner with the shortest keep-alive, else any with the shortest. */
  function leastKept(): Runner {
    const all = [...runners.values()].sort((a, b) => a.keepAliveMs - b.keepAliveMs)
    return (all.find(({ calls }) => calls.size === 0) ?? all[0]) as Runner
  }

  function expire(runner: Runner): void {
    runner.cancelTimer()
    runner.keepAliveMs = 0
    blockedOn = runner
    if (runner.calls.size === 0) unload(runner)
  }

  function unload(runner: Runner): void {
    runner.cancelTimer()
    runners.delete(runner.model)
    if (blockedOn === runner) blockedOn = null
    schedule()
  }

  function load(entry: Entry): void {
    pending.shift()
    const runner: Runner = {
      model: entry.model,
      runner: entry.runner,
      loading: true,
      keepAliveMs: entry.keepAliveMs ?? ownKeepAliveMs,
      expiresAt: Number.POSITIVE_INFINITY,
      calls: new Set(),
      slots: Array.from({ length: typeof slots === 'number' ? slots : slots(entry.model) }, () => null),
      backlog: [],
      cancelTimer: nothing,
    }
    runners.set(entry.model, runner)
    blockedOn = runner
    entry.causedLoad = true
    hold(runner, entry)
    const now = timers.now()
    const record: Load = { model: entry.model, runner: entry.runner, startedAt: now, endedAt: now, state: 'loading' }
    loads.push(record)
    const cancel = timers.after(loadMs(entry.model), () => {
      Object.assign(record, { endedAt: timers.now(), state: 'loaded' })
      runner.loading = false
      runner.cancelTimer = nothing
      blockedOn = null
      const waiting = runner.backlog.splice(0)
      for (const each of waiting) enter(runner, each, timers.now())
      if (runner.calls.size === 0) rest(runner)
      schedule()
    })
    runner.cancelTimer = () => {
      cancel()
      Object.assign(record, { endedAt: timers.now(), state: 'aborted' })
    }
  }

  /** A call takes hold of a runner: from now on it cannot be unloaded before the call has ended. */
  function hold(runner: Runner, entry: Entry): void {
    if (entry.gone) return
    entry.runnerRef = runner
    runner.calls.add(entry)
    if (entry.keepAliveMs !== null) runner.keepAliveMs = entry.keepAliveMs
    if (runner.loading) {
      runner.backlog.push(entry)
      return
    }
    runner.cancelTimer()
    runner.cancelTimer = nothing
    enter(runner, entry, timers.now())
  }

  function enter(runner: Runner, entry: Entry, readyAt: number): void {
    entry.readyAt = readyAt
    runner.backlog.push(entry)
    fill(runner)
  }

  function fill(runner: Runner): void {
    for (;;) {
      const slot = runner.slots.indexOf(null)
      const entry = slot < 0 ? undefined : runner.backlog.shift()
      if (!entry) return
      runner.slots[slot] = entry
      entry.slot = slot
      const { submittedAt, readyAt, causedLoad } = entry
      entry.on.start({ slot, submittedAt, readyAt, startedAt: timers.now(), causedLoad, end: () => end(entry) })
    }
  }

  function end(entry: Entry): void {
    if (entry.gone) return
    entry.gone = true
    const runner = entry.runnerRef
    if (!runner) return
    runner.calls.delete(entry)
    runner.backlog = runner.backlog.filter((each) => each !== entry)
    if (entry.slot !== null) runner.slots[entry.slot] = null
    if (runner.loading) {
      if (entry.causedLoad) abortLoad(runner)
      return
    }
    fill(runner)
    if (runner.calls.size === 0 && runners.get(runner.model) === runner) rest(runner)
  }

  /** The load ends with the call that it was made for; who waited for the same model queues again. */
  function abortLoad(runner: Runner): void {
    for (const entry of runner.backlog) {
      entry.runnerRef = null
      pending.push(entry)
    }
    unload(runner)
  }

  function rest(runner: Runner): void {
    if (runner.keepAliveMs <= 0) {
      unload(runner)
      return
    }
    runner.expiresAt = timers.now() + runner.keepAliveMs
    runner.cancelTimer =
      runner.keepAliveMs === Number.POSITIVE_INFINITY ? nothing : timers.after(runner.keepAliveMs, () => unload(runner))
  }

  return {
    submit,
    loads,
    waiting: () => pending.filter(({ gone }) => !gone).length,
    resident: () =>
      [...runners.values()]
        .filter(({ loading }) => !loading)
        .map(({ model, runner, slots, calls, expiresAt }) => ({
          model,
          runner,
          slots: slots.length,
          busy: slots.filter(Boolean).length,
          expiresAt: calls.size > 0 ? Number.POSITIVE_INFINITY : expiresAt,
        })),
  }
}

/** Options that belong to the runner: the model is loaded anew when one differs. All others are set for each call. */
const RUNNER_OPTIONS = [
  'num_ctx',
  'num_batch',
  'num_gpu',
  'main_gpu',
  'low_vram',
  'vocab_only',
  'use_mmap',
  'use_mlock',
  'num_thread',
  'numa',
]
/** OLLAMA_CONTEXT_LENGTH, when a call has no num_ctx. */
const DEFAULT_CONTEXT = 4096

/** The runner's part of a call's options (and of its `shift` flag), as one text to compare. */
export function runnerOptions(options: Readonly<Record<string, unknown>> = {}, shift = true): string {
  const all: Record<string, unknown> = { num_ctx: DEFAULT_CONTEXT, ...options }
  const given = RUNNER_OPTIONS.filter((name) => all[name] !== undefined).map((name) => `${name}=${all[name]}`)
  return [...given, `shift=${shift}`].join(' ')
}
