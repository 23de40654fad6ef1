/** Openings that several live postings advertise. */
import { sql } from 'kysely'
import type { Query } from './engine.ts'

type Member = { id: string; source: string | null; job_title: string | null; status: string }

export type DuplicateGroup = Member & {
  organization: string | null
  location: string | null
  /** The oldest first; `similarity` is null for a link that a person made. */
  duplicates: (Member & { similarity: number | null })[]
}

/**
 * Originals with what repeats them, the newest original first; with `source` those groups in which it has a posting. Deleted postings
 * are left out. Index: postings_duplicate_of.
 */
export async function duplicateGroups(
  db: Query,
  { source, limit }: { source?: string | undefined; limit: number },
): Promise<DuplicateGroup[]> {
  const wanted = source ?? null
  const { rows } = await sql<DuplicateGroup>`
    select o.posting_uid as id, o.source, o.job_title, o.posting_status as status, o.organization, o.location_raw as location,
      json_agg(json_build_object('id', p.posting_uid, 'source', p.source, 'job_title', p.job_title, 'status', p.posting_status,
        'similarity', p.duplicate_similarity) order by p.posting_id) as duplicates
    from postings p join postings o on o.posting_id = p.duplicate_of
    where p.duplicate_of is not null and p.deleted_at is null and o.deleted_at is null
    group by o.posting_id
    having ${wanted}::text is null or o.source = ${wanted} or bool_or(p.source = ${wanted})
    order by o.posting_id desc limit ${limit}`.execute(db)
  return rows
}
