import type { Span } from '../../../text/span.ts'

/** A clause never reaches further than this: flattened texts have sentences of a page. */
const LONGEST_REACH = 260
/** Ends of a sentence or an item; a full stop inside a name or number ("Node.js", "3.5") is none. */
const STOP = /[;!?•●▪■\n\r|]|\.(?=\s|$|\p{Lu}\p{Ll})|\s[-–*·]\s/gu
/**
 * Words that open an item of a list of requirements. Where a text lost its line breaks they are all that tells where the next begins:
 * a word in capitals that no punctuation and no lower-case link precedes. Its first sign is looked at first: few places pass.
 */
const OPENING =
  /(?=[A-Z\d])(?<=[\p{L}\p{N})%+\u00a0"”’]\s{1,3})(?:(?:At least|Minimum(?: of)?|Min\.?|Over|More than)\s|(?:\d{1,2}\+?\s?(?:[-–]\s?\d{1,2}\+?\s?)?(?:years|yrs|Jahre)\b)|(?:Strong|Solid|Sound|Deep|Good|Very good|Excellent|Proven|Extensive|Broad|Advanced|Basic|Working|Prior|Previous|Relevant|Demonstrated|Demonstrable|Hands[- ]on|In-depth|Experience|Experienced|Expert|Expertise|Knowledge|Understanding|Familiarity|Familiar|Proficiency|Proficient|Exposure|Ability|Able|Fluency|Fluent|Outstanding|Must|Required|Preferred|Desirable|Ideally|Nice|Degree|Bachelor|Master|University|Educated|Qualifications?|Certification|Certified|Comfortable|Skilled|Background|Competent|Capable|Highly|Self|Team|Effective|Confident|You|We|Our|Your|The|This|As|How|What|Awareness|Willingness|Mehrjährige|Fundierte|Sehr|Gute|Idealerweise|Abgeschlossene[sr]?|Ausgeprägte|Hohe|Sicherer|Sichere|Verhandlungssichere|Fließende|Erste|Mindestens|Sie|Du|Wir)\b)/gu
/** Two openings this close are one: "Strong Experience", "Very Good Understanding". */
const LONGEST_OPENING = 14
/** Where a lost line break fused two items: "ProjektteamsPräsentationsfähigkeiten". */
const FUSED = /(?=\p{Lu}\p{Ll})(?:(?=\p{Lu}\p{Ll}{2})(?<=\p{Ll}{2})|(?<=\)))/gu

/**
 * Finds the clause around [start, end): the sentence or item of a list whose words say something about what stands there. Reads the
 * text once; every look-up is then a binary search.
 */
export function createClauses(text: string): (start: number, end: number) => Span {
  const places = new Set<number>([0, text.length])
  for (const { index, 0: mark } of text.matchAll(STOP)) places.add(index + mark.length)
  for (const { index } of text.matchAll(FUSED)) places.add(index)
  let opened = -LONGEST_OPENING
  for (const { index } of text.matchAll(OPENING)) {
    if (
      index - opened >= LONGEST_OPENING &&
      !/(?:years?|yrs|Jahren?) *$/.test(text.slice(Math.max(0, index - 8), index))
    )
      places.add(index)
    opened = index
  }
  const breaks = Uint32Array.from(places).sort()

  /** Number of breaks at or before a place. */
  const breaksUpTo = (place: number) => {
    let low = 0
    let high = breaks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((breaks[middle] as number) <= place) low = middle + 1
      else high = middle
    }
    return low
  }
  return (start, end) => {
    const from = breaks[breaksUpTo(start) - 1] ?? 0
    const to = breaks[breaksUpTo(end - 1)] ?? text.length
    return { start: Math.max(from, start - LONGEST_REACH), end: Math.min(to, end + LONGEST_REACH) }
  }
}
