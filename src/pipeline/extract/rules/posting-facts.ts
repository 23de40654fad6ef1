import type { FoundHeading } from '../../text/headings/found-heading.ts'
import type { Span } from '../../text/span.ts'
import type { WorkArrangement } from '../extracted-page.ts'

/** What rules read of a posting. `description` is the clean text, in which spans count. */
export type PostingFacts = {
  title: string
  description: string
  /** ISO 639-1; null when it is not known. */
  language: string | null
  /** Kinds of employment as the source states them, in schema.org's words; null when it states none. */
  employment_type: readonly string[] | null
  /** What the stated place says about where the work is done, with the words that say it. */
  place_arrangement: { arrangement: WorkArrangement; raw: string } | null
  /** Headings of the description in their order; read at the first use, because few rules need them. */
  headings(): readonly FoundHeading[]
}

/** What a rule found: the value of its column, how sure it is, and the words that say so. */
export type RuleFinding<T> = {
  value: T
  /** Share of such values that are right, as read in samples of real postings. */
  confidence: number
  raw?: string
  /** Where `raw` stands in the description; absent for the words of other fields. */
  span?: Span
}
