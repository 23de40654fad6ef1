import { wordsOf } from '../../../text/words.ts'
import type { PostingText } from '../../posting-text.ts'
import type { Bullet } from '../../records.ts'
import { termsOf } from './terms.ts'

/** A bullet in other words must share this part of its content words with its quote. */
const SHARED_TERMS = 0.7

/** Folds what copying may change: case, blanks, typographic quotes and dashes. */
const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[‘’´`]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

/**
 * Why a bullet is not supported by the posting, or null when it is: its evidence is an exact slice of the description, and its
 * words stand in that slice, whole.
 */
export function groundingFault({ description }: PostingText, { text, evidence }: Bullet): string | null {
  if (evidence.start >= evidence.end || description.slice(evidence.start, evidence.end) !== evidence.quote)
    return 'its evidence is no passage of this posting'
  const quote = folded(evidence.quote)
  const claim = folded(text).replace(/[.…]+$/, '')
  const place = quote.indexOf(claim)
  if (place >= 0)
    return isWord(quote.charAt(place - 1), claim.charAt(0)) ||
      isWord(claim.charAt(claim.length - 1), quote.charAt(place + claim.length))
      ? 'it cuts a word'
      : null
  const terms = termsOf(text)
  const support = termsOf(evidence.quote)
  let shared = 0
  for (const term of terms) if (support.has(term)) shared++
  return terms.size > 0 && shared / terms.size >= SHARED_TERMS ? null : 'its quote does not say so'
}

/** Says whether a passage begins or ends inside a word of the description; paragraphs fused without a blank may be parted. */
export function cutsWord({ description }: PostingText, { evidence: { start, end } }: Bullet): boolean {
  return [start, end].some(
    (at) => isWord(description.charAt(at - 1), description.charAt(at)) && !partsFused(description, at),
  )
}

function partsFused(text: string, at: number): boolean {
  let start = at
  let end = at
  while (start > 0 && at - start < 80 && isWord(text.charAt(start - 1), text.charAt(start))) start--
  while (end < text.length && end - at < 80 && isWord(text.charAt(end - 1), text.charAt(end))) end++
  return wordsOf(text.slice(start, end)).some((word) => word.fused && word.start === at - start)
}

const isWord = (a: string, b: string): boolean => /[\p{L}\p{N}]/u.test(a) && /[\p{L}\p{N}]/u.test(b)
