import { sql } from 'kysely'
import type { Query } from './engine.ts'

/** What one source has, from the raw rows to the finished records. */
export type SourceInventory = {
  source: string
  staged: number
  promoted: number
  /** Staged rows that a batch would take: valid and not promoted yet. */
  available: number
  unchecked: number
  /** Unpromoted rows that were staged for shadow: no batch takes them. */
  on_trial: number
  invalid_staged: number
  postings: number
  /** Served postings without results of the workflow. */
  unprocessed: number
  complete: number
  invalid: number
  removed: number
  shadow: number
  oldest_available: string | null
  newest_posting: string | null
}

/** Inventory by source, every source that has rows or is registered, in the order of their names. Source: the seeds' inventory queries. */
export async function inventory(
  db: Query,
  { source }: { source?: string | undefined } = {},
): Promise<SourceInventory[]> {
  const only = source ?? null
  const { rows } = await sql<SourceInventory>`
    with staging as (
      select coalesce(source_website, '(none)') as source, count(*) as staged,
        count(*) filter (where promoted_to_posting_id is not null) as promoted,
        count(*) filter (where promoted_to_posting_id is null and target = 'live' and validation_status = 'valid') as available,
        count(*) filter (where promoted_to_posting_id is null and target = 'live'
          and coalesce(validation_status, 'pending') = 'pending') as unchecked,
        count(*) filter (where promoted_to_posting_id is null and target = 'shadow' and coalesce(validation_status, 'valid') <> 'invalid') as on_trial,
        count(*) filter (where validation_status = 'invalid') as invalid_staged,
        min(created_at) filter (where promoted_to_posting_id is null and target = 'live'
          and coalesce(validation_status, 'valid') <> 'invalid') as oldest_available
      from postings_staging group by 1
    ), live as (
      select coalesce(source, '(none)') as source, count(*) as postings,
        count(*) filter (where posting_status in ('pending', 'active') and not invalidated) as unprocessed,
        count(*) filter (where posting_status = 'complete' and not invalidated) as complete,
        count(*) filter (where posting_status = 'invalid' or invalidated) as invalid,
        count(*) filter (where posting_status in ('removed', 'expired', 'filled')) as removed,
        max(created_at) as newest_posting
      from postings where deleted_at is null group by 1
    ), twin as (
      select coalesce(source, '(none)') as source, count(*) as shadow from postings_shadow where deleted_at is null group by 1
    ), names as (
      select source_name as source from sources union select source from staging union select source from live union select source from twin
    )
    select n.source, coalesce(staged, 0) as staged, coalesce(promoted, 0) as promoted, coalesce(available, 0) as available,
      coalesce(unchecked, 0) as unchecked, coalesce(on_trial, 0) as on_trial, coalesce(invalid_staged, 0) as invalid_staged, coalesce(postings, 0) as postings,
      coalesce(unprocessed, 0) as unprocessed, coalesce(complete, 0) as complete, coalesce(invalid, 0) as invalid,
      coalesce(removed, 0) as removed, coalesce(shadow, 0) as shadow, oldest_available, newest_posting
    from names n left join staging using (source) left join live using (source) left join twin using (source)
    where ${only}::text is null or n.source = ${only} order by n.source`.execute(db)
  return rows
}
