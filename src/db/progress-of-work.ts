import type { BatchCounts } from './batches.ts'

/** How far a batch is, and when it should end. Seconds of work are expected seconds of calls, one after another. */
export type Eta = {
  /** Wall seconds left; null while nothing tells the pace. */
  seconds: number | null
  /** ISO instant. */
  finish_at: string | null
  calls_done: number
  calls_expected: number
  /** Wall seconds that the batch was running, without pauses and outages of every worker. */
  active_seconds: number
}

/** The parts of a stored estimate that progress is measured against. */
export type PlannedWork = {
  postings?: number
  seconds?: number
  work_seconds?: number
  by_conversation?: { conversation_id: number; visits: number; seconds: number }[]
}

export type WorkCounts = { conversation_id: number; done: number; done_in_open_runs: number; live: number }

export type ProgressInput = {
  counts: BatchCounts
  work: readonly WorkCounts[]
  estimate: PlannedWork | null
  previous: Eta | null
  /** Seconds since 1970, since the last recorded progress or change of state, and since the start. */
  now: number
  since_seconds: number
  running_seconds: number
}

/** A longer silence means that nobody worked: it says nothing about the pace. */
const LONGEST_SILENCE_SECONDS = 60
/** From so many steps on the measured pace counts alone. */
const ENOUGH_STEPS = 20

/**
 * Progress by work done: of the calls of models where a plan names them, weighted by their expected seconds, else of runs. What is left
 * is what open runs are still expected to need, at least what waits already. The pace is the plan's at first, then the measured one.
 */
export function progressOf(input: ProgressInput): { progress: number; eta: Eta } {
  const { counts, estimate, previous, now, since_seconds, running_seconds } = input
  const work = estimate?.by_conversation?.length ? workOfCalls(input, estimate.by_conversation) : workOfRuns(counts)
  const whole = work.done + work.left
  const ended = counts.pending + counts.running === 0
  const active_seconds = previous
    ? previous.active_seconds + Math.min(since_seconds, LONGEST_SILENCE_SECONDS)
    : running_seconds
  const planned = plannedPace(estimate)
  const measured = work.done > 0 && active_seconds > 0 ? active_seconds / work.done : null
  const trust = measured === null ? 0 : planned === null ? 1 : Math.min(1, work.steps / ENOUGH_STEPS)
  const pace = measured === null ? planned : trust * measured + (1 - trust) * (planned ?? 0)
  const seconds = ended ? 0 : pace === null ? null : Math.round(work.left * pace * 10) / 10
  return {
    // Only a batch whose last run has ended is done.
    progress: counts.total === 0 ? 0 : ended ? 1 : Math.min(0.999, whole === 0 ? 0 : work.done / whole),
    eta: {
      seconds,
      finish_at: seconds === null ? null : new Date((now + seconds) * 1000).toISOString(),
      calls_done: work.calls_done,
      calls_expected: work.calls_expected,
      active_seconds,
    },
  }
}

type Work = { done: number; left: number; steps: number; calls_done: number; calls_expected: number }

function workOfCalls(
  { counts, work }: ProgressInput,
  planned: readonly { conversation_id: number; visits: number; seconds: number }[],
): Work {
  const open = counts.pending + counts.running
  const sum = { done: 0, left: 0, steps: 0, calls_done: 0, calls_expected: 0 }
  for (const { conversation_id, visits, seconds } of planned) {
    const found = work.find((row) => row.conversation_id === conversation_id)
    const done = found?.done ?? 0
    const left = Math.max(visits * open - (found?.done_in_open_runs ?? 0), found?.live ?? 0)
    sum.done += done * seconds
    sum.left += left * seconds
    sum.steps += done
    sum.calls_expected += done + left
  }
  return { ...sum, calls_done: sum.steps, calls_expected: Math.round(sum.calls_expected) }
}

function workOfRuns({ total, pending, running }: BatchCounts): Work {
  const left = pending + running
  return { done: total - left, left, steps: total - left, calls_done: 0, calls_expected: 0 }
}

/** Wall seconds that the estimate gives to one unit of work: a second of calls, or a run where no model is asked. */
function plannedPace(estimate: PlannedWork | null): number | null {
  const { seconds = 0, work_seconds = 0, postings = 0, by_conversation = [] } = estimate ?? {}
  const unit = by_conversation.length > 0 ? work_seconds : postings
  return seconds > 0 && unit > 0 ? seconds / unit : null
}
