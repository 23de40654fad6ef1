import { INJECTION_RULES } from './injection-rules.ts'

/** A passage that speaks to the model instead of the reader. Offsets count UTF-16 units of the text; `rule` names what it matched. */
export type InjectionSpan = { start: number; end: number; quote: string; rule: string }

/** A text with more has one story to tell: the rest says nothing new. */
const MOST_SPANS = 20
/** A rule looks at the line around its match as far as this to either side (characters). */
const LINE_REACH = 160
/** Signs that show nothing and part the letters of a word that a rule looks for. */
const INVISIBLE =
  /\u034f|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]|\udb40[\udc00-\udc7f]/g

/**
 * Finds instruction-like passages of a posting by INJECTION_RULES: in order, without overlap. A hit is a reason to trust the builtin
 * actors more, never to refuse the posting.
 */
export function findInjections(text: string): InjectionSpan[] {
  const { seen, origin } = visibleText(text)
  const found = INJECTION_RULES.flatMap(({ name, pattern, unless }) =>
    [...seen.matchAll(pattern)]
      .filter(({ 0: match, index }) => !unless?.test(lineAround(seen, index, index + match.length)))
      .map(({ 0: match, index }) => {
        const lead = match.length - match.trimStart().length
        return { start: origin(index + lead), end: origin(index + match.trimEnd().length), rule: name }
      }),
  ).sort((a, b) => a.start - b.start || b.end - a.end)
  const spans: InjectionSpan[] = []
  let end = -1
  for (const { start, end: last, rule } of found) {
    if (start < end || spans.length === MOST_SPANS) continue
    spans.push({ start, end: last, quote: text.slice(start, last), rule })
    end = last
  }
  return spans
}

function lineAround(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - LINE_REACH), start)
  const after = text.slice(end, end + LINE_REACH)
  const from = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('. '))
  const to = /\n|[.!?] /.exec(after)?.index ?? after.length
  return before.slice(from + 1) + text.slice(start, end) + after.slice(0, to)
}

/** The text without invisible signs, white space as plain blanks, and the way back to its offsets. */
function visibleText(text: string): { seen: string; origin: (at: number) => number } {
  const plain = text.replace(/[^\S\n]/g, ' ')
  const hidden = [...plain.matchAll(INVISIBLE)].map(({ 0: sign, index }) => ({ at: index, length: sign.length }))
  if (hidden.length === 0) return { seen: plain, origin: (at) => at }
  return {
    seen: plain.replace(INVISIBLE, ''),
    origin: (at) => {
      let place = at
      for (const { at: sign, length } of hidden) if (sign <= place) place += length
      return place
    },
  }
}
