import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Test } from 'tap'
import type { Tx } from '../../src/db/engine.ts'
import { completeHeld, retryFailedByHand } from '../../src/db/interactions.ts'
import type { Day } from './day.ts'

/** The statements of the runbook, one a line. */
export const STATEMENTS = readFileSync(join(import.meta.dirname, '..', 'fixtures', 'runbook.sql'), 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('--'))

export type Row = Record<string, unknown>
type Ran = { t: Test; tx: Tx; day: Day; rows: Row[]; affected: number }

/** One statement of the runbook, known by words that only it has, and what it must mean on the day that makeDay makes. */
export type Expectation = { words: string; dividesByZero?: true; means(ran: Ran): unknown }

export const EXPECTATIONS: Expectation[] = [
  { words: 'SELECT 1;', means: ({ t, rows }) => t.equal(Object.values(rows[0] ?? {})[0], 1) },
  same('total_in_staging', [{ total_in_staging: 8, already_promoted: 3, available_to_process: 5 }]),
  {
    words: 'as oldest',
    means: ({ t, rows }) => {
      t.equal(rows[0]?.available, 5)
      t.equal(daysBetween(rows[0]?.oldest, rows[0]?.newest), 2)
    },
  },
  same('as with_url FROM', [{ processed: 4, with_skills: 2, with_ihl: 2, with_url: 3 }]),
  {
    words: 'GROUP BY c.conversation_name, error_message',
    means: ({ t, rows }) =>
      t.same(sorted(rows), [
        {
          conversation_name: 'session_a_gemma3_extract',
          failures: 1,
          error_message: 'watchdog: ran longer than 900 s',
        },
        { conversation_name: 'session_b_gemma2_grade', failures: 1, error_message: 'answer is not JSON' },
      ]),
  },
  { ...same('as completeness_percent', [{ total: 4, completeness_percent: 25 }]), dividesByZero: true },
  same('as total_remaining', [{ total_remaining: 5, valid_to_process: 3, needs_validation: 1 }]),
  edited("conversation_name = 'Format Standardization'", 3341, 'qwen2.5:7b'),
  edited("conversation_name = 'session_a_gemma3_extract'", 3335, 'gemma3:1b'),
  {
    words: "'postings_staging' as table_name",
    means: ({ t, rows }) =>
      t.same(sorted(rows), [
        { table_name: 'postings', total: 5, promoted: 4 },
        { table_name: 'postings_staging', total: 8, promoted: 3 },
      ]),
  },
  {
    ...same("'Complete records' as metric", [
      { metric: 'Complete records', count: 2, percent: 50 },
      { metric: 'Missing URLs', count: 1, percent: 25 },
    ]),
    dividesByZero: true,
  },
  {
    words: "invalidated_reason = 'batch_500_failed_validation'",
    means: async ({ t, tx, day, affected }) => {
      t.equal(affected, 4)
      const { rows } = await sql<Row>`select posting_id from postings where not invalidated`.execute(tx)
      t.same(rows, [{ posting_id: day.postings.old }], 'what came on another day stays')
      t.equal(await countOf(tx, "posting_changes where kind = 'removal'"), 4, 'readers hear of it')
    },
  },
  {
    words: 'DELETE FROM postings',
    means: async ({ t, tx, day, affected }) => {
      t.equal(affected, 4)
      t.same((await sql<Row>`select posting_id from postings`.execute(tx)).rows, [{ posting_id: day.postings.old }])
      t.equal(await countOf(tx, "posting_changes where kind = 'removal'"), 4, 'each leaves a tombstone')
      t.equal(await countOf(tx, 'workflow_runs'), 1, 'their runs go with them')
      t.equal(await countOf(tx, 'interactions'), 0)
      t.equal(await countOf(tx, 'user_job_matches'), 1)
      t.equal(await countOf(tx, 'postings_staging'), 9, 'what was staged stays')
      t.equal(
        await countOf(tx, 'postings_staging where promoted_to_posting_id is not null'),
        0,
        'and may be promoted again',
      )
      t.same((await sql<Row>`select source, n from posting_counts`.execute(tx)).rows, [
        { source: 'deutsche_bank', n: 1 },
      ])
    },
  },
  same('as jobs_fetched', [{ jobs_fetched: 8, avg_desc_length: 200 }]),
  {
    words: 'INSERT INTO postings',
    means: async ({ t, tx, day, rows }) => {
      t.equal(rows.length, 3, 'four of the seven exist already and are skipped')
      const made = await sql<Row>`
        select external_id, external_job_id, posting_name, job_title, location_city, location_country, source, source_id, posting_status,
          job_description = repeat('x', 200) as described, canonical_version
        from postings where posting_id = any(${rows.map(({ posting_id }) => posting_id as number)}::bigint[]) order by external_id`.execute(
        tx,
      )
      t.same(
        made.rows,
        ['db-4', 'db-5', 'db-6'].map((id) => ({
          external_id: id,
          external_job_id: id,
          posting_name: `Staged ${id} - Frankfurt am Main, Germany`,
          job_title: `Staged ${id}`,
          location_city: 'Frankfurt am Main',
          location_country: ' Germany',
          source: 'deutsche_bank',
          source_id: 1,
          posting_status: 'active',
          described: true,
          canonical_version: null,
        })),
      )
      const marks = await sql<Row>`
        select s.external_id, s.promoted_to_posting_id, s.promoted_at is not null as dated from postings_staging s
        where s.source_id = 1 and s.external_id in ('db-0', 'db-1', 'db-4', 'db-7') order by 1`.execute(tx)
      t.same(marks.rows, [
        { external_id: 'db-0', promoted_to_posting_id: day.postings.old, dated: true },
        { external_id: 'db-1', promoted_to_posting_id: day.postings.complete, dated: true },
        { external_id: 'db-4', promoted_to_posting_id: rows[0]?.posting_id, dated: true },
        { external_id: 'db-7', promoted_to_posting_id: null, dated: false },
      ])
      const again = await sql.raw(statementWith('INSERT INTO postings')).execute(tx)
      t.equal(again.rows.length, 0, 'run again, it inserts nothing')
    },
  },
  same("SELECT COUNT(*) FROM postings WHERE created_at > NOW() - interval '5 minutes'", [{ count: 4 }]),
  {
    ...same('pct_complete FROM workflow_runs', [
      { total_runs: 4, completed: 2, running: 1, failed: 1, pct_complete: 50 },
    ]),
    dividesByZero: true,
  },
  {
    words: 'avg_seconds_per_posting',
    means: ({ t, rows }) => {
      t.match(rows[0], { total_runs: 2, avg_seconds_per_posting: '750.0' })
      t.equal(Number(rows[0]?.total_seconds), 1500)
    },
  },
  same('as max_seconds', [
    {
      conversation_name: 'session_a_gemma3_extract',
      actor_name: 'gemma3:1b',
      total_interactions: 1,
      avg_seconds: 30,
      min_seconds: 30,
      max_seconds: 30,
    },
    {
      conversation_name: 'session_c_qwen25_grade',
      actor_name: 'qwen2.5:7b',
      total_interactions: 2,
      avg_seconds: 8,
      min_seconds: 6,
      max_seconds: 10,
    },
    {
      conversation_name: 'session_b_gemma2_grade',
      actor_name: 'gemma2:latest',
      total_interactions: 2,
      avg_seconds: 6,
      min_seconds: 4,
      max_seconds: 8,
    },
  ]),
  {
    words: 'as grade_a_id',
    means: ({ t, rows, day }) => {
      const { complete, withoutUrl, fresh, other } = day.postings
      t.same(
        rows.map(({ posting_id }) => posting_id),
        [complete, withoutUrl, fresh, other],
      )
      for (const row of rows)
        t.ok(Number(row.time_diff_ms) >= 0 && Number(row.time_diff_ms) < 5, 'both graders start together')
    },
  },
  {
    ...same('as with_ihl_score', [
      {
        total_postings: 4,
        with_summary: 2,
        with_skills: 2,
        with_ihl_score: 2,
        with_category: 2,
        avg_ihl_score: 4.5,
        pct_complete: 50,
      },
    ]),
    dividesByZero: true,
  },
  same('as watchdog_interventions', [{ watchdog_interventions: 1, avg_stuck_seconds: 900 }]),
  {
    words: "UPDATE interactions SET status='failed'",
    means: async ({ t, tx, affected }) => {
      t.equal(affected, 1, 'only what runs longer than ten minutes')
      t.equal(await retryFailedByHand(tx), 1, 'the reconciler finds it')
      const { rows } = await sql<Row>`
        select interaction_id, attempt, i.status, output ->> 'fault' as fault from interactions i join workflow_runs r using (workflow_run_id)
        where r.status = 'running' and conversation_id = 3335 order by attempt`.execute(tx)
      t.match(rows, [
        { attempt: 1, status: 'failed', fault: 'operator' },
        { attempt: 2, status: 'pending', fault: null },
      ])
      t.equal(await retryFailedByHand(tx), 0, 'once')
      t.equal(
        (await completeHeld(tx, [lateAnswer(rows[0]?.interaction_id as number)])).size,
        0,
        'a late answer is discarded',
      )
    },
  },
  {
    words: "GROUP BY c.conversation_name, a.actor_name, output->>'error'",
    means: ({ t, rows }) =>
      t.same(sorted(rows), [
        {
          conversation_name: 'session_a_gemma3_extract',
          actor_name: 'gemma3:1b',
          failures: 1,
          error_message: 'watchdog: ran longer than 900 s',
        },
        {
          conversation_name: 'session_b_gemma2_grade',
          actor_name: 'gemma2:latest',
          failures: 1,
          error_message: 'answer is not JSON',
        },
      ]),
  },
  {
    words: 'as duration_minutes',
    means: ({ t, rows }) => {
      t.same(
        rows.map(({ duration_seconds }) => Number(duration_seconds)),
        [30, 10, 8, 6, 4],
      )
      t.equal(Number(rows[0]?.duration_minutes), 0.5)
    },
  },
  {
    words: 'WITH test_run AS',
    means: ({ t, rows }) => {
      const [day, baseline] = sorted(rows).reverse()
      t.match(day, { run_type: 'Test (50 postings)', runs: 4 })
      t.equal(Number(day?.avg_seconds), 1100)
      t.match(baseline, { run_type: 'Baseline (Run 195)', avg_seconds: /^291\.9/, runs: 1 })
    },
  },
  {
    words: "'PERFORMANCE SUMMARY' as metric",
    means: ({ t, rows }) =>
      t.same(sorted(rows), [
        { metric: 'Avg time per posting (minutes)', value: '18.3' },
        { metric: 'PERFORMANCE SUMMARY', value: null },
        { metric: 'Total duration (hours)', value: '0.47' },
        { metric: 'Total postings processed', value: '4' },
      ]),
  },
  same('FROM workflow_errors', [{ count: 1 }]),
  { words: 'FROM pg_stat_activity', means: ({ t, rows }) => t.type(rows[0]?.count, 'number') },
  same('SELECT COUNT(*) FROM jobs;', [{ count: 5 }]),
  {
    words: 'FROM user_search_queries',
    means: ({ t, rows }) => t.match(rows, [{ user_id: 1, query_name: 'first', title_keyword: 'nurse' }]),
  },
  { words: 'SELECT * FROM backfill_tracking', means: ({ t, rows }) => t.equal(rows.length, 2) },
  same('SELECT title_keyword, location, jobs_found', [
    { title_keyword: 'pilot', location: 'Bonn', jobs_found: 3 },
    { title_keyword: 'nurse', location: 'Berlin', jobs_found: 12 },
  ]),
  same("SELECT COUNT(*) FROM jobs_side WHERE created_at > NOW() - INTERVAL '1 hour'", [{ count: 1 }]),
  same('as shadow_count', [{ shadow_count: 2, production_count: 5 }]),
  same('as last_hour', [{ total: 2, last_hour: 1 }]),
  {
    words: 'FROM extraction_logs',
    means: ({ t, rows }) =>
      t.same(sorted(rows), [
        { status: 'DB_FAIL', count: 1 },
        { status: 'OK', count: 2 },
      ]),
  },
]

