/** The statements of one part of a promotion from shadow to live, in the order in which they run. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../engine.ts'
import { toJsonbText } from '../jsonb-text.ts'
import { CONTENT_COLUMNS, type PostingRow } from '../posting-columns.ts'
import { ROW_COLUMNS } from '../write-postings.ts'

/** Why a shadow posting is not to go live: it was taken out of use there, or it was typed by hand and has no identity. */
export type ShadowSkip = 'out_of_use' | 'without_identity'
export type ShadowPosting = {
  posting_id: number
  staging_id: number | null
  skip: ShadowSkip | null
  record: PostingRow
}
export type Settled = { shadow_posting_id: number; action: string; posting_id: number }

/** Staged row of a shadow posting. Index: the unique one of (source_id, external_id). */
const STAGED = sql`s.source_id = p.source_id and s.external_id = coalesce(p.external_id, 'hash:' || p.canonical_hash)`
const named = (ids: readonly number[]) => sql`any(${[...ids]}::bigint[])`

export type Page = {
  /** null: all sources. */
  source: string | null
  after: number
  last: number
  /** Rows, and bytes of their descriptions: some long texts must not make a statement of hundreds of megabytes. */
  limit: number
  bytes: number
}

/** Ids of the next shadow postings, the oldest first, at least one while there is one. */
export async function nextShadow(tx: Tx, { source, after, last, limit, bytes }: Page): Promise<number[]> {
  const { rows } = await sql<{ posting_id: number; size: number }>`
    select posting_id, coalesce(octet_length(job_description), 0) as size from postings_shadow where posting_id > ${after}::bigint and posting_id <= ${last}::bigint
      and (${source}::text is null or source = ${source}) order by posting_id limit ${limit}`.execute(tx)
  let size = 0
  return rows.flatMap((row, index) => {
    size += row.size
    return index === 0 || size <= bytes ? [row.posting_id] : []
  })
}

/**
 * Locks staged rows, then shadow postings, as an import does, and answers what can be read of each; one that another promotion took
 * meanwhile is left out. A public id that some live posting has already is not brought along.
 */
export async function lockShadow(tx: Tx, ids: readonly number[]): Promise<ShadowPosting[]> {
  await sql`
    select s.staging_id from postings_shadow p join postings_staging s on ${STAGED} where p.posting_id = ${named(ids)}
    order by s.source_id, s.external_id collate "C" for update of s`.execute(tx)
  const columns = sql.join([...ROW_COLUMNS, ...CONTENT_COLUMNS].map((column) => sql.ref(`p.${column}`)))
  const { rows } = await sql<ShadowPosting>`
    select p.posting_id, (select s.staging_id from postings_staging s where ${STAGED}) as staging_id, to_jsonb(c) as record,
      case when p.deleted_at is not null or p.invalidated or p.posting_status not in ('pending', 'active', 'complete') then 'out_of_use'
        when p.source_id is null or p.canonical_version is null or p.canonical_hash is null or p.content_hash is null
          or p.job_title is null or p.job_description is null then 'without_identity' end as skip
    from postings_shadow p cross join lateral (select ${columns}, p.first_seen_at,
      case when not exists (select 1 from postings l where l.posting_uid = p.posting_uid) then p.posting_uid end as posting_uid) c
    where p.posting_id = ${named(ids)} order by p.posting_id for update of p`.execute(tx)
  return rows
}

/** The live posting that a write of this shadow posting would find: the same identity as in lockStored. */
const COUNTERPART = sql`coalesce(
  (select l.posting_id from postings l where l.source_id = p.source_id and l.external_id = p.external_id),
  (select l.posting_id from postings l where p.external_id is null and l.external_id is null and l.source_id = p.source_id
    and l.canonical_hash = p.canonical_hash))`

/** Keeps what undoing needs, before anything is written: the shadow posting, its live counterpart (locked), its staged row's marks. */
export async function keepImages(tx: Tx, actionId: string, ids: readonly number[]): Promise<void> {
  await sql`
    with live as (
      select p.posting_id as shadow_id, l.posting_id, to_jsonb(l) - '{search_text,version,updated_at}'::text[] as image
      from postings_shadow p join postings l on l.posting_id = ${COUNTERPART}
      where p.posting_id = ${named(ids)} order by l.posting_id for update of l
    )
    insert into shadow_action_rows (shadow_action_id, shadow_posting_id, shadow, posting_id, before, staging)
    select ${actionId}::uuid, p.posting_id, to_jsonb(p) - 'search_text', live.posting_id, live.image,
      (select jsonb_build_object('staging_id', s.staging_id, 'promoted_to_posting_id', s.promoted_to_posting_id,
        'promoted_at', s.promoted_at, 'target', s.target, 'shadowed_at', s.shadowed_at)
        from postings_staging s where ${STAGED} and s.shadowed_at is not null)
    from postings_shadow p left join live on live.shadow_id = p.posting_id where p.posting_id = ${named(ids)}`.execute(
    tx,
  )
}

/** Shadow postings that were found live although nothing of their live posting was kept: somebody inserted it meanwhile. */
export async function withoutImage(tx: Tx, actionId: string, ids: readonly number[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from shadow_action_rows where ${ofAction(actionId, ids)} and before is null`.execute(tx)
  return rows[0]?.n ?? 0
}

/**
 * Ends a part: of each image only the columns that the promotion changed stay, staged rows are marked promoted unless they came anew
 * since, and promoted postings leave the shadow table. `kept` are those that stay there.
 */
export async function settlePart(
  tx: Tx,
  actionId: string,
  settled: readonly Settled[],
  kept: readonly number[],
): Promise<void> {
  const ids = settled.map(({ shadow_posting_id }) => shadow_posting_id)
  await sql`delete from shadow_action_rows where ${ofAction(actionId, kept)}`.execute(tx)
  await sql`
    update shadow_action_rows r set action = v.action, posting_id = v.posting_id, after_version = l.version, after_seen_at = l.last_seen_at,
      before = case when v.action <> 'inserted' then (select coalesce(jsonb_object_agg(was.key, was.value), '{}') from jsonb_each(r.before) was
        join jsonb_each(to_jsonb(l) - 'search_text') now on now.key = was.key and now.value is distinct from was.value) end
    from jsonb_to_recordset(${toJsonbText(settled)}::jsonb) as v (shadow_posting_id bigint, action text, posting_id bigint)
    join postings l on l.posting_id = v.posting_id
    where r.shadow_action_id = ${actionId}::uuid and r.shadow_posting_id = v.shadow_posting_id`.execute(tx)
  await sql`
    update postings_staging s set promoted_to_posting_id = r.posting_id, promoted_at = now(), target = 'live'
    from shadow_action_rows r where ${ofAction(actionId, ids)} and s.staging_id = (r.staging ->> 'staging_id')::bigint`.execute(
    tx,
  )
  await sql`delete from postings_shadow where posting_id = ${named(ids)}`.execute(tx)
}

export function ofAction(actionId: string, ids: readonly number[]): RawBuilder<unknown> {
  return sql`shadow_action_id = ${actionId}::uuid and shadow_posting_id = ${named(ids)}`
}

/** How many shadow postings a source has (all sources: null), and the newest of them. */
export async function countShadow(tx: Tx, source: string | null): Promise<{ n: number; last: number }> {
  const { rows } = await sql<{ n: number; last: number }>`
    select count(*) as n, coalesce(max(posting_id), 0) as last from postings_shadow where ${source}::text is null or source = ${source}`.execute(
    tx,
  )
  return rows[0] ?? { n: 0, last: 0 }
}
