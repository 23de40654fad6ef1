import { sql } from 'kysely'
import t from 'tap'
import { createBatch, findOperation } from '../../src/db/batches.ts'
import { installWorkflow } from '../../src/db/conversations.ts'
import type { Database } from '../../src/db/engine.ts'
import { progressOf } from '../../src/db/progress-of-work.ts'
import { recordProgress } from '../../src/db/record-progress.ts'
import { installed } from '../../src/pipeline/workflow/installed.ts'
import { createWorkflow3001 } from '../../src/pipeline/workflow/workflow-3001.ts'
import { type RecordedCall, recordCalls } from '../helpers/calls.ts'
import { onBothEngines } from '../helpers/database.ts'
import { insertPostings } from '../helpers/workflow.ts'

t.setTimeout(240_000)

const counts = (open: number, total: number) => ({
  total,
  completed: total - open,
  failed: 0,
  needs_review: 0,
  cancelled: 0,
  pending: 0,
  running: open,
  invalid: 0,
})
const estimate = {
  postings: 10,
  seconds: 300,
  work_seconds: 250,
  by_conversation: [
    { conversation_id: 3335, visits: 1, seconds: 5 },
    { conversation_id: 3337, visits: 1, seconds: 20 },
  ],
}
const at = { previous: null, now: 1_000_000, since_seconds: 1, running_seconds: 0 }

t.test('progress is work done, not runs ended; the pace is the plan until twenty calls are measured', async (t) => {
  const given = { ...at, counts: counts(10, 10), estimate }
  const start = progressOf({ ...given, work: [] })
  t.match(start, { progress: 0, eta: { seconds: 300, calls_done: 0, calls_expected: 20 } })
  t.equal(start.eta.finish_at, new Date((1_000_000 + 300) * 1000).toISOString())
  // All first calls are done, 50 of 250 s, in 30 s: half trusted at 10 of 20 calls: 200 * (0.5 * 0.6 + 0.5 * 1.2) s.
  const first = { conversation_id: 3335, done: 10, done_in_open_runs: 10, live: 0 }
  const second = { conversation_id: 3337, done: 0, done_in_open_runs: 0, live: 10 }
  const half = progressOf({ ...given, running_seconds: 30, work: [first, second] })
  t.match(half, { progress: 0.2, eta: { seconds: 180, calls_done: 10, calls_expected: 20 } })
})

t.test('ended runs need nothing more, and more work than planned is not hidden', async (t) => {
  const work = [
    { conversation_id: 3335, done: 4, done_in_open_runs: 0, live: 0 },
    { conversation_id: 3337, done: 4, done_in_open_runs: 0, live: 3 },
  ]
  t.match(progressOf({ ...at, counts: counts(1, 10), estimate, work }).eta, { calls_done: 8, calls_expected: 12 })
  const whole = progressOf({ ...at, counts: counts(0, 10), estimate, work: [] })
  t.match(whole, { progress: 1, eta: { seconds: 0 } })
})

t.test('a pause or an outage is no pace', async (t) => {
  const work = [{ conversation_id: 3335, done: 20, done_in_open_runs: 20, live: 0 }]
  const previous = { ...progressOf({ ...at, counts: counts(20, 20), estimate, work }).eta, active_seconds: 100 }
  const given = { ...at, counts: counts(20, 20), estimate, work, previous }
  t.equal(progressOf({ ...given, since_seconds: 40_000 }).eta.active_seconds, 160)
  t.equal(progressOf({ ...given, since_seconds: 1 }).eta.active_seconds, 101)
})

t.test('without models runs are the work', async (t) => {
  const builtin = { postings: 100, seconds: 10, work_seconds: 0, by_conversation: [] }
  const found = progressOf({ ...at, counts: counts(75, 100), estimate: builtin, work: [], running_seconds: 5 })
  t.match(found, { progress: 0.25, eta: { seconds: 15, calls_expected: 0 } })
  t.equal(progressOf({ ...at, counts: counts(5, 5), estimate: null, work: [] }).eta.seconds, null)
  t.equal(progressOf({ ...at, counts: counts(0, 0), estimate: null, work: [] }).progress, 0)
})

async function runningBatch(database: Database): Promise<string> {
  await installWorkflow(database, installed(createWorkflow3001()))
  await insertPostings(database, 10)
  const batch = await createBatch(database, {
    workflow_id: 3001,
    filters: {},
    max_jobs: 10,
    workers: null,
    estimate: { ...estimate, calls: 20 },
    requested_by: 'test',
    code_version: 'test',
    schema_version: 'test',
    definition_version: 'test',
  })
  const calls = Array.from(
    { length: 10 },
    (_, run): RecordedCall => ({ run, conversation: 3335, model: 'gemma3:1b', start: run, seconds: 5 }),
  )
  await recordCalls(database, { batch, runs: 10, calls })
  await sql`update workflow_runs set status = 'running', completed_at = null, outcome = null`.execute(database.db)
  await sql`update operations set state = 'running', started_at = now() - interval '30 seconds', updated_at = now() - interval '2 seconds'`.execute(
    database.db,
  )
  return batch
}

await onBothEngines(
  t,
  'progress and time left are stored and told once a second, by however many workers',
  async (t, database) => {
    const batch = await runningBatch(database)
    await Promise.all([recordProgress(database), recordProgress(database), recordProgress(database)])
    await recordProgress(database)
    const events = async () =>
      (
        await sql<{ data: Record<string, unknown> }>`select data from operation_events where kind = 'progress'`.execute(
          database.db,
        )
      ).rows
    t.match(await events(), [{ data: { progress: 0.2, calls_done: 10, calls_expected: 20, total: 10, running: 10 } }])
    t.equal((await events()).length, 1)
    const operation = await findOperation(database.db, batch)
    t.match(operation, { progress: 0.2, counts: { calls_done: 10, running: 10 }, eta: { calls_done: 10 } })
    const left = operation?.eta?.seconds ?? 0
    t.ok(left > 170 && left < 190, `${left} s left`)
    t.ok(Math.abs(Date.parse(operation?.eta?.finish_at ?? '') - Date.now() - left * 1000) < 5000)
    await sql`update operations set updated_at = now() - interval '1 second'`.execute(database.db)
    await recordProgress(database)
    t.equal((await events()).length, 2)
  },
)

await onBothEngines(t, 'a paused batch is left alone', async (t, database) => {
  await runningBatch(database)
  await sql`update operations set state = 'paused'`.execute(database.db)
  await recordProgress(database)
  t.same((await sql`select 1 from operation_events where kind = 'progress'`.execute(database.db)).rows, [])
})
