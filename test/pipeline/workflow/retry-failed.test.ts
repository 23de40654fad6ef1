import { sql } from 'kysely'
import t from 'tap'
import { countBatch } from '../../../src/db/batches.ts'
import { onBothEngines } from '../../helpers/database.ts'
import { insertPostings } from '../../helpers/workflow.ts'
import { breaking, ledger, rowsOf } from './batch-runs.ts'

onBothEngines(
  t,
  'failed runs are carried on in their batch: counts add up, history stays, nothing runs twice',
  async (t, database) => {
    await insertPostings(database, 6)
    const performer = breaking(['Colleague 1', 'Colleague 4'])
    const { batches, run, work } = await ledger(database, performer)
    const id = await run()
    t.match(await countBatch(database.db, id), { total: 6, completed: 4, failed: 2 })
    const before = await rowsOf(database, sql`select * from interactions order by interaction_id`)
    performer.heal()

    const { operation, retried } = await batches.retryFailed(id, 'anna')
    t.match(operation, { state: 'running', finished_at: null })
    t.same(retried, { failed: 2, retried: 2, skipped: {} })
    t.match(await countBatch(database.db, id), { total: 6, completed: 4, failed: 0, running: 2 })
    await work()

    t.match(await countBatch(database.db, id), { total: 6, completed: 6, failed: 0, needs_review: 0, cancelled: 0 })
    const after = await rowsOf<{ interaction_id: number }>(
      database,
      sql`select * from interactions order by interaction_id`,
    )
    t.same(
      after.filter((row) => before.some((old) => (old as typeof row).interaction_id === row.interaction_id)),
      before,
    )
    t.same(
      await rowsOf(
        database,
        sql`select status, attempt from interactions where conversation_id = 9144 and workflow_run_id in (
        select workflow_run_id from interactions where status = 'failed') order by workflow_run_id, attempt`,
      ),
      [1, 2].flatMap(() => [
        { status: 'failed', attempt: 1 },
        { status: 'completed', attempt: 2 },
      ]),
    )
    const doubled = sql`select 1 from interactions where status = 'completed' group by workflow_run_id, conversation_id, iteration having count(*) > 1`
    t.same(await rowsOf(database, doubled), [])
    const [state] = await rowsOf<{ state: string; finished_at: string }>(
      database,
      sql`select state, finished_at from operations`,
    )
    t.match(state, { state: 'succeeded', finished_at: /\d/ })
    t.match(
      await rowsOf(
        database,
        sql`select actor, action, subject, detail from audit_log where action = 'batch.retry_failed'`,
      ),
      [{ actor: 'anna', subject: id, detail: { retried: 2 } }],
    )
    await t.rejects(batches.retryFailed(id, 'anna'), { code: 'NOTHING_TO_RETRY' })
  },
)

onBothEngines(t, 'a run that broke off in the middle redoes only what is missing', async (t, database) => {
  await insertPostings(database, 1)
  const { batches, run, work } = await ledger(database)
  const id = await run()
  await sql`update workflow_runs set status = 'needs_review', outcome = null`.execute(database.db)
  await sql`update interactions set status = 'failed', output = '{"error": "x", "data": {"error": "x"}, "fault": "content"}' where conversation_id = 9162`.execute(
    database.db,
  )
  await sql`delete from interactions where conversation_id in (9163, 3350, 9168)`.execute(database.db)
  await sql`update postings set posting_status = 'active', ihl_score = null`.execute(database.db)
  await batches.retryFailed(id, 'anna')
  t.same(
    await rowsOf(
      database,
      sql`select conversation_id, attempt from interactions where status = 'pending' order by conversation_id`,
    ),
    [
      { conversation_id: 3350, attempt: 1 },
      { conversation_id: 9162, attempt: 2 },
      { conversation_id: 9168, attempt: 1 },
    ],
  )
  await work()
  t.same(await rowsOf(database, sql`select status, outcome from workflow_runs`), [
    { status: 'completed', outcome: 'processed' },
  ])
  t.match(await rowsOf(database, sql`select posting_status, ihl_score is not null as scored from postings`), [
    { posting_status: 'complete', scored: true },
  ])
})

onBothEngines(t, 'what is no longer as the run knew it is left alone, with the reason', async (t, database) => {
  await insertPostings(database, 5)
  const { batches, run, work } = await ledger(
    database,
    breaking(['Colleague 0', 'Colleague 1', 'Colleague 2', 'Colleague 3']),
  )
  const id = await run()
  await sql`update postings set content_hash = 'another' where external_id = 'T-0'`.execute(database.db)
  await sql`update postings set invalidated = true where external_id = 'T-1'`.execute(database.db)
  const started = await batches.startRun('T-2', 'test')
  t.ok(started)
  await work()
  const { retried } = await batches.retryFailed(id, 'anna')
  t.same(retried, { failed: 4, retried: 1, skipped: { text_changed: 1, posting_withdrawn: 1, newer_run: 1 } })
  await work()
  await t.rejects(batches.retryFailed('00000000-0000-4000-8000-000000000000', 'anna'), { code: 'BATCH_NOT_FOUND' })
})

onBothEngines(
  t,
  'a batch that still runs or is paused keeps its state when its failed runs are carried on',
  async (t, database) => {
    await insertPostings(database, 3)
    const { batches, run, work } = await ledger(database, breaking(['Colleague 0']))
    const id = await run()
    await sql`update operations set state = 'paused'`.execute(database.db)
    const { operation } = await batches.retryFailed(id, 'anna')
    t.equal(operation.state, 'paused')
    t.equal((await batches.resume(id, 'anna')).state, 'running')
    await work()
    t.match(await countBatch(database.db, id), { total: 3, completed: 2, failed: 1 })
  },
)
