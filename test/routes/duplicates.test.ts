import { sql } from 'kysely'
import t from 'tap'
import { keyed, testApp } from '../helpers/app.ts'
import { onBothEngines } from '../helpers/database.ts'

type Item = {
  id: string
  source: string
  duplicate_of: string | null
  similarity: number | null
  fields: { title: { value: string } }
}

await onBothEngines(t, 'duplicates in the jobs list', async (t, database) => {
  const { app } = await testApp(t, database)
  const get = async (path: string) => (await app.inject({ url: `/_internal/jobs${path}`, headers: keyed })).json().data
  const list = async (query: string): Promise<Item[]> => (await get(`?limit=50&${query}`)).items
  const titles = async (query: string) => (await list(query)).map(({ fields }) => fields.title.value).sort()
  // One opening at three sources, and another one.
  await sql`insert into postings (job_title, source_id, source) values ('A', 1, 'deutsche_bank'), ('B', 2, 'active_jobs_db'),
    ('C', 5, 'demo'), ('Other', 1, 'deutsche_bank')`.execute(database.db)
  const set = (assignment: string, title: string) =>
    database.raw(`update postings set ${assignment} where job_title = '${title}'`, { write: true })
  const original = "duplicate_of = (select posting_id from postings where job_title = 'A')"
  await set(`${original}, duplicate_similarity = 0.875`, 'B')
  await set(`${original}, duplicate_similarity = 1`, 'C')

  await t.test('a job names the one that it repeats by its public id, in the list and by itself', async (t) => {
    const items = await list('')
    const named = (title: string) => items.find(({ fields }) => fields.title.value === title)
    t.match(named('A'), { duplicate_of: null, similarity: null })
    t.match(named('B'), { duplicate_of: named('A')?.id, similarity: 0.875 })
    t.match(await get(`/${named('B')?.id}`), { duplicate_of: named('A')?.id, similarity: 0.875 })
  })

  await t.test('all are shown unless duplicates are to be hidden, and the total agrees', async (t) => {
    t.same(await titles(''), ['A', 'B', 'C', 'Other'])
    t.same(await titles('duplicates=show'), ['A', 'B', 'C', 'Other'])
    t.same(await titles('duplicates=hide'), ['A', 'Other'])
    t.match(await get('?duplicates=hide'), { total: 2, total_capped: false })
    t.equal((await app.inject({ url: '/_internal/jobs?duplicates=maybe', headers: keyed })).statusCode, 422)
  })

  await t.test('an opening never leaves the list with an original that the filter leaves out', async (t) => {
    t.same(await titles('duplicates=hide&source=demo'), ['C'])
    await set("posting_status = 'expired'", 'A')
    t.same(await titles('duplicates=hide'), ['B', 'Other'])
    t.same(await titles('duplicates=hide&status=expired&status=active'), ['A', 'Other'])
    await set("posting_status = 'active', deleted_at = now()", 'A')
    t.same(await titles('duplicates=hide'), ['B', 'Other'])
    t.match(
      (await list('')).map(({ duplicate_of }) => duplicate_of),
      [null, null, null],
      'a deleted job is not named',
    )
    await set('deleted_at = null', 'A')
  })

  await t.test('pages by cursor hide the same', async (t) => {
    const first = await get('?limit=1&duplicates=hide')
    const second = await get(`?limit=1&duplicates=hide&cursor=${first.next}`)
    t.same([...first.items, ...second.items].map((item: Item) => item.fields.title.value).sort(), ['A', 'Other'])
    t.equal(second.next, null)
  })

  await t.test('shadow postings are told apart from live ones', async (t) => {
    await sql`insert into postings_shadow (posting_id, job_title) values (1, 'S1'), (2, 'S2')`.execute(database.db)
    await database.raw("update postings_shadow set duplicate_of = 1, duplicate_similarity = 1 where job_title = 'S2'", {
      write: true,
    })
    const shadow = await list('shadow_mode=true')
    const ids = new Map(shadow.map(({ fields, id }) => [fields.title.value, id]))
    t.equal(shadow.find(({ fields }) => fields.title.value === 'S2')?.duplicate_of, ids.get('S1'))
    t.same(await titles('shadow_mode=true&duplicates=hide'), ['S1'])
  })
})
