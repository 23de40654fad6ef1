import { sql } from 'kysely'
import t from 'tap'
import { reportText } from '../../../src/cli/render/report-text.ts'
import { createBatch } from '../../../src/db/batches.ts'
import { completeness } from '../../../src/db/completeness.ts'
import { installWorkflow } from '../../../src/db/conversations.ts'
import type { Database } from '../../../src/db/engine.ts'
import { inventory } from '../../../src/db/inventory.ts'
import { batchMarkdown } from '../../../src/pipeline/report/batch-markdown.ts'
import { batchReport } from '../../../src/pipeline/report/batch-report.ts'
import { onBothEngines, testDatabase } from '../../helpers/database.ts'

t.setTimeout(240_000)

const conversations = [
  { conversation_id: 3336, conversation_name: 'session_b_gemma2_grade', model: 'gemma2:latest', happy: true },
  { conversation_id: 3337, conversation_name: 'session_c_qwen25_grade', model: 'qwen2.5:7b', happy: true },
]

async function newBatch(database: Database): Promise<string> {
  await installWorkflow(database, {
    workflow_id: 3001,
    workflow_name: 'Complete Job Processing',
    definition_version: 'test',
    conversations,
  })
  const versions = { code_version: 'test', schema_version: 'test', definition_version: 'test' }
  return createBatch(database, {
    workflow_id: 3001,
    filters: { source: 'demo' },
    max_jobs: 10,
    workers: 1,
    requested_by: 'test',
    ...versions,
  })
}

/** Five postings: complete, without URL, without skills, invalid by the workflow, failed by an actor. */
async function fill(database: Database, batch: string): Promise<void> {
  await sql`
    insert into postings (job_title, job_description, external_url, extracted_summary, skill_keywords, ihl_score, ihl_category, posting_status,
      source, source_id, external_id, external_job_id, canonical_version)
    values ('Complete | odd', 'text', 'https://a.example/1', 's', '[]', 2, 'GENUINE', 'complete', 'demo', 5, '1', '1', 1),
      ('No address', 'text', null, 's', '[]', 5, 'BORDERLINE', 'complete', 'demo', 5, '2', '2', 1),
      ('No skills', 'text', 'https://a.example/3', 's', null, 2, 'GENUINE', 'active', 'demo', 5, '3', '3', 1),
      ('Too short', 'text', 'https://a.example/4', null, null, null, null, 'invalid', 'demo', 5, '4', '4', 1),
      ('Broken', 'text', 'https://a.example/5', null, null, null, null, 'active', 'demo', 5, '5', '5', 1)`.execute(
    database.db,
  )
  await sql`
    insert into workflow_runs (workflow_id, posting_id, batch_id, status, outcome, outcome_reason, definition_version, started_at, completed_at)
    select 3001, posting_id, ${batch}::uuid, case external_id when '5' then 'failed' else 'completed' end,
      case external_id when '4' then 'invalid' when '5' then null else 'processed' end,
      case external_id when '4' then 'only 20 characters' end, 'test', now() - interval '10 seconds', now() - interval '8 seconds'
    from postings`.execute(database.db)
  await sql`
    insert into interactions (workflow_run_id, posting_id, conversation_id, actor_id, status, output, created_at, started_at, completed_at)
    select r.workflow_run_id, r.posting_id, c.id, 1, case when p.external_id = '5' then 'failed' else 'completed' end,
      case when p.external_id = '5' then '{"error": "watchdog: ran longer than 900 s", "fault": "watchdog"}'::jsonb end,
      now() - interval '10 seconds', now() - interval '10 seconds', now() - interval '10 seconds' + make_interval(secs => c.seconds)
    from workflow_runs r join postings p using (posting_id), (values (3336, 0.5), (3337, 1.5)) c (id, seconds)
    where p.external_id <> '4'`.execute(database.db)
  await sql`
    update operations set state = 'succeeded', started_at = now() - interval '10 seconds', finished_at = now() where operation_id = ${batch}::uuid`.execute(
    database.db,
  )
}

