import t from 'tap'
import type { Database } from '../../src/db/engine.ts'
import {
  distinctCombinations,
  listSearchQueries,
  type NewSearchQuery,
  replaceSearchQueries,
} from '../../src/db/search-queries.ts'
import { findOrCreateUser, findUserByEmail, findUserByUid } from '../../src/db/users.ts'
import { onBothEngines } from '../helpers/database.ts'

const row = (title_keyword: string, location: string | null, priority = 10): NewSearchQuery => ({
  ...{ query_name: 'Test', priority, title_keyword, location },
  ...{ ai_work_arrangement: null, ai_employment_type: null, ai_seniority: null, ai_industry: null },
  combination_key: JSON.stringify([title_keyword, location]),
})
const replace = (database: Database, userId: number, rows: NewSearchQuery[]) =>
  database.transaction((tx) => replaceSearchQueries(tx, userId, rows))

onBothEngines(t, 'new searches replace the old ones, and equal ones are kept', async (t, database) => {
  const { user_id } = await findOrCreateUser(database.db, 'one@example.org')
  t.same(await replace(database, user_id, [row('A', 'Berlin'), row('B', 'Berlin'), row('A', 'Berlin')]), { active: 2, added: 2, kept: 0, deactivated: 0 }) // biome-ignore format: one row
  const [first] = await listSearchQueries(database.db, user_id)
  t.same(await replace(database, user_id, [row('A', 'Berlin', 7), row('C', null)]), {
    active: 2,
    added: 1,
    kept: 1,
    deactivated: 1,
  })
  const rows = await listSearchQueries(database.db, user_id)
  t.same(rows.map(({ title_keyword, location, priority }) => [title_keyword, location, priority]), [['C', null, 10], ['A', 'Berlin', 7]]) // biome-ignore format: a table
  t.equal(rows[1]?.id, first?.id)
  t.same(await replace(database, user_id, [row('B', 'Berlin')]), { active: 1, added: 0, kept: 1, deactivated: 2 })
  t.same(await replace(database, user_id, []), { active: 0, added: 0, kept: 0, deactivated: 1 })
})

onBothEngines(t, 'combinations of all users are distinct, the most wanted first', async (t, database) => {
  const users = []
  for (const name of ['a', 'b']) users.push((await findOrCreateUser(database.db, `${name}@example.org`)).user_id)
  const [a = 0, b = 0] = users
  await Promise.all([
    replace(database, a, [row('A', 'Berlin', 1), row('B', null, 5)]),
    replace(database, b, [row('A', 'Berlin', 9)]),
  ])
  const found = await distinctCombinations(database.db, { minPriority: 0 })
  t.match(found, [
    { title_keyword: 'A', priority: 9, rows: 2, user_ids: [a, b] },
    { title_keyword: 'B', location: null, rows: 1 },
  ])
  t.same(
    (await distinctCombinations(database.db, { minPriority: 6 })).map(({ rows }) => rows),
    [1],
  )
})

onBothEngines(t, 'an address is one user, whatever its case, made once by two calls', async (t, database) => {
  const [one, two] = await Promise.all(
    [' Ann@Example.org', 'ann@example.ORG'].map((email) => findOrCreateUser(database.db, email)),
  )
  t.equal(one?.user_id, two?.user_id)
  t.match(await findOrCreateUser(database.db, 'ann@example.org', 'Ann'), { name: 'Ann' })
  t.match(await findOrCreateUser(database.db, 'ann@example.org', 'Other'), { name: 'Ann' })
  t.match(await findUserByEmail(database.db, 'ANN@example.org'), { email: 'ann@example.org' })
  t.equal((await findUserByUid(database.db, one?.user_uid.toUpperCase() ?? ''))?.user_id, one?.user_id)
  t.equal(await findUserByUid(database.db, 'no uuid'), undefined)
})
