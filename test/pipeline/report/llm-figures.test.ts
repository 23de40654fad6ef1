import { sql } from 'kysely'
import t from 'tap'
import { reportText } from '../../../src/cli/render/report-text.ts'
import { createBatch } from '../../../src/db/batches.ts'
import { installWorkflow } from '../../../src/db/conversations.ts'
import type { Database } from '../../../src/db/engine.ts'
import { batchMarkdown } from '../../../src/pipeline/report/batch-markdown.ts'
import { batchReport } from '../../../src/pipeline/report/batch-report.ts'
import { llmFigures } from '../../../src/pipeline/report/llm-figures.ts'
import { createLlmRatios } from '../../../src/pipeline/report/llm-ratios.ts'
import { installed } from '../../../src/pipeline/workflow/installed.ts'
import { createWorkflow3001 } from '../../../src/pipeline/workflow/workflow-3001.ts'
import { type RecordedCall, recordCalls } from '../../helpers/calls.ts'
import { onBothEngines } from '../../helpers/database.ts'
import { insertPostings } from '../../helpers/workflow.ts'

t.setTimeout(240_000)

const GEMMA = 'gemma3:1b'
const QWEN = 'qwen2.5:7b'

async function newBatch(database: Database, servers: { hosts: number; slots: number; loaded?: number }) {
  await installWorkflow(database, installed(createWorkflow3001()))
  await insertPostings(database, 8)
  return createBatch(database, {
    workflow_id: 3001,
    filters: {},
    max_jobs: 8,
    workers: null,
    estimate: { calls: 1, loaded: 1, ...servers },
    requested_by: 'test',
    code_version: 'test',
    schema_version: 'test',
    definition_version: 'test',
  })
}

/** Calls of one model one after another on one slot, the first of them with a load. */
function stretch(model: string, conversation: number, start: number, runs: number[], seconds: number, load: number) {
  return runs.map(
    (run, index): RecordedCall => ({
      run,
      conversation,
      model,
      start: start + (index === 0 ? 0 : load) + index * seconds,
      seconds: seconds + (index === 0 ? load : 0),
      load: index === 0 ? load : 0,
    }),
  )
}

await onBothEngines(t, 'a schedule without a gap, one load a model, has the ratio 1', async (t, database) => {
  const batch = await newBatch(database, { hosts: 1, slots: 1 })
  const runs = [0, 1, 2, 3, 4, 5]
  // 10 s of loading and 6 x 4 s, then 5 s and 6 x 7 s: 81 s, all of them needed.
  const calls = [...stretch(GEMMA, 3335, 0, runs, 4, 10), ...stretch(QWEN, 3337, 34, runs, 7, 5)]
  await recordCalls(database, { batch, runs: 6, calls })
  const figures = (await llmFigures(database.db, [batch])).get(batch)
  t.match(figures, {
    calls: 12,
    loads: 2,
    best_loads: 2,
    makespan_seconds: 81,
    lower_bound_seconds: 81,
    ratio: 1,
    work_seconds: 66,
    prompt_tokens: 1200,
    output_tokens: 120,
    hosts: 1,
    slots: 1,
  })
  t.match(figures?.by_model, [
    { model: GEMMA, calls: 6, work_seconds: 24, load_seconds: 10 },
    { model: QWEN, calls: 6, work_seconds: 42, load_seconds: 5 },
  ])
  t.match(figures?.by_host, [{ calls: 12, loads: 2, busy_seconds: 81, utilisation: 1 }])
})

await onBothEngines(t, 'posting by posting costs a load a call, and the ratio shows it', async (t, database) => {
  const batch = await newBatch(database, { hosts: 1, slots: 1 })
  let start = 0
  const calls = [0, 1, 2, 3].flatMap((run) =>
    [GEMMA, QWEN].map((model): RecordedCall => {
      const call = { run, conversation: model === GEMMA ? 3335 : 3337, model, start, seconds: 15, load: 10 }
      start += 15
      return call
    }),
  )
  // A failed call that was answered occupied the server; one that never came there did not, nor did a builtin step.
  calls.push({ run: 0, conversation: 3350, model: QWEN, start, seconds: 5, load: 0.01, status: 'failed' })
  await recordCalls(database, { batch, runs: 4, calls })
  await sql`
    insert into interactions (workflow_run_id, posting_id, conversation_id, actor_id, status, model_used, host, started_at, completed_at, output)
    select workflow_run_id, posting_id, c.id, 1, c.status, c.model, 'http://one:11434', now() - interval '50 minutes', now(), '{"fault": "upstream"}'
    from (select * from workflow_runs where batch_id = ${batch}::uuid limit 1) r,
      (values (9161, 'failed', ${QWEN}), (9144, 'completed', 'builtin')) c (id, status, model)`.execute(database.db)
  const figures = (await llmFigures(database.db, [batch])).get(batch)
  // 125 s, against 8 x 5 s of work, 4.99 s of the failed call, and two loads of 10 s.
  t.match(figures, {
    calls: 9,
    loads: 8,
    best_loads: 2,
    makespan_seconds: 125,
    lower_bound_seconds: 64.99,
    ratio: 1.923,
  })
})

