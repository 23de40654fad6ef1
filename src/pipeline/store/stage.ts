import { bisect } from '../../db/bisect.ts'
import type { Database, Tx } from '../../db/engine.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { findSource } from '../../db/sources.ts'
import { type StagedRow, upsertStaged } from '../../db/staging.ts'
import type { Target } from '../../db/write-postings.ts'
import { errors, type WinnowError } from '../../errors.ts'
import { prepareRow } from './staged-row.ts'
import { rowsAtOnce } from './transaction-size.ts'

export type StageResult = {
  staged: number
  /** Rows that another row of the same call displaced, or that the database refused, by their index. */
  skipped: { index: number; fault: WinnowError }[]
}

/**
 * Keeps rows of a source as they came, to be checked and promoted later. Of two rows with one id the later is kept. Throws
 * UNKNOWN_SOURCE.
 */
export async function stageRows(
  database: Database,
  source: string,
  rows: readonly object[],
  receivedAt = new Date(),
): Promise<StageResult> {
  const known = await findSource(database.db, source)
  if (!known) throw errors.unknownSource(source)
  const last = new Map<string, { index: number; staged: StagedRow }>()
  const skipped: StageResult['skipped'] = []
  rows.forEach((row, index) => {
    const { staged } = prepareRow(row, known, receivedAt)
    const earlier = last.get(staged.external_id)
    if (earlier) skipped.push({ index: earlier.index, fault: errors.duplicateRow(staged.external_id) })
    last.set(staged.external_id, { index, staged: { ...staged, validation_status: 'pending', validation_errors: [] } })
  })
  const kept = [...last.values()]
  for (let start = 0; start < kept.length; start += rowsAtOnce(database.engine)) {
    const part = kept.slice(start, start + rowsAtOnce(database.engine))
    const ids = await retryTransaction(database, (tx) =>
      writeStaged(
        tx,
        'live',
        part.map(({ staged }) => staged),
      ),
    )
    for (const { index, staged } of part) {
      const fault = ids.get(staged.external_id)
      if (typeof fault !== 'number' && fault !== undefined) skipped.push({ index, fault })
    }
  }
  return { staged: rows.length - skipped.length, skipped }
}

/** Stages rows and answers for each external_id its staging id, or why the database refused it. */
export async function writeStaged(
  tx: Tx,
  target: Target,
  rows: readonly StagedRow[],
): Promise<Map<string, number | WinnowError>> {
  const ordered = [...rows].sort((a, b) => (a.external_id < b.external_id ? -1 : 1))
  const done = await bisect<StagedRow, [string, number | WinnowError]>(
    tx,
    ordered,
    async (part) => [...(await upsertStaged(tx, target, part))],
    (row, error) => [row.external_id, errors.rowNotStored(error)],
  )
  return new Map(done)
}
