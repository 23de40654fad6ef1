import { sql } from 'kysely'
import t from 'tap'
import { downstream } from '../../../src/pipeline/workflow/frontier.ts'
import { onBothEngines } from '../../helpers/database.ts'
import { insertPostings } from '../../helpers/workflow.ts'
import { breaking, ledger, resultsOfPostings, rowsOf } from './batch-runs.ts'

type Row = {
  interaction_id: number
  conversation_id: number
  copied_from: number | null
  parent_ids: number[]
  output: unknown
}
const stepsOf = (run: number) =>
  sql<Row>`select interaction_id, conversation_id, copied_from, to_json(parent_ids) as parent_ids, output from interactions
    where workflow_run_id = ${run}::bigint and status = 'completed' order by interaction_id`

onBothEngines(
  t,
  'a replay from any conversation performs exactly that and what follows it, and takes over the rest',
  async (t, database) => {
    await insertPostings(database, 2)
    const { batches, workflow, run, work } = await ledger(database)
    await run()
    const untouched = (await resultsOfPostings(database))[1]
    const [first] = await rowsOf<{ id: number }>(database, sql`select min(workflow_run_id) as id from workflow_runs`)
    let newest = first?.id ?? 0
    const reached = (await rowsOf(database, stepsOf(newest))).map(({ conversation_id }) => conversation_id)
    t.equal(reached.length, 13)
    for (const from of reached) {
      const original = await rowsOf(database, stepsOf(newest))
      const replayed = await batches.replayRun(newest, from, 'anna')
      await work()
      const steps = await rowsOf(database, stepsOf(replayed))
      const redone = steps
        .filter(({ copied_from }) => copied_from === null)
        .map(({ conversation_id }) => conversation_id)
      const wanted = [from, ...downstream(workflow, from)].filter((id) => reached.includes(id))
      t.same(redone.sort(), wanted.sort(), `from ${from}`)
      t.same(
        steps.map(({ conversation_id }) => conversation_id).sort(),
        [...reached].sort(),
        'nothing is missing, nothing is twice',
      )
      const own = new Set(steps.map(({ interaction_id }) => interaction_id))
      t.ok(
        steps.every(({ parent_ids }) => parent_ids.every((id) => own.has(id))),
        'parents are of the same run',
      )
      for (const { copied_from, output } of steps) {
        if (copied_from !== null) t.same(output, original.find((one) => one.interaction_id === copied_from)?.output)
      }
      t.match(
        await rowsOf(
          database,
          sql`select status, outcome, replay_of, batch_id from workflow_runs where workflow_run_id = ${replayed}::bigint`,
        ),
        [{ status: 'completed', outcome: 'processed', replay_of: newest, batch_id: null }],
      )
      newest = replayed
    }
    t.same((await resultsOfPostings(database))[1], untouched, 'the other posting is untouched')
    const audited = await rowsOf(database, sql`select 1 from audit_log where action = 'run.replay' and actor = 'anna'`)
    t.equal(audited.length, 13)
  },
)

onBothEngines(t, 'the results are made again and saved at the end of a replay', async (t, database) => {
  await insertPostings(database, 1)
  const { batches, run, work } = await ledger(database)
  await run()
  const before = await resultsOfPostings(database)
  await sql`update postings set ihl_score = 9, ihl_category = 'COMPLIANCE_THEATER', extracted_summary = 'typed over'`.execute(
    database.db,
  )
  await batches.replayRun(1, 'IHL Analyst - Find Red Flags', 'anna')
  await work()
  const [posting] = await resultsOfPostings(database)
  t.match(posting, { ihl_score: before[0]?.ihl_score, extracted_summary: 'typed over' })
  await batches.replayRun(2, 9193, 'anna')
  await work()
  t.match((await resultsOfPostings(database))[0], {
    extracted_summary: before[0]?.extracted_summary,
    posting_status: 'complete',
  })
})

onBothEngines(t, 'a failed run is replayed to a good end, with all its branches', async (t, database) => {
  await insertPostings(database, 1)
  const performer = breaking(['Colleague 0'])
  const { batches, run, work } = await ledger(database, performer)
  await run()
  performer.heal()
  const id = await batches.replayRun(1, 9144, 'anna')
  await work()
  t.match(await rowsOf(database, sql`select status from workflow_runs order by workflow_run_id`), [
    { status: 'failed' },
    { status: 'completed' },
  ])
  t.equal((await rowsOf(database, stepsOf(id))).length, 13)
})

onBothEngines(
  t,
  'a replay is refused where it could not be right, and then leaves nothing behind',
  async (t, database) => {
    await insertPostings(database, 1)
    const { batches, run, work } = await ledger(database)
    await run()
    await t.rejects(batches.replayRun(999, 9144, 'anna'), { code: 'RUN_NOT_FOUND' })
    await t.rejects(batches.replayRun(1, 'no such step', 'anna'), { code: 'CONVERSATION_NOT_FOUND' })
    await t.rejects(batches.replayRun(1, 3338, 'anna'), {
      code: 'CONVERSATION_NOT_REACHED',
      message: /session_a_gemma3_extract.*r1114_extract_skills/,
    })
    t.equal((await rowsOf(database, sql`select 1 from workflow_runs`)).length, 1)
    await batches.replayRun(1, 3335, 'anna')
    await t.rejects(batches.replayRun(1, 3335, 'anna'), { code: 'CONFLICT', message: /Run 2/ })
    await t.rejects(batches.replayRun(2, 3335, 'anna'), { code: 'CONFLICT' })
    await work()
    await t.rejects(batches.replayRun(1, 3335, 'anna'), { code: 'CONFLICT', message: /newer results/ })
    await sql`update postings set content_hash = 'another'`.execute(database.db)
    await t.rejects(batches.replayRun(2, 3335, 'anna'), { code: 'CONFLICT', message: /text has changed/ })
    t.equal((await rowsOf(database, sql`select 1 from workflow_runs`)).length, 2)
  },
)
