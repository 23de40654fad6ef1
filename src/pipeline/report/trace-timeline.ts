import type { TracedInteraction } from '../../db/traces.ts'

/** A step's place on the time axis of its run, in percent of the run's length. */
export type Bar = { left: number; width: number }

/** So that a step of microseconds in a run of minutes is still seen. */
const NARROWEST_PERCENT = 0.4

/** The bars of all steps that have begun, by interaction; one that still runs reaches to the end. Empty when none has begun. */
export function timeline(interactions: readonly TracedInteraction[]): { bars: Map<number, Bar>; seconds: number } {
  const spans = interactions.flatMap(({ interaction_id, started_at, completed_at }) => {
    const from = started_at === null ? Number.NaN : Date.parse(started_at)
    return Number.isNaN(from)
      ? []
      : [{ interaction_id, from, to: completed_at === null ? null : Date.parse(completed_at) }]
  })
  const first = Math.min(...spans.map(({ from }) => from))
  const last = Math.max(...spans.map(({ from, to }) => to ?? from))
  const length = Math.max(last - first, Number.EPSILON)
  const bars = spans.map(({ interaction_id, from, to }): [number, Bar] => {
    const left = Math.min(((from - first) / length) * 100, 100 - NARROWEST_PERCENT)
    const width = Math.max((((to ?? last) - from) / length) * 100, NARROWEST_PERCENT)
    return [interaction_id, { left, width: Math.min(width, 100 - left) }]
  })
  return { bars: new Map(bars), seconds: spans.length === 0 ? 0 : (last - first) / 1000 }
}
