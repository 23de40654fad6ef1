import { sql } from 'kysely'
import type { Query } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'

/** Two checks that say gone count as two only when they lie so far apart: a site may be down for an afternoon. */
const HOURS_BETWEEN_CHECKS = 12

/** `reason` is a status or a code. */
export type Liveness = { posting_id: number; outcome: 'live' | 'gone' | 'inconclusive'; reason: string | null }

export type Checkable = { posting_id: number; source_id: number; external_url: string }

/** Open postings with an address that were not checked in the last 12 hours, those checked longest ago first. */
export async function oldestChecked(
  db: Query,
  { source_id, limit }: { source_id: number | null; limit: number },
): Promise<Checkable[]> {
  const { rows } = await sql<Checkable>`
    select p.posting_id, p.source_id, p.external_url from postings p left join posting_liveness l on l.posting_id = p.posting_id
    where (${source_id}::int is null or p.source_id = ${source_id}::int) and p.source_id is not null and p.external_url is not null
      and p.posting_status in ('pending', 'active', 'complete') and p.deleted_at is null
      and (l.checked_at is null or l.checked_at <= now() - make_interval(hours => ${HOURS_BETWEEN_CHECKS}::int))
    order by l.checked_at nulls first, p.posting_id limit ${limit}::int`.execute(db)
  return rows
}

/**
 * Keeps what checks found. `times_gone` counts checks in a row that said gone; one that found nothing out leaves it as it is, and a
 * posting that was seen since starts anew.
 */
export async function saveLiveness(db: Query, checks: readonly Liveness[]): Promise<void> {
  if (checks.length === 0) return
  await sql`
    insert into posting_liveness as l (posting_id, outcome, reason, times_gone, checked_at)
    select c.posting_id, c.outcome, c.reason, case when c.outcome = 'gone' then 1 else 0 end, now()
    from jsonb_to_recordset(${toJsonbText(checks)}::jsonb) as c (posting_id bigint, outcome text, reason text)
    join postings p on p.posting_id = c.posting_id
    order by c.posting_id
    on conflict (posting_id) do update set outcome = excluded.outcome, reason = excluded.reason, checked_at = excluded.checked_at,
      times_gone = case excluded.outcome
        when 'live' then 0
        when 'inconclusive' then l.times_gone
        else case
          when l.times_gone = 0 or l.checked_at < (select p.last_seen_at from postings p where p.posting_id = l.posting_id) then 1
          when l.checked_at <= now() - make_interval(hours => ${HOURS_BETWEEN_CHECKS}::int) then l.times_gone + 1
          else l.times_gone end
        end`.execute(db)
}

/** The same for postings named by the source's own ids. */
export async function saveGone(
  db: Query,
  sourceId: number,
  externalIds: readonly string[],
  reason: string,
): Promise<void> {
  if (externalIds.length === 0) return
  const { rows } = await sql<{ posting_id: number }>`
    select posting_id from postings where source_id = ${sourceId}::int and external_id = any(${[...externalIds]}::text[])`.execute(
    db,
  )
  await saveLiveness(
    db,
    rows.map(({ posting_id }) => ({ posting_id, outcome: 'gone', reason })),
  )
}
