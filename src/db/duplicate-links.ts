/** Links between live postings of one opening. */
import { sql } from 'kysely'
import type { Tx } from './engine.ts'
import { GONE, OPEN } from './fingerprints.ts'
import { toJsonbText } from './jsonb-text.ts'

/** A link without a similarity was made by a person. */
export type LinkStanding = { posting_id: number; duplicate_of: number | null; similarity: number | null }

type Seen = { posting_id: number; content_hash: string | null; canonical_hash: string | null; open: boolean }

/** Any number, the same in every winnow process: links are decided by one transaction at a time. */
const LINKING_LOCK = 3001_0011

/**
 * The standings of the postings and of what repeats them, locked by id, and which of the postings are still as they were `seen`: the
 * others have changed since they were compared, and their turn comes again.
 */
export async function lockLinks(
  tx: Tx,
  seen: readonly Seen[],
): Promise<{ standings: LinkStanding[]; unchanged: Set<number> }> {
  await sql`select pg_advisory_xact_lock(${LINKING_LOCK})`.execute(tx)
  const ids = seen.map(({ posting_id }) => posting_id)
  const { rows } = await sql<LinkStanding & Seen & { gone: boolean }>`
    select p.posting_id, p.duplicate_of, p.duplicate_similarity as similarity, p.content_hash, p.canonical_hash, ${OPEN} as open,
      ${GONE} as gone
    from postings p where p.posting_id = any(${ids}::bigint[]) or p.duplicate_of = any(${ids}::bigint[])
    order by p.posting_id for no key update`.execute(tx)
  const now = new Map(rows.map((row) => [row.posting_id, row]))
  const unchanged = seen.filter((one) => {
    const row = now.get(one.posting_id)
    if (!row || row.gone || row.open !== one.open) return false
    return row.content_hash === one.content_hash && row.canonical_hash === one.canonical_hash
  })
  const standings = rows.map(({ posting_id, duplicate_of, similarity }) => ({ posting_id, duplicate_of, similarity }))
  return { standings, unchanged: new Set(unchanged.map(({ posting_id }) => posting_id)) }
}

/** Writes the links that changed; the postings `looked` at leave the list of those to be compared, those of `again` are put on it. */
export async function saveLinks(
  tx: Tx,
  { changed, again, looked }: { changed: readonly LinkStanding[]; again: readonly number[]; looked: readonly number[] },
): Promise<void> {
  if (changed.length > 0) {
    await sql`
      update postings p set duplicate_of = c.duplicate_of, duplicate_similarity = c.similarity
      from jsonb_to_recordset(${toJsonbText(changed)}::jsonb) as c (posting_id bigint, duplicate_of bigint, similarity real)
      where p.posting_id = c.posting_id`.execute(tx)
  }
  await sql`delete from posting_comparisons_due where posting_id = any(${[...looked]}::bigint[])`.execute(tx)
  if (again.length === 0) return
  await sql`
    insert into posting_comparisons_due select unnest(${[...again]}::bigint[]) on conflict do nothing`.execute(tx)
}
