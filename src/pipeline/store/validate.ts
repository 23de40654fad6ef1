import type { Database } from '../../db/engine.ts'
import { retryTransaction } from '../../db/retry-transaction.ts'
import { claimUnchecked, saveVerdicts, type Verdict } from '../../db/staging.ts'
import { checkStaged } from './staged-row.ts'

const ROWS_AT_ONCE = 200

export type ValidationCounts = { valid: number; invalid: number }

/** Checks staged rows that nobody checked yet and stores the verdict with its reasons. Any number of processes may do so at once. */
export async function validateStaged(
  database: Database,
  { source }: { source?: string | undefined } = {},
): Promise<ValidationCounts> {
  const counts = { valid: 0, invalid: 0 }
  for (;;) {
    const verdicts = await retryTransaction(database, async (tx) => {
      const rows = await claimUnchecked(tx, source ?? null, ROWS_AT_ONCE)
      const verdicts = rows.map((row): Verdict => {
        const { fault, findings } = checkStaged(row).checked
        const unknown = row.source_id === null
        return {
          staging_id: row.staging_id,
          validation_status: fault === null && !unknown ? 'valid' : 'invalid',
          validation_errors: unknown
            ? [...findings, { code: 'unknown_source', kind: 'error', field: 'source_website' }]
            : findings,
        }
      })
      await saveVerdicts(tx, verdicts)
      return verdicts
    })
    if (verdicts.length === 0) return counts
    for (const { validation_status } of verdicts) counts[validation_status === 'valid' ? 'valid' : 'invalid'] += 1
  }
}
