import type { TSchema } from 'typebox'

/**
 * Keywords that Ollama turns into the grammar of an answer. It refuses some others (an open `pattern`, `not`) and knows no more of the
 * rest; the answer is validated against the whole schema afterwards, so leaving a keyword out only widens what a model may try.
 */
const KEPT = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'prefixItems',
  'minItems',
  'maxItems',
  'enum',
  'const',
  'anyOf',
  'oneOf',
  'allOf',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  '$ref',
  '$defs',
])
/** Keywords whose keys are names of the schema's author, not keywords. */
const NAMES = new Set(['properties', '$defs'])
/** A bound becomes that many rules of the grammar, and Ollama refuses a grammar of more than about 2,000. */
const BOUNDS = new Map([
  ['minLength', 500],
  ['maxLength', 500],
  ['minItems', 100],
  ['maxItems', 100],
])

/** A schema as plain JSON with the keywords that Ollama's `format` takes. */
export function plainSchema(schema: TSchema): Record<string, unknown> {
  return plain(schema as Record<string, unknown>)
}

function plain(schema: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(schema).filter(([keyword, value]) => {
    const bound = BOUNDS.get(keyword)
    return KEPT.has(keyword) && (bound === undefined || Number(value) <= bound)
  })
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, plainValue(keyword, value)]))
}

function plainValue(keyword: string, value: unknown): unknown {
  if (keyword === 'enum' || keyword === 'const' || keyword === 'required') return value
  if (NAMES.has(keyword)) return mapValues(value as Record<string, unknown>, inner)
  return inner(value)
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner)
  return typeof value === 'object' && value !== null ? plain(value as Record<string, unknown>) : value
}

function mapValues(record: Record<string, unknown>, map: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))
}
