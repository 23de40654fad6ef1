import { sql } from 'kysely'
import type { Tx } from './engine.ts'
import { toJsonbText } from './jsonb-text.ts'

/**
 * Copies title, description and results of live postings before a new text replaces them, and removes the skills that were read from
 * the old text.
 */
export async function saveRevisions(tx: Tx, postingIds: readonly number[]): Promise<void> {
  if (postingIds.length === 0) return
  await sql`
    insert into posting_revisions (posting_id, version, content_hash, job_title, job_description, invalidated_reason, results)
    select posting_id, version, content_hash, job_title, job_description, 'superseded', (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(jsonb_build_object(
        'extracted_summary', extracted_summary, 'skill_keywords', skill_keywords, 'ihl_score', ihl_score, 'ihl_category', ihl_category,
        'ihl_confidence', ihl_confidence, 'ihl_rubric_version', ihl_rubric_version, 'review_flag', nullif(review_flag, false))) where value <> 'null')
    from postings where posting_id = any(${[...postingIds]}::bigint[]) order by posting_id`.execute(tx)
  await sql`delete from posting_skills where posting_id = any(${[...postingIds]}::bigint[])`.execute(tx)
}

/** Removes skills that the workflow read from a text that is gone; a provider's own list stays. */
export async function dropReadSkills(tx: Tx, postingIds: readonly number[]): Promise<void> {
  if (postingIds.length === 0) return
  await sql`
    update postings set ai_key_skills = null, provenance = provenance - 'ai_key_skills'
    where posting_id = any(${[...postingIds]}::bigint[]) and provenance -> 'ai_key_skills' ->> 'source' = 'workflow'`.execute(
    tx,
  )
}

export type FieldEvent = { posting_uid: string; field: string; old_value: unknown; new_value: unknown; origin: string }

/** Appends to the history of live postings. Descriptions are told by their hash, never copied. */
export async function recordFieldEvents(tx: Tx, events: readonly FieldEvent[]): Promise<void> {
  if (events.length === 0) return
  await sql`
    insert into field_events (posting_uid, field, old_value, new_value, origin)
    select posting_uid, field, nullif(old_value, 'null'), nullif(new_value, 'null'), origin
    from jsonb_to_recordset(${toJsonbText(events)}::jsonb) as e (posting_uid uuid, field text, old_value jsonb, new_value jsonb, origin text)`.execute(
    tx,
  )
}