await onBothEngines(
  t,
  'several hosts and slots share the bound; a chain of one posting is a bound too',
  async (t, database) => {
    const batch = await newBatch(database, { hosts: 2, slots: 4 })
    // Two slots on each of two hosts, each host with its own model all the time; run 0 has a chain of two calls.
    const calls: RecordedCall[] = [
      { run: 0, conversation: 3335, model: GEMMA, start: 0, seconds: 12, load: 2, host: 'a' },
      { run: 1, conversation: 3335, model: GEMMA, start: 0, seconds: 12, load: 2, host: 'a' },
      { run: 0, conversation: 3337, model: QWEN, start: 12, seconds: 44, load: 4, host: 'b', after: [0] },
      { run: 1, conversation: 3350, model: QWEN, start: 12, seconds: 8, load: 4, host: 'b' },
      { run: 0, conversation: 9161, model: QWEN, start: 20, seconds: 3, host: 'b' },
    ]
    await recordCalls(database, { batch, runs: 2, calls })
    const figures = (await llmFigures(database.db, [batch])).get(batch)
    // All work is 20 + 47 s, with 2 slots x 6 s of loads: 79 / 4 s. The chain of run 0 is 10 + 40 s after a load of 2 s.
    t.match(figures, { calls: 5, loads: 2, best_loads: 2, makespan_seconds: 56, lower_bound_seconds: 52, ratio: 1.077 })
    t.match(figures?.by_host, [
      { host: 'a', calls: 2, loads: 1, busy_seconds: 24, utilisation: 0.214 },
      { host: 'b', calls: 3, loads: 1, busy_seconds: 55, utilisation: 0.491 },
    ])
  },
)

await onBothEngines(
  t,
  'a batch that did not record its servers is judged by the calls themselves',
  async (t, database) => {
    const batch = await newBatch(database, { hosts: 0, slots: 0 })
    const calls = [0, 1, 2, 3].map(
      (run): RecordedCall => ({ run, conversation: 3335, model: GEMMA, start: run < 2 ? 0 : 10, seconds: 10 }),
    )
    await recordCalls(database, { batch, runs: 4, calls })
    const found = await llmFigures(database.db, [batch])
    t.match(found.get(batch), { hosts: 1, slots: 2, makespan_seconds: 20, lower_bound_seconds: 20, ratio: 1, loads: 1 })
  },
)

await onBothEngines(t, 'a host that keeps all models in memory loads each once', async (t, database) => {
  const batch = await newBatch(database, { hosts: 1, slots: 1, loaded: 2 })
  const calls = [0, 1, 2, 3].map(
    (run): RecordedCall => ({
      run,
      conversation: 3335,
      model: run % 2 === 0 ? GEMMA : QWEN,
      start: run * 10,
      seconds: 10,
      load: run < 2 ? 3 : 0,
    }),
  )
  await recordCalls(database, { batch, runs: 4, calls })
  t.match((await llmFigures(database.db, [batch])).get(batch), { loads: 2, best_loads: 2, ratio: 1 })
})

await onBothEngines(t, 'the report says it in JSON, Markdown and text, /metrics as a ratio', async (t, database) => {
  const { db } = database
  const batch = await newBatch(database, { hosts: 1, slots: 1 })
  const ratios = createLlmRatios(db)
  t.same(await ratios(), [])
  await recordCalls(database, { batch, runs: 2, calls: stretch(GEMMA, 3335, 0, [0, 1], 4, 10) })
  await sql`update operations set state = 'running', started_at = now() - interval '1 hour' where operation_id = ${batch}::uuid`.execute(
    db,
  )
  t.same(await ratios(), [{ batch: 'running', ratio: 1 }])
  await sql`update operations set state = 'succeeded', finished_at = now() where operation_id = ${batch}::uuid`.execute(
    db,
  )
  const report = await batchReport(db, batch)
  t.match(report.llm, { calls: 2, loads: 1, lower_bound_seconds: 18, makespan_seconds: 18, ratio: 1 })
  const markdown = batchMarkdown(report)
  t.match(markdown, /2 model calls, 200 tokens read and 20 written, 1 load \(best known: 1\)/)
  t.match(markdown, /workers as many as there are slots/)
  t.match(markdown, /\| http:\/\/one:11434 \| 2 \| 1 \| 18\.0 s \| 100 \|/)
  const text = reportText(report)
  t.match(text.replace(/\s+/g, ' '), /2 model calls, 220 tokens, 1 load .* no schedule takes less than 18 s: ratio 1\./)
  for (const line of text.split('\n').slice(0, 6)) t.ok(line.length <= 80, line)
  t.same(await ratios(), [{ batch: 'last_ended', ratio: 1 }])
  await sql`delete from workflow_runs`.execute(db)
  t.same(await ratios(), [{ batch: 'last_ended', ratio: 1 }], 'an ended batch is read once')
})

await onBothEngines(t, 'many batches are read in as many statements as one', async (t, database) => {
  const batches = [await newBatch(database, { hosts: 1, slots: 1 })]
  const copy = await sql<{ operation_id: string }>`
    insert into operations (kind, state, estimate) select kind, state, estimate from operations returning operation_id`.execute(
    database.db,
  )
  const other = copy.rows[0]?.operation_id ?? ''
  await sql`insert into batches (batch_id, workflow_id, max_jobs) values (${other}::uuid, 3001, 1)`.execute(database.db)
  batches.push(other)
  for (const [index, batch] of batches.entries())
    await recordCalls(database, { batch, runs: 1, calls: stretch(GEMMA, 3335, 0, [0], 4 + index, 1) })
  const found = await llmFigures(database.db, batches)
  t.same(
    batches.map((batch) => found.get(batch)?.lower_bound_seconds),
    [5, 6],
  )
  t.same(await llmFigures(database.db, []), new Map())
})
