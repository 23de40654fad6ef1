import type { Database } from '../../src/db/engine.ts'
import type { WorkerModels, WorkerOptions } from '../../src/pipeline/workflow/worker.ts'
import { testWorkflow } from './workflow.ts'

export type Started = {
  id: string
  finish(): Promise<void>
  batches: Awaited<ReturnType<typeof testWorkflow>>['batches']
}

/** Starts a batch over all due postings with a worker that asks models. */
export async function startModels(
  database: Database,
  models: WorkerModels,
  { workers, more = {} }: { workers?: number; more?: Partial<WorkerOptions> } = {},
): Promise<Started> {
  const { batches, worker } = await testWorkflow(database)
  const { operation } = await batches.start({ by: 'test', workers })
  const id = operation?.operation_id as string
  const one = worker({ batchId: id, models, ...more })
  const ended = one.ended(id)
  one.start()
  const finish = async () => {
    await ended
    await one.stop()
  }
  return { id, finish, batches }
}

/** Runs a batch over all due postings to its end. */
export async function runModels(
  database: Database,
  models: WorkerModels,
  more: { workers?: number } = {},
): Promise<string> {
  const { id, finish } = await startModels(database, models, more)
  await finish()
  return id
}

export const rowsOf = async (database: Database, query: string) => (await database.raw(query, { write: false })).rows
export const count = async (database: Database, query: string) => (await rowsOf(database, query))[0]?.[0] as number
export const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}
