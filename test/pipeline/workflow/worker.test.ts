import { sql } from 'kysely'
import t from 'tap'
import type { Database } from '../../../src/db/engine.ts'
import type { ChainPerformer } from '../../../src/pipeline/workflow/chain-pool.ts'
import { onBothEngines } from '../../helpers/database.ts'
import { inlinePerformer, insertPostings, testWorkflow } from '../../helpers/workflow.ts'

const HAPPY_PATH = 13

async function runBatch(
  database: Database,
  options: { workers?: number; performer?: ChainPerformer; postingIds?: string[] } = {},
) {
  const { batches, worker } = await testWorkflow(database, options.performer)
  const { operation } = await batches.start({ by: 'test', workers: options.workers, postingIds: options.postingIds })
  const id = operation?.operation_id as string
  const workers = Array.from({ length: options.workers ?? 1 }, () => worker({ batchId: id }))
  const ended = workers.map((one) => one.ended(id))
  for (const one of workers) one.start()
  await Promise.race(ended)
  await Promise.all(workers.map((one) => one.stop()))
  return id
}

const count = async (database: Database, query: string): Promise<number> => {
  const { rows } = await database.raw(query, { write: false })
  return rows[0]?.[0] as number
}

onBothEngines(
  t,
  'a batch takes every due posting through the thirteen steps and leaves all results',
  async (t, database) => {
    await insertPostings(database, 40)
    const id = await runBatch(database, { workers: 3 })
    const { rows } = await sql<{ status: string; outcome: string; n: number }>`
    select status, outcome, count(*) as n from workflow_runs where batch_id = ${id}::uuid group by 1, 2`.execute(
      database.db,
    )
    t.same(rows, [{ status: 'completed', outcome: 'processed', n: 40 }])
    t.equal(
      await count(
        database,
        "select count(*) from postings where posting_status = 'complete' and extracted_summary is not null and skill_keywords is not null and ihl_score is not null",
      ),
      40,
    )
    t.equal(await count(database, "select count(*) from interactions where status <> 'completed'"), 0)
    const steps = await count(
      database,
      'select min(n) from (select count(*) as n from interactions group by workflow_run_id) runs',
    )
    t.ok(steps >= HAPPY_PATH, `each run has at least ${HAPPY_PATH} interactions, the fewest has ${steps}`)
    t.equal(
      await count(
        database,
        'select count(*) from (select 1 from interactions where conversation_id in (3336, 3337) group by workflow_run_id having max(created_at) <> min(created_at)) apart',
      ),
      0,
      'both graders are created in one instant',
    )
    t.equal(
      await count(
        database,
        'select count(*) from interactions i where completed_at < started_at or started_at < created_at',
      ),
      0,
      'no time runs backwards',
    )
  },
)

onBothEngines(
  t,
  'every quote that a posting carries stands in its own description, in a batch as alone',
  async (t, database) => {
    await insertPostings(database, 6)
    await runBatch(database)
    const inBatch = await results(database)
    for (const { posting_id, job_description, skill_keywords, flags } of inBatch) {
      for (const { evidence } of [...skill_keywords, ...flags]) {
        t.equal(job_description.slice(evidence.start, evidence.end), evidence.quote, `posting ${posting_id}`)
      }
    }
    await sql`update postings set extracted_summary = null, skill_keywords = null, ihl_score = null, posting_status = 'active', content_hash = content_hash || '.'`.execute(
      database.db,
    )
    for (const { external_job_id } of inBatch) await runBatch(database, { postingIds: [external_job_id] })
    const singly = await results(database)
    t.same(singly.map(comparable), inBatch.map(comparable), 'N in one batch equal N singly')
  },
)

type Result = {
  posting_id: number
  external_job_id: string
  job_description: string
  extracted_summary: string
  ihl_score: number
  skill_keywords: { name: string; weight: number; evidence: { start: number; end: number; quote: string } }[]
  flags: { evidence: { start: number; end: number; quote: string } }[]
}

async function results(database: Database): Promise<Result[]> {
  const { rows } = await sql<Result>`
    select posting_id, external_job_id, job_description, extracted_summary, ihl_score, skill_keywords,
      coalesce(provenance -> 'ihl_score' -> 'flags', '[]') as flags from postings order by posting_id`.execute(
    database.db,
  )
  return rows
}

const comparable = ({ posting_id, extracted_summary, ihl_score, skill_keywords }: Result) => ({
  posting_id,
  extracted_summary,
  ihl_score,
  skill_keywords,
})

onBothEngines(t, 'a text that breaks its thread costs its own run and no other', async (t, database) => {
  await insertPostings(database, 10)
  const inline = inlinePerformer()
  const breaking: ChainPerformer = {
    ...inline,
    perform: async (requests) => {
      if (requests.some(({ record }) => record.title === 'Colleague 4')) throw new Error('thread died')
      return inline.perform(requests)
    },
  }
  await runBatch(database, { performer: breaking })
  t.equal(await count(database, "select count(*) from workflow_runs where status = 'completed'"), 9)
  t.equal(
    await count(
      database,
      "select count(*) from workflow_runs where status = 'failed' and outcome_reason = 'thread died'",
    ),
    1,
  )
  t.equal(await count(database, "select count(*) from workflow_errors where error_code = 'ACTOR_FAILED'"), 1)
  t.equal(
    await count(
      database,
      "select count(*) from interactions where status = 'failed' and output ->> 'error' = 'thread died' and output -> 'data' ->> 'error' = 'thread died'",
    ),
    1,
  )
})

