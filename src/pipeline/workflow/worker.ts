import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { endedOperations, finishBatches } from '../../db/batches.ts'
import { type ConversationRow, readConversations } from '../../db/conversations.ts'
import type { Database } from '../../db/engine.ts'
import { claim, releaseLeases, renewLeases, returnClaims } from '../../db/interactions.ts'
import { readHosts } from '../../db/llm-hosts.ts'
import { recordProgress } from '../../db/record-progress.ts'
import type { Log } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import type { LlmHost, LlmPort } from '../llm/port.ts'
import { createChainGroup, type Refresh } from './chain-group.ts'
import type { ChainPerformer } from './chain-pool.ts'
import { createChainWriter } from './chain-writer.ts'
import type { Reach } from './fault-points.ts'
import type { Workflow } from './graph.ts'
import { createLlmStep } from './llm-step.ts'
import { type Models, modelsInForce, NO_MODELS } from './models.ts'
import { deadLocalOwners, recoverLostWork } from './recover.ts'
import { type CallQueue, createCallQueue } from './scheduler/call-queue.ts'
import { createLedgerList } from './scheduler/ledger-list.ts'
import { createModelHosts, type ModelHosts } from './scheduler/model-hosts.ts'
import { admissionWindow } from './scheduler/window.ts'
import type { StepTimes } from './step-times.ts'
import { createTrialRunner } from './trial/trial-runner.ts'

/** Chains that share one transaction: more makes a failed one dearer, fewer makes every posting pay a commit. */
const CHAINS_A_COMMIT = 25
const RENEW_EVERY_MS = 10_000
const IDLE_POLL_MS = 250
const PROGRESS_EVERY_MS = 1_000
const STATISTICS_EVERY_MS = 60_000
/** A stopped process lets calls of models end for so long; stopping as a whole takes 10 s at most. */
const GRACE_MS = 7_000

/** Models that this process may ask. */
export type WorkerModels = {
  hosts: readonly LlmHost[]
  connect(host: LlmHost): LlmPort
  times: StepTimes
  /** Work outside closed batches waits no longer than this for its family (LLM_MAX_WAIT). */
  maxWaitMs: number
}

export type WorkerOptions = {
  database: Database
  workflow: Workflow
  performer: ChainPerformer
  refresh: Refresh
  log: Pick<Log, 'info' | 'warn' | 'error' | 'debug'>
  metrics?: Pick<Metrics, 'interactionEnded' | 'runEnded' | 'batchEnded' | 'modelCalled' | 'modelLoaded'>
  /** Chain groups in flight at once. */
  concurrency?: number
  /** Work for this batch only. */
  batchId?: string
  reach?: Reach
  /** Absent: every step is performed by its builtin actor. */
  models?: WorkerModels
  adopt(): Promise<unknown>
  /** Background work on duplicates; `run` ends early at the signal. */
  link?: { everyMs: number; run(signal: AbortSignal): Promise<unknown> }
}

export type Worker = {
  start(): void
  /** Stops claiming, lets what is in hand finish, gives back the rest. */
  stop(): Promise<void>
  /** Resolves when the batch has ended, whoever ended it. */
  ended(batchId: string): Promise<void>
  owner: string
}

/** Names a process so that another one on the same host can tell whether it still lives. */
export function ownerName(): string {
  return `${hostname()}:${process.pid}:${Math.round(performance.timeOrigin)}`
}

