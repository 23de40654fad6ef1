import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { installWorkflow } from '../../src/db/conversations.ts'
import type { Database } from '../../src/db/engine.ts'
import {
  claim,
  completeHeld,
  failLostLeases,
  releaseLeases,
  renewLeases,
  retryFailedByHand,
} from '../../src/db/interactions.ts'
import { startRuns } from '../../src/db/workflow-runs.ts'
import { onBothEngines } from '../helpers/database.ts'

const CONVERSATIONS = [9144, 3335]
const RUNS = 6

async function prepare(database: Database): Promise<void> {
  await installWorkflow(database, {
    workflow_id: 3001,
    workflow_name: 'Complete Job Processing',
    definition_version: 'test',
    conversations: CONVERSATIONS.map((conversation_id) => ({
      conversation_id,
      conversation_name: `c${conversation_id}`,
      model: 'builtin',
      happy: true,
    })),
  })
  await sql`insert into postings (job_title, canonical_version) select 'posting ' || n, 1 from generate_series(1, ${RUNS}::int) n`.execute(
    database.db,
  )
}

async function freshRuns(database: Database): Promise<void> {
  await sql`delete from workflow_runs`.execute(database.db)
  const postings = await database.db.selectFrom('postings').select('posting_id').orderBy('posting_id').execute()
  await database.transaction((tx) =>
    startRuns(tx, {
      workflow_id: 3001,
      definition_version: 'test',
      entry: 9144,
      actor_id: 1,
      trigger: 'test',
      batch_id: null,
      posting_ids: postings.map(({ posting_id }) => posting_id),
    }),
  )
}

type Held = { interaction_id: number; attempt: number; owner: string }
/** What should be true: who holds which attempt, which runs are done, how often each was completed. */
type Model = { held: Map<number, Held>; lost: Held[]; completed: Set<number>; attempts: Map<number, number> }

const completion = ({ interaction_id, attempt, owner }: Held) => ({
  interaction_id,
  attempt,
  owner,
  failed: false,
  input: {},
  output: { status: 'DONE', data: {} },
  actor_id: 1,
  model_used: 'builtin',
  temperature: null,
  started_at: new Date().toISOString(),
  completed_at: new Date().toISOString(),
})

