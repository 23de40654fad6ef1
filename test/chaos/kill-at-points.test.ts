import { execFile } from 'node:child_process'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/db/connect.ts'
import type { Database } from '../../src/db/engine.ts'
import { FAULT_POINTS } from '../../src/pipeline/workflow/fault-points.ts'
import { ENGINES, testPostgres } from '../helpers/database.ts'
import type { DyingWorker } from '../helpers/dying-worker.ts'
import { answeringOllama } from '../helpers/models.ts'
import { ROOT } from '../helpers/source-files.ts'
import { insertPostings, testWorkflow } from '../helpers/workflow.ts'

/** `npm run test:chaos` kills often; the ordinary suite dies once at every point. */
const FULL = process.env.WINNOW_TEST_CHAOS === 'full'
const POSTINGS = 6
const SCRIPT = join(import.meta.dirname, '..', 'helpers', 'dying-worker.ts')

/** Compiled modules are kept between children: most of a child's life is its start. */
const ENVIRONMENT = { ...process.env, NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'winnow', 'compiled') }

t.setTimeout(0)

for (const engine of ENGINES) {
  t.test(`a worker that dies at any named point loses nothing and does nothing twice (${engine})`, async (t) => {
    const place = await emptyPlace(t, engine)
    const ollama = await answeringOllama(t, { slots: 2, failing: 0.4, failingAgain: 0.5 })
    ollama.setFault(occasionally())
    const kills = FULL ? 200 : engine === 'pglite' ? 3 : 8
    let batchId = await within(place, newBatch)
    for (let [killed, child] = [0, 0]; killed < kills; child++) {
      const at = FAULT_POINTS[child % FAULT_POINTS.length] as (typeof FAULT_POINTS)[number]
      const dies = { at, nth: 1 + (child % 3) }
      const end = await run({ database: place, batchId, ollama: ollama.url, dies })
      if (end === 'killed') killed++
      else {
        t.equal(end, 'ended')
        t.same(await within(place, figures), WHOLE, `after ${killed} kills`)
        batchId = await within(place, newBatch)
      }
    }
    t.equal(await run({ database: place, batchId, ollama: ollama.url, dies: null }), 'ended')
    t.same(await within(place, figures), WHOLE, `after ${kills} kills`)
  })
}

/** Some calls fail, so that there are failed attempts to die in. */
function occasionally() {
  let calls = 0
  return () => (++calls % 9 === 0 ? ('out_of_memory' as const) : null)
}

type Place = DyingWorker['database']

async function emptyPlace(t: Test, engine: 'postgres' | 'pglite'): Promise<Place> {
  if (engine === 'postgres') return { url: (await testPostgres(t)).url }
  return { dataDir: t.testdir({}) }
}

async function within<T>(place: Place, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(place)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

async function newBatch(database: Database): Promise<string> {
  await database.raw('delete from postings', { write: true })
  await insertPostings(database, POSTINGS)
  const { batches } = await testWorkflow(database)
  const { operation } = await batches.start({ by: 'test' })
  return operation?.operation_id as string
}

const WHOLE = {
  complete: POSTINGS,
  completed: POSTINGS,
  open: 0,
  twice: 0,
  skills_twice: 0,
  tickets_twice: 0,
  runs: POSTINGS,
}

async function figures(database: Database): Promise<Record<string, unknown>> {
  const { columns, rows } = await database.raw(
    `select (select count(*) from postings where posting_status = 'complete' and extracted_summary is not null
        and skill_keywords is not null and ihl_score is not null) as complete,
      (select count(*) from workflow_runs where status = 'completed' and outcome = 'processed') as completed,
      (select count(*) from interactions where status in ('pending', 'running')) as open,
      (select count(*) from (select 1 from interactions where status = 'completed' group by workflow_run_id, conversation_id, iteration
        having count(*) > 1) twice) as twice,
      (select count(*) from (select 1 from posting_skills group by posting_id, position having count(*) > 1) twice) as skills_twice,
      (select count(*) from (select 1 from review_tickets where status = 'open' and posting_id is not null group by posting_id having count(*) > 1) twice) as tickets_twice,
      (select count(*) from workflow_runs) as runs`,
    { write: false },
  )
  return Object.fromEntries(columns.map((column, index) => [column, rows[0]?.[index]]))
}

function run(worker: DyingWorker): Promise<'killed' | 'ended' | string> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [SCRIPT, JSON.stringify(worker)],
      { timeout: 120_000, env: ENVIRONMENT },
      (error, stdout, stderr) => {
        if (error?.signal === 'SIGKILL' && !error.killed) resolve('killed')
        else resolve(stdout === 'ended' ? 'ended' : `failed: ${stderr.slice(-2000)}`)
      },
    )
  })
}
