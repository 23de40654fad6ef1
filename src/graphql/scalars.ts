import { GraphQLError, type GraphQLScalarType, valueFromASTUntyped } from 'graphql'

type Scalar = Partial<Pick<GraphQLScalarType, 'serialize' | 'parseValue' | 'parseLiteral'>>

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/
const DAY = /^\d{4}-\d\d-\d\d$/

/** PostgreSQL's text of an instant, in a row or inside JSON, as ISO 8601 in UTC; sessions run in UTC. */
export function instant(text: unknown): string {
  return String(text)
    .replace(' ', 'T')
    .replace(/\+00(:00)?$/, 'Z')
}

export const scalars: Record<string, Scalar> = {
  DateTime: input(parseInstant, instant),
  Date: input(parseDay, String),
  JSON: { serialize: (value) => value, parseValue: (value) => value, parseLiteral: valueFromASTUntyped },
}

function input(parse: (value: unknown) => string, serialize: (value: unknown) => unknown): Scalar {
  return {
    serialize,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === 'StringValue' ? node.value : undefined),
  }
}

function parseInstant(value: unknown): string {
  if (typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value)))
    return new Date(value).toISOString()
  throw new GraphQLError('An instant is written as 2026-03-01T10:00:00Z.')
}

function parseDay(value: unknown): string {
  if (typeof value === 'string' && DAY.test(value)) {
    const date = new Date(`${value}T00:00:00Z`)
    // 2026-02-30 would become the 2nd of March.
    if (!Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)) return value
  }
  throw new GraphQLError('A day is written as 2026-03-01.')
}
