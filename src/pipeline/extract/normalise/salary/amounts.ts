import type { SalaryUnit } from '../../extracted-page.ts'
import { NUMBER, readNumber } from '../read-number.ts'
import { CURRENCY, currencyOf, LETTER, type SalaryContext } from './currencies.ts'
import { UNIT_AFTER, UNIT_BEFORE } from './units.ts'
import { BETWEEN_TWO, GROSS, NET, UP_TO } from './words.ts'

/** One amount or range in a text, understood as far as it goes. Offsets are of the text. */
export type Amount = {
  min: number | null
  max: number | null
  currency: string | null
  unit: SalaryUnit | null
  gross: boolean | null
  /** Written with k, Tsd., tis. or tys. */
  thousands: boolean
  /** Four digits that may be a year. */
  maybeYear: boolean
  start: number
  end: number
  /** End of the amount itself, before its unit. */
  bareEnd: number
}

/** A text with more numbers than this is a table. */
const MOST_NUMBERS = 400
const NO_PAY_UNIT =
  'm|mn|mm|mio|mrd|millionen|millions?|billions?|milliarden?|milliards?|millones|milioni|milion[óyů]?|miljoen|mln|mld|bn|crores?|lakhs?|lpa|' +
  `prozent|percent|pct|x|×|years?|yrs?|jahren?|jahre|ans|años|anni|jaar|let|lat|hours?|hrs?|std|stunden|h|days?|tagen?|jours|días|giorni|dagen|dní|dni|employees|people|mitarbeit${LETTER}*|km|m²|qm|kg|minutes?|minuten`
const K = (name: string) =>
  `(?: ?(?<${name}>k(?=eur|usd|chf|gbp|[^a-zß-öø-ÿĀ-žЀ-ӿ]|$)|t(?= ?€| ?eur)|tsd\\.?(?!${LETTER})|tis\\.?(?!${LETTER})|tys\\.?(?!${LETTER})|thousand(?!${LETTER})|tausend(?!${LETTER})|mil(?!${LETTER})))?`
const WHOLE = `(?![.,']?\\d| \\d{3}(?!\\d)|${LETTER}{0,3}\\d)`
const DASHED = '(?:[.,]-{1,2}(?!\\d))?'
const NOT_OTHER = `(?! ?(?:%|‰|${NO_PAY_UNIT})(?!${LETTER}))`
const FOLLOWED = `(?: ?(?:(?:\\/ ?|per |pro |p\\. ?)(?:hours?|hr|h|year|yr|annum|a\\.|month|stunde|std|monat|jahr)\\.?|brutto|gross))?`
const SEP =
  '(?<sep> {0,3}(?:-{1,2}|\\.\\.\\.?|…|~|to|bis(?: zu)?|až(?: do)?|do|à|au|a|al|tot|til|till|até|and|und|et|y|e|i|og|och|en|oraz) {0,3})'

const AMOUNT = new RegExp(
  `(?=\\d)(?<![\\d.,'])(?<n1>${NUMBER})${WHOLE}${K('k1')}${NOT_OTHER}${DASHED}(?: ?(?<c2>${CURRENCY}))?` +
    `(?:${FOLLOWED}${SEP}(?:(?<c3>${CURRENCY}) ?)?(?<n2>${NUMBER})${WHOLE}${K('k2')}${NOT_OTHER}${DASHED}(?: ?(?<c4>${CURRENCY}))?)?`,
  'dgu',
)
const CURRENCY_BEFORE = new RegExp(`(?<c1>${CURRENCY})\\)?:? ?$`, 'u')
/** Cheap cue: all signs and words end in one of these. */
const SIGN_BEFORE = /[\p{Sc}a-zčłв.]\)?:? ?$/u
const CONJUNCTION = /^ *(?:and|und|et|y|e|i|og|och|en|oraz) *$/

/** Whether an amount with or without a currency is worth understanding, given where it stands: most numbers of a page are not. */
export type Worth = (currency: string | null, start: number, bareEnd: number) => boolean

/** All amounts of a folded text; `text` is the original, whose capitals tell a currency's code from a word. */
export function scanAmounts(text: string, folded: string, context: SalaryContext, worth: Worth = () => true): Amount[] {
  const found: Amount[] = []
  let count = 0
  for (const match of folded.matchAll(AMOUNT)) {
    if (++count > MOST_NUMBERS) break
    const amount = understand(match, text, folded, context, worth)
    if (amount !== null) found.push(amount)
  }
  return found
}

