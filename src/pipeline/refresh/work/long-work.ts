import { setTimeout as sleep } from 'node:timers/promises'
import { findOperation, moveOperation, type OperationRow, type OperationState } from '../../../db/batches.ts'
import type { Database } from '../../../db/engine.ts'
import {
  beginWork,
  claimWork,
  endWork,
  leaveWork,
  returnWork,
  touchWork,
  type Work,
} from '../../../db/operations-of-work.ts'
import { asWinnowError, errors } from '../../../errors.ts'
import type { Log } from '../../../log.ts'

export type WorkContext = {
  operationId: string
  requestedBy: string
  /** Aborted when the work is cancelled or paused, or the process stops: what was done by then stays. */
  signal: AbortSignal
  log: Log
  /** How far it is, 0 to 1, and what was counted so far. Told to readers within seconds. */
  progress(done: number, counts?: Record<string, number>): void
}
/** One kind of long work: plain JSON in, plain JSON out. Performed again from its start when its process died. */
export type WorkHandler = {
  perform(input: Record<string, unknown>, context: WorkContext): Promise<unknown>
  /** Parts of the input that tell two works apart; of those that agree only one runs at a time. None: one of the kind. */
  oneFor?: readonly string[]
}

export type WorkInput = Record<string, unknown>
export type Started = { operation: OperationRow; started: boolean }
export type RunOptions = { signal?: AbortSignal; onProgress?(done: number, counts: Record<string, number>): void }

export type LongWork = {
  kinds: readonly string[]
  /** Asks for work, which a worker takes up. One that is open already is returned with `started: false`. */
  start(kind: string, input: WorkInput, by: string): Promise<Started>
  /** Performs work in this process, as an operation like any other. Throws CONFLICT while the same is running, and what the work throws. */
  run<T = unknown>(
    kind: string,
    input: WorkInput,
    by: string,
    options?: RunOptions,
  ): Promise<{ operation_id: string; result: T }>
  /** These three throw OPERATION_NOT_FOUND, ALREADY_FINISHED, and CONFLICT for what its state does not allow. */
  cancel(id: string, by: string): Promise<OperationRow>
  /** Breaks it off where it is; what was done stays. */
  pause(id: string, by: string): Promise<OperationRow>
  /** Whoever comes first performs it again from its start, which goes on where its sweeps and claims stand. */
  resume(id: string, by: string): Promise<OperationRow>
  /** Takes up work that was asked for, here or in another process. */
  startWorker(): void
  /** Gives the work in hand back; resolved when nothing of it is under way. */
  stopWorker(): Promise<void>
}

/** `atStop`: what becomes of work whose process stops; nobody goes on with what a person broke off. */
type Performance = { atStop: 'return' | 'cancel'; onProgress?: RunOptions['onProgress'] | undefined }

const LOOK_EVERY_MS = 1_000
const TOUCH_EVERY_MS = 2_000
const OPEN: readonly OperationState[] = ['queued', 'running', 'paused']
/** Work waits for sources most of the time. */
const AT_ONCE = 4

export type LongWorkOptions = {
  database: Database
  handlers: Readonly<Record<string, WorkHandler>>
  log: Log
  /** Names this process among all. */
  owner: string
  versions?: { code: string; schema: string }
}

