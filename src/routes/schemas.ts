/** Schemas that several endpoints share. Those with an $id are components of the OpenAPI document. */
import Type, { type Static, type TSchema } from 'typebox'
import { ERROR_TABLE, type ErrorCode } from '../errors.ts'

/** One type or null, in the form that the serialiser reads without trying alternatives. */
export function nullable<T extends TSchema>(schema: T) {
  const { type } = schema as unknown as { type: string }
  return Type.Unsafe<Static<T> | null>({ ...schema, type: [type, 'null'] })
}

/** Makes a schema a component of the OpenAPI document, named once and referred to. */
export function component<T extends TSchema>(id: string, schema: T): T & { $id: string } {
  return { ...schema, $id: id }
}

/** A reference to a component that keeps the component's TypeScript type. */
export function ref<T extends TSchema & { $id: string }>(schema: T) {
  return Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` })
}

/** The same schema, in which every object that says nothing else refuses properties it does not name. */
export function closed<T extends TSchema>(schema: T): T {
  return close(schema) as T
}

function close(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(close)
  if (typeof part !== 'object' || part === null) return part
  const inner = Object.fromEntries(Object.entries(part).map(([name, value]) => [name, close(value)]))
  return 'properties' in part && !('additionalProperties' in part) ? { ...inner, additionalProperties: false } : inner
}

export const Fault = Type.Object({ pointer: Type.String(), message: Type.String() })

/** RFC 9457; `code` is stable, `fix` says what to do. */
export const ProblemSchema = component(
  'Problem',
  Type.Object(
    {
      type: Type.String(),
      title: Type.String(),
      status: Type.Integer(),
      detail: Type.String(),
      code: Type.Unsafe<ErrorCode>({ type: 'string', enum: Object.keys(ERROR_TABLE) }),
      request_id: Type.String(),
      fix: Type.String(),
      pointers: Type.Optional(Type.Array(Fault)),
    },
    { description: 'RFC 9457 problem; `code` is stable, `fix` says what to do.' },
  ),
)

export const Instant = Type.String({ format: 'date-time', description: 'UTC' })
export const InstantOrNull = nullable(Instant)

/** Text of a parameter. PostgreSQL cannot hold NUL, so that no text there could ever match it. */
export function text(maxLength: number, description?: string) {
  return Type.String({ minLength: 1, maxLength, pattern: '^[^\\0]*$', ...(description ? { description } : {}) })
}

/** A day or an instant to filter by. The year 0000 is ISO 8601, but no year of PostgreSQL. */
export const DayParameter = Type.String({ format: 'date', pattern: '^[1-9]' })
export const InstantParameter = Type.String({ format: 'date-time', pattern: '^[1-9]', description: 'With time zone' })

export const SourceName = text(200, "The source's name")
export const ShadowMode = Type.Boolean({ default: false, description: 'Read the shadow table' })

/** {status: "ok", data}: the envelope of every answer of the internal API. */
export function envelope<T extends TSchema>(data: T) {
  return Type.Object({ status: Type.Literal('ok'), data })
}

/** PostgreSQL's text or JSON of an instant, "2026-03-01 10:00:00.123+00" -> "2026-03-01T10:00:00.123Z"; sessions run in UTC. */
export function instant(text: string): string {
  return text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z')
}

export function instantOrNull(text: string | null): string | null {
  return text === null ? null : instant(text)
}
