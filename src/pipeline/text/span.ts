/**
 * Half-open range [start, end) of UTF-16 code units in one text. For a posting the text is always `postings.job_description`,
 * so `job_description.slice(start, end) === quote` holds for every stored claim.
 */
export type Span = { start: number; end: number }

/** A span with the text it covers: the evidence of a claim. */
export type Quote = Span & { quote: string }

/** The quote that a span of `text` covers. */
export function quoteOf(text: string, { start, end }: Span): Quote {
  return { start, end, quote: text.slice(start, end) }
}
