/**
 * A worker in a process of its own that ends itself, as a machine does that loses power, when it reaches a fault point for the nth
 * time. Arguments as one JSON text. Prints `ended` when the batch has ended.
 */
import { openDatabase } from '../../src/db/connect.ts'
import { createOllama } from '../../src/pipeline/llm/ollama.ts'
import type { FaultPoint } from '../../src/pipeline/workflow/fault-points.ts'
import { modelsAt } from './models.ts'
import { testWorkflow } from './workflow.ts'

export type DyingWorker = {
  database: { url: string } | { dataDir: string }
  batchId: string
  ollama: string
  dies: { at: FaultPoint; nth: number } | null
}

const { database: place, batchId, ollama, dies } = JSON.parse(process.argv[2] ?? '') as DyingWorker
const database = await openDatabase(place)
const { worker } = await testWorkflow(database)
let times = 0
const one = worker({
  batchId,
  models: modelsAt(database, [{ url: ollama, slots: 2 }], { connect: ({ url }) => createOllama({ url }) }),
  reach: (point) => {
    if (point === dies?.at && ++times === dies.nth) process.kill(process.pid, 'SIGKILL')
  },
})
const ended = one.ended(batchId)
one.start()
await ended
await one.stop()
await database.close()
process.stdout.write('ended')
