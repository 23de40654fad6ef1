import { sql } from 'kysely'
import t from 'tap'
import { duePostings } from '../../../src/db/due-postings.ts'
import { onBothEngines } from '../../helpers/database.ts'
import { insertPostings, textOf } from '../../helpers/workflow.ts'
import { breaking, ledger, resultsOfPostings, rowsOf } from './batch-runs.ts'

const REASON = 'wrong prompt'
const due = { workflow_id: 3001, limit: 100, exclude: [] }

onBothEngines(
  t,
  'a first batch rolled back leaves its postings as before and due again; its undo is the identity',
  async (t, database) => {
    await insertPostings(database, 5)
    await sql`update postings set ai_key_skills = '{Welding}' where external_id = 'T-3'`.execute(database.db)
    const untouched = await resultsOfPostings(database)
    const { batches, run } = await ledger(database)
    const id = await run()
    const processed = await resultsOfPostings(database)
    t.notSame(processed, untouched)

    const { operation, counts } = await batches.rollback(id, REASON, 'anna')
    t.match(operation, { operation_id: id, state: 'succeeded' })
    t.same(counts, { postings: 5, restored: 5, skipped: {} })
    t.same(await resultsOfPostings(database), untouched)
    t.equal((await duePostings(database.db, due)).length, 5, 'all are due again')
    const marks = await rowsOf(
      database,
      sql`select status, outcome, outcome_reason, rolled_back_at is not null as marked from workflow_runs`,
    )
    t.same(
      marks,
      Array(5).fill({
        status: 'completed',
        outcome: 'processed',
        outcome_reason: `rolled back: ${REASON}`,
        marked: true,
      }),
    )

    t.same((await batches.undoRollback(id, 'berta')).counts, { postings: 5, restored: 5, skipped: {} })
    t.same(await resultsOfPostings(database), processed)
    t.equal((await duePostings(database.db, due)).length, 0)
    t.same(await rowsOf(database, sql`select distinct outcome_reason, rolled_back_at from workflow_runs`), [
      { outcome_reason: null, rolled_back_at: null },
    ])
    t.match(
      await rowsOf(
        database,
        sql`select actor, action, detail from audit_log where action like 'batch.roll%' order by audit_id`,
      ),
      [
        { actor: 'anna', action: 'batch.rolled_back', detail: { reason: REASON, restored: 5 } },
        { actor: 'berta', action: 'batch.rollback_undone', detail: { restored: 5 } },
      ],
    )
    t.match(await rowsOf(database, sql`select kind, data from operation_events where kind like 'roll%' order by seq`), [
      { kind: 'rolled_back', data: { postings: 5, restored: 5 } },
      { kind: 'rollback_undone', data: { postings: 5, restored: 5 } },
    ])
  },
)

onBothEngines(
  t,
  "a second batch rolled back gives the first one's results back, and a rolled back posting is processed again",
  async (t, database) => {
    await insertPostings(database, 3)
    const { batches, run } = await ledger(database)
    const first = await run()
    const original = await resultsOfPostings(database)
    // Another prompt in force: the check steps let everything be made again.
    await sql`update conversations set temperature = 0.5 where conversation_id = 3335`.execute(database.db)
    const second = await run(['T-0', 'T-2'])
    const remade = await resultsOfPostings(database)
    t.notSame(remade, original, 'the lineage is another')

    t.same((await batches.rollback(first, REASON, 'anna')).counts, {
      postings: 3,
      restored: 1,
      skipped: { newer_results: 2 },
    })
    t.same((await batches.undoRollback(first, 'anna')).counts, {
      postings: 3,
      restored: 1,
      skipped: { not_rolled_back: 2 },
    })
    t.same(await resultsOfPostings(database), remade)

    t.same((await batches.rollback(second, REASON, 'anna')).counts, { postings: 2, restored: 2, skipped: {} })
    t.same(await resultsOfPostings(database), original)
    t.equal((await batches.rollback(first, REASON, 'anna')).counts.restored, 3)
    await t.rejects(batches.undoRollback(second, 'anna'), { code: 'NOTHING_TO_UNDO', message: /changed_since/ })

    const third = await run()
    const [{ n } = { n: 0 }] = await rowsOf<{ n: number }>(
      database,
      sql`select count(*) as n from workflow_runs where batch_id = ${third}::uuid and outcome = 'processed'`,
    )
    t.equal(n, 3)
    await t.rejects(batches.undoRollback(first, 'anna'), { code: 'NOTHING_TO_UNDO', message: /newer_results/ })
  },
)

