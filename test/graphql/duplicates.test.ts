import { sql } from 'kysely'
import t from 'tap'
import { onBothEngines } from '../helpers/database.ts'
import { countingStatements, testGraphql } from './client.ts'

await onBothEngines(t, 'duplicates in GraphQL', async (t, database) => {
  const counting = await countingStatements(database)
  const { ask } = await testGraphql(t, counting.database)
  await sql`insert into postings (job_title, source_id, source) values ('A', 1, 'deutsche_bank'), ('B', 2, 'active_jobs_db'),
    ('C', 5, 'demo'), ('Other', 1, 'deutsche_bank')`.execute(database.db)
  await sql`update postings set duplicate_similarity = 0.875, duplicate_of = (select posting_id from postings where job_title = 'A')
    where job_title in ('B', 'C')`.execute(database.db)

  await t.test(
    'a posting knows its original, what repeats it and how alike they are, in three statements',
    async (t) => {
      counting.statements.length = 0
      const query =
        '{ postings(orderBy: CREATED_AT_ASC) { nodes { jobTitle similarity duplicateOf { jobTitle } duplicates { jobTitle } } } }'
      const { data, errors } = await ask(query)
      t.notOk(errors)
      const repeats = { similarity: 0.875, duplicateOf: { jobTitle: 'A' }, duplicates: [] }
      const alone = { similarity: null, duplicateOf: null }
      t.same(data.postings.nodes, [
        { jobTitle: 'A', ...alone, duplicates: [{ jobTitle: 'B' }, { jobTitle: 'C' }] },
        { jobTitle: 'B', ...repeats },
        { jobTitle: 'C', ...repeats },
        { jobTitle: 'Other', ...alone, duplicates: [] },
      ])
      t.equal(counting.statements.length, 3)
    },
  )

  await t.test('HIDE lists the oldest of each opening, SHOW and nothing all', async (t) => {
    const titles = async (filter: string) =>
      (await ask(`{ postings(orderBy: CREATED_AT_ASC${filter}) { totalCount nodes { jobTitle } } }`)).data.postings
    t.match(await titles(', filter: { duplicates: HIDE }'), {
      totalCount: 2,
      nodes: [{ jobTitle: 'A' }, { jobTitle: 'Other' }],
    })
    t.match(await titles(', filter: { duplicates: HIDE, source: "demo" }'), {
      totalCount: 1,
      nodes: [{ jobTitle: 'C' }],
    })
    t.match(await titles(', filter: { duplicates: SHOW }'), { totalCount: 4 })
    t.match(await titles(''), { totalCount: 4 })
  })
})
