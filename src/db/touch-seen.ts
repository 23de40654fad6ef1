import { sql } from 'kysely'
import type { Tx } from './engine.ts'
import { IS_OPEN, tableOf } from './known-openings.ts'
import type { Target } from './write-postings.ts'

export type Touched = {
  /** Openings whose time of being seen was set. */
  touched: number
  /** Ids of openings that are not stored, or not open: only the way of a new record brings them back. */
  missing: string[]
}

/**
 * Notes that the source still lists these openings. Nothing else is written, so that it is no new version of a posting. Rows are locked
 * in the order of their ids, as every writer does. Index: postings_source_external_id.
 */
export async function touchSeen(
  tx: Tx,
  source_id: number,
  external_ids: readonly string[],
  target: Target = 'live',
): Promise<Touched> {
  const wanted = [...new Set(external_ids)]
  if (wanted.length === 0) return { touched: 0, missing: [] }
  const { rows } = await sql<{ external_id: string }>`
    update ${tableOf(target)} set last_seen_at = now() where posting_id in (
      select p.posting_id from ${tableOf(target)} p
      where p.source_id = ${source_id}::int and p.external_id = any(${wanted}::text[]) and ${IS_OPEN}
      order by p.posting_id for update of p)
    returning external_id`.execute(tx)
  const seen = new Set(rows.map(({ external_id }) => external_id))
  return { touched: seen.size, missing: wanted.filter((id) => !seen.has(id)) }
}
