/** Failures in a row, after which a source is left alone: every further one would cost the batch its time. */
const FAILURES_BEFORE_REST = 5
export const REST_MS = 10 * 60_000

export type SourceRests = ReturnType<typeof createSourceRests>

/** Which sources this process does not ask at the moment. What is known of them ends with the process. */
export function createSourceRests(clock: () => Date) {
  const failures = new Map<string, number>()
  const rests = new Map<string, { until: number; why: string }>()

  function rest(source: string, why: string, ms = REST_MS): void {
    rests.set(source, { until: clock().getTime() + ms, why })
  }

  return {
    rest,
    /** Why the source is not asked now; null where it is. */
    why(source: string): string | null {
      const resting = rests.get(source)
      if (resting === undefined) return null
      if (resting.until > clock().getTime()) return `${resting.why}; not asked until ${isoOf(resting.until)}`
      rests.delete(source)
      return null
    },
    /** The fifth in a row begins a rest; after it, one more failure begins the next. */
    failed(source: string): void {
      const inRow = (failures.get(source) ?? 0) + 1
      failures.set(source, Math.min(inRow, FAILURES_BEFORE_REST - 1))
      if (inRow >= FAILURES_BEFORE_REST) rest(source, `its source failed ${FAILURES_BEFORE_REST} times in a row`)
    },
    answered(source: string): void {
      failures.delete(source)
    },
  }
}

const isoOf = (time: number) => new Date(time).toISOString()
