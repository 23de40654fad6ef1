import { sql } from 'kysely'
import type { Query } from './engine.ts'
import { IS_OPEN, tableOf } from './known-openings.ts'
import type { Target } from './write-postings.ts'

/** Open postings of a source. */
export async function countOpenPostings(db: Query, sourceId: number, target: Target): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ${tableOf(target)} p where p.source_id = ${sourceId}::int and ${IS_OPEN}`.execute(db)
  return rows[0]?.n ?? 0
}

/** When the newest posting of each source came in, by the source's number: one pass over the postings. */
export async function newestPostings(db: Query, sourceId: number | null = null): Promise<Map<number, string>> {
  const { rows } = await sql<{ source_id: number; newest: string }>`
    select source_id, max(created_at) as newest from postings
    where source_id is not null and (${sourceId}::int is null or source_id = ${sourceId}::int)
      and deleted_at is null and not invalidated group by source_id`.execute(db)
  return new Map(rows.map(({ source_id, newest }) => [source_id, newest]))
}
