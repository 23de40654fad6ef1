import { sql } from 'kysely'
import type { Database, Tx } from '../../src/db/engine.ts'

/** What `makeDay` made, by the names that the tests use. */
export type Day = { postings: Record<'complete' | 'withoutUrl' | 'fresh' | 'other' | 'old', number> }

/**
 * Fills a database, in which workflow 3001 is installed, with one day's work: five postings (one of them two days old), staged rows
 * in every state, four runs of the last hours and interactions in every status. Everything of "today" is stamped within the last
 * 30 minutes by the database's own clock, so that the day may be made at any hour.
 */
export function makeDay(database: Database): Promise<Day> {
  // One transaction is one now(): the durations of the day are exact.
  return database.transaction(fillDay)
}

async function fillDay(db: Tx): Promise<Day> {
  const postings = {
    complete: await posting(db, { id: 'db-1', title: 'Nurse', url: true, ihl: 2, category: 'GENUINE' }),
    withoutUrl: await posting(db, { id: 'db-2', title: 'Welder', url: false, ihl: 7, category: 'COMPLIANCE_THEATER' }),
    fresh: await posting(db, { id: 'db-3', title: 'Baker', url: true }),
    other: await posting(db, { id: 'js-1', title: 'Pilot', url: true, source: 'jsearch' }),
    old: await posting(db, { id: 'db-0', title: 'Clerk', url: true, ihl: 5, category: 'BORDERLINE', age: '2 days' }),
  }
  await stageRows(db, postings)
  await sql`insert into postings_shadow (source_id, source, external_id, created_at) values
    (1, 'deutsche_bank', 'db-1', now()), (1, 'deutsche_bank', 'db-0', now() - interval '2 days')`.execute(db)
  await workflowRuns(db, postings)
  await sql`insert into extraction_logs (status, created_at) values
    ('OK', now()), ('OK', now()), ('DB_FAIL', now()), ('EMPTY', now() - interval '2 days')`.execute(db)
  await sql`insert into users (user_id, email) values (1, 'reader@example.org'), (2, 'other@example.org')`.execute(db)
  await sql`insert into user_search_queries (user_id, query_name, title_keyword, location, combination_key) values
    (1, 'first', 'nurse', 'Berlin', 'nurse|berlin'), (2, 'second', 'pilot', 'Bonn', 'pilot|bonn')`.execute(db)
  await sql`insert into backfill_tracking (title_keyword, location, combination_key, source, status, jobs_found, backfilled_date) values
    ('nurse', 'Berlin', 'nurse|berlin', 'jsearch', 'done', 12, now() - interval '1 hour'),
    ('pilot', 'Bonn', 'pilot|bonn', 'jsearch', 'done', 3, now())`.execute(db)
  await sql`insert into user_job_matches (user_id, job_id, weighted_score) values
    (1, ${postings.complete}::bigint, 80), (1, ${postings.old}::bigint, 60)`.execute(db)
  return { postings }
}

type NewPosting = {
  id: string
  title: string
  url: boolean
  ihl?: number
  category?: string
  source?: string
  age?: string
}

