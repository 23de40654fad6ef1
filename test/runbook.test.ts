import { sql } from 'kysely'
import t from 'tap'
import { installWorkflow } from '../src/db/conversations.ts'
import type { Database, Tx } from '../src/db/engine.ts'
import { installed } from '../src/pipeline/workflow/installed.ts'
import { createWorkflow3001 } from '../src/pipeline/workflow/workflow-3001.ts'
import { onBothEngines } from './helpers/database.ts'
import { makeDay } from './helpers/day.ts'
import { EXPECTATIONS, type Row, STATEMENTS, statementWith } from './helpers/runbook-meanings.ts'

// The runner ends a file that hangs; a slow machine is no failure.
t.setTimeout(0)

t.test('every statement of the runbook has its expectation, and every expectation its statement', async (t) => {
  t.equal(STATEMENTS.length, EXPECTATIONS.length)
  for (const statement of STATEMENTS) {
    t.equal(EXPECTATIONS.filter(({ words }) => statement.includes(words)).length, 1, statement.slice(0, 80))
  }
})

onBothEngines(t, 'every statement means on a day of data what the seed says', async (t, database) => {
  await installWorkflow(database, installed(createWorkflow3001()))
  const day = await makeDay(database)
  for (const { words, means } of EXPECTATIONS) {
    await t.test(words, async (t) => {
      await undone(database, async (tx) => {
        const { rows, numAffectedRows } = await sql.raw<Row>(statementWith(words)).execute(tx)
        await means({ t, tx, day, rows, affected: Number(numAffectedRows ?? 0) })
      })
    })
  }
})

onBothEngines(
  t,
  'every statement runs on an empty database, but for the four that divide by a count of nothing',
  async (t, database) => {
    await installWorkflow(database, installed(createWorkflow3001()))
    for (const { words, dividesByZero } of EXPECTATIONS) {
      const run = undone(database, async (tx) => {
        await sql.raw(statementWith(words)).execute(tx)
      })
      if (dividesByZero) await t.rejects(run, { message: /division by zero/ }, words)
      else await t.resolves(run, words)
    }
    t.equal(EXPECTATIONS.filter(({ dividesByZero }) => dividesByZero).length, 4)
  },
)

/** Runs `work` in a transaction that is rolled back, so that every statement meets the same data. */
async function undone(database: Database, work: (tx: Tx) => Promise<void>): Promise<void> {
  const undo = new Error('undo')
  await database
    .transaction(async (tx) => {
      await work(tx)
      throw undo
    })
    .catch((error) => {
      if (error !== undo) throw error
    })
}
