import type { Quote } from '../../../text/span.ts'
import type { Severity } from '../../records.ts'
import type { Reading } from './reading.ts'

/** A place where a rule's pattern holds. Groups of `match` are of the folded text, `quote` and `sentence` as written. */
export type Found = { match: RegExpExecArray; quote: Quote; sentence: Quote; folded: string; reading: Reading }

/**
 * One way of saying a thing. The pattern is tried only on sentences with a word that begins with one of the cues (lower case, four
 * letters or more; or `0` for a word that begins with a digit), so a long posting costs a look at its words and little more.
 */
export type Rule<Code extends string> = {
  code: Code
  cues: readonly string[]
  pattern: RegExp
  /** Words before the match that belong to the quote: cheaper than a pattern that begins with anything. */
  wordsBefore?: number
  /** Tried on the sentence: where it holds the words mean something else. */
  unless?: RegExp
  /** False where a "not" before the words does not turn them round. */
  negatable?: boolean
  /** How much it says here; null when it says nothing after all. Default MEDIUM. */
  judge?: (found: Found) => Severity | null
  reasoning: string
}
