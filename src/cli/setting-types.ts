/** The settings of a kind of source, for people. */
import type { SourceKind } from '../pipeline/collect/source-kind.ts'

export type Setting = { name: string; type: string; required: boolean; description: string | null }

/** What of a JSON schema is read here. */
type Schema = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  required?: string[]
  description?: string
}

export function settingsOf(kind: SourceKind): Setting[] {
  const { properties = {}, required = [] } = kind.config as Schema
  return Object.entries(properties).map(([name, schema]) => {
    const { description = null } = schema
    return { name, type: typeOf(schema), required: required.includes(name), description }
  })
}

function typeOf(schema: Schema): string {
  const { type, anyOf, items, properties, patternProperties, required = [] } = schema
  if ('const' in schema) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(' | ')
  if (type === 'array') return items ? `list of ${typeOf(items)}` : 'list'
  const [values] = Object.values(patternProperties ?? {})
  if (values) return `object of ${typeOf(values)}`
  if (properties)
    return `{${Object.keys(properties)
      .map((name) => (required.includes(name) ? name : `${name}?`))
      .join(', ')}}`
  return type ?? 'any'
}

/** Variables that a kind reads whatever its settings are; those that settings name themselves are not among them. */
export function secretsOf(kind: SourceKind): string[] {
  return kind.secrets?.({}) ?? []
}
