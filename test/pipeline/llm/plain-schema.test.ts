import t from 'tap'
import Type from 'typebox'
import { plainSchema } from '../../../src/pipeline/llm/plain-schema.ts'

t.test('a schema keeps what Ollama makes a grammar of and loses what it refuses', async (t) => {
  const schema = Type.Object(
    {
      pattern: Type.String({ pattern: '[a', format: 'email', maxLength: 200, description: 'x' }),
      items: Type.Array(Type.Union([Type.Literal('PASS'), Type.Literal('FAIL')]), { maxItems: 5, uniqueItems: true }),
      long: Type.Optional(Type.String({ maxLength: 5_000 })),
    },
    { $id: 'answer', title: 'Answer', additionalProperties: false },
  )
  t.same(plainSchema(schema), {
    type: 'object',
    required: ['pattern', 'items'],
    additionalProperties: false,
    properties: {
      pattern: { type: 'string', maxLength: 200 },
      items: {
        type: 'array',
        maxItems: 5,
        items: {
          anyOf: [
            { type: 'string', const: 'PASS' },
            { type: 'string', const: 'FAIL' },
          ],
        },
      },
      long: { type: 'string' },
    },
  })
})

t.test('the schema itself is not changed, and values that look like keywords stay', async (t) => {
  const schema = Type.Unsafe({ enum: [{ title: 'a' }, null, 'pattern'], default: 1 })
  const before = JSON.stringify(schema)
  t.same(plainSchema(schema), { enum: [{ title: 'a' }, null, 'pattern'] })
  t.equal(JSON.stringify(schema), before)
})
