/** Taking a promotion or a discard back, a part at a time. What somebody wrote to a live posting since is left alone. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../engine.ts'
import { CONTENT_COLUMNS } from '../posting-columns.ts'
import { rebuildSkills } from '../result-revisions.ts'
import { ofAction } from './promotion.ts'

/** Why a posting is left as it is. `newer_in_shadow`: its live part is taken back, and the shadow row that came since stays. */
export type UndoSkip = 'being_processed' | 'changed_since' | 'matched_since' | 'newer_in_shadow'
export type UndonePart = { taken: number; undone: number; skipped: Partial<Record<UndoSkip, number>>; last: number }

/** Origin of the history lines that an undo writes. */
const ORIGIN = 'shadow undo'
const TOLD = [...CONTENT_COLUMNS, 'posting_status']

type Row = { shadow_posting_id: number; skip: UndoSkip | null }

/** Undoes the next postings of an action; `last` is the one to go on after, `taken` 0 when there was none left. */
export async function undoPart(
  tx: Tx,
  { actionId, after, limit }: { actionId: string; after: number; limit: number },
): Promise<UndonePart> {
  const rows = await judge(tx, actionId, after, limit)
  const ids = rows.flatMap(({ shadow_posting_id, skip }) => (skip === null ? [shadow_posting_id] : []))
  const skipped: UndonePart['skipped'] = {}
  for (const { skip } of rows) if (skip !== null) skipped[skip] = (skipped[skip] ?? 0) + 1
  await takeBack(tx, ofAction(actionId, ids))
  const back = await putBack(tx, ofAction(actionId, ids))
  if (back < ids.length) skipped.newer_in_shadow = ids.length - back
  await sql`delete from shadow_action_rows where ${ofAction(actionId, ids)}`.execute(tx)
  return { taken: rows.length, undone: back, skipped, last: rows.at(-1)?.shadow_posting_id ?? after }
}

/** Locks in the order of every writer: staged rows, then live postings by their ids. */
async function judge(tx: Tx, actionId: string, after: number, limit: number): Promise<Row[]> {
  const { rows: page } = await sql<{ shadow_posting_id: number }>`
    select shadow_posting_id from shadow_action_rows where shadow_action_id = ${actionId}::uuid and shadow_posting_id > ${after}::bigint
    order by shadow_posting_id limit ${limit} for update`.execute(tx)
  const mine = ofAction(
    actionId,
    page.map(({ shadow_posting_id }) => shadow_posting_id),
  )
  await sql`
    select s.staging_id from shadow_action_rows r join postings_staging s on s.staging_id = (r.staging ->> 'staging_id')::bigint
    where ${mine} order by s.source_id, s.external_id collate "C" for update of s`.execute(tx)
  await sql`
    select l.posting_id from postings l where l.posting_id in (select posting_id from shadow_action_rows where ${mine})
    order by l.posting_id for update`.execute(tx)
  // Unchanged by the promotion, a live posting has nothing to lose by the undo. One that is gone has nothing left to take back.
  const { rows } = await sql<Row>`
    select r.shadow_posting_id, case when r.action is null or r.action = 'unchanged' or l.posting_id is null then null
      when exists (select 1 from workflow_runs w where w.posting_id = l.posting_id and w.status in ('pending', 'running')) then 'being_processed'
      when l.version <> r.after_version then 'changed_since'
      when r.action = 'inserted' and exists (select 1 from user_job_matches m where m.job_id = l.posting_id) then 'matched_since'
    end as skip
    from shadow_action_rows r left join postings l using (posting_id) where ${mine} order by r.shadow_posting_id`.execute(
    tx,
  )
  return rows
}

/** Live postings and staged rows as they were before; the version counts on, so that readers of changes hear of it. */
async function takeBack(tx: Tx, mine: RawBuilder<unknown>): Promise<void> {
  await sql`
    update postings_staging s set promoted_at = (r.staging ->> 'promoted_at')::timestamptz, target = r.staging ->> 'target',
      promoted_to_posting_id = (select posting_id from postings where posting_id = (r.staging ->> 'promoted_to_posting_id')::bigint),
      shadowed_at = (r.staging ->> 'shadowed_at')::timestamptz
    from shadow_action_rows r where ${mine} and s.staging_id = (r.staging ->> 'staging_id')::bigint
      and s.promoted_to_posting_id = r.posting_id and s.promoted_at = r.created_at`.execute(tx)
  await sql`
    delete from postings where posting_id in (select posting_id from shadow_action_rows where ${mine} and action = 'inserted')`.execute(
    tx,
  )
  await tellHistory(tx, mine)
  await sql`
    delete from posting_revisions v using shadow_action_rows r
    where ${mine} and v.posting_id = r.posting_id and v.created_at = r.created_at`.execute(tx)
  const columns = (await columnsOf(tx)).filter(
    (column) => !['posting_id', 'posting_uid', 'version', 'updated_at', 'last_seen_at'].includes(column),
  )
  await sql`
    update postings p set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = w.${sql.ref(column)}`))},
      last_seen_at = case when p.last_seen_at = r.after_seen_at then w.last_seen_at else p.last_seen_at end,
      version = case when r.action = 'unchanged' then p.version else p.version + 1 end,
      updated_at = case when r.action = 'unchanged' then p.updated_at else now() end
    from shadow_action_rows r join postings b using (posting_id) cross join lateral jsonb_populate_record(b, r.before) w
    where ${mine} and r.action <> 'inserted' and p.posting_id = b.posting_id`.execute(tx)
  await rebuildSkills(
    tx,
    sql`select r.posting_id from shadow_action_rows r where ${mine} and r.action <> 'inserted' and r.before ? 'skill_keywords'`,
  )
}

/** One line a field in the history of live postings; descriptions are told by their hash, never copied. */
async function tellHistory(tx: Tx, mine: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into field_events (posting_uid, field, old_value, new_value, origin)
    select b.posting_uid, was.key, nullif(to_jsonb(b) -> was.key, 'null'), nullif(was.value, 'null'), ${ORIGIN}
    from shadow_action_rows r join postings b using (posting_id) cross join lateral jsonb_each(r.before) was
    where ${mine} and r.action in ('updated', 'restored') and was.key = any(${TOLD})
    union all
    select b.posting_uid, 'job_description', to_jsonb(md5(b.job_description)), to_jsonb(md5(r.before ->> 'job_description')), ${ORIGIN}
    from shadow_action_rows r join postings b using (posting_id)
    where ${mine} and r.action in ('updated', 'restored') and r.before ? 'job_description'`.execute(tx)
}

/** Shadow postings under their own ids; answers how many. One that came anew since is the newer and stays. */
async function putBack(tx: Tx, mine: RawBuilder<unknown>): Promise<number> {
  const columns = await columnsOf(tx)
  const { numAffectedRows } = await sql`
    insert into postings_shadow (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(columns.map((column) => sql`s.${sql.ref(column)}`))}
    from shadow_action_rows r cross join lateral jsonb_populate_record(null::postings_shadow, r.shadow) s
    where ${mine} order by r.shadow_posting_id on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Columns that can be written; both tables have the same, which is checked at the start. */
async function columnsOf(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = 'postings_shadow'::regclass and attnum > 0 and not attisdropped
      and attgenerated = '' order by attnum`.execute(tx)
  return rows.map(({ name }) => name)
}
