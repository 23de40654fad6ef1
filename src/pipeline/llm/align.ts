import type { Quote } from '../text/span.ts'
import { type FoldedText, foldText } from './fold-text.ts'

/** Quotes of fewer words must stand in the text word for word: one other word could turn their meaning. */
const WORDS_FOR_FUZZY = 8
/** One word may be missing, added or other for so many words of the quote, rounded down: at most 12.5 %. */
const WORDS_FOR_AN_EDIT = 8
/** A word that turns a claim round or counts something is never the one that differs. */
const DECISIVE = new Set(
  'no not non never without nicht ohne nie kein keine keinen keiner keinem keines optional'.split(' '),
)
const decisive = (word: string): boolean => DECISIVE.has(word) || /\d/.test(word)

/** Finds the span of a text that a quote was copied from; null where the text does not say so. */
export type Align = (quote: string) => Quote | null

/**
 * Makes one text ready to look up quotes in. Case, white space, punctuation, quotes, dashes, accents and mojibake do not count; a
 * match begins and ends at words. Word for word first, else within WORDS_FOR_AN_EDIT; of several the nearest, then the earliest.
 */
export function createAlign(text: string): Align {
  const folded = foldText(text)
  return (quote) => {
    const wanted = foldText(quote)
    if (wanted.letters === '') return null
    const found = exact(folded, wanted.letters) ?? fuzzy(folded, wanted)
    return found === null ? null : spanOf(text, folded, found, quote)
  }
}

/** Words first to last of a text, both included. */
type Found = { first: number; last: number }

function exact({ letters, wordAt, starts, ends }: FoldedText, wanted: string): Found | null {
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
    const first = wordAt(at)
    const last = wordAt(at + wanted.length - 1)
    if (starts[first] === at && ends[last] === at + wanted.length) return { first, last }
  }
  return null
}

/** The quote falls into one piece more than it may have edits, so one of them stands in the text as it is: only there we look. */
function fuzzy(text: FoldedText, quote: FoldedText): Found | null {
  const count = quote.words.length
  if (count < WORDS_FOR_FUZZY) return null
  const most = Math.floor(count / WORDS_FOR_AN_EDIT)
  const size = Math.ceil(count / (most + 1))
  let best: (Found & { edits: number }) | null = null
  for (let from = 0; from < count; from += size) {
    const piece = quote.words.slice(from, from + size)
    for (const place of text.placesOf(piece)) {
      const found = nearest(text, quote, Math.max(0, place - from - most), most)
      const better =
        best === null ||
        (found && (found.edits < best.edits || (found.edits === best.edits && found.first < best.first)))
      if (found && better) best = found
    }
  }
  return best
}

/** The stretch of the text, beginning at a word from `from` on, that is fewest edits away from the quote; null beyond `most`. */
function nearest(text: FoldedText, quote: FoldedText, from: number, most: number): (Found & { edits: number }) | null {
  const width = Math.min(text.words.length - from, quote.words.length + 3 * most)
  const far = most + 1
  // Column j: edits between the quote's words so far and the text's words up to j, and where that stretch begins.
  let edits = new Array<number>(width + 1).fill(0)
  let begins = Array.from({ length: width + 1 }, (_, place) => place)
  const costs = begins.map((column) => (decisive(text.words[from + column - 1] ?? '') ? far : 1))
  for (const word of quote.words) {
    const next = new Array<number>(width + 1).fill(far)
    const nextBegins = new Array<number>(width + 1).fill(0)
    const skip = decisive(word) ? far : 1
    next[0] = Math.min(far, (edits[0] ?? far) + skip)
    for (let column = 1; column <= width; column++) {
      const there = text.words[from + column - 1] ?? ''
      const same = there === word
      const costly = costs[column] ?? 1
      const replaced = (edits[column - 1] ?? far) + (same ? 0 : Math.max(skip, costly))
      const left = (edits[column] ?? far) + skip
      const added = (next[column - 1] ?? far) + costly
      next[column] = Math.min(far, replaced, left, added)
      const begin =
        replaced <= left && replaced <= added ? begins[column - 1] : left <= added ? begins[column] : undefined
      nextBegins[column] = begin ?? nextBegins[column - 1] ?? 0
    }
    edits = next
    begins = nextBegins
  }
  let best: (Found & { edits: number }) | null = null
  for (let column = 1; column <= width; column++) {
    const cost = edits[column] ?? far
    const first = from + (begins[column] ?? 0)
    const last = from + column - 1
    if (cost <= most && last >= first && (best === null || cost < best.edits)) best = { first, last, edits: cost }
  }
  return best
}

/** The span in the text, with the punctuation around it that the quote has too: "C++ (5 years)" keeps its bracket. */
function spanOf(text: string, folded: FoldedText, { first, last }: Found, quote: string): Quote {
  let start = folded.offsetOf(first).start
  let end = folded.offsetOf(last).end
  const lead = /^[^\p{L}\p{N}\s]*/u.exec(quote.trim())?.[0] ?? ''
  const tail = /[^\p{L}\p{N}\s]*$/u.exec(quote.trim())?.[0] ?? ''
  for (let index = lead.length - 1; index >= 0 && start > 0 && text[start - 1] === lead[index]; index--) start--
  for (let index = 0; index < tail.length && text[end] === tail[index]; index++) end++
  return { start, end, quote: text.slice(start, end) }
}
