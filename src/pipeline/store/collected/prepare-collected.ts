import type { Source } from '../../../db/sources.ts'
import type { CollectedRecord } from '../../collect/collected-record.ts'
import { presentText } from '../plain-text.ts'
import { type Prepared, stagedUnder } from '../staged-row.ts'
import { toPosting } from '../to-posting.ts'
import { collectedColumns, readCollected } from './read-collected.ts'
import { readStagedCollected, type StagedCollected, stageCollected } from './staged-collected.ts'
import { type Knowledge, understand } from './understand.ts'

/** One opening as a sweep brings it. */
export type CollectedItem = {
  record: CollectedRecord
  /** The source's item as received, without personal data. */
  item: unknown
  /** Of the item in the listing; null or absent where the listing is all that the source says. */
  listing_hash?: string | null
}

/**
 * Reads one collected record, as prepareRow reads a row of a file: the record is kept under `raw_data.collected` with its mapper and what
 * was understood of it, the source's item under `raw_data.item`. Pure; never throws for a strange record.
 */
export function prepareCollected(
  { record, item, listing_hash = null }: CollectedItem,
  { source_id, source_name, org_name }: Source,
  mapper: string,
  receivedAt: Date,
  knowledge: Knowledge,
): Prepared {
  const kept = stageCollected(record, { mapper, read_at: receivedAt.toISOString(), listing_hash })
  const { collected, wrong } = readStagedCollected(kept) as { collected: StagedCollected; wrong: string[] }
  const { job_description = null } = record
  const read = readCollected(collected, wrong, { job_description }, receivedAt)
  const { checked } = read
  const understood = checked.fault === null ? understand(read, collected, knowledge) : null
  const posting = toPosting(
    checked,
    { source_id, source: source_name, org_name, staging_id: null, read_at: read.readAt, item },
    collectedColumns(read, understood),
  )
  const external_id = presentText(checked.record.external_job_id)
  const staged = stagedUnder(source_id, source_name, checked, posting, {
    external_id,
    job_description,
    item,
    collected: { ...kept, understood },
  })
  return { staged, checked, posting }
}
