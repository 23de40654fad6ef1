/** Postings as a reader of chosen columns wants them: one statement a list, one JSON value an answer. */
import { type RawBuilder, sql } from 'kysely'
import type { Place } from './cursor.ts'
import type { Query } from './engine.ts'
import { countPostings, matchingPostings, type PostingFilter, type PostingTable } from './posting-filter.ts'
import type { DB } from './types.generated.ts'

export type PostingColumn = keyof DB['postings']

/** Columns by the names that they are to have in the answer. */
export type PostingColumns = ReadonlyMap<string, PostingColumn>

/** The chosen columns under their names; `posting_id` is the internal id and never leaves the service. */
export type ChosenPosting = Record<string, unknown> & { posting_id: number }

type Order = { key: RawBuilder<unknown>; type: RawBuilder<unknown>; ascending: boolean }

/** Rows without a key come last. Only the first two orders have an index (postings_created); the others sort what the filter leaves. */
const ORDERS = {
  CREATED_AT_DESC: { key: sql`p.created_at`, type: sql`timestamptz`, ascending: false },
  CREATED_AT_ASC: { key: sql`p.created_at`, type: sql`timestamptz`, ascending: true },
  UPDATED_AT_DESC: { key: sql`p.updated_at`, type: sql`timestamptz`, ascending: false },
  POSTED_DATE_DESC: { key: sql`coalesce(p.posted_date, '-infinity')`, type: sql`date`, ascending: false },
  IHL_SCORE_ASC: { key: sql`coalesce(p.ihl_score, 11)`, type: sql`int`, ascending: true },
  IHL_SCORE_DESC: { key: sql`coalesce(p.ihl_score, -1)`, type: sql`int`, ascending: false },
} satisfies Record<string, Order>

export type PostingOrder = keyof typeof ORDERS

export type ListOptions = {
  table: PostingTable
  columns: PostingColumns
  order: PostingOrder
  limit: number
  after: Place | null
  /** Whether to count how many match. */
  counted: boolean
}

export type PostingPage = { found: { row: ChosenPosting; place: Place }[]; total: number | undefined }

/** At most `limit` postings after `after`, each with its place in the list. */
export async function listPostings(
  db: Query,
  filter: PostingFilter,
  { table, columns, order, limit, after, counted }: ListOptions,
): Promise<PostingPage> {
  const { key, type, ascending }: Order = ORDERS[order]
  const direction = ascending ? sql`asc` : sql`desc`
  const beyond = after
    ? sql`and (${key}, p.posting_id) ${ascending ? sql`>` : sql`<`} (${after.key}::${type}, ${after.id}::bigint)`
    : sql``
  const { rows } = await sql<{ found: (ChosenPosting & { place: string })[] | null; total?: number }>`
    select (select json_agg(found) from (
      select p.posting_id, ${key}::text as place${choice(columns)} from ${sql.table(table)} p
      where ${matchingPostings(filter, table)} ${beyond}
      order by ${key} ${direction}, p.posting_id ${direction} limit ${limit}
    ) found) as found${counted ? sql`, ${countPostings(filter, table)} as total` : sql``}`.execute(db)
  const found = rows[0]?.found ?? []
  return {
    found: found.map((row) => ({ row, place: { key: row.place, id: String(row.posting_id) } })),
    total: rows[0]?.total,
  }
}

/** The posting with this public id, unless it was deleted. Index: posting_uid. */
export async function findPosting(
  db: Query,
  uid: string,
  { table, columns }: Pick<ListOptions, 'table' | 'columns'>,
): Promise<ChosenPosting | undefined> {
  const { rows } = await sql<{ found: ChosenPosting }>`
    select row_to_json(found) as found from (
      select p.posting_id${choice(columns)} from ${sql.table(table)} p
      where p.posting_uid = ${uid}::uuid and p.deleted_at is null) found`.execute(db)
  return rows[0]?.found
}

/** Live postings by their internal ids, deleted ones included: what a run ran over stays readable. Index: primary key. */
export async function postingsByKey(
  db: Query,
  keys: readonly number[],
  columns: PostingColumns,
): Promise<Map<number, ChosenPosting>> {
  const { rows } = await sql<{ found: ChosenPosting[] }>`
    select coalesce(json_agg(found), '[]') as found from (
      select p.posting_id${choice(columns)} from postings p where p.posting_id = any(${[...keys]}::bigint[])) found`.execute(
    db,
  )
  return new Map((rows[0]?.found ?? []).map((row) => [row.posting_id, row]))
}

/** Duplicates of one posting that are read at most. */
const MOST_DUPLICATES = 100

/** Live postings that repeat each of these, the oldest first, without deleted ones. Index: postings_duplicate_of. */
export async function duplicatesByOriginal(
  db: Query,
  originals: readonly number[],
  columns: PostingColumns,
): Promise<Map<number, ChosenPosting[]>> {
  const { rows } = await sql<{ original: number; found: ChosenPosting[] }>`
    select wanted.original, (select json_agg(found) from (
      select p.posting_id${choice(columns)} from postings p where p.duplicate_of = wanted.original and p.deleted_at is null
      order by p.posting_id limit ${MOST_DUPLICATES}) found) as found
    from unnest(${[...originals]}::bigint[]) as wanted (original)`.execute(db)
  return new Map(rows.map(({ original, found }) => [original, found ?? []]))
}

function choice(columns: PostingColumns): RawBuilder<unknown> {
  return sql.join(
    [...columns].map(([name, column]) => sql`, p.${sql.ref(column)} as ${sql.ref(name)}`),
    sql``,
  )
}
