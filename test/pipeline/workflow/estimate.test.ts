import { sql } from 'kysely'
import t from 'tap'
import { installWorkflow, readConversations } from '../../../src/db/conversations.ts'
import type { Database } from '../../../src/db/engine.ts'
import { refreshStepStatistics } from '../../../src/db/step-statistics.ts'
import type { LlmHost } from '../../../src/pipeline/llm/port.ts'
import { createBatches } from '../../../src/pipeline/workflow/batches.ts'
import { estimateBatch } from '../../../src/pipeline/workflow/estimate.ts'
import { expectedVisits } from '../../../src/pipeline/workflow/expected-visits.ts'
import { installed } from '../../../src/pipeline/workflow/installed.ts'
import { phaseLoads } from '../../../src/pipeline/workflow/model-plan.ts'
import { createWorkflow3001 } from '../../../src/pipeline/workflow/workflow-3001.ts'
import { type RecordedCall, recordCalls } from '../../helpers/calls.ts'
import { onBothEngines, testDatabase } from '../../helpers/database.ts'
import { insertPostings } from '../../helpers/workflow.ts'

t.setTimeout(240_000)

const workflow = createWorkflow3001()
const GEMMA3 = 'gemma3:1b'
const GEMMA2 = 'gemma2:latest'
const QWEN = 'qwen2.5:7b'
const host = (slots = 1, loaded = 1): LlmHost => ({ url: 'http://one:11434', slots, loaded })
const NOW = Date.UTC(2026, 0, 1)

async function prepared(database: Database, postings = 0) {
  await installWorkflow(database, installed(workflow))
  if (postings > 0) await insertPostings(database, postings)
}

async function estimate({ db }: Database, postings: number, hosts: readonly LlmHost[] = [host()]) {
  return estimateBatch(db, workflow, { postings, conversations: await readConversations(db), hosts, now: NOW })
}

t.test('visits follow the shares of the ways out, loops end at their bound', async (t) => {
  // Half of the drafts fail, and half of what was improved fails again: 0.5 improve, of these half once more, of these half a ticket.
  const shares = {
    join: () => 0.5,
    token: (step: number, token: string) =>
      step === 3339 ? 0.5 : Number(['SUCCESS', 'VALID', 'RUN', 'DONE', 'SAVED'].includes(token)),
  }
  const visits = expectedVisits(workflow, shares)
  const of = (key: string) => visits.get(key)?.visits
  t.equal(of('3336/1'), 1)
  t.equal(of('3338/1'), 0.5)
  t.equal(of('3338/2'), 0.25)
  t.equal(of('3339/2'), 0.25)
  t.equal(of('3340/1'), 0.125)
  t.notOk(visits.has('3338/3'))
  t.equal(of('3341/1'), 1, 'every way leads to the format step once')
  t.same([...(visits.get('3341/1')?.after ?? [])].sort(), ['3336/1', '3337/1', '3339/1', '3339/2', '3340/1'])
})

t.test('a host that keeps several models loads each once', async (t) => {
  const phases = [GEMMA3, QWEN, GEMMA2, QWEN].map((model) => ({ model, visits: [] }))
  t.same(phaseLoads(phases, 1), [true, true, true, true])
  t.same(phaseLoads(phases, 2), [true, true, true, false])
  t.same(phaseLoads(phases, 3), [true, true, true, false])
})

