import { type Reading, sentenceAround, trimmedQuote } from './reading.ts'
import type { Found, Rule } from './rule.ts'

/** A cue is looked up by this many letters. */
const KEY_LENGTH = 4

const DIGIT_KEY = '0'.charCodeAt(0)

type Entry<Code extends string> = { cue: string; rule: Rule<Code> }
export type CueIndex<Code extends string> = ReadonlyMap<number, readonly Entry<Code>[]>

export type Signal<Code extends string> = { rule: Rule<Code>; found: Found }

const NEGATED = /(?:^|[\s(])(?:no|not|never|without|neither|kein\w*|nicht|ohne|n't)\s+(?:\S+\s+){0,2}$/
const CONDITIONAL = /(?:^|[\s(])(?:once|when|if|until|unless|whether|sobald|wenn|falls|bis|nachdem)\s+(?:\S+\s+){0,3}$/

/** Rules by the first letters of their cues. */
export function indexCues<Code extends string>(rules: readonly Rule<Code>[]): CueIndex<Code> {
  const entries = rules.flatMap((rule) => rule.cues.map((cue): Entry<Code> => ({ cue, rule })))
  return Map.groupBy(entries, ({ cue }) => keyOf(cue, 0, cue.length))
}

/** Every place where a rule holds, in order of the text, at most one a rule and sentence. */
export function findSignals<Code extends string>(reading: Reading, index: CueIndex<Code>): Signal<Code>[] {
  const { text, folded } = reading
  const signals: Signal<Code>[] = []
  const lookedUpTo = new Map<Rule<Code>, number>()
  let sentence = { start: 0, end: 0 }
  eachWord(reading, (start, end) => {
    const digit = isDigit(folded.charCodeAt(start))
    const entries = index.get(digit ? DIGIT_KEY : keyOf(folded, start, end))
    if (entries === undefined) return
    for (const { cue, rule } of entries) {
      if (!digit && !folded.startsWith(cue, start)) continue
      if (start >= sentence.end || start < sentence.start) sentence = sentenceAround(text, { start, end })
      if ((lookedUpTo.get(rule) ?? 0) > start) continue
      lookedUpTo.set(rule, sentence.end)
      const found = tryRule(rule, reading, sentence)
      if (found) signals.push({ rule, found })
    }
  })
  return signals
}

/** The first letters of a word as one number: a look-up that allocates nothing. Words that share it are told apart by their cue. */
function keyOf(text: string, start: number, end: number): number {
  let key = 0
  for (let place = start; place < Math.min(end, start + KEY_LENGTH); place++)
    key = (key << 8) | (text.charCodeAt(place) & 0xff)
  return key
}

function tryRule(rule: Rule<string>, reading: Reading, { start, end }: { start: number; end: number }): Found | null {
  const folded = reading.folded.slice(start, end)
  const match = rule.pattern.exec(folded)
  if (match === null || rule.unless?.test(folded)) return null
  const before = folded.slice(0, match.index)
  if (rule.negatable !== false && (NEGATED.test(before) || CONDITIONAL.test(before))) return null
  const at = start + match.index
  const from = rule.wordsBefore === undefined ? at : wordsBefore(reading.folded, start, at, rule.wordsBefore)
  return {
    match,
    quote: trimmedQuote(reading.text, { start: from, end: at + match[0].length }),
    sentence: trimmedQuote(reading.text, { start, end }),
    folded,
    reading,
  }
}

/** Start of the `count`th word before a place, not before `first`. */
function wordsBefore(folded: string, first: number, place: number, count: number): number {
  let at = place
  for (let word = 0; word < count && at > first; word++) {
    while (at > first && isBlank(folded.charCodeAt(at - 1))) at--
    while (at > first && !isBlank(folded.charCodeAt(at - 1))) at--
  }
  return at
}

/**
 * Visits the words of the text as [start, end): letters and digits run together, all else separates; so does a capital behind a small
 * letter, because flattened pages glue the end of one line to the start of the next.
 */
function eachWord({ text, folded }: Reading, visit: (start: number, end: number) => void): void {
  let start = -1
  let small = false
  for (let place = 0; place <= folded.length; place++) {
    const code = place < folded.length ? folded.charCodeAt(place) : 0
    if (!isWordCharacter(code)) {
      if (start >= 0) visit(start, place)
      start = -1
      small = false
      continue
    }
    const capital = text.charCodeAt(place) !== code
    if (start >= 0 && capital && small) {
      visit(start, place)
      start = -1
    }
    if (start < 0) start = place
    small = !capital && !isDigit(code)
  }
}

const isBlank = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0
const isDigit = (code: number) => code >= 0x30 && code <= 0x39
const isWordCharacter = (code: number) =>
  isDigit(code) || (code >= 0x61 && code <= 0x7a) || (code >= 0xc0 && code !== 0xd7)