onBothEngines(
  t,
  'what other people did meanwhile stays: another text, an expired posting, a judgement, a run at work',
  async (t, database) => {
    await insertPostings(database, 5)
    const { batches, run, work } = await ledger(database)
    const id = await run()
    await sql`update postings set job_description = ${textOf(9)}, content_hash = 'another', extracted_summary = null where external_id = 'T-0'`.execute(
      database.db,
    )
    await sql`update postings set posting_status = 'expired' where external_id = 'T-1'`.execute(database.db)
    await sql`update postings set invalidated = true, invalidated_reason = 'spam' where external_id = 'T-2'`.execute(
      database.db,
    )
    await batches.startRun('T-3', 'test')
    t.same((await batches.rollback(id, REASON, 'anna')).counts, {
      postings: 5,
      restored: 3,
      skipped: { text_changed: 1, being_processed: 1 },
    })
    t.match(await resultsOfPostings(database), [
      { posting_status: 'complete', ihl_score: /\d/ },
      { posting_status: 'expired', extracted_summary: null },
      { posting_status: 'active', extracted_summary: null, invalidated_reason: 'spam' },
      { posting_status: 'complete', extracted_summary: /Role/ },
      { posting_status: 'active', extracted_summary: null, skills: null },
    ])
    await work()
    await sql`update postings set extracted_summary = 'typed by hand' where external_id = 'T-4'`.execute(database.db)
    const { counts } = await batches.undoRollback(id, 'anna')
    t.same(counts, { postings: 5, restored: 2, skipped: { not_rolled_back: 2, changed_since: 1 } })
    t.match((await resultsOfPostings(database))[1], { posting_status: 'expired', extracted_summary: /Role/ })
  },
)

onBothEngines(
  t,
  'a posting judged invalid by its run is due again, and its reason comes back with the undo',
  async (t, database) => {
    await insertPostings(database, 1)
    await sql`update postings set job_description = 'Too short.'`.execute(database.db)
    const { batches, run } = await ledger(database)
    const id = await run()
    const judged = await resultsOfPostings(database)
    t.match(judged, [{ posting_status: 'invalid', invalidated_reason: /./ }])
    await batches.rollback(id, REASON, 'anna')
    t.match(await resultsOfPostings(database), [{ posting_status: 'active', invalidated_reason: null }])
    await batches.undoRollback(id, 'anna')
    t.same(await resultsOfPostings(database), judged)
  },
)

onBothEngines(
  t,
  'tickets of the runs are closed with the reason, the ones that they replaced open again; undone, both are as before',
  async (t, database) => {
    await insertPostings(database, 1)
    const { batches, run } = await ledger(database)
    const id = await run()
    await sql`
    insert into review_tickets (posting_id, workflow_run_id, title, status, resolution, resolved_by, resolved_at, created_at)
    select posting_id, null, 'older', 'resolved', 'superseded', 'workflow', completed_at, completed_at - interval '1 day' from workflow_runs`.execute(
      database.db,
    )
    await sql`insert into review_tickets (posting_id, workflow_run_id, title, created_at) select posting_id, workflow_run_id, 'newer', completed_at from workflow_runs`.execute(
      database.db,
    )
    await sql`update postings set review_flag = true`.execute(database.db)
    const before = await resultsOfPostings(database)
    await batches.rollback(id, REASON, 'anna')
    t.same(
      await rowsOf(
        database,
        sql`select title, status, resolution, resolved_by from review_tickets order by created_at`,
      ),
      [
        { title: 'older', status: 'open', resolution: null, resolved_by: null },
        { title: 'newer', status: 'resolved', resolution: `rolled back: ${REASON}`, resolved_by: 'anna' },
      ],
    )
    await batches.undoRollback(id, 'anna')
    t.same(await resultsOfPostings(database), before)
  },
)

onBothEngines(
  t,
  'a batch that has not ended is not rolled back, and a batch without results has nothing to take back',
  async (t, database) => {
    await insertPostings(database, 2)
    const { batches, work } = await ledger(database, breaking(['Colleague 0', 'Colleague 1']))
    const { operation } = await batches.start({ by: 'test' })
    const id = operation?.operation_id as string
    await t.rejects(batches.rollback(id, REASON, 'anna'), { code: 'BATCH_RUNNING' })
    await t.rejects(batches.undoRollback(id, 'anna'), { code: 'BATCH_RUNNING' })
    await work()
    await t.rejects(batches.rollback(id, REASON, 'anna'), {
      code: 'NOTHING_TO_ROLL_BACK',
      message: /"nothing_written":2/,
    })
    await t.rejects(batches.rollback('00000000-0000-4000-8000-000000000000', REASON, 'anna'), {
      code: 'BATCH_NOT_FOUND',
    })
    t.equal((await rowsOf(database, sql`select 1 from audit_log where action like 'batch.roll%'`)).length, 0)
  },
)

onBothEngines(t, 'a rolled back run is neither retried nor replayed', async (t, database) => {
  await insertPostings(database, 2)
  const { batches, run } = await ledger(database)
  const id = await run()
  await batches.rollback(id, REASON, 'anna')
  await t.rejects(batches.replayRun(1, 3335, 'anna'), { code: 'CONFLICT', message: /rolled back/ })
  await sql`update workflow_runs set status = 'failed' where workflow_run_id = 1`.execute(database.db)
  await t.rejects(batches.retryFailed(id, 'anna'), { code: 'NOTHING_TO_RETRY', message: /rolled_back/ })
})