await onBothEngines(t, 'a batch without postings has a report of zeros and divides by nothing', async (t, database) => {
  const id = await newBatch(database)
  const report = await batchReport(database.db, id)
  t.match(report, {
    counts: { total: 0 },
    completeness: { total: 0, percent: 0 },
    seconds: 0,
    seconds_per_posting: 0,
    postings_per_second: 0,
  })
  t.match(report.llm, { calls: 0, loads: 0, lower_bound_seconds: 0, makespan_seconds: 0, ratio: 0 })
  t.same(
    report.criteria.map(({ verdict }) => verdict),
    report.criteria.map(() => 'nothing to judge'),
  )
  t.notMatch(JSON.stringify(report), /NaN|Infinity/)
  t.notMatch(batchMarkdown(report), /NaN|Infinity|undefined/)
  t.notMatch(reportText(report), /NaN|Infinity|undefined/)
})

await onBothEngines(t, 'a report counts what the rows say', async (t, database) => {
  const id = await newBatch(database)
  await fill(database, id)
  const report = await batchReport(database.db, id)
  t.match(report.counts, { total: 5, completed: 4, failed: 1, invalid: 1 })
  t.match(report.by_conversation, [
    { conversation_id: 3336, count: 3, mean_seconds: 0.5, min_seconds: 0.5, max_seconds: 0.5, failures: 1 },
    { conversation_id: 3337, count: 3, mean_seconds: 1.5, failures: 1 },
  ])
  t.match(report.errors, [
    { fault: 'watchdog', count: 1 },
    { fault: 'watchdog', count: 1 },
  ])
  t.equal(report.runs.watchdog, 2)
  t.match(report.grades, { pairs: 4, max_ms: 0 })
  t.match(report.invalid, [{ external_job_id: '4', reason: 'only 20 characters' }])
  t.match(report.without_url, [{ external_job_id: '2' }])
  t.match(report.ihl, {
    mean: 3,
    by_score: [
      { score: 2, count: 2 },
      { score: 5, count: 1 },
    ],
  })
  t.ok(Math.abs(report.seconds - 10) < 0.1)
  t.match(report.baselines, [
    { seconds_per_posting: 291.9, times_faster: 146 },
    { seconds_per_posting: 148.4, times_faster: 74 },
  ])
  t.match(
    report.criteria.find(({ name }) => name === 'Runs failed'),
    { value: 20, verdict: 'red_flag' },
  )
  t.match(batchMarkdown(report), /\| Complete \\\| odd \|/, 'a title cannot break out of its cell')
  for (const line of reportText(report).split('\n')) t.ok(line.length <= 80, line)
})

await onBothEngines(
  t,
  'completeness is of valid postings with a URL, fields are of all valid ones',
  async (t, database) => {
    await fill(database, await newBatch(database))
    const all = await completeness(database.db)
    t.match(all, { total: 3, complete: 1, percent: 33.3, missing_urls: 1, invalid: 1 })
    t.match(all.by_field, {
      external_url: { present: 3, percent: 75 },
      skill_keywords: { present: 2, percent: 50 },
      job_title: { present: 4, percent: 100 },
    })
    t.match(await completeness(database.db, { source: 'manual' }), { total: 0, complete: 0, percent: 0 })
    await sql`update postings set deleted_at = now() where external_id = '1'`.execute(database.db)
    await sql`update postings set invalidated = true where external_id = '3'`.execute(database.db)
    t.match(await completeness(database.db, { source: 'demo' }), { total: 1, complete: 0, invalid: 2, missing_urls: 1 })
  },
)

await onBothEngines(t, 'the inventory names every source and its rows', async (t, database) => {
  await fill(database, await newBatch(database))
  await sql`
    insert into postings_staging (source_id, source_website, external_id, validation_status)
    values (5, 'demo', 'a', 'valid'), (5, 'demo', 'b', 'invalid'), (5, 'demo', 'c', null)`.execute(database.db)
  const rows = await inventory(database.db)
  t.match(
    rows.find(({ source }) => source === 'demo'),
    { staged: 3, available: 1, invalid_staged: 1, unchecked: 1, postings: 5, complete: 2, unprocessed: 2, invalid: 1 },
  )
  t.ok(rows.some(({ source, postings }) => source === 'deutsche_bank' && postings === 0))
  t.equal((await inventory(database.db, { source: 'demo' })).length, 1)
})

t.test('a batch that is not there is said so', async (t) => {
  const database = await testDatabase(t)
  await t.rejects(batchReport(database.db, '00000000-0000-4000-8000-000000000000'), { code: 'BATCH_NOT_FOUND' })
})
