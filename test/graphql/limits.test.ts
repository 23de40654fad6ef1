import { getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql'
import t from 'tap'
import { EXAMPLES } from '../../src/graphql/graphiql/examples.ts'
import { limitsRule, MAX_ALIASES } from '../../src/graphql/limits.ts'
import { readSchema } from '../../src/graphql/plugin.ts'

const schema = readSchema()
const faults = (query: string, rules = [...specifiedRules, limitsRule]) =>
  validate(schema, parse(query), rules).map(({ message }) => message)

t.test('what people need passes', async (t) => {
  t.same(faults(getIntrospectionQuery()), [], 'introspection, deep as it is')
  for (const { title, query } of EXAMPLES) t.same(faults(query), [], title)
  const skills =
    'skillKeywords { name importance weight proficiency yearsRequired reasoning evidence { start end quote } }'
  t.same(
    faults(`{ postings(first: 100) { totalCount edges { cursor node { id jobTitle jobDescription ${skills} } } } }`),
    [],
  )
  t.same(
    faults(
      '{ workflowRuns(first: 100) { nodes { status interactions { status seconds output conversation { conversationName } } } } }',
    ),
    [],
  )
})

t.test('a query that asks for too much is refused before it runs', async (t) => {
  const runs = 'runs(first: 20) { interactions { output input status conversation { conversationName } } }'
  t.match(faults(`{ postings(first: 100) { nodes { ${runs} } } }`), [/too much/])
  t.match(
    faults(`query Q($n: Int!) { postings(first: $n) { nodes { ${runs} } } }`),
    [/too much/],
    'a variable may be the most',
  )
  const twice = Array.from({ length: 30 }, (_, index) => `c${index}: completeness { total }`).join(' ')
  t.match(faults(`{ ${twice} }`), [/too much/], 'a pass over the table has its price')
})

t.test('fragments hide nothing', async (t) => {
  const levels = Array.from(
    { length: 20 },
    (_, index) => `fragment F${index} on Query { a: ${'__typename'} ...F${index + 1} ...F${index + 1} }`,
  ).join(' ')
  const query = `{ ...F0 } ${levels} fragment F20 on Query { postings(first: 100) { nodes { jobTitle } } }`
  const began = performance.now()
  t.match(faults(query, [limitsRule]), [/too much/])
  t.ok(performance.now() - began < 1_000, 'a million ways to the same field are not walked one by one')
})

t.test('a fragment that contains itself ends', async (t) => {
  t.match(faults('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }').join(), /Cannot spread fragment/)
})

t.test('depth is limited, also through fragments', async (t) => {
  const deep = (levels: number): string => (levels === 0 ? 'id' : `duplicateOf { ${deep(levels - 1)} }`)
  t.match(faults(`{ postings(first: 1) { nodes { ${deep(12)} } } }`), [/levels deep/])
  t.match(faults(`{ postings(first: 1) { nodes { ...F } } } fragment F on Posting { ${deep(12)} }`), [/levels deep/])
  t.same(faults(`{ postings(first: 1) { nodes { ${deep(3)} } } }`), [])
})

t.test('aliases are limited', async (t) => {
  const aliases = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ')
  t.match(faults(`{ ${aliases(MAX_ALIASES + 1)} }`), [/aliases/])
  t.same(faults(`{ ${aliases(MAX_ALIASES)} }`), [])
})

t.test('introspection that goes in circles is refused', async (t) => {
  const circle = (levels: number): string => (levels === 0 ? 'name' : `fields { type { ${circle(levels - 1)} } }`)
  t.ok(faults(`{ __schema { types { ${circle(8)} } } }`).length > 0)
})
