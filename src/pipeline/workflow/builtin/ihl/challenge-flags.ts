import type { PostingText } from '../../posting-text.ts'
import type { Analysis, Challenge, CounterEvidence, RedFlag } from '../../records.ts'
import { ANSWERS } from './counter/answers.ts'
import { broadTerms } from './counter/broad-terms.ts'
import { openSearch } from './counter/open-search.ts'
import { wishedOnly } from './counter/wished-only.ts'
import { findSignals, indexCues, type Signal } from './find-signals.ts'
import { readFolded } from './reading.ts'
import { COUNTER_POINTS, type CounterSignal } from './rubric.ts'
import { scoreFromFlags } from './score-from-flags.ts'

/** As many as a challenge can hold. */
const COUNTER_AT_MOST = 12
/** Scores from which the skeptic grants the analyst something, and has no case any more. */
const PLAUSIBLE_FROM = 4
const WEAK_FROM = 7

/** Characters between a flag and words that still qualify it: flattened lists make one sentence of many demands. */
const NEAR = 60

const INDEX = indexCues([...openSearch, ...broadTerms])

/**
 * The IHL skeptic: what in the text speaks for an honest search, each with the exact text that says so. A sign that answers a flag of
 * the analyst names it (`refuted` or `downgraded`); one that speaks for the whole posting `supports`. A statement on diversity is none.
 */
export function challengeFlags(posting: PostingText, analysis: Analysis): Challenge {
  const reading = readFolded(posting)
  const signals = findSignals(reading, INDEX).filter(({ rule, found }) => {
    return rule.judge === undefined || rule.judge(found) !== null
  })
  const answers = [
    ...wishedOnly(reading, analysis.flags),
    ...signals.flatMap((signal) => answersOf(signal, analysis.flags)),
  ]
  const evidence = [...onceEach(answers), ...supportsOf(signals)].slice(0, COUNTER_AT_MOST)
  const score = scoreFromFlags(analysis.flags, evidence)
  return {
    verdict: score >= WEAK_FROM ? 'WEAK_CASE' : score >= PLAUSIBLE_FROM ? 'PLAUSIBLE' : 'GENUINE',
    suggested_score: score,
    counter_evidence: evidence,
    reasoning: reasonOf(evidence, analysis.flags),
  }
}

/** The flags that a sign answers. One quote answers all flags of a code, so a near one must not excuse a far one of the same code. */
function answersOf({ rule, found }: Signal<CounterSignal>, flags: readonly RedFlag[]): CounterEvidence[] {
  const { sentence, quote } = found
  const answers: CounterEvidence[] = []
  for (const { flag, near, far } of ANSWERS[rule.code] ?? []) {
    const raised = flags.filter((each) => each.flag === flag)
    if (raised.length === 0) continue
    const allNear = raised.every(({ evidence }) => {
      const together = evidence.start < sentence.end && sentence.start < evidence.end
      return together && Math.max(quote.start - evidence.end, evidence.start - quote.end) <= NEAR
    })
    const effect = allNear ? (near ?? far) : far
    if (effect) answers.push({ signal: rule.code, refutes: flag, effect, reasoning: rule.reasoning, evidence: quote })
  }
  return answers
}

/** The strongest answer to each flag. */
function onceEach(answers: readonly CounterEvidence[]): CounterEvidence[] {
  const best = new Map<string | null, CounterEvidence>()
  for (const answer of answers) {
    const known = best.get(answer.refutes)
    if (known === undefined || (known.effect !== 'refuted' && answer.effect === 'refuted'))
      best.set(answer.refutes, answer)
  }
  return [...best.values()]
}

/** The first place of each signal, heaviest signals first. */
function supportsOf(signals: readonly Signal<CounterSignal>[]): CounterEvidence[] {
  const first = new Map<CounterSignal, CounterEvidence>()
  for (const { rule, found } of signals) {
    if (first.has(rule.code)) continue
    first.set(rule.code, {
      signal: rule.code,
      refutes: null,
      effect: 'supports',
      reasoning: rule.reasoning,
      evidence: found.quote,
    })
  }
  return [...first].sort(([a], [b]) => COUNTER_POINTS[b] - COUNTER_POINTS[a]).map(([, evidence]) => evidence)
}

function reasonOf(evidence: readonly CounterEvidence[], flags: readonly RedFlag[]): string {
  const answered = new Set(evidence.flatMap(({ refutes }) => refutes ?? []))
  const supports = evidence.filter(({ effect }) => effect === 'supports').length
  if (flags.length === 0)
    return supports > 0 ? 'No flag to answer, and the text invites outsiders.' : 'No flag to answer.'
  const kinds = new Set(flags.map(({ flag }) => flag)).size
  return `${answered.size} of ${kinds} kinds of flag answered from the text; ${supports} sign${supports === 1 ? '' : 's'} of an open search.`
}
