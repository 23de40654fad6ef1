type Schema = Record<string, unknown>

/** The smallest value that a JSON Schema allows: what a model with nothing to say would answer. `words` fills its texts. */
export function instanceOf(schema: unknown, words = 'text'): unknown {
  if (typeof schema !== 'object' || schema === null) return words
  const { const: only, enum: choices, anyOf, oneOf, type } = schema as Schema
  if (only !== undefined) return only
  if (Array.isArray(choices)) return choices[0]
  const first = ((anyOf ?? oneOf) as unknown[] | undefined)?.[0]
  if (first !== undefined) return instanceOf(first, words)
  return ofType(Array.isArray(type) ? type[0] : type, schema as Schema, words)
}

function ofType(type: unknown, schema: Schema, words: string): unknown {
  const least = (keyword: string) => Number(schema[keyword] ?? 0)
  switch (type) {
    case 'object': {
      const properties = (schema.properties ?? {}) as Schema
      const required = (schema.required ?? []) as string[]
      return Object.fromEntries(required.map((name) => [name, instanceOf(properties[name], words)]))
    }
    case 'array':
      return Array.from({ length: least('minItems') }, () => instanceOf(schema.items, words))
    case 'integer':
    case 'number':
      return least('minimum')
    case 'boolean':
      return false
    case 'null':
      return null
    default:
      return words.padEnd(least('minLength'), '.').slice(0, Number(schema.maxLength ?? Number.POSITIVE_INFINITY))
  }
}