async function posting(
  db: Tx,
  { id, title, url, ihl, category, source = 'deutsche_bank', age = '0' }: NewPosting,
): Promise<number> {
  const processed = ihl !== undefined
  const { rows } = await sql<{ posting_id: number }>`
    insert into postings (source_id, source, external_id, job_title, job_description, external_url, extracted_summary, skill_keywords,
      ihl_score, ihl_category, posting_status, canonical_version, created_at)
    select source_id, source_name, ${id}, ${title}, 'What the work is', ${url ? `https://example.org/${id}` : null},
      ${processed ? 'A summary' : null}, ${processed ? '[{"skill": "Excel"}]' : null}::jsonb, ${ihl ?? null}::smallint, ${category ?? null},
      ${processed ? 'complete' : 'active'}, 1, now() - ${age}::interval
    from sources where source_name = ${source} returning posting_id`.execute(db)
  return rows[0]?.posting_id ?? 0
}

/** Three promoted rows, one of each state that waits, one of another source, one old, and one of a posting that exists already. */
async function stageRows(db: Tx, { complete, withoutUrl, fresh }: Day['postings']): Promise<void> {
  const stage = (id: string, promotedTo: number | null, status: string | null, source: string, age = '0') =>
    sql`
    insert into postings_staging (source_id, source_website, external_id, job_title, location, raw_data, validation_status,
      promoted_to_posting_id, promoted_at, created_at)
    select source_id, source_name, ${id}, 'Staged ' || ${id}::text, 'Frankfurt am Main, Germany',
      jsonb_build_object('external_id', ${id}::text, 'job_description', repeat('x', 200)), ${status},
      ${promotedTo}::bigint, case when ${promotedTo}::bigint is not null then now() end, now() - ${age}::interval
    from sources where source_name = ${source}`.execute(db)
  await stage('db-1', complete, 'valid', 'deutsche_bank')
  await stage('db-2', withoutUrl, 'valid', 'deutsche_bank')
  await stage('db-3', fresh, 'valid', 'deutsche_bank')
  await stage('db-4', null, 'valid', 'deutsche_bank')
  await stage('db-5', null, null, 'deutsche_bank')
  await stage('db-6', null, 'invalid', 'deutsche_bank')
  await stage('db-7', null, 'valid', 'deutsche_bank', '2 days')
  await stage('db-0', null, 'valid', 'deutsche_bank')
  await stage('js-2', null, 'valid', 'jsearch')
}

/** Runs: two completed in 10 and 20 minutes, one running, one failed, and one that ended two days ago. */
async function workflowRuns(db: Tx, postings: Day['postings']): Promise<void> {
  const run = async (posting: number, status: string, from: string, to: string | null): Promise<number> => {
    const { rows } = await sql<{ workflow_run_id: number }>`
      insert into workflow_runs (workflow_id, posting_id, status, definition_version, started_at, completed_at, created_at)
      select 3001, ${posting}::bigint, ${status}, 'day', now() - ${from}::interval, now() - ${to}::interval, now() - ${from}::interval
      returning workflow_run_id`.execute(db)
    return rows[0]?.workflow_run_id ?? 0
  }
  const complete = await run(postings.complete, 'completed', '10 minutes', '0')
  const withoutUrl = await run(postings.withoutUrl, 'completed', '25 minutes', '5 minutes')
  const running = await run(postings.fresh, 'running', '22 minutes', null)
  const failed = await run(postings.other, 'failed', '28 minutes', '3 minutes')
  await run(postings.old, 'completed', '2 days', '47 hours')

  const done = { status: 'completed', output: { status: 'DONE', data: {} } }
  const failure = (error: string, fault: string) => ({ status: 'failed', output: { error, data: { error }, fault } })
  await interaction(db, { run: complete, conversation: 3335, seconds: 30, ...done })
  await interaction(db, { run: complete, conversation: 3336, seconds: 4, ...done })
  await interaction(db, { run: complete, conversation: 3337, seconds: 6, ...done })
  await interaction(db, { run: withoutUrl, conversation: 3336, seconds: 8, ...done })
  await interaction(db, { run: withoutUrl, conversation: 3337, seconds: 10, ...done })
  await interaction(db, { run: withoutUrl, conversation: 3338, status: 'skipped' })
  await interaction(db, { run: running, conversation: 3335, status: 'running', startedAgo: '20 minutes' })
  await interaction(db, { run: running, conversation: 3336, status: 'running', startedAgo: '1 minute' })
  await interaction(db, { run: running, conversation: 3337, status: 'pending' })
  await interaction(db, {
    run: failed,
    conversation: 3335,
    seconds: 900,
    ...failure('watchdog: ran longer than 900 s', 'watchdog'),
  })
  await interaction(db, { run: failed, conversation: 3336, seconds: 2, ...failure('answer is not JSON', 'content') })
  await interaction(db, { run: failed, conversation: 3337, status: 'cancelled' })
  await sql`insert into workflow_errors (workflow_run_id, error_code, message) values (${failed}::bigint, 'WATCHDOG', 'ran too long')`.execute(
    db,
  )
}

type NewInteraction = {
  run: number
  conversation: number
  status: string
  seconds?: number
  startedAgo?: string
  output?: unknown
}

async function interaction(
  db: Tx,
  { run, conversation, status, seconds, startedAgo, output }: NewInteraction,
): Promise<void> {
  await sql`
    insert into interactions (workflow_run_id, posting_id, conversation_id, actor_id, status, output, started_at, completed_at, owner)
    select r.workflow_run_id, r.posting_id, c.conversation_id, c.actor_id, ${status}, ${output ? JSON.stringify(output) : null}::jsonb,
      case when ${seconds ?? null}::float8 is not null then now() - make_interval(secs => ${seconds ?? 0}) else now() - ${startedAgo ?? null}::interval end,
      case when ${seconds ?? null}::float8 is not null then now() end, case when ${status} = 'running' then 'worker' end
    from workflow_runs r, conversations c
    where r.workflow_run_id = ${run}::bigint and c.conversation_id = ${conversation}::int`.execute(db)
}
