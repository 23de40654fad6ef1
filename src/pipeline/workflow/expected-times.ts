import type { StepStatistic } from '../../db/step-statistics.ts'
import { SHIPPED_LOAD_SECONDS, SHIPPED_OTHERWISE, SHIPPED_TIMES } from './shipped-times.ts'

/** From so many calls on a record speaks for itself; below, the shipped figure makes up the rest. */
export const ENOUGH_CALLS = 20

/** What one call is expected to take. Seconds are without loading. */
export type ExpectedTime = {
  seconds: number
  prompt_tokens: number
  output_tokens: number
  /** Recorded calls behind it. */
  n: number
  /** False when the shipped table knows the conversation with another model only. */
  known_model: boolean
}

export type ExpectedTimes = {
  call(conversation: number, model: string): ExpectedTime
  /** Seconds to load a model. */
  load(model: string): number
}

/** Expected times from what is recorded, blended with the shipped table by the number of calls until there are twenty. */
export function expectedTimes(statistics: readonly StepStatistic[]): ExpectedTimes {
  return {
    call: (conversation, model) => {
      const listed = SHIPPED_TIMES[conversation]
      const own = listed?.find((time) => time.model === model)
      const shipped = own ?? listed?.[0] ?? SHIPPED_OTHERWISE
      const recorded = statistics.find((row) => row.conversation_id === conversation && row.model === model)
      const n = recorded?.n ?? 0
      const share = Math.min(1, n / ENOUGH_CALLS)
      const blend = (mine: number | null | undefined, theirs: number) =>
        mine === null || mine === undefined ? theirs : share * mine + (1 - share) * theirs
      return {
        seconds: blend(recorded?.mean_seconds, shipped.seconds),
        prompt_tokens: blend(recorded?.mean_prompt_tokens, shipped.prompt_tokens),
        output_tokens: blend(recorded?.mean_output_tokens, shipped.output_tokens),
        n,
        known_model: own !== undefined,
      }
    },
    load: (model) => {
      const seen = statistics.filter((row) => row.model === model && row.mean_load_seconds !== null)
      if (seen.length === 0) return SHIPPED_LOAD_SECONDS
      return seen.reduce((sum, row) => sum + Number(row.mean_load_seconds), 0) / seen.length
    },
  }
}
