import type { LlmPort } from '../../llm/port.ts'

/** The slots that one loaded family has on a host. A slot is taken from the taking of a job to the end of its call. */
export type SlotGate = {
  /** Slots that nobody holds or queues for. */
  free(): number
  held(): number
  /** Reserves slots for jobs that are being taken. */
  reserve(count: number): void
  release(count: number): void
  /** The port of a job that was given one slot. */
  pass(llm: LlmPort): { llm: LlmPort; end(): void }
}

/**
 * Calls go through the slots, so that the next job is taken while the answer of the last one is being recorded. A job that calls again
 * (the repair of an answer) gets the next slot that falls free, before any new job. `freed` is told of every slot that falls free.
 */
export function createSlotGate(slots: number, freed: (callMilliseconds: number) => void, now: () => number): SlotGate {
  let held = 0
  const queue: (() => void)[] = []
  const giveBack = (count: number, callMilliseconds = 0) => {
    for (let index = 0; index < count; index++) {
      const next = queue.shift()
      if (next) next()
      else held--
    }
    freed(callMilliseconds)
  }
  const enter = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (held < slots || signal.aborted) {
        held++
        return resolve()
      }
      const passed = () => {
        signal.removeEventListener('abort', aborted)
        resolve()
      }
      // An aborted job does not queue: its call fails at once, and is one too many for no time.
      const aborted = () => {
        queue.splice(queue.indexOf(passed), 1)
        held++
        resolve()
      }
      queue.push(passed)
      signal.addEventListener('abort', aborted, { once: true })
    })

  return {
    free: () => Math.max(0, slots - held - queue.length),
    held: () => held,
    reserve: (count) => {
      held += count
    },
    release: giveBack,
    pass: (llm) => {
      let mine = true
      const through = async <T>(signal: AbortSignal, call: () => Promise<T>, loadOf: (answer: T) => number) => {
        if (!mine) await enter(signal)
        mine = true
        const started = now()
        let loaded = 0
        try {
          const answer = await call()
          loaded = loadOf(answer)
          return answer
        } finally {
          mine = false
          giveBack(1, Math.max(0, now() - started - loaded))
        }
      }
      return {
        llm: {
          ...llm,
          generate: (request, signal) =>
            through(
              signal,
              () => llm.generate(request, signal),
              ({ load_ms }) => load_ms,
            ),
          embed: (family, texts, signal) =>
            through(
              signal,
              () => llm.embed(family, texts, signal),
              () => 0,
            ),
        },
        end: () => {
          if (!mine) return
          mine = false
          giveBack(1)
        },
      }
    },
  }
}
