import type { Tx } from '../../db/engine.ts'
import { type FailedInsert, recordFailedInserts } from '../../db/failed-inserts.ts'
import { type Finding, markPromoted, markShadowed, saveVerdicts } from '../../db/staging.ts'
import { type Target, type Written, writePostings } from '../../db/write-postings.ts'
import type { WinnowError } from '../../errors.ts'
import type { PostingRecord } from './posting-record.ts'

export type StagedPosting = { staging_id: number; posting: PostingRecord }

const REFUSED: Finding = { code: 'not_stored', kind: 'error', field: 'job_description' }

/**
 * Writes the postings of staged rows and marks the rows: promoted with their posting (live), shadowed, or invalid with `not_stored` and an entry
 * in failed_inserts when the database refused the posting. Rows that raced another writer stay as they are, to be taken again.
 */
export async function storeStaged(tx: Tx, target: Target, staged: readonly StagedPosting[]): Promise<Written[]> {
  const postings = staged.map(({ staging_id, posting }) => ({ ...posting, created_by_staging_id: staging_id }))
  const written = await writePostings(tx, target, postings)
  const results = staged.map((one, index) => ({ ...one, result: written[index] }))

  const stored = results.flatMap(({ staging_id, result }) => {
    const posting_id = result?.action === 'failed' ? null : (result?.posting_id ?? null)
    return posting_id === null ? [] : [{ staging_id, posting_id }]
  })
  if (target === 'live') await markPromoted(tx, stored)
  else {
    await markShadowed(
      tx,
      stored.map(({ staging_id }) => staging_id),
    )
  }
  const failed = results.filter(({ result }) => result?.action === 'failed')
  await saveVerdicts(
    tx,
    failed.map(({ staging_id }) => ({ staging_id, validation_status: 'invalid', validation_errors: [REFUSED] })),
  )
  await recordFailedInserts(
    tx,
    failed.map(({ staging_id, posting, result }) =>
      failureOf(posting.source_id, target, staging_id, posting, result?.fault),
    ),
  )
  return written
}

const LONGEST_VALUE = 200

/** The entry in failed_inserts of a refused row: what identifies it and PostgreSQL's reason, none of its text. */
export function failureOf(
  source_id: number,
  target: Target,
  staging_id: number | null,
  posting: PostingRecord | null,
  fault: WinnowError | undefined,
): FailedInsert {
  const cause = fault?.cause as { code?: unknown; message?: unknown } | undefined
  const cut = (value: string | null | undefined) => value?.slice(0, LONGEST_VALUE) ?? null
  return {
    source_id,
    target,
    payload: {
      staging_id,
      external_id: cut(posting?.external_id),
      canonical_hash: posting?.canonical_hash ?? null,
      job_title: cut(posting?.job_title),
    },
    error_code: String(cause?.code ?? fault?.code ?? 'INTERNAL'),
    error: String(cause?.message ?? fault?.message ?? '').slice(0, LONGEST_VALUE),
  }
}
