import { setTimeout as sleep } from 'node:timers/promises'
import { claimTrial, endTrial, returnTrial, touchTrial } from '../../../db/trials.ts'
import { asWinnowError } from '../../../errors.ts'
import type { Log } from '../../../log.ts'
import { runTrial, type TrialOptions } from './run-trial.ts'

export type TrialRunner = {
  start(): void
  /** Gives the trial in hand back; resolved when nothing of it is under way. */
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 500
const TOUCH_EVERY_MS = 5_000

/** Performs the trials on the list, one after the other, while this process drives a host. */
export function createTrialRunner(
  options: TrialOptions & { owner: string; log: Pick<Log, 'info' | 'warn' | 'error'> },
): TrialRunner {
  const { database, owner, log } = options
  const { db } = database
  const stopped = new AbortController()
  let looping: Promise<void> | undefined

  async function loop(): Promise<void> {
    while (!stopped.signal.aborted) {
      const ran = await next().catch((error) => {
        log.error({ err: error }, 'trials failed; they are tried again')
      })
      if (!ran) await sleep(LOOK_EVERY_MS, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  }

  async function next(): Promise<boolean> {
    const trial = await claimTrial(db, owner)
    if (!trial) return false
    const { operation_id: id, input } = trial
    const lost = new AbortController()
    const signal = AbortSignal.any([stopped.signal, lost.signal])
    let progress = 0
    const alive = setInterval(() => {
      touchTrial(db, id, owner, progress)
        .then((mine) => mine || lost.abort())
        .catch((error) => log.warn({ err: error, operation_id: id }, 'a trial could not say that it is alive'))
    }, TOUCH_EVERY_MS)
    const onProgress = (done: number, of: number) => {
      progress = done / of
    }
    try {
      const result = await runTrial(options, input, { signal, onProgress })
      await endTrial(database, id, owner, { result })
      log.info({ operation_id: id, conversation_id: input.conversation_id, model: input.model }, 'trial ended')
    } catch (error) {
      const { code, message, fix } = asWinnowError(error)
      if (signal.aborted || code === 'DATABASE_BUSY') {
        await returnTrial(db, id, owner)
        return false
      }
      log.warn({ err: error, operation_id: id }, 'trial failed')
      await endTrial(database, id, owner, { error: { code, message, fix } })
    } finally {
      clearInterval(alive)
    }
    return true
  }

  return {
    start: () => {
      looping ??= loop()
    },
    stop: async () => {
      stopped.abort()
      await looping
    },
  }
}
