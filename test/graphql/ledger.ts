import { sql } from 'kysely'
import type { Database } from '../../src/db/engine.ts'

/**
 * A batch over the first `runs` postings, each with a completed run of four interactions (3335 twice: failed, then retried; 3336;
 * 3350) and a ticket for the first. Returns the batch's id. Needs postings.
 */
export async function addRuns({ db }: Database, runs: number): Promise<string> {
  await sql`insert into actors (actor_name, kind) values ('builtin', 'builtin'), ('qwen2.5:7b', 'llm') on conflict do nothing`.execute(
    db,
  )
  await sql`insert into workflows (workflow_id, workflow_name) values (3001, 'Complete Job Processing') on conflict do nothing`.execute(
    db,
  )
  await sql`insert into conversations (conversation_id, conversation_name, actor_id, model_used)
    select id, name, (select actor_id from actors where actor_name = 'qwen2.5:7b'), 'qwen2.5:7b'
    from (values (3335, 'session_a_gemma3_extract'), (3336, 'session_b_gemma2_grade'), (3350, 'r1114_extract_skills')) as c (id, name)
    on conflict do nothing`.execute(db)
  await sql`insert into workflow_conversations (workflow_id, conversation_id, execution_order, on_happy_path)
    values (3001, 3335, 4, true), (3001, 3336, 5, true), (3001, 3350, 13, true) on conflict do nothing`.execute(db)
  const { rows } = await sql<{ operation_id: string }>`
    insert into operations (kind, state, progress, requested_by) values ('batch', 'succeeded', 1, 'tests') returning operation_id`.execute(
    db,
  )
  const batch = rows[0]?.operation_id ?? ''
  await sql`insert into batches (batch_id, workflow_id, filters, max_jobs, workers)
    values (${batch}::uuid, 3001, ${JSON.stringify({ source: 'deutsche_bank' })}::jsonb, ${runs}, 2)`.execute(db)
  await sql`insert into workflow_runs (workflow_id, posting_id, batch_id, status, outcome, definition_version, started_at, completed_at)
    select 3001, posting_id, ${batch}::uuid, 'completed', 'processed', 'v1', now() - interval '2 seconds', now()
    from postings order by posting_id limit ${runs}`.execute(db)
  await sql`insert into interactions (workflow_run_id, posting_id, conversation_id, actor_id, attempt, status, input, output, model_used, started_at, completed_at)
    select r.workflow_run_id, r.posting_id, s.conversation_id, a.actor_id, s.attempt, s.status, '{"slots": {}, "prompt_version": 1}',
      s.output::jsonb, 'qwen2.5:7b', now() - interval '2 seconds', now() - interval '500 milliseconds'
    from workflow_runs r
    join actors a on a.actor_name = 'qwen2.5:7b'
    cross join (values (1, 3335, 1, 'failed', '{"error": "no answer", "data": {"error": "no answer"}, "fault": "upstream"}'),
      (2, 3335, 2, 'completed', '{"status": "DONE", "data": {"role": "Engineer"}}'),
      (3, 3336, 1, 'completed', '{"status": "PASS", "data": {"verdict": "PASS"}}'),
      (4, 3350, 1, 'completed', '{"status": "DONE", "data": []}')) as s (place, conversation_id, attempt, status, output)
    where r.batch_id = ${batch}::uuid order by r.workflow_run_id, s.place`.execute(db)
  await sql`insert into posting_skills (posting_id, position, name, skill_id, importance, weight, proficiency, evidence_start, evidence_end, quote)
    select posting_id, 1, 'TypeScript', 'typescript', 'essential', 95, 'advanced', 3, 13, 'TypeScript' from workflow_runs on conflict do nothing`.execute(
    db,
  )
  await sql`insert into review_tickets (posting_id, workflow_run_id, title, issues, checks, advice)
    select posting_id, workflow_run_id, 'Summary refused', '["Details are thin"]', '["Read the description"]', 'Write it by hand'
    from workflow_runs where batch_id = ${batch}::uuid order by workflow_run_id limit 1`.execute(db)
  await sql`update postings set review_flag = true where posting_id = (select posting_id from review_tickets limit 1)`.execute(
    db,
  )
  return batch
}
