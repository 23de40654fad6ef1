/** A posting's results as one value: kept before a run overwrites them, put back by a rollback, brought back by its undo. */
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from './engine.ts'

/** Columns of a posting whose origin stands in its provenance under the same name. */
const TRACED = ['extracted_summary', 'skill_keywords', 'ai_key_skills', 'ihl_score'] as const

/** All results of the posting under this alias as jsonb, nulls included: an empty result is put back as well as a full one. */
export function resultsOf(alias: string): RawBuilder<unknown> {
  const p = sql.ref(alias)
  const origins = TRACED.map((name) => sql`${sql.lit(name)}, ${p}.provenance -> ${sql.lit(name)}`)
  return sql`jsonb_build_object('posting_status', ${p}.posting_status, 'invalidated_reason', ${p}.invalidated_reason,
    'extracted_summary', ${p}.extracted_summary, 'skill_keywords', ${p}.skill_keywords, 'ai_key_skills', ${p}.ai_key_skills,
    'ihl_score', ${p}.ihl_score, 'ihl_category', ${p}.ihl_category, 'ihl_confidence', ${p}.ihl_confidence,
    'ihl_rubric_version', ${p}.ihl_rubric_version, 'review_flag', ${p}.review_flag,
    'provenance', jsonb_build_object(${sql.join(origins)}))`
}

/**
 * Puts results back on locked postings: those that `side` of each named run's revision holds. The status moves only where it is still
 * the one that `from` gives, so that a posting which expired meanwhile stays expired; a provider's own skills are never touched.
 */
export async function putResultsBack(tx: Tx, runIds: readonly number[], side: 'before' | 'after'): Promise<void> {
  const own = sql`(p.ai_key_skills is null or p.provenance -> 'ai_key_skills' ->> 'source' = 'workflow')`
  const written = sql`case r.outcome when 'processed' then 'complete' else r.outcome end`
  const expected = side === 'before' ? written : sql`v.before ->> 'posting_status'`
  await sql`
    update postings p set
      posting_status = case when p.posting_status = ${expected} then x.results ->> 'posting_status' else p.posting_status end,
      invalidated_reason = case when p.invalidated then p.invalidated_reason
        when p.posting_status = ${expected} and x.results ->> 'posting_status' = 'invalid' then x.results ->> 'invalidated_reason' end,
      extracted_summary = x.results ->> 'extracted_summary',
      skill_keywords = nullif(x.results -> 'skill_keywords', 'null'),
      ai_key_skills = case when not ${own} then p.ai_key_skills when jsonb_typeof(x.results -> 'ai_key_skills') = 'array'
        then array(select jsonb_array_elements_text(x.results -> 'ai_key_skills')) end,
      ihl_score = (x.results ->> 'ihl_score')::smallint,
      ihl_category = x.results ->> 'ihl_category',
      ihl_confidence = x.results ->> 'ihl_confidence',
      ihl_rubric_version = (x.results ->> 'ihl_rubric_version')::smallint,
      review_flag = (x.results ->> 'review_flag')::boolean,
      provenance = (p.provenance - '{extracted_summary,skill_keywords,ihl_score}'::text[] - case when ${own} then 'ai_key_skills' else '' end)
        || coalesce((select jsonb_object_agg(o.key, o.value) from jsonb_each(x.results -> 'provenance') o
          where o.value <> 'null' and (o.key <> 'ai_key_skills' or ${own})), '{}')
    from result_revisions v join workflow_runs r using (workflow_run_id) cross join lateral (select v.${sql.ref(side)} as results) x
    where v.workflow_run_id = any(${[...runIds]}::bigint[]) and p.posting_id = v.posting_id`.execute(tx)
  await rebuildSkills(
    tx,
    sql`select posting_id from result_revisions where workflow_run_id = any(${[...runIds]}::bigint[])`,
  )
}

/** posting_skills says the same as skill_keywords, which is what revisions hold. `postings` selects the ids of locked postings. */
export async function rebuildSkills(tx: Tx, postings: RawBuilder<unknown>): Promise<void> {
  await sql`delete from posting_skills where posting_id in (${postings})`.execute(tx)
  await sql`
    insert into posting_skills (posting_id, position, name, skill_id, importance, weight, proficiency, years_required, reasoning,
      evidence_start, evidence_end, quote)
    select p.posting_id, s.place - 1, s.skill ->> 'name', s.skill ->> 'skill_id', s.skill ->> 'importance', (s.skill ->> 'weight')::smallint,
      s.skill ->> 'proficiency', (s.skill ->> 'years_required')::double precision, s.skill ->> 'reasoning',
      (s.skill -> 'evidence' ->> 'start')::int, (s.skill -> 'evidence' ->> 'end')::int, s.skill -> 'evidence' ->> 'quote'
    from postings p cross join lateral jsonb_array_elements(
      case when jsonb_typeof(p.skill_keywords) = 'array' then p.skill_keywords else '[]' end) with ordinality as s (skill, place)
    where p.posting_id in (${postings}) and s.skill -> 'evidence' ->> 'quote' is not null`.execute(tx)
}