await onBothEngines(t, 'an estimate without a record is that of the shipped table', async (t, database) => {
  await prepared(database)
  const found = await estimate(database, 100)
  // Improve and regrade 0.16 + 0.16 * 0.16 = 0.1856 a posting, tickets 0.16 ** 3 = 0.004096.
  const qwen = 9.7 + 5.5 + 4.2 + 10.8 + 0.1856 * (24.1 + 6) + 0.004096 * 4.3
  const gemma2 = 24.9 + 24.2
  const work = 100 * (6.8 + gemma2 + qwen)
  t.equal(found.basis, 'shipped')
  t.equal(found.postings, 100)
  t.equal(found.calls, 100 + 200 + 438, '13 conversations of which 7 call a model, 37 improve calls, tickets below one')
  t.equal(found.switches, 4, 'gemma3, qwen, gemma2, qwen: whatever the size of the batch')
  t.match(found.by_model, [
    { model: GEMMA3, calls: 100, tokens: 115_000, seconds: 680, loads: 1, load_seconds: 10 },
    { model: GEMMA2, calls: 200, seconds: 4910, loads: 1 },
    { model: QWEN, calls: 438, loads: 2 },
  ])
  const near = (value: number, expected: number, what: string) => t.ok(Math.abs(value - expected) < 0.1, what)
  near(found.work_seconds, work, 'work')
  near(found.seconds, work + 40, 'wall clock: the work and four loads')
  near(found.lower_bound_seconds, work + 30, 'the bound: the work and one load of each model')
  t.equal(Date.parse(found.finish_at), Math.trunc(NOW + found.seconds * 1000))
  t.match(found, { hosts: 1, slots: 1, loaded: 1, unknown_models: [] })
  t.equal(
    found.tokens,
    found.by_model.reduce((sum, { tokens }) => sum + tokens, 0),
  )
})

await onBothEngines(t, 'slots and hosts share the work, a few postings still take their chain', async (t, database) => {
  await prepared(database)
  const one = await estimate(database, 400)
  const many = await estimate(database, 400, [host(4), host(4)])
  t.match(many, { hosts: 2, slots: 8, calls: one.calls, switches: 8 })
  t.ok(Math.abs(many.seconds - (one.work_seconds / 8 + 40)) < 1)
  const single = await estimate(database, 1, [host(4)])
  // gemma3 6.8, then the larger of its model's chains: qwen 9.7, gemma2 24.9, qwen 10.8; four loads, and a fourth of what improving is likely to take.
  t.ok(
    Math.abs(single.seconds - (6.8 + 9.7 + 24.9 + 10.8 + 40 + (0.1856 * 30.1) / 4)) < 0.1,
    `one posting takes ${single.seconds} s`,
  )
  t.ok(single.lower_bound_seconds <= single.seconds)
  t.ok(single.lower_bound_seconds >= 4.2 + 24.2 + 10.8 + 10, 'no less than its longest chain and first load')
  t.match(await estimate(database, 0), {
    postings: 0,
    calls: 0,
    tokens: 0,
    seconds: 0,
    switches: 0,
    lower_bound_seconds: 0,
  })
})

await onBothEngines(t, 'without hosts, and for steps set to builtin, no model is called', async (t, database) => {
  await prepared(database)
  t.match(await estimate(database, 640, []), {
    postings: 640,
    calls: 0,
    tokens: 0,
    seconds: 10,
    by_model: [],
    switches: 0,
    basis: 'shipped',
  })
  await sql`update conversations set model_used = 'builtin' where conversation_id not in (3350, 9168)`.execute(
    database.db,
  )
  await sql`update conversations set model_used = ${QWEN} where conversation_id = 9168`.execute(database.db)
  const found = await estimate(database, 10)
  t.match(found, { calls: 10, switches: 1, seconds: 65, work_seconds: 55 })
  t.match(found.by_conversation, [{ conversation_id: 3350, model: QWEN, visits: 1, seconds: 5.5 }])
})

await onBothEngines(t, 'recorded times take over by their number, and the estimate says so', async (t, database) => {
  await prepared(database, 30)
  await sql`update conversations set model_used = 'builtin' where conversation_id <> 3350`.execute(database.db)
  const call = (run: number): RecordedCall => ({
    run,
    conversation: 3350,
    model: QWEN,
    start: run * 10,
    seconds: run === 0 ? 5.5 : 1.5,
    load: run === 0 ? 4 : 0,
    prompt_tokens: 300,
    output_tokens: 100,
  })
  await recordCalls(database, { runs: 5, calls: [0, 1, 2, 3, 4].map(call) })
  await refreshStepStatistics(database.db)
  const blended = await estimate(database, 100)
  // A quarter of the twenty calls that it takes: 0.25 * 1.5 + 0.75 * 5.5 = 4.5 s.
  t.match(blended, { basis: 'blended', work_seconds: 450, seconds: 454 })
  t.match(blended.by_model, [{ load_seconds: 4, tokens: 100 * (0.25 * 400 + 0.75 * 455) }])
  await recordCalls(database, { runs: 20, calls: Array.from({ length: 20 }, (_, run) => ({ ...call(run + 5), run })) })
  await refreshStepStatistics(database.db)
  t.match(await estimate(database, 100), { basis: 'recorded', work_seconds: 150, seconds: 154, tokens: 40_000 })
})

