import type { CounterEvidence, Likelihood, RedFlag } from '../../records.ts'
import {
  CATEGORY_LIMITS,
  CEILING_WITHOUT_DECISIVE,
  COUNTER_LIMIT,
  COUNTER_POINTS,
  DECISIVE_FLAGS,
  DECISIVE_FLOOR,
  DOWNGRADED_SHARE,
  FLAG_POINTS,
  OTHER_COUNTER_POINTS,
  OTHER_FLAG_POINTS,
  PRIOR_POINTS,
  REPEAT_SHARE,
  SMALL_FLAG_LIMIT,
} from './rubric.ts'

type Flag = Pick<RedFlag, 'flag' | 'severity'>
type Counter = Pick<CounterEvidence, 'signal' | 'refutes' | 'effect'>

const tableOf = (code: string): Record<RedFlag['severity'], number> =>
  Object.hasOwn(FLAG_POINTS, code) ? FLAG_POINTS[code as keyof typeof FLAG_POINTS] : OTHER_FLAG_POINTS

/** Points of a flag by the table, before anything is held against it. */
export function flagPoints({ flag, severity }: Flag): number {
  return tableOf(flag)[severity]
}

/** Share of its points that a flag keeps: 1, DOWNGRADED_SHARE or 0. The strongest answer counts, however many there are. */
export function standingShare(code: string, counterEvidence: readonly Counter[]): number {
  const answers = counterEvidence.filter(({ refutes, effect }) => refutes === code && effect !== 'supports')
  if (answers.some(({ effect }) => effect === 'refuted')) return 0
  return answers.length > 0 ? DOWNGRADED_SHARE : 1
}

/** The points behind a score, 0-10 with fractions: the finer order within one whole number. */
export function pointsFromFlags(flags: readonly Flag[], counterEvidence: readonly Counter[]): number {
  const added = pointsAdded(flags, counterEvidence)
  const decisive = flags.some(({ flag }) => DECISIVE_FLAGS.has(flag) && standingShare(flag, counterEvidence) === 1)
  const total = PRIOR_POINTS + added - pointsTakenOff(counterEvidence)
  const ceiling = decisive ? 10 : CEILING_WITHOUT_DECISIVE
  const points = Math.min(ceiling, Math.max(decisive ? DECISIVE_FLOOR : 0, total))
  // Sums of decimals differ in the last bit with their order; half points must round the same way every time.
  return Math.round(points * 1e6) / 1e6
}

/**
 * The Internal Hire Likelihood by rubric 2, a whole number 0-10. Monotone: another flag never lowers it, another piece of
 * counter-evidence never raises it.
 */
export function scoreFromFlags(flags: readonly Flag[], counterEvidence: readonly Counter[]): number {
  return Math.round(pointsFromFlags(flags, counterEvidence))
}

/** The category of a score: 0-3, 4-6, 7-9, 10. */
export function categoryOf(score: number): Likelihood['ihl_category'] {
  if (score <= CATEGORY_LIMITS.GENUINE) return 'GENUINE'
  if (score <= CATEGORY_LIMITS.BORDERLINE) return 'BORDERLINE'
  return score <= CATEGORY_LIMITS.COMPLIANCE_THEATER ? 'COMPLIANCE_THEATER' : 'FAKE'
}

function pointsAdded(flags: readonly Flag[], counterEvidence: readonly Counter[]): number {
  const byCode = Map.groupBy(flags, ({ flag }) => flag)
  let small = 0
  let whole = 0
  for (const [code, same] of byCode) {
    const points = same.map(flagPoints).sort((a, b) => b - a)
    const strongest = points[0] ?? 0
    const all = strongest + REPEAT_SHARE * points.slice(1).reduce((sum, each) => sum + each, 0)
    const kept = all * standingShare(code, counterEvidence)
    if (strongest < 1) small += kept
    else whole += kept
  }
  return whole + Math.min(SMALL_FLAG_LIMIT, small)
}

function pointsTakenOff(counterEvidence: readonly Counter[]): number {
  const signals = new Set(counterEvidence.filter(({ effect }) => effect === 'supports').map(({ signal }) => signal))
  let points = 0
  for (const signal of signals) {
    points += Object.hasOwn(COUNTER_POINTS, signal)
      ? COUNTER_POINTS[signal as keyof typeof COUNTER_POINTS]
      : OTHER_COUNTER_POINTS
  }
  return Math.min(COUNTER_LIMIT, points)
}
