import type { PostingText } from '../../posting-text.ts'
import type { Analysis, RedFlag } from '../../records.ts'
import { findSignals, indexCues } from './find-signals.ts'
import { fewPeople } from './flags/few-people.ts'
import { hardToApply } from './flags/hard-to-apply.ts'
import { insideKnowledge } from './flags/inside-knowledge.ts'
import { insidersFirst } from './flags/insiders-first.ts'
import { onePersonsLife } from './flags/one-persons-life.ts'
import { openingIsTaken } from './flags/opening-is-taken.ts'
import { readFolded } from './reading.ts'
import { flagPoints, scoreFromFlags } from './score-from-flags.ts'

/** As many as an analysis can hold, and as many of one code as still tell something. */
const FLAGS_AT_MOST = 12
const OF_ONE_CODE_AT_MOST = 3
/** Scores from which the analyst calls a posting suspicious, and pre-wired. */
const SUSPICIOUS_FROM = 4
const PRE_WIRED_FROM = 7

const INDEX = indexCues([
  ...openingIsTaken,
  ...insidersFirst,
  ...insideKnowledge,
  ...onePersonsLife,
  ...fewPeople,
  ...hardToApply,
])

/**
 * The IHL analyst: every sign that the opening may already be meant for somebody, each with the exact text that says so
 * (`description.slice(start, end) === quote`), strongest first. Ordinary stacks, titles and "5+ years" are no signs. The same words
 * are one sign, whichever rules they fit. `suggested_score` is the rubric's with nothing held against the flags.
 */
export function findRedFlags(posting: PostingText): Analysis {
  const signals = findSignals(readFolded(posting), INDEX)
  const flags: RedFlag[] = []
  for (const { rule, found } of signals) {
    const severity = rule.judge === undefined ? 'MEDIUM' : rule.judge(found)
    if (severity === null) continue
    flags.push({ flag: rule.code, severity, reasoning: rule.reasoning, evidence: found.quote })
  }
  const kept = withoutEchoes(flags).slice(0, FLAGS_AT_MOST)
  const score = scoreFromFlags(kept, [])
  return {
    verdict: score >= PRE_WIRED_FROM ? 'PRE_WIRED' : score >= SUSPICIOUS_FROM ? 'SUSPICIOUS' : 'GENUINE',
    suggested_score: score,
    flags: kept,
    reasoning: reasonOf(kept),
  }
}

/** Strongest first; a flag whose words a stronger one already quotes is left out, and so is the fourth of a code. */
function withoutEchoes(flags: readonly RedFlag[]): RedFlag[] {
  const ordered = flags.toSorted((a, b) => flagPoints(b) - flagPoints(a) || a.evidence.start - b.evidence.start)
  const kept: RedFlag[] = []
  for (const flag of ordered) {
    const { start, end } = flag.evidence
    const echo = kept.some(({ evidence }) => start < evidence.end && evidence.start < end)
    const same = kept.filter((other) => other.flag === flag.flag)
    const said = same.some(({ evidence }) => evidence.quote.toLowerCase() === flag.evidence.quote.toLowerCase())
    if (!echo && !said && same.length < OF_ONE_CODE_AT_MOST) kept.push(flag)
  }
  return kept
}

function reasonOf(flags: readonly RedFlag[]): string {
  const [first, ...others] = flags
  if (first === undefined) return 'Nothing in the text points to a person already chosen.'
  const more = others.length === 0 ? '' : ` ${others.length} further sign${others.length === 1 ? '' : 's'}.`
  return `${first.reasoning}${more}`
}
