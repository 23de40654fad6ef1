import fc from 'fast-check'
import { sql } from 'kysely'
import t from 'tap'
import { titleQuery } from '../../../src/pipeline/collect/title-query.ts'
import { testDatabase } from '../../helpers/database.ts'

t.test('phrases are quoted, plain words are not, alternatives keep their order', (t) => {
  t.equal(titleQuery(['Head of Data', 'Controller', 'head of  data']), "'Head of Data' | Controller")
  t.equal(titleQuery(['Bürokauffrau', 'Ärztin für Chirurgie']), "Bürokauffrau | 'Ärztin für Chirurgie'")
  t.equal(titleQuery(["Maler's Gehilfe", 'C\\C++', 'Sales & Marketing (m/w/d)']),
    "'Maler''s Gehilfe' | 'C\\\\C++' | 'Sales & Marketing (m/w/d)'") // biome-ignore format: one thought
  t.end()
})

t.test('no title is refused: an empty filter would fetch everything', (t) => {
  for (const titles of [[], [''], ['  ', '---', '\u0000']]) t.throws(() => titleQuery(titles), { code: 'VALIDATION' })
  t.end()
})

t.test('whatever people write, a database can read the query, and it asks for every title', async (t) => {
  const database = await testDatabase(t)
  const word = fc.stringMatching(/^[A-Za-zäöüß0-9]{1,8}$/)
  const sign = fc.constantFrom(
    "'",
    '"',
    '\\',
    '&',
    '|',
    '!',
    '(',
    ')',
    ':',
    '*',
    '<->',
    '+',
    '#',
    '/',
    '-',
    '\u0000',
    '',
  )
  const title = fc
    .array(fc.tuple(sign, word, sign), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.flat().join(' '))
  await fc.assert(
    fc.asyncProperty(fc.array(title, { minLength: 1, maxLength: 4 }), async (titles) => {
      const { rows } = await sql<{ found: boolean }>`
        select to_tsvector('simple', asked.title) @@ to_tsquery('simple', ${titleQuery(titles)}) as found
        from unnest(${titles.map((text) => text.replaceAll('\u0000', ' '))}::text[]) asked (title)`.execute(database.db)
      return rows.length === titles.length && rows.every(({ found }) => found)
    }),
    { numRuns: 60 },
  )
})
