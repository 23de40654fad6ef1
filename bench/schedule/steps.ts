/**
 * The model steps of Workflow 3001 with the seconds that the old system's 50-posting run took for them (mean, least, most), formatting
 * left out since it is code now. Of the postings 16 % failed their first grading, and all of those failed both regradings.
 */
import type { Family } from '../../src/pipeline/llm/port.ts'
import type { Branch } from '../../src/pipeline/workflow/scheduler/work-list.ts'

const family = (model: string): Family => ({ model, num_ctx: 8192, options: {} })
export const GEMMA3 = family('gemma3:1b')
export const GEMMA2 = family('gemma2:latest')
export const QWEN = family('qwen2.5:7b')
export const FAMILIES = [GEMMA3, GEMMA2, QWEN]

export type StepName = keyof typeof STEPS
export const STEPS = {
  extract: { family: GEMMA3, mean: 6.8, least: 4, most: 19 },
  grade_a: { family: GEMMA2, mean: 24.9, least: 17, most: 35 },
  grade_b: { family: QWEN, mean: 9.7, least: 6, most: 42 },
  improve: { family: QWEN, mean: 24.1, least: 11, most: 41 },
  regrade: { family: QWEN, mean: 6, least: 4, most: 8 },
  ticket: { family: QWEN, mean: 4.3, least: 4, most: 5 },
  skills: { family: QWEN, mean: 5.5, least: 3, most: 8 },
  analyst: { family: QWEN, mean: 4.2, least: 3, most: 13 },
  skeptic: { family: GEMMA2, mean: 24.2, least: 12, most: 47 },
  expert: { family: QWEN, mean: 10.8, least: 9, most: 14 },
} as const
export const STEP_NAMES = Object.keys(STEPS) as StepName[]

const FAILS_FIRST_GRADING = 0.16
const IMPROVE_AT_MOST = 2
const REPAIR = FAILS_FIRST_GRADING * (IMPROVE_AT_MOST * (STEPS.improve.mean + STEPS.regrade.mean) + STEPS.ticket.mean)

/** What one job of a step is expected to lead to, branch by branch. */
export const FOLLOWING: Readonly<Record<StepName, readonly Branch[]>> = {
  extract: [
    [
      { family: GEMMA2, expected_seconds: STEPS.grade_a.mean },
      { family: QWEN, expected_seconds: REPAIR },
    ],
    [{ family: QWEN, expected_seconds: STEPS.grade_b.mean }],
  ],
  grade_a: [[{ family: QWEN, expected_seconds: REPAIR / 2 }]],
  grade_b: [[{ family: QWEN, expected_seconds: REPAIR / 2 }]],
  improve: [[{ family: QWEN, expected_seconds: 30 }]],
  regrade: [[{ family: QWEN, expected_seconds: 15 }]],
  ticket: [],
  skills: [],
  analyst: [
    [
      { family: GEMMA2, expected_seconds: STEPS.skeptic.mean },
      { family: QWEN, expected_seconds: STEPS.expert.mean },
    ],
  ],
  skeptic: [[{ family: QWEN, expected_seconds: STEPS.expert.mean }]],
  expert: [],
}

/** A posting as it will turn out, whoever schedules it: every peer gets the same. */
export type Posting = { index: number; fails: boolean; seconds(step: StepName, iteration: number): number }

/** The postings of a seed. A duration lies between the step's least and most, and its mean is the step's. */
export function drawPostings(count: number, seed: number): Posting[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    fails: chance(seed, index, 0) < FAILS_FIRST_GRADING,
    seconds: (step, iteration) => {
      const { mean, least, most } = STEPS[step]
      const bend = (most - mean) / (mean - least)
      return least + (most - least) * chance(seed, index, 1 + STEP_NAMES.indexOf(step) * 4 + iteration) ** bend
    },
  }))
}

/** Every call that a posting takes, in the order of the graph. */
export function callsOf(posting: Posting): { step: StepName; iteration: number; family: Family; seconds: number }[] {
  const once = (...steps: StepName[]) => steps.map((step) => ({ step, iteration: 0 }))
  const summary = [...once('extract', 'grade_a', 'grade_b'), ...(posting.fails ? repairSteps() : [])]
  return [...summary, ...once('skills', 'analyst', 'skeptic', 'expert')].map(({ step, iteration }) => ({
    step,
    iteration,
    family: STEPS[step].family,
    seconds: posting.seconds(step, iteration),
  }))
}

function repairSteps(): { step: StepName; iteration: number }[] {
  const loops = Array.from({ length: IMPROVE_AT_MOST }, (_, iteration) => [
    { step: 'improve' as const, iteration },
    { step: 'regrade' as const, iteration },
  ])
  return [...loops.flat(), { step: 'ticket', iteration: 0 }]
}

/** The steps that a finished step makes ready; `graded` of the two graders have answered. */
export function nextSteps(
  posting: Posting,
  step: StepName,
  iteration: number,
  graded: number,
): { step: StepName; iteration: number }[] {
  const first = (...steps: StepName[]) => steps.map((step) => ({ step, iteration: 0 }))
  if (step === 'extract') return first('grade_a', 'grade_b')
  if (step === 'grade_a' || step === 'grade_b') return graded === 2 && posting.fails ? first('improve') : []
  if (step === 'improve') return [{ step: 'regrade', iteration }]
  if (step === 'regrade') {
    return iteration + 1 < IMPROVE_AT_MOST ? [{ step: 'improve', iteration: iteration + 1 }] : first('ticket')
  }
  if (step === 'analyst') return first('skeptic')
  return step === 'skeptic' ? first('expert') : []
}

/** A number in [0, 1) that is always the same for the same three (splitmix32 over a mix of them). */
export function chance(seed: number, index: number, what: number): number {
  let state =
    Math.imul(seed + 0x9e37, 0x85ebca6b) ^ Math.imul(index + 0x79b9, 0xc2b2ae35) ^ Math.imul(what + 1, 0x27d4eb2f)
  for (let round = 0; round < 2; round++) {
    state = (state + 0x9e3779b9) | 0
    state = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    state = Math.imul(state ^ (state >>> 15), 0x735a2d97)
    state ^= state >>> 15
  }
  return (state >>> 0) / 2 ** 32
}

/** Seconds of the longest chain of a posting, without loading. */
export function chainSeconds(posting: Posting): number {
  const of = (...steps: StepName[]) =>
    callsOf(posting).reduce((sum, { step, seconds }) => (steps.includes(step) ? sum + seconds : sum), 0)
  const summary = of('extract', 'improve', 'regrade', 'ticket') + Math.max(of('grade_a'), of('grade_b'))
  return Math.max(summary, of('analyst', 'skeptic', 'expert'))
}
