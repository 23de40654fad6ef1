import { sql } from 'kysely'
import t from 'tap'
import { findOperation, moveOperation } from '../../../../src/db/batches.ts'
import type { Database } from '../../../../src/db/engine.ts'
import { beginWork, claimWork, endWork, touchWork } from '../../../../src/db/operations-of-work.ts'
import { readOperationEvents } from '../../../../src/db/read-operations.ts'
import { errors } from '../../../../src/errors.ts'
import { createLongWork, type WorkHandler } from '../../../../src/pipeline/refresh/work/long-work.ts'
import { onBothEngines } from '../../../helpers/database.ts'
import { until } from '../../../helpers/setting.ts'
import { quiet } from '../searching.ts'

const workOf = (database: Database, handlers: Record<string, WorkHandler>, owner = 'one') =>
  createLongWork({ database, handlers, log: quiet, owner })
const stateOf = async (database: Database, id: string) => (await findOperation(database.db, id))?.state
const eventsOf = async (database: Database, id: string) =>
  (await readOperationEvents(database.db, id, { after: 0, limit: 100 })).map(({ kind }) => kind)
const count: WorkHandler = {
  perform: async ({ to }, { progress }) => {
    progress(1, { counted: Number(to) })
    return { counted: to }
  },
  oneFor: ['to'],
}
/** Works until it is stopped. */
const endless: WorkHandler = {
  perform: (_input, { signal, progress }) =>
    new Promise((_resolve, reject) => {
      progress(0.5)
      if (signal.aborted) reject(signal.reason)
      signal.addEventListener('abort', () => reject(signal.reason))
    }),
}

onBothEngines(t, 'work that is asked for is performed by a worker and ends with its result', async (t, database) => {
  const work = workOf(database, { count })
  t.teardown(() => work.stopWorker())
  const { operation, started } = await work.start('count', { to: 3 }, 'tester')
  t.match(operation, { kind: 'count', state: 'queued', requested_by: 'tester' })
  t.equal(started, true)
  work.startWorker()
  await until(async () => (await stateOf(database, operation.operation_id)) === 'succeeded')
  t.match(await findOperation(database.db, operation.operation_id), {
    progress: 1,
    counts: { counted: 3 },
    result: { counted: 3 },
  })
  t.same(await eventsOf(database, operation.operation_id), ['created', 'succeeded'])
})

onBothEngines(t, 'the same work runs once at a time, different work beside it', async (t, database) => {
  const work = workOf(database, { count, endless })
  const starts = await Promise.all([1, 2, 3].map((n) => work.start('endless', { n }, 'tester')))
  t.equal(starts.filter(({ started }) => started).length, 1)
  t.equal(new Set(starts.map(({ operation }) => operation.operation_id)).size, 1)
  t.equal((await work.start('count', { to: 1 }, 'tester')).started, true)
  t.equal((await work.start('count', { to: 2 }, 'tester')).started, true)
  t.equal((await work.start('count', { to: 1 }, 'tester')).started, false)
  await t.rejects(work.run('count', { to: 1 }, 'tester'), { code: 'CONFLICT' })
})

onBothEngines(
  t,
  'work in this process is an operation too, and its error is recorded and thrown',
  async (t, database) => {
    const told: number[] = []
    const failing: WorkHandler = { perform: () => Promise.reject(errors.quotaExhausted('jsearch', 'requests', 0)) }
    const work = workOf(database, { count, failing })
    const { result, operation_id } = await work.run('count', { to: 2 }, 'cli', {
      onProgress: (done) => told.push(done),
    })
    t.same([result, told, await stateOf(database, operation_id)], [{ counted: 2 }, [1], 'succeeded'])
    await t.rejects(work.run('failing', {}, 'cli'), { code: 'QUOTA_EXHAUSTED' })
    const { rows } = await sql<{
      error: unknown
    }>`select error from operations where kind = 'failing' and state = 'failed'`.execute(database.db)
    t.match(rows, [{ error: { code: 'QUOTA_EXHAUSTED' } }])
  },
)

onBothEngines(t, 'cancelled work stops, from its own process or from another', async (t, database) => {
  const [worker, other] = [workOf(database, { endless }), workOf(database, { endless }, 'two')]
  worker.startWorker()
  t.teardown(() => worker.stopWorker())
  for (const by of [worker, other]) {
    const { operation } = await worker.start('endless', {}, 'tester')
    const id = operation.operation_id
    await until(async () => (await stateOf(database, id)) === 'running')
    t.match(await by.cancel(id, 'tester'), { state: 'cancelled' })
    await t.rejects(by.cancel(id, 'tester'), { code: 'ALREADY_FINISHED' })
    // Only a worker that let go of it takes the next.
    await until(async () => (await eventsOf(database, id)).at(-1) === 'cancelled')
  }
})

onBothEngines(t, 'a stopping worker gives its work back; a person who stops it ends it', async (t, database) => {
  const worker = workOf(database, { endless })
  const { operation } = await worker.start('endless', {}, 'tester')
  worker.startWorker()
  await until(async () => (await stateOf(database, operation.operation_id)) === 'running')
  await worker.stopWorker()
  t.equal(await stateOf(database, operation.operation_id), 'queued')
  await worker.cancel(operation.operation_id, 'tester')

  const stop = new AbortController()
  const running = worker.run('endless', {}, 'cli', { signal: stop.signal, onProgress: () => stop.abort() })
  await t.rejects(running, { name: 'AbortError' })
  const { rows } = await sql<{ state: string }>`select state from operations where requested_by = 'cli'`.execute(
    database.db,
  )
  t.same(rows, [{ state: 'cancelled' }])
})

onBothEngines(
  t,
  'work of a dead process is taken over, its late end is not accepted, and not for ever',
  async (t, database) => {
    const { operation_id } = await beginWork(database, { kind: 'count', input: {}, by: 'x', owner: 'dead', oneFor: [] })
    t.equal(await claimWork(database, ['count'], 'alive'), undefined)
    const age = () => sql`update operations set updated_at = now() - interval '1 minute'`.execute(database.db)
    await age()
    t.match(await claimWork(database, ['count'], 'alive'), { operation_id, kind: 'count' })
    t.equal(await endWork(database, operation_id, 'dead', { result: 1 }), false)
    t.equal(await touchWork(database, operation_id, 'dead', { progress: 0.9, counts: {} }), false)
    t.equal(await touchWork(database, operation_id, 'alive', { progress: 0.1, counts: { n: 1 } }), true)
    for (const owner of ['b', 'c', 'd']) {
      await age()
      await claimWork(database, ['count'], owner)
    }
    t.match(await findOperation(database.db, operation_id), { state: 'failed', error: { code: 'WORK_ABANDONED' } })
  },
)

onBothEngines(t, 'paused work is left, and taken up when it is resumed', async (t, database) => {
  const worker = workOf(database, { endless })
  worker.startWorker()
  t.teardown(() => worker.stopWorker())
  const { operation } = await worker.start('endless', {}, 'tester')
  const id = operation.operation_id
  const ownerOf = async () =>
    (
      await sql<{ owner: string | null }>`select owner from operations where operation_id = ${id}::uuid`.execute(
        database.db,
      )
    ).rows[0]?.owner
  await until(async () => (await stateOf(database, id)) === 'running')
  await database.transaction((tx) => moveOperation(tx, id, ['running'], 'paused', 'tester'))
  await until(async () => (await ownerOf()) === null)
  await database.transaction((tx) => moveOperation(tx, id, ['paused'], 'running', 'tester'))
  await until(async () => (await ownerOf()) === 'one')
  t.notOk((await eventsOf(database, id)).includes('taken_over'))
})
