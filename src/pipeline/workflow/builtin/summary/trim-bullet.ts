import { isFunctionWord } from '../../../text/items/function-words.ts'
import type { Quote } from '../../../text/span.ts'
import type { Bullet } from '../../records.ts'

/** A bullet longer than this is cut at a clause end (characters). */
export const LONGEST_BULLET = 240
/** A cut leaves at least this much: less would lose the meaning. */
const SHORTEST_CUT = 70

// Places where a clause ends, best first: a sentence, a semicolon, an aside, a relative clause, an enumeration.
const CLAUSE_ENDS: readonly RegExp[] = [
  /(?<=\p{L}{3}|\))[.!?](?=\s)/gu,
  /;(?=\s)/g,
  /\s[–—-](?=\s)/g,
  /,?\s(?=\((?:e\.g|z\. ?B|i\.e|inkl|including))/g,
  /,\s(?=(?:including|such as|e\.g|which|while|where|ensuring|as well as|thereby|insbesondere|sowie|einschließlich|inklusive|z\. ?B|um|indem|wobei|und)\b)/g,
  /\s(?=(?:including|such as|in order to|as well as|sowie|inklusive|einschließlich)\s)/g,
  /,(?=\s)/g,
]

/** A bullet of an item: its text, cut at a clause end where it is long, with the whole item as evidence. */
export function trimBullet(item: Quote): Bullet {
  return { text: trimText(item.quote), evidence: { start: item.start, end: item.end, quote: item.quote } }
}

function trimText(quote: string): string {
  const whole = quote.replace(/[\s;,:]+$/, '')
  if (whole.length <= LONGEST_BULLET) return whole
  for (const end of CLAUSE_ENDS) {
    let best = -1
    for (const match of whole.slice(0, LONGEST_BULLET + 1).matchAll(end)) {
      const cut = match.index + (/[.!?]/.test(match[0]) ? 1 : 0)
      if (cut >= SHORTEST_CUT && cut <= LONGEST_BULLET && isWhole(whole.slice(0, cut))) best = cut
    }
    if (best > 0) return whole.slice(0, best).trimEnd()
  }
  return whole.length <= 400 ? whole : lastWord(whole)
}

/** A cut inside brackets or behind "and the" would leave half a phrase. */
function isWhole(text: string): boolean {
  if (text.split('(').length !== text.split(')').length) return false
  const last = /([\p{L}'’]+)\W*$/u.exec(text)?.[1] ?? ''
  return !isFunctionWord(last.toLowerCase())
}

function lastWord(text: string): string {
  let cut = text.lastIndexOf(' ', LONGEST_BULLET)
  while (cut > SHORTEST_CUT && !isWhole(text.slice(0, cut))) cut = text.lastIndexOf(' ', cut - 1)
  return text.slice(0, cut > 0 ? cut : LONGEST_BULLET).trimEnd()
}
