import type { FieldOrigin, PostingRow } from '../../db/posting-columns.ts'

/**
 * One clean record on its way into `postings` or its shadow: typed values, and for each field where it came from. `provenance` holds an
 * entry for every field that the record fills, and for those whose text could not be read (value null, `raw` the text, `note` why).
 */
export type PostingRecord = PostingRow

export type { FieldOrigin }

/** How sure a value is. A source's own field is read, not guessed; what is derived from such a field can be wrong. */
export const CONFIDENCE = { stated: 0.9, derived: 0.7, source: 0.8 } as const
