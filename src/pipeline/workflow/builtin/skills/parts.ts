import type { Span } from '../../../text/span.ts'

const ASKED_NOUN =
  '(?:experience|knowledge|skills?|proficien\\p{L}+|expertise|familiarity|understanding|ability|fluen\\p{L}+|background|exposure|degree|certification|qualification|\\p{L}*kenntnisse|\\p{L}*erfahrung|verständnis|\\p{L}*studium|\\p{L}*ausbildung)'
/** Where a clause goes on to ask for another thing: "Java required, knowledge of Kafka is a plus". */
const JOINT = new RegExp(
  `(?:[,;:]|\\s[–-]|,?\\s(?:and|und|sowie|as well as))\\s+(?=(?:[\\p{L}'’-]+\\s+){0,3}?${ASKED_NOUN})|;\\s|,?\\s(?:but|aber|jedoch|whereas)\\s`,
  'giu',
)
/** To know that a noun stands there, the letters before it are of no matter; looking for them would cost their square. */
const ASKS = new RegExp(ASKED_NOUN.replaceAll('\\p{L}*', ''), 'iu')
/** Joints that part a clause whatever stands before them. */
const PARTS_ALWAYS = /[;]|but|aber|jedoch|whereas/i
/** A joint with less before it parts an adverb or a label from what it belongs to (characters). */
const SHORTEST_PART = 8

/** Parts of a clause that each ask for something of their own; together they cover it. */
export function partsOf(clause: string): Span[] {
  if (!ASKS.test(clause) && !PARTS_ALWAYS.test(clause)) return [{ start: 0, end: clause.length }]
  const parts: Span[] = []
  let start = 0
  for (const { index, 0: joint } of clause.matchAll(JOINT)) {
    const before = clause.slice(start, index)
    if (before.length < SHORTEST_PART || !(ASKS.test(before) || PARTS_ALWAYS.test(joint))) continue
    parts.push({ start, end: index })
    start = index
  }
  parts.push({ start, end: clause.length })
  return parts
}

/** Words that stand before what is only wished for; the others stand behind it. */
const FORWARD =
  /^(?:preferably|ideally|idealerweise|gern|optional|nice|good to|beneficially|bonus|wünschen|preferibil)/i

/**
 * What a mark of wishing ("is a plus", "ideally", "(preferred)") speaks of: the brackets around it, what follows an adverb or a
 * label, or what precedes it in its part of the clause. The rest of the clause stays asked for.
 */
export function wishScope(clause: string, mark: Span, part: Span): Span {
  const open = clause.lastIndexOf('(', mark.start)
  const close = clause.indexOf(')', mark.end)
  const inBrackets = open >= part.start && close >= 0 && !clause.slice(open, mark.start).includes(')')
  if (inBrackets) {
    const others = clause.slice(open + 1, mark.start) + clause.slice(mark.end, close)
    if (/\p{L}{2}/u.test(others.replace(/\b(?:is|are|would|be|an?|but|not|mandatory|essential)\b/gi, '')))
      return { start: open, end: close }
    // Alone in brackets it qualifies the name before it, or the whole part where it ends one.
    if (!/\p{L}{2}/u.test(clause.slice(close, part.end))) return { start: part.start, end: close }
    return { start: Math.max(part.start, clause.lastIndexOf(',', open)), end: close }
  }
  const opens = !/\p{L}{3}/u.test(clause.slice(part.start, mark.start))
  const follows = /\p{L}{2}/u.test(clause.slice(mark.end, part.end))
  if (follows && (opens || FORWARD.test(clause.slice(mark.start, mark.end))))
    return { start: mark.start, end: part.end }
  return { start: part.start, end: part.end }
}