const operation = fc.oneof(
  fc.record({
    kind: fc.constant('claim' as const),
    owner: fc.constantFrom('a', 'b'),
    limit: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant('complete' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('answerLate' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('loseLease' as const), pick: fc.nat() }),
  fc.record({ kind: fc.constant('die' as const), owner: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('release' as const), owner: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('renew' as const), owner: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('failByHand' as const), pick: fc.nat() }),
)
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never

async function apply(database: Database, model: Model, step: Operation): Promise<void> {
  const { db } = database
  const pick = <T>(list: T[], index: number) => list[index % Math.max(list.length, 1)]
  const drop = (owner: string) => {
    for (const [id, held] of model.held) {
      if (held.owner !== owner) continue
      model.lost.push(held)
      model.held.delete(id)
    }
  }
  switch (step.kind) {
    case 'claim': {
      const rows = await claim(db, { owner: step.owner, conversations: CONVERSATIONS, limit: step.limit })
      if (rows.length > step.limit) throw new Error('claimed more than asked for')
      for (const { interaction_id, attempt, workflow_run_id } of rows) {
        if (model.held.has(interaction_id)) throw new Error('an interaction was given to two owners')
        if (model.completed.has(workflow_run_id)) throw new Error('a completed step was given out again')
        model.held.set(interaction_id, { interaction_id, attempt, owner: step.owner })
      }
      return
    }
    case 'complete': {
      const held = pick([...model.held.values()], step.pick)
      if (!held) return
      const done = await database.transaction((tx) => completeHeld(tx, [completion(held)]))
      if (!done.has(held.interaction_id)) throw new Error('a held interaction could not be completed')
      model.held.delete(held.interaction_id)
      const row = await db
        .selectFrom('interactions')
        .select('workflow_run_id')
        .where('interaction_id', '=', held.interaction_id)
        .executeTakeFirstOrThrow()
      model.completed.add(row.workflow_run_id)
      return
    }
    case 'answerLate': {
      const lost = pick(model.lost, step.pick)
      if (!lost || model.held.get(lost.interaction_id)?.owner === lost.owner) return
      const done = await database.transaction((tx) => completeHeld(tx, [completion(lost)]))
      if (done.size > 0) throw new Error('a late answer was taken')
      return
    }
    case 'loseLease': {
      const held = pick([...model.held.values()], step.pick)
      if (!held) return
      await sql`update interactions set lease_until = now() - interval '1 second' where interaction_id = ${held.interaction_id}`.execute(
        db,
      )
      if ((await failLostLeases(db, [])) !== 1) throw new Error('one lost lease, one new attempt')
      model.lost.push(held)
      model.held.delete(held.interaction_id)
      return
    }
    case 'die':
      await failLostLeases(db, [step.owner])
      return drop(step.owner)
    case 'release':
      await releaseLeases(db, step.owner)
      return drop(step.owner)
    case 'renew':
      await renewLeases(db, step.owner)
      return
    case 'failByHand': {
      const held = pick([...model.held.values()], step.pick)
      if (!held) return
      await sql`update interactions set status = 'failed', completed_at = now() where interaction_id = ${held.interaction_id}`.execute(
        db,
      )
      if ((await retryFailedByHand(db)) !== 1) throw new Error('one failed by hand, one new attempt')
      model.lost.push(held)
      model.held.delete(held.interaction_id)
    }
  }
}

async function check(database: Database, model: Model): Promise<void> {
  const { rows } = await sql<{ workflow_run_id: number; live: number; completed: number }>`
    select workflow_run_id, count(*) filter (where status in ('pending', 'running', 'completed')) as live,
      count(*) filter (where status = 'completed') as completed
    from interactions group by workflow_run_id`.execute(database.db)
  if (rows.length !== RUNS) throw new Error('a run lost all its interactions')
  for (const { workflow_run_id, live, completed } of rows) {
    if (live !== 1) throw new Error(`run ${workflow_run_id} has ${live} live interactions`)
    if (completed !== (model.completed.has(workflow_run_id) ? 1 : 0))
      throw new Error(`run ${workflow_run_id} completed ${completed} times`)
  }
}

onBothEngines(
  t,
  'whatever claims, deaths, late answers and hands do, every step has one live attempt and is completed once',
  async (t, database) => {
    await prepare(database)
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 40 }), async (steps) => {
        await freshRuns(database)
        const model: Model = { held: new Map(), lost: [], completed: new Set(), attempts: new Map() }
        for (const step of steps) {
          await apply(database, model, step)
          await check(database, model)
        }
      }),
      { numRuns: 25 },
    )
    t.pass('held in every sequence')
  },
)

onBothEngines(t, 'claims of many workers at once never overlap', async (t, database) => {
  await prepare(database)
  await freshRuns(database)
  const claims = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      claim(database.db, { owner: `w${index}`, conversations: CONVERSATIONS, limit: 2 }),
    ),
  )
  const ids = claims.flat().map(({ interaction_id }) => interaction_id)
  t.equal(new Set(ids).size, ids.length)
  t.ok(ids.length <= RUNS)
})

onBothEngines(t, 'the claim reads the index of pending interactions', async (t, database) => {
  await prepare(database)
  await sql`set enable_seqscan = off`.execute(database.db)
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain select interaction_id from interactions i where i.status = 'pending' and i.conversation_id = 9144 and i.ready_at <= now()
    order by i.priority desc, i.ready_at limit 25`.execute(database.db)
  t.match(rows.map((row) => row['QUERY PLAN']).join('\n'), /interactions_pending/)
})
