import { sql } from 'kysely'
import type { Tx } from '../engine.ts'

/** Takes the next shadow postings out of the shadow table and keeps them for an undo; answers how many. null means all sources. */
export async function discardPart(
  tx: Tx,
  { actionId, source, last, limit }: { actionId: string; source: string | null; last: number; limit: number },
): Promise<number> {
  const { numAffectedRows } = await sql`
    with gone as (
      delete from postings_shadow where posting_id in (
        select posting_id from postings_shadow where posting_id <= ${last}::bigint and (${source}::text is null or source = ${source})
        order by posting_id limit ${limit} for update)
      returning *
    )
    insert into shadow_action_rows (shadow_action_id, shadow_posting_id, shadow)
    select ${actionId}::uuid, posting_id, to_jsonb(gone) - 'search_text' from gone`.execute(tx)
  return Number(numAffectedRows ?? 0)
}
