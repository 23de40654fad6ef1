import { sql } from 'kysely'
import t from 'tap'
import { onBothEngines } from '../helpers/database.ts'
import { addPostings, testGraphql } from './client.ts'
import { addRuns } from './ledger.ts'

await onBothEngines(t, 'runs', async (t, database) => {
  await addPostings(database, 5)
  const batch = await addRuns(database, 5)
  const { ask } = await testGraphql(t, database)

  await t.test('a run shows every interaction with who, what, when and why', async (t) => {
    const query = `query ($id: ID!) { workflowRun(id: $id) { id workflowRunId status outcome seconds batchId posting { jobTitle } interactions {
      id interactionId conversation { id conversationId conversationName } actor { actorName kind } status iteration attempt model seconds
      input output parentIds startedAt completedAt } } }`
    const [newest] = (await ask('{ workflowRuns(first: 1) { nodes { id workflowRunId } } }')).data.workflowRuns.nodes
    const { data, errors } = await ask(query, { id: newest.id })
    t.notOk(errors)
    const { interactions, ...run } = data.workflowRun
    t.match(run, {
      id: newest.id,
      status: 'completed',
      outcome: 'processed',
      seconds: 2,
      batchId: batch,
      posting: { jobTitle: 'Job 5' },
    })
    t.same(
      interactions.map((each: { attempt: number; status: string; conversation: { conversationId: number } }) => [
        each.conversation.conversationId,
        each.attempt,
        each.status,
      ]),
      [
        [3335, 1, 'failed'],
        [3335, 2, 'completed'],
        [3336, 1, 'completed'],
        [3350, 1, 'completed'],
      ],
    )
    t.match(interactions[0], {
      id: /^Interaction:\d+$/,
      conversation: { id: 'Conversation:3335', conversationName: 'session_a_gemma3_extract' },
      actor: { actorName: 'qwen2.5:7b', kind: 'llm' },
      iteration: 1,
      model: 'qwen2.5:7b',
      seconds: 1.5,
      input: { slots: {}, prompt_version: 1 },
      output: { error: 'no answer', fault: 'upstream' },
      parentIds: [],
      startedAt: /^\d{4}-\d\d-\d\dT[\d:.]+Z$/,
    })
    t.same((await ask(query, { id: newest.workflowRunId })).data.workflowRun.id, newest.id, 'the number does as well')
  })

  await t.test('runs are listed newest first, filtered by batch, posting and status', async (t) => {
    const query = `query ($filter: WorkflowRunFilter, $after: String) { workflowRuns(first: 2, filter: $filter, after: $after) {
      totalCount nodes { workflowRunId posting { id } } pageInfo { hasNextPage endCursor } } }`
    const seen: number[] = []
    let after: string | null = null
    for (let more = true; more; ) {
      const { data } = await ask(query, { filter: { batchId: batch }, after })
      seen.push(...data.workflowRuns.nodes.map(({ workflowRunId }: { workflowRunId: string }) => Number(workflowRunId)))
      t.equal(data.workflowRuns.totalCount, 5)
      more = data.workflowRuns.pageInfo.hasNextPage
      after = data.workflowRuns.pageInfo.endCursor
    }
    t.same(
      seen,
      [...seen].sort((one, other) => other - one),
    )
    t.equal(seen.length, 5)
    const { data } = await ask(query, {})
    const posting = data.workflowRuns.nodes[0].posting.id
    t.equal((await ask(query, { filter: { postingId: posting } })).data.workflowRuns.totalCount, 1)
    t.equal((await ask(query, { filter: { status: ['failed', 'running'] } })).data.workflowRuns.totalCount, 0)
    t.match((await ask(query, { filter: { batchId: 'nonsense' } })).errors, [{ extensions: { code: 'VALIDATION' } }])
  })

  await t.test('everything with an id can be read again by it', async (t) => {
    const { data } =
      await ask(`{ workflowRuns(first: 1) { nodes { id interactions { id } } } conversations { id } sources { id }
      reviewTickets { nodes { id } } batches { nodes { operation { id } } } }`)
    const ids: Record<string, string> = {
      WorkflowRun: data.workflowRuns.nodes[0].id,
      Interaction: data.workflowRuns.nodes[0].interactions[0].id,
      Conversation: data.conversations[0].id,
      Source: data.sources[0].id,
      ReviewTicket: data.reviewTickets.nodes[0].id,
      Operation: data.batches.nodes[0].operation.id,
    }
    for (const [type, id] of Object.entries(ids)) {
      for (const _ of ['plain', 'compiled', 'compiled']) {
        t.same((await ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).data.node, {
          __typename: type,
          id,
        })
      }
    }
  })

  await t.test('a batch is its operation, with its filters and counts', async (t) => {
    const { data } = await ask(`query ($id: ID!) { operation(id: $id) { id state progress result error eta { seconds }
      batch { id source postingIds maxJobs workers counts { total completed failed }
        llm { calls loads bestLoads lowerBoundSeconds makespanSeconds ratio } } } }`, { id: batch }) // biome-ignore format: one query
    t.same(data.operation, {
      id: batch,
      state: 'succeeded',
      progress: 1,
      result: null,
      error: null,
      eta: null,
      batch: {
        id: batch,
        source: 'deutsche_bank',
        postingIds: null,
        maxJobs: 5,
        workers: 2,
        counts: { total: 5, completed: 5, failed: 0 },
        llm: { calls: 15, loads: 1, bestLoads: 1, lowerBoundSeconds: 1.5, makespanSeconds: 1.5, ratio: 1 },
      },
    })
    t.same((await ask('{ operation(id: "nonsense") { id } }')).data, { operation: null })
  })

  await t.test('a running batch says when it should end, and that it takes every slot', async (t) => {
    const eta = {
      seconds: 12.5,
      finish_at: '2026-01-01T00:00:12.500Z',
      calls_done: 3,
      calls_expected: 9,
      active_seconds: 6,
    }
    const { rows } = await sql<{ operation_id: string }>`
      insert into operations (kind, state, eta) values ('batch', 'running', ${JSON.stringify(eta)}::jsonb) returning operation_id`.execute(
      database.db,
    )
    const id = rows[0]?.operation_id ?? ''
    await sql`insert into batches (batch_id, workflow_id, max_jobs) values (${id}::uuid, 3001, 9)`.execute(database.db)
    const query = `query ($id: ID!) { operation(id: $id) { eta { seconds finishAt callsDone callsExpected }
      batch { workers llm { calls ratio } } } }`
    t.same((await ask(query, { id })).data.operation, {
      eta: { seconds: 12.5, finishAt: '2026-01-01T00:00:12.500Z', callsDone: 3, callsExpected: 9 },
      batch: { workers: 0, llm: { calls: 0, ratio: 0 } },
    })
    await sql`delete from operations where operation_id = ${id}::uuid`.execute(database.db)
  })

  await t.test('figures come from committed rows', async (t) => {
    const { data, errors } = await ask(`{
      completeness(source: "deutsche_bank") { total complete percent byField { field present percent } }
      errorSummary { conversationName actorName fault error count lastAt }
      interactionPerformance { conversationName count meanSeconds p90Seconds failures }
      statistics { total bySource { key count } byCountry { key count } byIhlCategory { key count } }
      skills(search: "script") { name skillId postings meanWeight insisting }
      stagingInventory(source: "deutsche_bank") { source postings unprocessed newestPosting }
    }`)
    t.notOk(errors)
    t.match(data.completeness, { total: 5, complete: 5, percent: 100 })
    t.match(data.completeness.byField[0], { field: 'job_title', present: 5, percent: 100 })
    t.match(data.errorSummary, [
      {
        conversationName: 'session_a_gemma3_extract',
        actorName: 'qwen2.5:7b',
        fault: 'upstream',
        error: 'no answer',
        count: 5,
      },
    ])
    t.match(
      data.interactionPerformance.find(
        ({ conversationName }: { conversationName: string }) => conversationName === 'session_a_gemma3_extract',
      ),
      { count: 5, meanSeconds: 1.5, p90Seconds: 1.5, failures: 5 },
    )
    t.match(data.statistics, {
      total: 5,
      bySource: [{ key: 'deutsche_bank', count: 5 }],
      byCountry: [{ key: 'Germany', count: 5 }],
    })
    t.same(data.skills, [{ name: 'TypeScript', skillId: 'typescript', postings: 5, meanWeight: 95, insisting: 5 }])
    t.match(data.stagingInventory, [
      { source: 'deutsche_bank', postings: 5, unprocessed: 5, newestPosting: '2026-03-01T10:00:00.123456Z' },
    ])
    t.same((await ask('{ skills(search: "%") { name } }')).data.skills, [], 'what is searched for is no pattern')
  })

  await t.test('old errors are shown for a batch, else only when asked for', async (t) => {
    await sql`update interactions set created_at = now() - interval '3 days'`.execute(database.db)
    const count = async (scope: string) => (await ask(`{ errorSummary${scope} { count } }`)).data.errorSummary.length
    t.equal(await count(''), 0)
    t.equal(await count(`(batchId: "${batch}")`), 1)
    t.equal(await count('(since: "2020-01-01T00:00:00Z")'), 1)
  })
})
