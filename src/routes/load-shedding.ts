import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { errors } from '../errors.ts'

const MAX_EVENT_LOOP_DELAY_MS = 1_000
const SAMPLE_MS = 1_000
/** One long statement on the embedded database delays everything for a moment; what comes after it is answered as ever. */
const SUSTAINED_MS = 5_000
const RETRY_AFTER_SECONDS = 10

/** Answers 503 while the event loop has been late for seconds on end, so that those who are let in are answered in time. */
export async function addLoadShedding(app: FastifyInstance): Promise<void> {
  const isSustained = createEpisode({ sustainedMs: SUSTAINED_MS, gapMs: 2 * SAMPLE_MS })
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_EVENT_LOOP_DELAY_MS,
    sampleInterval: SAMPLE_MS,
    pressureHandler: (request) => {
      if (!isSustained(performance.now())) return
      // What watches the service must see an overload instead of being part of it.
      if (request.routeOptions.config.operation?.startsWith('service.')) return
      throw errors.unavailable('it is overloaded', RETRY_AFTER_SECONDS)
    },
  })
}

/** Told of every sign of pressure with its time; true once signs have come for `sustainedMs` without a gap of `gapMs`. */
export function createEpisode({
  sustainedMs,
  gapMs,
}: {
  sustainedMs: number
  gapMs: number
}): (nowMs: number) => boolean {
  let begun = Number.NEGATIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  return (nowMs) => {
    if (nowMs - last > gapMs) begun = nowMs
    last = nowMs
    return nowMs - begun >= sustainedMs
  }
}