onBothEngines(t, 'a cancelled batch ends, and an answer that comes after it is discarded', async (t, database) => {
  await insertPostings(database, 5)
  const cancelled = Promise.withResolvers<void>()
  const { batches, worker } = await testWorkflow(database, {
    ...inlinePerformer(),
    perform: async (requests) => {
      await cancelled.promise
      return inlinePerformer().perform(requests)
    },
  })
  const { operation } = await batches.start({ by: 'test' })
  const id = operation?.operation_id as string
  const one = worker({ batchId: id })
  const ended = one.ended(id)
  one.start()
  while ((await count(database, "select count(*) from interactions where status = 'running'")) === 0)
    await new Promise((resolve) => setTimeout(resolve, 20))
  await batches.cancel(id, 'test')
  cancelled.resolve()
  await ended
  await one.stop()
  t.equal(await count(database, "select count(*) from workflow_runs where status = 'cancelled'"), 5)
  t.equal(await count(database, 'select count(*) from postings where extracted_summary is not null'), 0)
  await t.rejects(batches.resume(id, 'test'), { code: 'ALREADY_FINISHED' })
})

onBothEngines(t, 'a posting that is removed while its run goes on stays removed', async (t, database) => {
  await insertPostings(database, 2)
  let isRemoved = false
  await runBatch(database, {
    performer: {
      ...inlinePerformer(),
      perform: async (requests) => {
        if (!isRemoved) {
          isRemoved = true
          await sql`update postings set posting_status = 'removed' where posting_id = (select min(posting_id) from postings)`.execute(
            database.db,
          )
        }
        return inlinePerformer().perform(requests)
      },
    },
  })
  const statuses = await database.raw('select posting_status from postings order by posting_id', { write: false })
  t.same(statuses.rows, [['removed'], ['complete']])
})

onBothEngines(t, 'a paused batch is left alone until it is resumed', async (t, database) => {
  await insertPostings(database, 3)
  const { batches, worker } = await testWorkflow(database)
  const { operation } = await batches.start({ by: 'test' })
  const id = operation?.operation_id as string
  await batches.pause(id, 'test')
  const one = worker()
  const ended = one.ended(id)
  one.start()
  await new Promise((resolve) => setTimeout(resolve, 600))
  t.equal(await count(database, "select count(*) from interactions where status = 'pending'"), 3)
  await batches.resume(id, 'test')
  await ended
  await one.stop()
  t.equal(await count(database, "select count(*) from workflow_runs where status = 'completed'"), 3)
})

onBothEngines(t, 'what has not changed is not done again, and a new text is', async (t, database) => {
  await insertPostings(database, 4)
  await runBatch(database)
  const { batches } = await testWorkflow(database)
  const { estimate } = await batches.start({ by: 'test', dryRun: true })
  t.equal(estimate?.postings, 0)
  await runBatch(database, { postingIds: ['T-1'] })
  t.equal(
    await count(
      database,
      "select count(*) from interactions where conversation_id in (9184, 9185) and output ->> 'status' = 'SKIP'",
    ),
    2,
    'a second run of the same text skips summary and skills',
  )
  await sql`update postings set posting_status = 'active', content_hash = 'new' where external_job_id = 'T-2'`.execute(
    database.db,
  )
  t.equal((await batches.start({ by: 'test', dryRun: true })).estimate?.postings, 1)
})

onBothEngines(t, 'a dry run writes nothing', async (t, database) => {
  await insertPostings(database, 3)
  const { batches } = await testWorkflow(database)
  const before = await count(
    database,
    'select (select count(*) from operations) + (select count(*) from workflow_runs) + (select count(*) from audit_log)',
  )
  const { operation, estimate } = await batches.start({ by: 'test', dryRun: true, maxJobs: 2 })
  t.equal(operation, null)
  t.match(estimate, { postings: 2, calls: 0, tokens: 0, switches: 0 })
  t.equal(
    await count(
      database,
      'select (select count(*) from operations) + (select count(*) from workflow_runs) + (select count(*) from audit_log)',
    ),
    before,
  )
})

onBothEngines(
  t,
  'a worker does its background work on duplicates again and again, and a stop waits for it',
  async (t, database) => {
    const { worker } = await testWorkflow(database)
    let runs = 0
    let ended = 0
    const run = async (signal: AbortSignal) => {
      runs += 1
      if (runs === 1) throw new Error('the first time fails')
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
      await sql`select 1`.execute(database.db)
      ended += 1
    }
    const one = worker({ link: { everyMs: 1, run } })
    one.start()
    while (runs < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    await one.stop()
    t.same([runs, ended], [2, 1])
  },
)