function understand(
  match: RegExpMatchArray,
  text: string,
  folded: string,
  context: SalaryContext,
  worth: Worth,
): Amount | null {
  const at = match.index ?? 0
  const { n1 = '', k1, sep = '', n2, k2 } = match.groups ?? {}
  const before = folded.slice(Math.max(0, at - 16), at)
  const sign = SIGN_BEFORE.test(before) ? CURRENCY_BEFORE.exec(before) : null
  const start = sign === null ? at : at - (before.length - sign.index)
  // "E13", "TV-13", "#4500": a grade or a number of something.
  if (sign === null && /[\p{L}#+/]-?$/u.test(before)) return null

  const preceding = (
    folded
      .slice(Math.max(0, start - 60), start)
      .split('\n')
      .at(-1) ?? ''
  ).replace(/^.*[.!?] (?=\p{L})/u, '')
  const ranged = n2 !== undefined && (!CONJUNCTION.test(sep) || BETWEEN_TWO.test(preceding))
  const bareEnd = ranged || n2 === undefined ? at + match[0].length : at + match[0].indexOf(sep, n1.length)
  const [first, second] = withThousands(readNumber(n1), k1, ranged ? readNumber(n2) : null, k2)
  if (first === null) return null
  const currency = currencyAround(match, text, start, ranged, context)
  if (!worth(currency, start, bareEnd)) return null

  const after = folded.slice(bareEnd, bareEnd + 90).split('\n', 1)[0] ?? ''
  const within = folded.slice(at, bareEnd)
  const [unit, unitLength] = unitAround(preceding, within, after)
  const [least, most] = second !== null && second < first ? [second, first] : [first, second]
  const upTo = second === null && UP_TO.test(preceding)
  return {
    min: upTo ? null : least,
    max: upTo ? least : most,
    currency,
    unit,
    gross: grossAround(preceding, within, after),
    thousands: k1 !== undefined || (ranged && k2 !== undefined),
    maybeYear: /^(?:19|20)\d\d$/.test(n1) && k1 === undefined,
    start,
    end: bareEnd + unitLength,
    bareEnd,
  }
}

/** "45–55 k€" and "75k - 125" are thousands at both ends. */
function withThousands(first: number | null, k1: string | undefined, second: number | null, k2: string | undefined) {
  const one = first !== null && (k1 || (k2 && second !== null && first < 1000)) ? first * 1000 : first
  const two = second !== null && (k2 || (k1 && second < 1000)) ? second * 1000 : second
  return [one, two] as const
}

/** The first of the signs before and after either end; a code counts when it is written in capitals. */
function currencyAround(match: RegExpMatchArray, text: string, start: number, ranged: boolean, context: SalaryContext) {
  const at = match.index ?? 0
  const indices = match.indices?.groups ?? {}
  const places = [[start, at] as const, indices.c2, ...(ranged ? [indices.c3, indices.c4] : [])]
  for (const place of places) {
    if (place === undefined || place[0] === place[1]) continue
    const currency = currencyOf(text.slice(place[0], place[1]).replace(/\)?:? ?$/, ''), context)
    if (currency !== null) return currency
  }
  return null
}

function unitAround(preceding: string, within: string, after: string): readonly [SalaryUnit | null, number] {
  for (const [unit, pattern] of UNIT_AFTER) {
    const match = pattern.exec(after)
    if (match !== null) return [unit, match[0].length]
  }
  for (const [unit, pattern] of UNIT_WITHIN) if (pattern.test(within)) return [unit, 0]
  // The one that stands nearest before the amount.
  let nearest: readonly [SalaryUnit | null, number] = [null, -1]
  for (const [unit, pattern] of UNIT_BEFORE) {
    const index = lastIndex(preceding, pattern)
    if (index > nearest[1]) nearest = [unit, index]
  }
  if (nearest[0] !== null) return [nearest[0], 0]
  // "€ 14 Stundenlohn", "50.000 € Jahresgehalt"
  for (const [unit, pattern] of UNIT_BEFORE) if (after.slice(0, 24).search(pattern) >= 0) return [unit, 0]
  return [null, 0]
}

const UNIT_WITHIN: readonly (readonly [SalaryUnit, RegExp])[] = [
  ['HOUR', /(?:\/ ?|per |pro )(?:hour|hr|h|stunde|std)/],
  ['MONTH', /(?:\/ ?|per |pro )(?:month|monat)/],
  ['YEAR', /(?:\/ ?|per |pro )(?:year|yr|annum|jahr)|p\. ?a\./],
]

function lastIndex(text: string, pattern: RegExp): number {
  let last = -1
  for (const match of text.matchAll(pattern)) last = match.index
  return last
}

/** Said right after the amount, within it, or before it; null when both are said. */
function grossAround(preceding: string, within: string, after: string): boolean | null {
  for (const part of [after.slice(0, 40), within, preceding]) {
    const [gross, net] = [part.search(GROSS), part.search(NET)]
    if (gross >= 0 && (net < 0 || part !== preceding)) return net < 0 || gross < net
    if (net >= 0) return gross >= 0 ? (part === preceding ? null : false) : false
  }
  return null
}
