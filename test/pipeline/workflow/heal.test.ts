import { sql } from 'kysely'
import t from 'tap'
import { claim } from '../../../src/db/interactions.ts'
import { adoptHandWritten } from '../../../src/pipeline/store/adopt.ts'
import { stageRows } from '../../../src/pipeline/store/stage.ts'
import { recoverLostWork } from '../../../src/pipeline/workflow/recover.ts'
import { onBothEngines } from '../../helpers/database.ts'
import { statementWith } from '../../helpers/runbook-meanings.ts'
import { insertPostings, testWorkflow, textOf } from '../../helpers/workflow.ts'

const log = { info: () => undefined, warn: () => undefined }

onBothEngines(
  t,
  "postings promoted by the runbook's INSERT are adopted and processed like any other",
  async (t, database) => {
    const rows = Array.from({ length: 3 }, (_, index) => ({
      external_job_id: `R-${index}`,
      job_title: `Colleague ${index}`,
      location: 'Frankfurt, Germany',
      external_url: `https://jobs.example/${index}`,
      job_description: textOf(index),
    }))
    await stageRows(database, 'deutsche_bank', rows)
    await database.raw(statementWith('INSERT INTO postings'), { write: true })

    const { batches, worker } = await testWorkflow(database, undefined, () => adoptHandWritten(database, 100))
    const { operation } = await batches.start({ by: 'test', source: 'deutsche_bank' })
    const one = worker()
    const ended = one.ended(operation?.operation_id ?? '')
    one.start()
    await ended
    await one.stop()
    const { rows: postings } = await sql`
    select posting_status, canonical_version is not null as adopted, external_url is not null as has_url, ihl_score is not null as scored,
      (select count(*) from postings_staging s where s.promoted_to_posting_id = p.posting_id) as staged
    from postings p`.execute(database.db)
    t.same(
      postings,
      Array(3).fill({ posting_status: 'complete', adopted: true, has_url: true, scored: true, staged: 1 }),
    )
  },
)

onBothEngines(
  t,
  "interactions failed by the runbook's UPDATE count as the operator's and are tried again",
  async (t, database) => {
    await insertPostings(database, 3)
    const { batches, worker } = await testWorkflow(database)
    const { operation } = await batches.start({ by: 'test' })
    await claim(database.db, { owner: 'somebody elsewhere', conversations: [9144], limit: 2 })
    await sql`update interactions set started_at = now() - interval '20 minutes' where status = 'running'`.execute(
      database.db,
    )
    await database.raw(statementWith("UPDATE interactions SET status='failed'"), { write: true })
    await recoverLostWork({ database, log, owner: 'test', adopt: async () => undefined }).reconcile()

    const one = worker()
    const ended = one.ended(operation?.operation_id ?? '')
    one.start()
    await ended
    await one.stop()
    const { rows } = await sql`
    select status, attempt, output ->> 'fault' as fault, count(*) as n from interactions where conversation_id = 9144
    group by 1, 2, 3 order by 1, 2`.execute(database.db)
    t.same(rows, [
      { status: 'completed', attempt: 1, fault: null, n: 1 },
      { status: 'completed', attempt: 2, fault: null, n: 2 },
      { status: 'failed', attempt: 1, fault: 'operator', n: 2 },
    ])
    t.equal(
      (await database.raw("select count(*) from workflow_runs where status = 'completed'", { write: false }))
        .rows[0]?.[0],
      3,
    )
  },
)
