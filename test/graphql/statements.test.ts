import { sql } from 'kysely'
import t from 'tap'
import { onBothEngines } from '../helpers/database.ts'
import { addPostings, countingStatements, testGraphql } from './client.ts'
import { addRuns } from './ledger.ts'

const SKILLS = 'skillKeywords { name weight evidence { quote } }'
/** Most statements of each shape, however long its lists are. */
const SHAPES: [query: string, most: number][] = [
  [`{ postings(first: 20) { edges { cursor node { id jobTitle ${SKILLS} } } pageInfo { endCursor } } }`, 1],
  [`{ postings(first: 20) { totalCount edges { node { id jobTitle ${SKILLS} } } } }`, 2],
  [
    '{ postings(first: 20) { nodes { jobTitle duplicateOf { jobTitle } runs { status interactions { output conversation { conversationName } actor { actorName } } } } } }',
    6,
  ],
  [
    '{ workflowRuns(first: 20) { totalCount nodes { posting { jobTitle } interactions { status conversation { conversationName } actor { actorName } } } } }',
    6,
  ],
  ['{ batches { totalCount nodes { counts { total } operation { state batch { maxJobs } } } } }', 4],
  ['{ reviewTickets { totalCount nodes { title posting { jobTitle } } } }', 3],
]

await onBothEngines(t, 'a query costs as many statements for twenty items as for one', async (t, database) => {
  await addPostings(database, 20)
  for (let batch = 0; batch < 3; batch += 1) {
    await addRuns(database, 20)
  }
  await sql`update postings set duplicate_of = (select min(posting_id) from postings) where posting_id % 2 = 0`.execute(
    database.db,
  )
  for (const jit of [0, 1]) {
    const counting = await countingStatements(database)
    const { ask } = await testGraphql(t, counting.database, {}, { jit })
    for (const [query, most] of SHAPES) {
      for (const round of [1, 2, 3]) {
        counting.statements.length = 0
        const { errors, data } = await ask(query)
        t.notOk(errors, query)
        t.ok(data)
        t.ok(
          counting.statements.length <= most,
          `${counting.statements.length} statements, round ${round}, jit ${jit}: ${query}`,
        )
      }
    }
  }
})
