import type { Tx } from '../../db/engine.ts'
import { recordFailedInserts } from '../../db/failed-inserts.ts'
import { type Finding, markPromoted, saveVerdicts } from '../../db/staging.ts'
import { type Target, type Written, writePostings } from '../../db/write-postings.ts'
import type { PostingRecord } from './posting-record.ts'

export type StagedPosting = { staging_id: number; posting: PostingRecord }

const REFUSED: Finding = { code: 'not_stored', kind: 'error', field: 'job_description' }

/**
 * Writes the postings of staged rows and marks the rows: promoted with their posting (live), or invalid with `not_stored` and an entry
 * in failed_inserts when the database refused the posting. Rows that raced another writer stay as they are, to be taken again.
 */
export async function storeStaged(tx: Tx, target: Target, staged: readonly StagedPosting[]): Promise<Written[]> {
  const postings = staged.map(({ staging_id, posting }) => ({ ...posting, created_by_staging_id: staging_id }))
  const written = await writePostings(tx, target, postings)
  const results = staged.map((one, index) => ({ ...one, result: written[index] }))

  if (target === 'live') {
    await markPromoted(
      tx,
      results.flatMap(({ staging_id, result }) => {
        const posting_id = result?.action === 'failed' ? null : (result?.posting_id ?? null)
        return posting_id === null ? [] : [{ staging_id, posting_id }]
      }),
    )
  }
  const failed = results.filter(({ result }) => result?.action === 'failed')
  await saveVerdicts(
    tx,
    failed.map(({ staging_id }) => ({ staging_id, validation_status: 'invalid', validation_errors: [REFUSED] })),
  )
  await recordFailedInserts(
    tx,
    failed.map(({ staging_id, posting, result }) => {
      const cause = result?.fault?.cause as { code?: unknown; message?: unknown } | undefined
      const { source_id, external_id, canonical_hash, job_title } = posting
      return {
        source_id,
        target,
        payload: { staging_id, external_id, canonical_hash, job_title },
        error_code: String(cause?.code ?? result?.fault?.code ?? 'INTERNAL'),
        error: String(cause?.message ?? result?.fault?.message ?? '').slice(0, 500),
      }
    }),
  )
  return written
}