export function statementWith(words: string): string {
  return STATEMENTS.find((statement) => statement.includes(words)) ?? ''
}

/** The rows exactly, in their order; numbers that PostgreSQL sends as text (numeric) are compared as numbers. */
function same(words: string, expected: Row[]): Expectation {
  const asExpected = (row: Row, like: Row | undefined) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof like?.[name] === 'number' ? Number(value) : value]),
    )
  return {
    words,
    means: ({ t, rows }) =>
      t.same(
        rows.map((row, index) => asExpected(row, expected[index])),
        expected,
      ),
  }
}

/** The edit reaches the conversation that the workflow reads when its next step starts. */
function edited(words: string, id: number, model: string): Expectation {
  return {
    words,
    means: async ({ t, tx, affected }) => {
      t.equal(affected, 1)
      const row = await tx
        .selectFrom('conversations')
        .select(['model_used', 'temperature'])
        .where('conversation_id', '=', id)
        .executeTakeFirst()
      t.same(row, { model_used: model, temperature: 0 })
    },
  }
}

async function countOf(tx: Tx, from: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.raw(from)}`.execute(tx)
  return rows[0]?.count ?? 0
}

function sorted(rows: Row[]): Row[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

function daysBetween(from: unknown, to: unknown): number {
  return Math.round((Date.parse(String(to)) - Date.parse(String(from))) / 86_400_000)
}

function lateAnswer(interactionId: number) {
  const now = new Date().toISOString()
  const answer = { interaction_id: interactionId, attempt: 1, owner: 'worker', failed: false, input: {}, output: {} }
  return { ...answer, actor_id: 1, model_used: 'late', temperature: null, started_at: now, completed_at: now }
}