/** Claims interactions whose actor is builtin, performs their chains and commits them, until it is stopped. */
export function createWorker(options: WorkerOptions): Worker {
  const { database, workflow, performer, log, concurrency = 2 } = options
  const { db } = database
  const owner = ownerName()
  const write = createChainWriter({ ...options, owner })
  const stopped = new AbortController()
  const group = createChainGroup({ ...options, write, owner, signal: stopped.signal })
  /** Another process drives hosts: steps for models are its work even where this process knows of no host. */
  let drivenElsewhere = false
  const models = (rows: readonly ConversationRow[]) =>
    options.models || drivenElsewhere ? modelsInForce(workflow, rows) : NO_MODELS
  const step = createLlmStep({ ...options, write, owner })
  const calls: CallQueue = createCallQueue({ now: Date.now, wake: () => modelHosts?.wake() })
  const modelHosts: ModelHosts | undefined = options.models && driveModels(options.models, calls)
  const trials = options.models && createTrialRunner({ ...options, owner, calls, times: options.models.times, models })
  const running = new Set<Promise<void>>()
  const timers: NodeJS.Timeout[] = []
  const waiting = new Map<string, () => void>()
  let stopping = false
  let wake: (() => void) | undefined
  let lastProgress = 0

  async function loop(): Promise<void> {
    while (!stopping) {
      let worked = 0
      try {
        worked = await work()
        if (worked === 0 || Date.now() - lastProgress > PROGRESS_EVERY_MS) await settleBatches()
      } catch (error) {
        log.error({ err: error }, 'a group of chains failed; it is tried again')
        await pause(IDLE_POLL_MS * 4)
      }
      if (worked === 0 && !stopping) await pause(IDLE_POLL_MS)
    }
  }

  function driveModels({ hosts, connect, times, maxWaitMs }: WorkerModels, calls: CallQueue): ModelHosts {
    const { batchId, metrics } = options
    const ledger = createLedgerList({ db, owner, step, models, times, batchId })
    return createModelHosts({
      database,
      hosts,
      connect,
      // Calls first: somebody waits for them, and there are few; behind a long batch of the same model they would starve.
      lists: [calls, ledger],
      owner,
      clock: { now: Date.now, sleep },
      loadSeconds: times.loadSeconds,
      needed: async () => [...new Set([...models(await readConversations(db)).values()].map(({ model }) => model))],
      maxWaitMs,
      deadOwners: () => deadLocalOwners(database, owner),
      log,
      ...(metrics ? { metrics } : {}),
    })
  }

  async function lookForDrivers(): Promise<void> {
    drivenElsewhere = (await readHosts(db)).some((host) => host.owner !== owner)
  }

  async function readTimes(): Promise<void> {
    await options.models?.times.refresh(models(await readConversations(db)))
  }

  async function work(): Promise<number> {
    const conversations = await readConversations(db)
    const inForce = models(conversations)
    const builtin = conversations.map(({ conversation_id }) => conversation_id).filter((id) => !inForce.has(id))
    const admit =
      options.models && inForce.size > 0
        ? { entry: workflow.entry, window: windowOf(options.models, inForce) }
        : undefined
    const { batchId } = options
    const held = await claim(db, { owner, conversations: builtin, limit: CHAINS_A_COMMIT, batchId, admit })
    if (held.length === 0) return 0
    try {
      await group.carryOn(held, conversations, inForce)
    } catch (error) {
      // Renewing would keep what nobody works on: it is given back, for this worker or another.
      await returnClaims(
        db,
        owner,
        held.map(({ interaction_id }) => interaction_id),
      )
      throw error
    }
    return held.length
  }

  async function settleBatches(): Promise<void> {
    lastProgress = Date.now()
    for (const id of await finishBatches(database)) {
      log.info({ batch_id: id }, 'batch ended')
      options.metrics?.batchEnded('succeeded')
    }
    await recordProgress(database)
    for (const id of await endedOperations(db, [...waiting.keys()])) {
      waiting.get(id)?.()
      waiting.delete(id)
    }
  }

  /** A stop waits for the part in hand: the database is closed behind it. */
  async function linkDuplicates({ everyMs, run }: NonNullable<WorkerOptions['link']>): Promise<void> {
    while (true) {
      await sleep(everyMs, stopped.signal)
      if (stopping) return
      await run(stopped.signal).catch((error) =>
        log.error({ err: error }, 'linking duplicates failed; it is tried again'),
      )
    }
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  function every(milliseconds: number, name: string, work: () => Promise<unknown>): void {
    let busy = false
    const timer = setInterval(() => {
      if (busy) return
      busy = true
      work()
        .catch((error) => log.error({ err: error }, `${name} failed; it is tried again`))
        .finally(() => {
          busy = false
        })
    }, milliseconds)
    timer.unref()
    timers.push(timer)
  }

  return {
    owner,
    start: () => {
      every(RENEW_EVERY_MS, 'renewing leases', async () => {
        const since = Date.now()
        step.keepOnly(new Set(await renewLeases(db, owner)), since)
      })
      const recover = recoverLostWork({ database, log, owner, adopt: options.adopt })
      every(RENEW_EVERY_MS, 'recovering lost leases', recover.leases)
      every(60_000, 'reconciling', recover.reconcile)
      every(RENEW_EVERY_MS, 'looking for other drivers', lookForDrivers)
      const first = Promise.all([recover.leases(), lookForDrivers()]).catch((error) =>
        log.error({ err: error }, 'recovering lost leases failed; it is tried again'),
      )
      for (let index = 0; index < concurrency; index++) running.add(first.then(loop))
      if (modelHosts) {
        const driving = first
          .then(readTimes)
          .catch((error) => log.error({ err: error }, 'reading step times failed; the shipped ones stand in'))
        running.add(driving.then(modelHosts.start))
      }
      if (options.link) running.add(linkDuplicates(options.link))
      trials?.start()
      every(STATISTICS_EVERY_MS, 'reading step times', readTimes)
    },
    stop: async () => {
      stopping = true
      stopped.abort()
      wake?.()
      for (const timer of timers) clearInterval(timer)
      await Promise.all([...running, trials?.stop()])
      await modelHosts?.stop(GRACE_MS)
      await releaseLeases(db, owner)
      await performer.close()
      for (const resolve of waiting.values()) resolve()
    },
    ended: (batchId) => new Promise((resolve) => waiting.set(batchId, resolve)),
  }
}

/** Postings of a batch that may be under way at once. */
function windowOf({ hosts, times }: WorkerModels, models: Models): number {
  const slots = hosts.reduce((sum, host) => sum + host.slots, 0)
  return admissionWindow({ ...times.posting(models), slots })
}

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined)
}
