import { quoteOf } from '../../../../text/span.ts'
import type { CounterEvidence, RedFlag } from '../../../records.ts'
import { type Reading, sectionAt, sentenceAround } from '../reading.ts'
import { ANSWERS } from './answers.ts'

const WISH =
  /\b(?:preferred|preferabl[ey]|nice[- ]to[- ]have|ideally|(?:an? )?(?:plus|advantage|asset|bonus)\b|desirable|desired|beneficial|welcome|idealerweise|w(?:ü|ue)nschenswert|von vorteil|vorteilhaft|gern(?:e)? gesehen)/

/** Characters between a demand and the word that makes a wish of it. */
const NEAR = 40

/** A demand that is only a wish keeps nobody out: answers flags whose sentence or heading says so, quoting those words. */
export function wishedOnly(reading: Reading, flags: readonly RedFlag[]): CounterEvidence[] {
  const answerable = new Set<string>(ANSWERS.wished_only?.map(({ flag }) => flag))
  const answers: CounterEvidence[] = []
  for (const [flag, raised] of Map.groupBy(flags, ({ flag }) => flag)) {
    if (!answerable.has(flag)) continue
    const quotes = raised.map(({ evidence }) => wishAt(reading, evidence))
    const [first] = quotes
    if (!first || quotes.includes(null)) continue
    answers.push({
      signal: 'wished_only',
      refutes: flag,
      effect: 'downgraded',
      reasoning: 'The demand is a wish, not a condition.',
      evidence: first,
    })
  }
  return answers
}

function wishAt(reading: Reading, evidence: RedFlag['evidence']) {
  const sentence = sentenceAround(reading.text, evidence)
  const from = Math.max(sentence.start, evidence.start - NEAR)
  const wish = WISH.exec(reading.folded.slice(from, Math.min(sentence.end, evidence.end + NEAR)))
  if (wish) {
    const start = from + wish.index
    return quoteOf(reading.text, { start, end: start + wish[0].length })
  }
  const section = sectionAt(reading, evidence.start)
  return section.preferred ? section.heading : null
}
