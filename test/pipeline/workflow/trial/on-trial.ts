import { sql } from 'kysely'
import type { Test } from 'tap'
import type { Database } from '../../../../src/db/engine.ts'
import { readTrial } from '../../../../src/db/trials.ts'
import { createBatches } from '../../../../src/pipeline/workflow/batches.ts'
import type { TrialRequest } from '../../../../src/pipeline/workflow/trial/start-trial.ts'
import type { TrialReport } from '../../../../src/pipeline/workflow/trial/trial-report.ts'
import { answerLike } from '../../../helpers/fake-answers.ts'
import type { FakeOllamaOptions } from '../../../helpers/fake-ollama/server.ts'
import { USUAL_MODELS } from '../../../helpers/fake-ollama/server.ts'
import { answeringOllama, modelsAt } from '../../../helpers/models.ts'
import { insertPostings, testWorkflow } from '../../../helpers/workflow.ts'

export const CANDIDATE = 'llama3:8b'
/** The first grader, which gemma2 performed in the past that the trials look at. */
export const GRADER = 3336

/** A database with the past of some postings, and an Ollama that has a candidate: it answers as `candidate` says, else like the others. */
export async function withPast(
  t: Test,
  database: Database,
  postings: number,
  { candidate, ...fake }: FakeOllamaOptions & { candidate?: (posting: string) => string | undefined } = {},
) {
  const ollama = await answeringOllama(t, {
    slots: 4,
    models: [...USUAL_MODELS, CANDIDATE],
    answer: ({ model, text, format }) =>
      (model === CANDIDATE ? candidate?.(text) : undefined) ?? answerLike({ prompt: text, format }),
    ...fake,
  })
  await insertPostings(database, postings)
  const hosts = [{ url: ollama.url, slots: 4, loaded: 1 }]
  const { workflow, worker, batches: started } = await testWorkflow(database)
  const batches = createBatches({
    database,
    workflow,
    versions: { code: 'test', schema: 'test' },
    promote: async () => [],
    adopt: async () => undefined,
    hosts,
  })
  const newWorker = () => worker({ models: modelsAt(database, hosts) })
  const one = newWorker()
  if (postings > 0) {
    const { operation } = await started.start({ by: 'test' })
    const ended = one.ended(operation?.operation_id as string)
    one.start()
    await ended
    await one.stop()
  }
  const start = async (request: Partial<TrialRequest> = {}) =>
    (await batches.startTrial({ conversation: String(GRADER), model: CANDIDATE, by: 'test', ...request })).operation_id
  const stateOf = async (id: string) => (await readTrial(database.db, id))?.state
  /** Starts a trial and has a worker end it. */
  const ended = async (id: string) => {
    const next = newWorker()
    next.start()
    await until(async () => !['queued', 'running'].includes((await stateOf(id)) ?? ''))
    await next.stop()
    const trial = await readTrial(database.db, id)
    return { ...trial, report: trial?.result as TrialReport }
  }
  const run = async (request: Partial<TrialRequest> = {}) => ended(await start(request))
  return { workflow, batches, ollama, hosts, newWorker, start, stateOf, ended, run }
}

export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** Every row of what a trial must not touch. */
export async function untouchable({ db }: Database): Promise<Record<string, unknown[]>> {
  const tables = [
    'postings',
    'posting_skills',
    'workflow_runs',
    'interactions',
    'conversations',
    'workflow_errors',
    'review_tickets',
  ]
  const { rows: there } = await sql<{ table_name: string }>`
    select table_name from information_schema.tables where table_name = any(${tables}::text[])`.execute(db)
  const read = async ({ table_name }: { table_name: string }) => {
    const { rows } = await sql<{ row: unknown }>`
      select to_jsonb(x) as row from ${sql.table(table_name)} x order by to_jsonb(x)::text`.execute(db)
    return [table_name, rows.map(({ row }) => row)] as const
  }
  const all: (readonly [string, unknown[]])[] = []
  for (const table of there) all.push(await read(table))
  return Object.fromEntries(all)
}
