import { sql } from 'kysely'
import type { Tx } from './engine.ts'
import { resultsOf } from './result-revisions.ts'

/** What one run leaves on its posting. null leaves a column as it is. */
export type PostingResult = {
  posting_id: number
  posting_status: 'complete' | 'invalid' | 'removed' | null
  invalid_reason: string | null
  extracted_summary: string | null
  skills: unknown[] | null
  skill_names: string[] | null
  ihl_score: number | null
  ihl_category: string | null
  ihl_confidence: string | null
  ihl_rubric_version: number | null
  review_flag: boolean | null
  provenance: Record<string, unknown>
}

/**
 * Writes the results of several runs, each to its own posting, and in the same statement keeps what stood there before the run's first
 * write. The provider's own skills are never overwritten: ai_key_skills is filled only where it was empty or the workflow filled it
 * before. A posting that went away meanwhile stays away. The runs are the active ones of their postings.
 */
export async function saveResults(tx: Tx, results: readonly PostingResult[]): Promise<void> {
  if (results.length === 0) return
  const own = sql`(p.ai_key_skills is null or p.provenance -> 'ai_key_skills' ->> 'source' = 'workflow')`
  await sql`
    with c as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as c (posting_id bigint, posting_status text, invalid_reason text,
        extracted_summary text, skills jsonb, skill_names text[], ihl_score smallint, ihl_category text, ihl_confidence text,
        ihl_rubric_version smallint, review_flag boolean, provenance jsonb)
    ), kept as (
      insert into result_revisions (workflow_run_id, posting_id, content_hash, before)
      select r.workflow_run_id, p.posting_id, p.content_hash, ${resultsOf('p')}
      from c join workflow_runs r on r.posting_id = c.posting_id and r.status in ('pending', 'running')
      join postings p on p.posting_id = c.posting_id
      where coalesce(c.posting_status, c.extracted_summary, c.ihl_category) is not null or c.skills is not null or c.review_flag is not null
      on conflict (workflow_run_id) do nothing
    )
    update postings p set
      posting_status = case when c.posting_status = 'complete' and p.posting_status in ('removed', 'filled', 'expired') then p.posting_status
        else coalesce(c.posting_status, p.posting_status) end,
      invalidated_reason = case when c.posting_status = 'invalid' then c.invalid_reason when p.invalidated then p.invalidated_reason end,
      extracted_summary = coalesce(c.extracted_summary, p.extracted_summary),
      skill_keywords = coalesce(c.skills, p.skill_keywords),
      ai_key_skills = case when c.skill_names is not null and ${own} then c.skill_names else p.ai_key_skills end,
      ihl_score = coalesce(c.ihl_score, p.ihl_score),
      ihl_category = coalesce(c.ihl_category, p.ihl_category),
      ihl_confidence = coalesce(c.ihl_confidence, p.ihl_confidence),
      ihl_rubric_version = coalesce(c.ihl_rubric_version, p.ihl_rubric_version),
      review_flag = coalesce(c.review_flag, p.review_flag),
      provenance = p.provenance || case when ${own} then c.provenance else c.provenance - 'ai_key_skills' end
    from c where p.posting_id = c.posting_id`.execute(tx)
}

export type PostingSkillRow = {
  posting_id: number
  position: number
  name: string
  skill_id: string | null
  importance: string
  weight: number
  proficiency: string
  years_required: number
  reasoning: string
  evidence_start: number
  evidence_end: number
  quote: string
}

/** Replaces the skills of the named postings. */
export async function replaceSkills(
  tx: Tx,
  postingIds: readonly number[],
  rows: readonly PostingSkillRow[],
): Promise<void> {
  if (postingIds.length === 0) return
  await sql`delete from posting_skills where posting_id = any(${[...postingIds]}::bigint[])`.execute(tx)
  if (rows.length === 0) return
  await sql`
    insert into posting_skills (posting_id, position, name, skill_id, importance, weight, proficiency, years_required, reasoning,
      evidence_start, evidence_end, quote)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (posting_id bigint, position smallint, name text, skill_id text,
      importance text, weight smallint, proficiency text, years_required double precision, reasoning text, evidence_start int,
      evidence_end int, quote text)`.execute(tx)
}

export type TicketRow = {
  posting_id: number
  workflow_run_id: number
  title: string
  issues: string[]
  checks: string[]
  advice: string
}

/** Opens review tickets; an older open ticket of the same posting is superseded, so that a person sees each posting once. */
export async function openTickets(tx: Tx, tickets: readonly TicketRow[]): Promise<void> {
  if (tickets.length === 0) return
  const postings = tickets.map(({ posting_id }) => posting_id)
  await sql`
    update review_tickets set status = 'resolved', resolution = 'superseded', resolved_by = 'workflow', resolved_at = now()
    where status = 'open' and posting_id = any(${postings}::bigint[])`.execute(tx)
  await sql`
    insert into review_tickets (posting_id, workflow_run_id, title, issues, checks, advice)
    select * from jsonb_to_recordset(${JSON.stringify(tickets)}::jsonb) as t (posting_id bigint, workflow_run_id bigint, title text,
      issues jsonb, checks jsonb, advice text)`.execute(tx)
}

export type WorkflowErrorRow = {
  workflow_run_id: number
  posting_id: number
  conversation_id: number
  interaction_id: number
  error_code: string
  message: string
}

export async function recordErrors(tx: Tx, errors: readonly WorkflowErrorRow[]): Promise<void> {
  if (errors.length > 0)
    await tx
      .insertInto('workflow_errors')
      .values([...errors])
      .execute()
}
