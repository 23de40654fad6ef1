import type { PostingText } from '../../posting-text.ts'
import type { Analysis, Challenge, CounterEvidence, Likelihood, RedFlag } from '../../records.ts'
import { COUNTER_POINTS, DECISIVE_FLAGS, type FlagCode } from './rubric.ts'
import { categoryOf, flagPoints, scoreFromFlags, standingShare } from './score-from-flags.ts'

/** Below this many characters a text says too little for a firm judgement. */
const SHORT_TEXT = 800

/** Flags that say how few people fit, not that somebody was chosen. */
const NARROWING = new Set<string>([
  'exact_experience',
  'dated_experience',
  'exact_team_size',
  'resume_achievement',
  'named_competitor',
  'certificate_stack',
  'narrow_combination',
  'citizenship_niche',
  'language_combination',
  'long_experience',
  'internal_system_required',
  'internal_project_named',
  'own_tenure_required',
  'technology_age',
] satisfies FlagCode[])

/**
 * The IHL expert: the rubric's score of the flags that the skeptic left standing, and beside it the expert's own number, which goes by
 * the strongest standing flag and how many kinds agree. Confidence is LOW where few signals or a short text carry the judgement.
 */
export function decideLikelihood(posting: PostingText, analysis: Analysis, challenge: Challenge): Likelihood {
  const { flags } = analysis
  const { counter_evidence } = challenge
  const score = scoreFromFlags(flags, counter_evidence)
  const standing = flags.filter(({ flag }) => standingShare(flag, counter_evidence) > 0)
  const recommendation = score <= 3 ? 'APPLY' : score <= 6 ? 'CAUTION' : 'SKIP'
  return {
    ihl_score: score,
    ihl_category: categoryOf(score),
    ihl_confidence: confidenceOf(posting, standing, counter_evidence),
    expert_score: expertScore(standing, counter_evidence),
    candidate_pool: poolOf(standing, counter_evidence),
    recommendation,
    flags,
    counter_evidence,
    reasoning: reasonOf(score, standing, counter_evidence),
  }
}

/** A judgement by rank instead of sums: where the strongest flag puts the posting, one up for agreement, one down for open search. */
function expertScore(standing: readonly RedFlag[], counterEvidence: readonly CounterEvidence[]): number {
  const strengths = standing
    .map((flag) => flagPoints(flag) * standingShare(flag.flag, counterEvidence))
    .sort((a, b) => b - a)
  const strongest = strengths[0] ?? 0
  const kinds = new Set(standing.filter((flag) => flagPoints(flag) >= 1).map(({ flag }) => flag)).size
  const base = strongest >= 6 ? 8 : strongest >= 4 ? 6 : strongest >= 3 ? 5 : strongest >= 2 ? 4 : strongest > 0 ? 2 : 1
  const open = supportPoints(counterEvidence)
  return Math.max(0, Math.min(10, base + Math.min(2, Math.max(0, kinds - 1)) - (open >= 1 && strongest < 6 ? 1 : 0)))
}

function confidenceOf(
  { description }: PostingText,
  standing: readonly RedFlag[],
  counterEvidence: readonly CounterEvidence[],
) {
  if (standing.some(({ flag }) => DECISIVE_FLAGS.has(flag) && standingShare(flag, counterEvidence) === 1)) return 'HIGH'
  const against = new Set(standing.map(({ flag }) => flag)).size
  const support = new Set(counterEvidence.flatMap(({ effect, signal }) => (effect === 'supports' ? signal : []))).size
  if (description.length < SHORT_TEXT || against + support <= 1) return 'LOW'
  // Many signs that pull both ways are no firmer than few.
  const agreement = Math.abs(against - support)
  return agreement >= 3 ? 'HIGH' : 'MEDIUM'
}

function poolOf(
  standing: readonly RedFlag[],
  counterEvidence: readonly CounterEvidence[],
): Likelihood['candidate_pool'] {
  if (standing.some(({ flag }) => DECISIVE_FLAGS.has(flag) && standingShare(flag, counterEvidence) === 1)) return 'TINY'
  let narrowness = 0
  for (const flag of standing) {
    if (NARROWING.has(flag.flag)) narrowness += flagPoints(flag) * standingShare(flag.flag, counterEvidence)
  }
  narrowness -= supportPoints(counterEvidence) / 2
  if (narrowness >= 5) return 'TINY'
  if (narrowness >= 2) return 'SMALL'
  return narrowness > -0.5 ? 'MEDIUM' : 'LARGE'
}

function supportPoints(counterEvidence: readonly CounterEvidence[]): number {
  let points = 0
  for (const { effect, signal } of counterEvidence) {
    if (effect === 'supports')
      points += Object.hasOwn(COUNTER_POINTS, signal) ? COUNTER_POINTS[signal as keyof typeof COUNTER_POINTS] : 0
  }
  return points
}

function reasonOf(score: number, standing: readonly RedFlag[], counterEvidence: readonly CounterEvidence[]): string {
  const words = (texts: readonly string[]) =>
    texts
      .slice(0, 4)
      .map((text) => text.replaceAll('_', ' '))
      .join(', ')
  const flags = [...new Set(standing.map(({ flag }) => flag))]
  const signals = [...new Set(counterEvidence.flatMap(({ effect, signal }) => (effect === 'supports' ? signal : [])))]
  const against = flags.length === 0 ? 'no flag stands' : `standing: ${words(flags)}`
  const open = signals.length === 0 ? 'nothing in the text widens the search' : `open search: ${words(signals)}`
  return `${score} of 10; ${against}; ${open}.`
}
