import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { ENGINES, testPostgres } from '../helpers/database.ts'
import type { DyingWorker } from '../helpers/dying-worker.ts'
import { count, rowsOf } from '../helpers/model-batch.ts'
import { answeringOllama } from '../helpers/models.ts'
import { insertPostings, testWorkflow } from '../helpers/workflow.ts'

const SCRIPT = join(import.meta.dirname, '..', 'helpers', 'dying-worker.ts')

t.setTimeout(0)

t.test('one process drives a host, and another takes it over when that one dies', async (t) => {
  if (!ENGINES.includes('postgres')) return t.pass('two processes need PostgreSQL')
  const { database, url } = await testPostgres(t)
  const ollama = await answeringOllama(t, { slots: 2, timeScale: 200 })
  await insertPostings(database, 12)
  const { batches } = await testWorkflow(database)
  const { operation } = await batches.start({ by: 'test' })
  const worker: DyingWorker = {
    database: { url },
    batchId: operation?.operation_id as string,
    ollama: ollama.url,
    dies: null,
  }
  const workers = [1, 2].map(() => spawn(process.execPath, [SCRIPT, JSON.stringify(worker)], { stdio: 'ignore' }))
  while (ollama.calls.length < 10) await sleep(20)
  const [[owner]] = (await rowsOf(database, 'select owner from llm_hosts')) as [[string]]
  const driving = workers.find(({ pid }) => owner.includes(`:${pid}:`)) as ChildProcess
  const other = workers.find((one) => one !== driving) as ChildProcess
  t.ok(driving, 'the row names the process that drives the host')
  driving.kill('SIGKILL')
  const [code] = await once(other, 'exit')
  t.equal(code, 0)
  t.same(await rowsOf(database, 'select status, count(*) from workflow_runs group by 1'), [['completed', 12]])
  const [[next, fence]] = (await rowsOf(database, 'select owner, fence from llm_hosts')) as [[string | null, number]]
  t.same([next, fence], [null, 2], 'the host changed hands once and was let go')
  t.equal(
    await count(
      database,
      `select count(*) from (select 1 from interactions where status = 'completed' and model_used <> 'builtin'
        group by workflow_run_id, conversation_id, iteration having count(*) > 1) twice`,
    ),
    0,
  )
})
