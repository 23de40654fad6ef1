import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSchema, findBreakingChanges, type GraphQLNamedType, isEnumType } from 'graphql'
import t from 'tap'
import { GENERATED_FILE, generateTypes, SCHEMA_FILE } from '../../src/graphql/codegen.ts'
import { readSchema } from '../../src/graphql/plugin.ts'

const PUBLISHED_FILE = join(import.meta.dirname, 'published-schema.graphql')
const BUILT_IN = ['String', 'Int', 'Float', 'Boolean', 'ID']

t.test('every type, field, argument and value says what it means', async (t) => {
  const types = Object.values(readSchema().getTypeMap()).filter(
    ({ name }) => !name.startsWith('__') && !BUILT_IN.includes(name),
  )
  t.ok(types.length > 40)
  t.same(types.flatMap(withoutDescription), [])
})

t.test('the generated types are those of the schema', async (t) => {
  t.equal(readFileSync(GENERATED_FILE, 'utf8'), generateTypes(readFileSync(SCHEMA_FILE, 'utf8')), 'run npm run codegen')
})

t.test('what clients already ask for is still there', async (t) => {
  // The published schema is replaced only when something was added; a break needs a new field beside the old one.
  const published = buildSchema(readFileSync(PUBLISHED_FILE, 'utf8'))
  t.same(findBreakingChanges(published, readSchema()), [])
})

t.test('a posting never shows its internal id', async (t) => {
  const names = Object.keys((readSchema().getType('Posting') as unknown as { getFields(): object }).getFields())
  t.ok(names.includes('id'))
  t.same(
    names.filter((name) => /^posting_?id$/i.test(name)),
    [],
  )
})

type Named = { name: string; description?: string | null | undefined; args?: readonly Named[] }

function withoutDescription(type: GraphQLNamedType): string[] {
  const members: Named[] = isEnumType(type)
    ? [...type.getValues()]
    : 'getFields' in type
      ? Object.values(type.getFields())
      : []
  const parts = members.flatMap((member) =>
    [member, ...(member.args ?? [])].map((part) => ({ ...part, name: `${member.name} ${part.name}` })),
  )
  return [type as Named, ...parts].filter(({ description }) => !description).map(({ name }) => `${type.name}: ${name}`)
}