/** Long work as operations: asked for by any process, performed by one, followed, cancelled and taken over through the database alone. */
export function createLongWork({ database, handlers, log, owner, versions }: LongWorkOptions): LongWork {
  const kinds = Object.keys(handlers)
  const stopped = new AbortController()
  const inHand = new Map<string, AbortController>()
  let loops: Promise<void>[] | undefined

  const handlerOf = (kind: string): WorkHandler => {
    const handler = Object.hasOwn(handlers, kind) ? handlers[kind] : undefined
    if (!handler) throw errors.internal(new Error(`no handler for work of kind ${kind}`))
    return handler
  }
  const begin = (kind: string, input: WorkInput, by: string, performer: string | null) =>
    beginWork(database, {
      ...{ kind, input, by, owner: performer, oneFor: handlerOf(kind).oneFor ?? [] },
      ...(versions ? { code_version: versions.code, schema_version: versions.schema } : {}),
    })

  /** Performs claimed work to its end and records it. Resolves to the result, or to what was thrown. */
  async function perform(
    work: Work,
    outside: AbortSignal,
    options: Performance,
  ): Promise<{ result: unknown } | { thrown: unknown }> {
    const { operation_id: id, kind } = work
    const lost = new AbortController()
    inHand.set(id, lost)
    const signal = AbortSignal.any([outside, lost.signal])
    let now: { progress: number; counts: Record<string, number> } = { progress: 0, counts: {} }
    const touch = () =>
      touchWork(database, id, owner, now).then(
        (mine) => mine || lost.abort(),
        (error) => log.warn({ err: error, operation_id: id }, 'work could not say that it is alive'),
      )
    const alive = setInterval(touch, TOUCH_EVERY_MS)
    const progress = (done: number, counts: Record<string, number> = now.counts) => {
      now = { progress: Math.min(1, Math.max(0, done)), counts }
      options.onProgress?.(now.progress, counts)
    }
    const requestedBy = work.requested_by ?? 'unknown'
    try {
      const context = { operationId: id, requestedBy, signal, log, progress }
      const result = await handlerOf(kind).perform((work.input ?? {}) as WorkInput, context)
      // A work that was stopped in the middle is not done, whatever it answers.
      signal.throwIfAborted()
      await endWork(database, id, owner, { result, counts: now.counts })
      log.info({ operation_id: id, kind, ...now.counts }, 'work ended')
      return { result }
    } catch (error) {
      const { code, message, fix } = asWinnowError(error)
      if (lost.signal.aborted) await leavePaused(id)
      else if (outside.aborted && options.atStop === 'cancel') await endStopped(id, requestedBy)
      else if (outside.aborted || code === 'DATABASE_BUSY') await giveBack(id)
      else {
        log.warn({ err: error, operation_id: id, kind }, 'work failed')
        await endWork(database, id, owner, { error: { code, message, fix } })
      }
      return { thrown: error }
    } finally {
      clearInterval(alive)
      inHand.delete(id)
    }
  }

  const endStopped = (id: string, by: string) =>
    database.transaction((tx) => moveOperation(tx, id, OPEN, 'cancelled', by))

  /** A database that is away cannot take it back: the silence of this owner does. */
  const giveBack = (id: string) =>
    returnWork(database.db, id, owner).catch((error) =>
      log.warn({ err: error, operation_id: id }, 'work could not be given back'),
    )

  /** Whoever resumes it need not wait until this owner counts as silent. */
  const leavePaused = (id: string) =>
    leaveWork(database.db, id, owner).catch((error) =>
      log.warn({ err: error, operation_id: id }, 'work could not be left'),
    )

  const moved = async (id: string, state: OperationState, from: readonly OperationState[], by: string) => {
    const row = await database.transaction((tx) => moveOperation(tx, id, from, state, by))
    if (row) return row
    const { state: present } = await operationOf(database, id)
    if (OPEN.includes(present)) throw errors.conflict(`Operation ${id} is ${present}.`)
    throw errors.alreadyFinished(`Operation ${id}`, present)
  }
  const breakOff: typeof moved = async (id, ...change) => {
    const row = await moved(id, ...change)
    inHand.get(id)?.abort()
    return row
  }

  async function loop(): Promise<void> {
    while (!stopped.signal.aborted) {
      const work = await claimWork(database, kinds, owner).catch((error) => {
        log.error({ err: error }, 'work could not be taken up; it is tried again')
        return undefined
      })
      if (work) await perform(work, stopped.signal, { atStop: 'return' })
      else await sleep(LOOK_EVERY_MS, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  }

  return {
    kinds,
    start: async (kind, input, by) => {
      const { operation_id, started } = await begin(kind, input, by, null)
      return { operation: await operationOf(database, operation_id), started }
    },
    run: async <T>(kind: string, input: WorkInput, by: string, options: RunOptions = {}) => {
      const { operation_id, started } = await begin(kind, input, by, owner)
      if (!started)
        throw errors.conflict(`The same ${kind} is running as operation ${operation_id}.`, 'Wait for it, or cancel it.')
      const signal = options.signal ?? new AbortController().signal
      const { onProgress } = options
      const end = await perform({ operation_id, kind, input, requested_by: by }, signal, {
        atStop: 'cancel',
        onProgress,
      })
      if ('thrown' in end) throw end.thrown
      return { operation_id, result: end.result as T }
    },
    cancel: (id, by) => breakOff(id, 'cancelled', OPEN, by),
    pause: (id, by) => breakOff(id, 'paused', ['queued', 'running'], by),
    resume: (id, by) => moved(id, 'running', ['paused'], by),
    startWorker: () => {
      loops ??= Array.from({ length: AT_ONCE }, loop)
    },
    stopWorker: async () => {
      stopped.abort()
      await Promise.all(loops ?? [])
    },
  }
}

async function operationOf(database: Database, id: string): Promise<OperationRow> {
  const row = await findOperation(database.db, id)
  if (!row) throw errors.operationNotFound(id)
  return row
}
