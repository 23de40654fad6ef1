import { hostname } from 'node:os'
import { endedOperations, finishBatches, recordProgress } from '../../db/batches.ts'
import { readConversations } from '../../db/conversations.ts'
import type { Database } from '../../db/engine.ts'
import { claim, releaseLeases, renewLeases, returnClaims } from '../../db/interactions.ts'
import type { Log } from '../../log.ts'
import type { Metrics } from '../../metrics.ts'
import { createChainGroup, type Refresh } from './chain-group.ts'
import type { ChainPerformer } from './chain-pool.ts'
import type { Workflow } from './graph.ts'
import { recoverLostWork } from './recover.ts'

/** Chains that share one transaction: more makes a failed one dearer, fewer makes every posting pay a commit. */
const CHAINS_A_COMMIT = 25
const RENEW_EVERY_MS = 10_000
const IDLE_POLL_MS = 250
const PROGRESS_EVERY_MS = 1_000

export type WorkerOptions = {
  database: Database
  workflow: Workflow
  performer: ChainPerformer
  refresh: Refresh
  log: Pick<Log, 'info' | 'warn' | 'error' | 'debug'>
  metrics?: Pick<Metrics, 'interactionEnded' | 'runEnded' | 'batchEnded'>
  /** Chain groups in flight at once. */
  concurrency?: number
  /** Work for this batch only. */
  batchId?: string
  adopt(): Promise<unknown>
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
  const { database, performer, log, concurrency = 2 } = options
  const { db } = database
  const owner = ownerName()
  const group = createChainGroup({ ...options, owner })
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

  async function work(): Promise<number> {
    const conversations = await readConversations(db)
    const ids = conversations.map(({ conversation_id }) => conversation_id)
    const held = await claim(db, { owner, conversations: ids, limit: CHAINS_A_COMMIT, batchId: options.batchId })
    if (held.length === 0) return 0
    try {
      await group.carryOn(held, conversations)
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
      every(RENEW_EVERY_MS, 'renewing leases', () => renewLeases(db, owner))
      const recover = recoverLostWork({ database, log, owner, adopt: options.adopt })
      every(RENEW_EVERY_MS, 'recovering lost leases', recover.leases)
      every(60_000, 'reconciling', recover.reconcile)
      const first = recover
        .leases()
        .catch((error) => log.error({ err: error }, 'recovering lost leases failed; it is tried again'))
      for (let index = 0; index < concurrency; index++) {
        running.add(first.then(loop))
      }
    },
    stop: async () => {
      stopping = true
      wake?.()
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running)
      await releaseLeases(db, owner)
      await performer.close()
      for (const resolve of waiting.values()) resolve()
    },
    ended: (batchId) => new Promise((resolve) => waiting.set(batchId, resolve)),
  }
}