await onBothEngines(t, 'a model that nobody measured is named until it is', async (t, database) => {
  await prepared(database, 20)
  await sql`update conversations set model_used = case when conversation_id = 3350 then 'new:3b' else 'builtin' end`.execute(
    database.db,
  )
  t.match(await estimate(database, 10), { unknown_models: ['new:3b'], basis: 'shipped', work_seconds: 55 })
  const calls = Array.from(
    { length: 20 },
    (_, run): RecordedCall => ({ run, conversation: 3350, model: 'new:3b', start: run, seconds: 1 }),
  )
  await recordCalls(database, { runs: 20, calls })
  await refreshStepStatistics(database.db)
  t.match(await estimate(database, 10), { unknown_models: [], basis: 'recorded', work_seconds: 10 })
})

await onBothEngines(t, 'the improve rate is measured from twenty graded drafts on', async (t, database) => {
  await prepared(database, 40)
  const graded = (count: number, failed: number) =>
    Array.from({ length: count }, (_, run): RecordedCall[] => [
      { run, conversation: 3336, model: GEMMA2, start: run, seconds: 24.9, token: run < failed ? 'FAIL' : 'PASS' },
      { run, conversation: 3337, model: QWEN, start: run, seconds: 9.7, token: 'PASS' },
    ]).flat()
  const improves = async () =>
    (await estimate(database, 100)).by_conversation.find(({ conversation_id }) => conversation_id === 3338)?.visits
  await recordCalls(database, { runs: 19, calls: graded(19, 19) })
  t.equal(await improves(), 0.186)
  await recordCalls(database, { runs: 21, calls: graded(21, 1) })
  t.equal(await improves(), 0.58, 'twenty of forty, and 16 % of these once more')
  const regrades = Array.from(
    { length: 20 },
    (_, run): RecordedCall => ({
      run,
      conversation: 3339,
      model: QWEN,
      start: run,
      seconds: 6,
      token: run < 10 ? 'FAIL' : 'PASS',
    }),
  )
  await recordCalls(database, { runs: 20, calls: regrades })
  t.equal(await improves(), 0.75)
})

await onBothEngines(t, 'a dry run writes no row; a batch keeps its estimate', async (t, database) => {
  await prepared(database, 3)
  const batches = createBatches({
    database,
    workflow,
    versions: { code: '1', schema: '0007' },
    promote: async () => [],
    adopt: async () => undefined,
    hosts: [host(4)],
  })
  const rows = async () =>
    (
      await sql`select (select count(*) from operations) as operations, (select count(*) from batches) as batches,
      (select count(*) from workflow_runs) as runs, (select count(*) from interactions) as interactions,
      (select count(*) from operation_events) as events, (select count(*) from step_statistics) as statistics,
      (select count(*) from audit_log) as audits`.execute(database.db)
    ).rows
  const before = await rows()
  const dry = await batches.start({ by: 'test', dryRun: true })
  t.match(dry, { operation: null, estimate: { postings: 3, switches: 4, slots: 4 } })
  t.same(await rows(), before)
  const { operation } = await batches.start({ by: 'test' })
  t.match(operation?.estimate, { postings: 3, calls: dry.estimate?.calls, hosts: 1, slots: 4, loaded: 1 })
  const { rows: stored } = await sql`
    select workers, code_version, schema_version, definition_version from batches join operations on operation_id = batch_id`.execute(
    database.db,
  )
  t.same(stored, [{ workers: null, code_version: '1', schema_version: '0007', definition_version: workflow.version }])
})

t.test('an estimate of a large ledger reads by index', async (t) => {
  const database = await testDatabase(t)
  await sql`set enable_seqscan = off`.execute(database.db)
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain
    select started_at from interactions where status = 'completed' and model_used <> 'builtin' and started_at is not null
      and conversation_id = 3350 and model_used = ${QWEN} order by completed_at desc limit 1000`.execute(database.db)
  t.match(rows.map((row) => row['QUERY PLAN']).join('\n'), /interactions_calls/)
})
