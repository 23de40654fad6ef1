import { type Quote, quoteOf } from '../span.ts'
import type { Word } from '../words.ts'
import { isClauseBoundary } from './clause-boundary.ts'
import { isSentenceEnd } from './sentence-ends.ts'
import type { TextStyle } from './text-style.ts'

/** Bullet marks that never mean anything else. */
export const BULLETS = '•●▪◦‣∙■□▶►➢➤✓✔⁃·○◆❖\uf0b7\u00b7'
const MARK = /^(?:[-–—*+>]|\(?\d{1,2}[.)]|[a-z]\))\s+/
const EDGE_START = new RegExp(`^[\\s${BULLETS},;:.)*\\]–—-]+`, 'u')
const EDGE_END = new RegExp(`[\\s${BULLETS},;:(*\\[–—-]+$`, 'u')
/** Shorter than this a piece is no statement: it stays with what precedes it. */
const SHORTEST_CLAUSE = 12
/** A line longer than this holds several bullets run together. */
const LONGEST_LINE = 260

export type SplitContext = { text: string; words: readonly Word[]; style: TextStyle; prose: boolean }

/**
 * The bullets or sentences of [from, to) as trimmed quotes in order. Lines and bullet marks part items where there are any; in
 * flattened text sentence ends, semicolons and certain clause starts do. `prose` keeps sentences whole.
 */
export function splitItems(context: SplitContext, from: number, to: number): Quote[] {
  const { text } = context
  const items: Quote[] = []
  const cuts = cutsOf(context, from, to)
  let start = from
  for (const cut of [...cuts, to]) {
    const item = trimmed(text, start, cut)
    if (item) items.push(item)
    start = cut
  }
  return items
}

function cutsOf({ text, words, style, prose }: SplitContext, from: number, to: number): number[] {
  const cuts: number[] = []
  let depth = 0
  let last = from
  let lineEnd = lineEndOf(text, from, to)
  let marked = isMarked(text, from, lineEnd)
  let flattened = lineEnd - from > LONGEST_LINE || lineEnd === to
  let next = firstWordAt(words, from)
  const cut = (at: number) => {
    cuts.push(at)
    last = at
    depth = 0
  }
  for (let index = from; index < to; index++) {
    const word = words[next]
    if (word && word.start === index) {
      if (
        index > last &&
        !prose &&
        depth <= 0 &&
        flattened &&
        isClauseBoundary(text, words, next, style) &&
        longEnough(text, last, index)
      )
        cut(index)
      else if (prose && word.fused && index > last && isClauseBoundary(text, words, next, style)) cut(index)
      next++
    }
    if (isPlain(text.charCodeAt(index))) continue
    const sign = text.charAt(index)
    if (sign === '\n') {
      lineEnd = lineEndOf(text, index + 1, to)
      const continues =
        !marked &&
        /^[^\S\n]*\p{Ll}/u.test(text.slice(index + 1, index + 12)) &&
        index - last > 60 &&
        !/[.;:]\s*$/.test(text.slice(index - 2, index))
      const hanging = marked && /^[^\S\n]{2,}\p{Ll}/u.test(text.slice(index + 1, index + 12))
      if (!continues && !hanging) {
        cut(index + 1)
        marked = isMarked(text, index + 1, lineEnd)
        flattened = lineEnd - index > LONGEST_LINE
      }
    } else if (sign === '(' || sign === '[') depth = index - last > 400 ? 0 : depth + 1
    else if (sign === ')' || sign === ']') depth = Math.max(0, depth - 1)
    else if (BULLETS.includes(sign) && (index === 0 || /[\s.;:,]/.test(text.charAt(index - 1)) || sign === '•'))
      cut(index)
    else if (sign === ';' && depth <= 0 && !marked && (!prose || index - last > 120) && longEnough(text, last, index))
      cut(index + 1)
    else if (
      (sign === '.' || sign === '!' || sign === '?') &&
      isSentenceEnd(text, index) &&
      !(marked && lineEnd - last < LONGEST_LINE)
    ) {
      while (/["”“»)\]’]/.test(text.charAt(index + 1)) && index + 1 < to) index++
      cut(index + 1)
    }
  }
  return cuts
}

/** Unaccented letters, digits and blanks part nothing: most of every text. */
const isPlain = (code: number): boolean =>
  (code >= 0x61 && code <= 0x7a) || code === 0x20 || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39)

const longEnough = (text: string, start: number, end: number): boolean =>
  text.slice(start, end).trim().length >= SHORTEST_CLAUSE

function isMarked(text: string, start: number, end: number): boolean {
  const line = text.slice(start, Math.min(end, start + 20)).trimStart()
  return MARK.test(line) || (line !== '' && BULLETS.includes(line.charAt(0)))
}

function lineEndOf(text: string, start: number, to: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 || end > to ? to : end
}

/** Index of the first word that starts at or behind an offset. */
export function firstWordAt(words: readonly Word[], offset: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((words[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

function trimmed(text: string, from: number, to: number): Quote | null {
  let start = from
  const raw = text.slice(from, to)
  start += EDGE_START.exec(raw)?.[0].length ?? 0
  const mark = MARK.exec(text.slice(start, Math.min(to, start + 8)))
  if (mark) start += mark[0].length
  if (start >= to) return null
  const tail = EDGE_END.exec(text.slice(Math.max(start, to - 40), to))?.[0].length ?? 0
  const end = to - tail
  if (end <= start || !/[\p{L}\p{N}]/u.test(text.slice(start, end))) return null
  return quoteOf(text, { start, end })
}
