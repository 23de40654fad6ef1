import t from 'tap'
import { createApiKey } from '../../src/db/api-keys.ts'
import { onBothEngines } from '../helpers/database.ts'
import { insertPostings } from '../helpers/workflow.ts'
import { breaking, ledger } from '../pipeline/workflow/batch-runs.ts'
import { testGraphql } from './client.ts'

const COUNTS = 'operation { id state } counts { postings restored skipped } userErrors { code field }'

onBothEngines(
  t,
  'failed runs are carried on, a run is replayed, a batch rolled back and brought back',
  async (t, database) => {
    await insertPostings(database, 2)
    const performer = breaking(['Colleague 1'])
    const { batches, run, work } = await ledger(database, performer)
    const id = await run()
    performer.heal()
    const { ask } = await testGraphql(t, database, {
      batches,
      runs: { start: batches.startRun, replay: batches.replayRun },
    })

    const retry = `mutation { retryFailed(id: "${id}") { operation { id state } failed retried skipped userErrors { code } } }`
    t.same((await ask(retry)).data.retryFailed, {
      operation: { id, state: 'running' },
      failed: 1,
      retried: 1,
      skipped: {},
      userErrors: [],
    })
    await work()
    t.match((await ask(retry)).data.retryFailed, {
      operation: null,
      retried: 0,
      userErrors: [{ code: 'NOTHING_TO_RETRY' }],
    })

    const replay = (runId: string, from: string) =>
      ask(
        'mutation ($input: ReplayRunInput!) { replayRun(input: $input) { run { workflowRunId replayOf interactions { copiedFrom conversation { conversationId } } } userErrors { code message } } }',
        { input: { runId, fromConversation: from } },
      )
    t.match((await replay('1', '3340')).data.replayRun, {
      run: null,
      userErrors: [{ code: 'CONVERSATION_NOT_REACHED', message: /r1114_extract_skills/ }],
    })
    const { run: replayed } = (await replay('WorkflowRun:1', 'Conversation:3350')).data.replayRun
    t.match(replayed, { replayOf: '1' })
    t.same(
      replayed.interactions.filter(({ copiedFrom }: { copiedFrom: string | null }) => copiedFrom === null),
      [{ copiedFrom: null, conversation: { conversationId: 3350 } }],
    )
    await work()

    const roll = (reason: string) =>
      ask(`mutation ($input: RollbackBatchInput!) { rollbackBatch(input: $input) { ${COUNTS} } }`, {
        input: { id, reason },
      })
    t.match((await roll(' ')).data.rollbackBatch, {
      counts: null,
      userErrors: [{ code: 'VALIDATION', field: 'input.reason' }],
    })
    t.same((await roll('wrong prompt')).data.rollbackBatch, {
      operation: { id, state: 'succeeded' },
      counts: { postings: 2, restored: 1, skipped: { newer_results: 1 } },
      userErrors: [],
    })
    t.match((await roll('again')).data.rollbackBatch, { counts: null, userErrors: [{ code: 'NOTHING_TO_ROLL_BACK' }] })
    const undo = `mutation { undoRollback(id: "${id}") { ${COUNTS} } }`
    t.match((await ask(undo)).data.undoRollback, { counts: { restored: 1 }, userErrors: [] })
    t.match((await ask(undo)).data.undoRollback, { counts: null, userErrors: [{ code: 'NOTHING_TO_UNDO' }] })

    const { key } = await createApiKey(database, { name: 'trigger', scope: 'trigger', actor: 'test' })
    t.match((await ask(undo, undefined, { 'x-internal-api-key': key })).errors, [
      { extensions: { code: 'API_KEY_LACKS_SCOPE' } },
    ])
  },
)
