import { sql } from 'kysely'
import type { Query } from './engine.ts'

export type ExampleSkill = {
  name: string
  importance: string
  weight: number
  years_required: number
  evidence: { start: number; end: number; quote: string }
}
export type ExampleFlag = {
  flag: string
  severity: string
  reasoning: string
  evidence: { start: number; end: number; quote: string }
}

/** One finished posting with everything that the workflow found in it. */
export type ExamplePosting = {
  posting_id: string
  job_title: string
  organization: string | null
  location_raw: string | null
  external_url: string | null
  job_description: string
  extracted_summary: string
  skills: ExampleSkill[]
  ihl_score: number
  ihl_category: string
  ihl_confidence: string
  flags: ExampleFlag[]
  workflow_run_id: number | null
}

/**
 * The finished posting that shows most: one with IHL flags and some skills before others, English before others, then the highest score.
 * For demonstration only: it reads all postings of the source.
 */
export async function examplePosting(db: Query, source: string): Promise<ExamplePosting | undefined> {
  const { rows } = await sql<ExamplePosting>`
    select posting_uid as posting_id, job_title, organization, location_raw, external_url, job_description, extracted_summary,
      skill_keywords as skills, ihl_score, ihl_category, ihl_confidence, coalesce(provenance -> 'ihl_score' -> 'flags', '[]') as flags,
      (select max(r.workflow_run_id) from workflow_runs r where r.posting_id = p.posting_id and r.outcome = 'processed') as workflow_run_id
    from postings p
    where source = ${source} and posting_status = 'complete' and not invalidated and deleted_at is null
      and extracted_summary is not null and skill_keywords is not null and ihl_score is not null
    order by jsonb_array_length(coalesce(provenance -> 'ihl_score' -> 'flags', '[]')) > 0 and jsonb_array_length(skill_keywords) >= 5 desc,
      ai_job_language = 'en' desc nulls last, ihl_score desc, jsonb_array_length(skill_keywords) desc, p.posting_id
    limit 1`.execute(db)
  return rows[0]
}
