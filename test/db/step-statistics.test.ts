import { sql } from 'kysely'
import t from 'tap'
import { installWorkflow } from '../../src/db/conversations.ts'
import type { Database } from '../../src/db/engine.ts'
import {
  readJoinCounts,
  readStepStatistics,
  readTokenCounts,
  refreshStepStatistics,
} from '../../src/db/step-statistics.ts'
import { installed } from '../../src/pipeline/workflow/installed.ts'
import { createWorkflow3001 } from '../../src/pipeline/workflow/workflow-3001.ts'
import { type RecordedCall, recordCalls } from '../helpers/calls.ts'
import { onBothEngines } from '../helpers/database.ts'
import { insertPostings } from '../helpers/workflow.ts'

t.setTimeout(240_000)

const QWEN = 'qwen2.5:7b'

async function prepared(database: Database, postings: number) {
  await installWorkflow(database, installed(createWorkflow3001()))
  await insertPostings(database, postings)
  return database.db
}

await onBothEngines(
  t,
  'statistics are means of the calls of each conversation and model, without loading',
  async (t, database) => {
    const db = await prepared(database, 10)
    t.equal(await refreshStepStatistics(db), 0, 'an empty ledger has none')
    t.same(await readStepStatistics(db), [])
    // Ten calls of 1 to 10 s; the first waited 5 s more for its model.
    const calls = Array.from({ length: 10 }, (_, run): RecordedCall => {
      const load = run === 0 ? 5 : 0.02
      return {
        run,
        conversation: 3337,
        model: QWEN,
        start: run * 20,
        seconds: run + 1 + load,
        load,
        prompt_tokens: 100 + run,
      }
    })
    const other: RecordedCall = { run: 0, conversation: 3337, model: 'mistral:latest', start: 0, seconds: 2 }
    const unlike: RecordedCall[] = [
      { ...other, run: 1, attempt: 2, status: 'failed', seconds: 800 },
      { ...other, run: 2, attempt: 2, model: 'builtin', status: 'failed' },
      { run: 3, conversation: 9161, model: 'builtin', start: 0, seconds: 70 },
    ]
    await recordCalls(database, { runs: 10, calls: [...calls, ...unlike] })
    await sql`insert into workflow_runs (workflow_id, posting_id, status, definition_version) select 3001, max(posting_id), 'completed', 'x' from postings`.execute(
      db,
    )
    await recordCalls(database, { runs: 1, calls: [other] })
    t.equal(await refreshStepStatistics(db), 2)
    const close = (value: number) => Math.round(value * 1000) / 1000
    const [mistral, qwen] = await readStepStatistics(db)
    t.match(mistral, { conversation_id: 3337, model: 'mistral:latest', n: 1, mean_load_seconds: null })
    t.match(qwen, { conversation_id: 3337, model: QWEN, n: 10, mean_prompt_tokens: 104.5, mean_output_tokens: 10 })
    t.equal(close(qwen?.mean_seconds ?? 0), 5.5)
    t.equal(close(qwen?.p90_seconds ?? 0), 9.1)
    t.equal(
      close(qwen?.mean_load_seconds ?? 0),
      5,
      'a model in memory answers after some milliseconds: that is no load',
    )
  },
)

await onBothEngines(t, 'only the newest thousand calls count, and a load once seen is kept', async (t, database) => {
  const db = await prepared(database, 1100)
  const call = (run: number): RecordedCall => ({
    run,
    conversation: 3350,
    model: QWEN,
    start: run < 100 ? run - 1000 : run,
    seconds: run < 100 ? 90 : 4,
    load: run < 100 ? 50 : 0,
  })
  await recordCalls(database, { runs: 100, calls: Array.from({ length: 100 }, (_, run) => call(run)) })
  await refreshStepStatistics(db)
  t.match(await readStepStatistics(db), [{ n: 100, mean_seconds: 40, mean_load_seconds: 50 }])
  const later = Array.from({ length: 1000 }, (_, run) => ({ ...call(run + 100), run }))
  await recordCalls(database, { runs: 1000, calls: later })
  await refreshStepStatistics(db)
  t.match(await readStepStatistics(db), [{ n: 1000, mean_seconds: 4, mean_load_seconds: 50 }])
})

await onBothEngines(
  t,
  'a load is told from a warm call on a server whose times are scaled down',
  async (t, database) => {
    const db = await prepared(database, 4)
    // A hundredth of 10 s of loading and 6.8 s of work; a warm call reports a fiftieth of itself at most.
    const calls = [0, 1, 2, 3].map((run): RecordedCall => {
      const load = run === 0 ? 0.1 : 0.001
      return { run, conversation: 3335, model: 'gemma3:1b', start: run, seconds: 0.068 + load, load }
    })
    await recordCalls(database, { runs: 4, calls })
    await refreshStepStatistics(db)
    const [row] = await readStepStatistics(db)
    t.equal(row?.mean_load_seconds?.toFixed(3), '0.100')
    t.equal(row?.mean_seconds.toFixed(3), '0.068')
  },
)

await onBothEngines(
  t,
  'outcomes are counted for the model in force, joins only where all members ended',
  async (t, database) => {
    const db = await prepared(database, 6)
    const grades = [
      ['PASS', 'PASS'],
      ['PASS', 'FAIL'],
      ['FAIL', 'PASS'],
      ['PASS', 'PASS'],
      ['PASS', undefined],
    ]
    const calls = grades.flatMap(([a, b], run): RecordedCall[] => [
      { run, conversation: 3336, model: 'gemma2:latest', start: run, seconds: 1, token: String(a) },
      ...(b ? [{ run, conversation: 3337, model: QWEN, start: run, seconds: 1, token: b }] : []),
    ])
    calls.push({ run: 5, conversation: 3337, model: 'other:1b', start: 9, seconds: 1, token: 'FAIL' })
    await recordCalls(database, { runs: 6, calls })
    const join = { members: [3336, 3337], passes: 'PASS' }
    t.same(await readJoinCounts(db, { ...join, model: 'gemma2:latest' }), { n: 4, passed: 2 })
    t.same(await readJoinCounts(db, { ...join, model: 'mistral:latest' }), { n: 0, passed: 0 })
    const tokens = await readTokenCounts(db, { conversation_id: 3337, model: QWEN })
    t.same(
      tokens.sort((a, b) => a.token.localeCompare(b.token)),
      [
        { token: 'FAIL', n: 1 },
        { token: 'PASS', n: 3 },
      ],
    )
  },
)
