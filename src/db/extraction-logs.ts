import type { Query } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import type { WriteCounts } from './write-totals.ts'

/** OK everything stored; PARTIAL some rows not; EMPTY nothing to store; DB_FAIL the database refused rows. */
export type ExtractionStatus = 'OK' | 'PARTIAL' | 'EMPTY' | 'DB_FAIL'

export type ExtractionLog = {
  url?: string | null
  source_id: number | null
  status: ExtractionStatus
  reason?: string | null
  page_type?: string | null
  counts: Partial<WriteCounts>
  /** Milliseconds. */
  duration_ms: number
}

/** One line a page or an import. The reason is a code or a short sentence, never text of a posting. */
export async function logExtraction(db: Query, { counts, ...entry }: ExtractionLog): Promise<void> {
  await db
    .insertInto('extraction_logs')
    .values({ ...entry, counts: toJsonbText(counts) })
    .execute()
}
