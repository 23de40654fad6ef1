/** The one upsert of postings: live and shadow take the same path and differ in the table alone. */
import { hash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { errors, type WinnowError } from '../errors.ts'
import { bisect } from './bisect.ts'
import { type Decision, decide, type StoredPosting, type TextHashes } from './compare-posting.ts'
import type { Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'
import { lockStored } from './lock-postings.ts'
import { CONTENT_COLUMNS, type ContentColumn, type PostingRow } from './posting-columns.ts'
import { dropReadSkills, type FieldEvent, recordFieldEvents, saveRevisions } from './posting-history.ts'
import type { WriteAction } from './write-totals.ts'

export type Target = 'live' | 'shadow'

/**
 * What became of one row. `raced`: another writer inserted the same posting at this moment; nothing was written, and the row is to be
 * written again in a transaction of its own, which sees the other's.
 */
export type Written = {
  action: WriteAction | 'raced'
  posting_id: number | null
  posting_uid: string | null
  /** The posting is served and waits for the workflow. */
  due: boolean
  fault?: WinnowError
}

type Keyed = { index: number; row: PostingRow; hashes: TextHashes }
type Change = Keyed & { found: StoredPosting; decision: Extract<Decision, { action: 'updated' | 'restored' }> }
type Done = Written & { index: number }

/** Columns of a record beside its content. */
export const ROW_COLUMNS = [
  ...([
    'source_id',
    'source',
    'external_id',
    'job_description',
    'description_html',
    'canonical_version',
    'canonical_hash',
    'canonical_id',
  ] as const),
  ...(['content_hash', 'provenance', 'raw_data', 'created_by_staging_id', 'fetched_at'] as const),
] as const

/** What a new posting may bring along, and what it gets otherwise. */
const BROUGHT = { posting_uid: sql`gen_random_uuid()`, first_seen_at: sql`now()` }

/** What an update does not simply take over from the record. */
const KEPT_COLUMNS: readonly string[] = ['provenance', 'created_by_staging_id', 'description_html']

/** Results, and where they came from, that a new text makes void. */
const RESULTS = [
  'extracted_summary',
  'skill_keywords',
  'ihl_score',
  'ihl_category',
  'ihl_confidence',
  'ihl_rubric_version',
]

/**
 * Writes rows in at most two statements and answers what became of each, in their order. Of several rows with one identity the last is
 * written, the others are skipped. A row that the database refuses fails alone, with its reason. Existing postings are locked before the
 * first write in the order of their ids, new ones are inserted in the order of their identity: two writers never wait crosswise.
 * At most 500 rows at once. Indexes: postings_source_external_id, postings_source_canonical_hash.
 */
export async function writePostings(tx: Tx, target: Target, rows: readonly PostingRow[]): Promise<Written[]> {
  const last = lastOfEach(rows)
  const keyed = [...last.values()]
  const stored = await lockKeyed(tx, target, keyed)
  const written: Written[] = []
  const toInsert: Keyed[] = []
  const toUpdate: Change[] = []
  const toTouch: number[] = []
  for (const one of keyed) {
    const found = stored.get(one.index)
    if (!found) {
      toInsert.push(one)
      continue
    }
    const decision = decide(found, one.row, one.hashes)
    if (decision.action === 'updated' || decision.action === 'restored') {
      toUpdate.push({ ...one, found, decision })
      continue
    }
    toTouch.push(found.posting_id)
    const { posting_id, posting_uid } = found
    const fault = decision.action === 'skipped' ? { fault: errors.postingHeld(posting_uid) } : {}
    const due = decision.action === 'unchanged' && isDue(found, found.posting_status)
    written[one.index] = { action: decision.action, posting_id, posting_uid, due, ...fault }
  }
  const inserted = await bisect(tx, toInsert, (part) => insertNew(tx, target, part), refuse)
  const updated = await bisect(tx, toUpdate, (part) => update(tx, target, part), refuse)
  for (const { index, ...done } of [...inserted, ...updated]) written[index] = done
  await touch(tx, target, toTouch)
  await linkDuplicates(
    tx,
    target,
    inserted.flatMap(({ posting_id }) => posting_id ?? []),
  )
  return rows.map((row, index) => written[index] ?? displaced(written[last.get(keyOf(row))?.index ?? -1], row))
}

/** What writePostings would do with rows of unlike identities, in their order. Locks the same postings and writes nothing. */
export async function previewPostings(tx: Tx, target: Target, rows: readonly PostingRow[]): Promise<WriteAction[]> {
  const keyed = [...lastOfEach(rows).values()]
  const stored = await lockKeyed(tx, target, keyed)
  const actions: WriteAction[] = []
  for (const { index, row, hashes } of keyed) {
    const found = stored.get(index)
    actions[index] = found ? decide(found, row, hashes).action : 'inserted'
  }
  return actions
}

function lockKeyed(tx: Tx, target: Target, keyed: readonly Keyed[]): Promise<Map<number, StoredPosting>> {
  return lockStored(
    tx,
    table(target),
    keyed.map(({ index, row: { source_id, external_id, canonical_hash, content_hash }, hashes }) => {
      return { index, source_id, external_id, canonical_hash, content_hash, has_html: hashes.html !== null }
    }),
  )
}

/** The last row of each identity, in the order of the identities. */
function lastOfEach(rows: readonly PostingRow[]): Map<string, Keyed> {
  const last = new Map<string, Keyed>()
  rows.forEach((row, index) => {
    const html = row.description_html ?? null
    const hashes = { description: md5(row.job_description), html: html === null ? null : md5(html) }
    last.set(keyOf(row), { index, row, hashes })
  })
  return new Map([...last].sort(([a], [b]) => (a < b ? -1 : 1)))
}

const md5 = (text: string) => hash('md5', text, 'hex')

/** A row's identity as one text; rows with one key are one posting. */
export function keyOf({ source_id, external_id, canonical_hash }: PostingRow): string {
  return external_id === null ? `${source_id} hash ${canonical_hash}` : `${source_id} id ${external_id}`
}

function displaced(by: Written | undefined, row: PostingRow): Written {
  const { posting_id = null, posting_uid = null } = by ?? {}
  return {
    action: 'skipped',
    posting_id,
    posting_uid,
    due: false,
    fault: errors.duplicateRow(row.external_id ?? row.job_title),
  }
}

function refuse({ index }: Keyed, error: unknown): Done {
  return { index, action: 'failed', posting_id: null, posting_uid: null, due: false, fault: errors.rowNotStored(error) }
}

async function insertNew(tx: Tx, target: Target, part: readonly Keyed[]): Promise<Done[]> {
  const own = [...ROW_COLUMNS, ...spoken(part.map(({ row }) => row))].map((column) => sql.ref(column))
  const brought = (['posting_uid', 'first_seen_at'] as const).filter((column) => part.some(({ row }) => row[column]))
  const columns = sql.join([...own, ...brought.map((column) => sql.ref(column))])
  const values = sql.join([...own, ...brought.map((column) => sql`coalesce(${sql.ref(column)}, ${BROUGHT[column]})`)])
  const json = toJsonbText(part.map(({ row }) => row))
  const { rows } = await sql<{ posting_id: number; posting_uid: string; key: string }>`
    insert into ${table(target)} (${columns})
    select ${values} from jsonb_populate_recordset(null::${table(target)}, ${json}::jsonb)
    on conflict do nothing
    returning posting_id, posting_uid,
      source_id || case when external_id is null then ' hash ' || canonical_hash else ' id ' || external_id end as key`.execute(
    tx,
  )
  const byKey = new Map(rows.map(({ key, ...ids }) => [key, ids]))
  return part.map(({ index, row }) => {
    const ids = byKey.get(keyOf(row))
    return ids
      ? { index, action: 'inserted', ...ids, due: true }
      : { index, action: 'raced', posting_id: null, posting_uid: null, due: false }
  })
}

/** Brings stored postings to the record's content; results that were made from another text are moved to the revisions. */
async function update(tx: Tx, target: Target, part: readonly Change[]): Promise<Done[]> {
  const superseded = part.filter(({ decision }) => decision.superseded)
  if (target === 'live') {
    await saveRevisions(
      tx,
      superseded.map(({ found }) => found.posting_id),
    )
    await recordFieldEvents(tx, part.flatMap(eventsOf))
  }
  const columns = [
    ...ROW_COLUMNS.filter((column) => !KEPT_COLUMNS.includes(column)),
    ...spoken(part.map(({ decision }) => decision.row)),
  ]
  const json = part.map(({ found, decision: { row, status, superseded } }) => {
    return { ...row, posting_id: found.posting_id, posting_status: status, superseded }
  })
  await sql`
    update ${table(target)} p set
      ${sql.join(columns.map((column) => sql`${sql.ref(column)} = r.${sql.ref(column)}`))},
      description_html = case when r.description_html is null and r.job_description = p.job_description then p.description_html
        else r.description_html end,
      ${sql.join(RESULTS.map((column) => sql`${sql.ref(column)} = case when c.superseded then null else p.${sql.ref(column)} end`))},
      review_flag = p.review_flag and not c.superseded,
      provenance = case when c.superseded then p.provenance - ${[...RESULTS]}::text[] else p.provenance end || r.provenance,
      posting_status = r.posting_status,
      invalidated_reason = case when c.superseded and not p.invalidated then null else p.invalidated_reason end,
      deleted_at = null, deleted_by = null, last_seen_at = now(), updated_at = now(), version = p.version + 1
    from jsonb_array_elements(${toJsonbText(json)}::jsonb) o
    cross join lateral jsonb_populate_record(null::${table(target)}, o) r
    cross join lateral (select (o ->> 'superseded')::boolean as superseded) c
    where p.posting_id = r.posting_id`.execute(tx)
  if (target === 'live')
    await dropReadSkills(
      tx,
      superseded.map(({ found }) => found.posting_id),
    )
  return part.map(({ index, found, decision: { action, status } }) => {
    const { posting_id, posting_uid } = found
    return { index, action, posting_id, posting_uid, due: isDue(found, status) }
  })
}

const isDue = ({ invalidated }: StoredPosting, status: string) => status === 'active' && !invalidated

function eventsOf({ found: { posting_uid }, row, decision }: Change): FieldEvent[] {
  return decision.changes.map((change) => ({ posting_uid, origin: row.source, ...change }))
}

/** Seen again without a change: not a new version, and nothing but the time is written. */
async function touch(tx: Tx, target: Target, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await sql`update ${table(target)} set last_seen_at = now() where posting_id = any(${[...ids]}::bigint[])`.execute(tx)
}

/**
 * The same opening under another identity is linked to the oldest one, or to what that one repeats; never deleted. An address that
 * openings in several towns share links none of them. Index: postings_canonical_hash.
 */
async function linkDuplicates(tx: Tx, target: Target, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update ${table(target)} p set duplicate_of = older.original, duplicate_similarity = older.similarity
    from (
      select distinct on (n.posting_id) n.posting_id as newer, coalesce(o.duplicate_of, o.posting_id) as original,
        case when o.duplicate_of is null then 1 else coalesce(o.duplicate_similarity, 1) end as similarity
      from ${table(target)} n
      join ${table(target)} o on o.canonical_hash = n.canonical_hash and o.posting_id < n.posting_id
        and (lower(o.location_city) = lower(n.location_city) or o.location_city is null or n.location_city is null)
      where n.posting_id = any(${[...ids]}::bigint[]) order by n.posting_id, o.posting_id
    ) older
    where p.posting_id = older.newer`.execute(tx)
}

/** Content columns that at least one of the rows fills. */
function spoken(rows: readonly PostingRow[]): ContentColumn[] {
  return CONTENT_COLUMNS.filter((column) => rows.some((row) => row[column] !== undefined && row[column] !== null))
}

const table = (target: Target): RawBuilder<unknown> => (target === 'live' ? sql`postings` : sql`postings_shadow`)
