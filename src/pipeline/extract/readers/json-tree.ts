import { PROTOTYPE_KEYS, propertyName } from './schema-names.ts'

/** Nesting of one posting; what lies deeper tells nothing of it. */
const DEEPEST = 16

export type TreeIndex = {
  /** Objects by their `@id`, for references to be filled in. */
  byId: ReadonlyMap<string, object>
  /** Set when a reference led nowhere. */
  missed: boolean
  /** Values that may still be copied: references to references would multiply without end. */
  nodes: number
}

/**
 * A plain copy under schema.org's names: prefixes dropped, `@value`, `@list` and `@set` unwrapped, references by `@id` filled in, keys
 * of prototypes left out, cut at a depth.
 */
export function copyTree(value: unknown, index: TreeIndex, depth = 0): unknown {
  if (index.nodes-- <= 0 || depth > DEEPEST) return null
  if (typeof value === 'string') return inner(value) ?? value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => copyTree(one, index, depth + 1))
  const record = value as Record<string, unknown>
  for (const wrapper of ['@value', '@list', '@set'])
    if (Object.hasOwn(record, wrapper)) return copyTree(record[wrapper], index, depth + 1)
  const referred = reference(record, index)
  const copy: Record<string, unknown> = {}
  for (const [key, one] of Object.entries(referred)) {
    const name = propertyName(key)
    if (PROTOTYPE_KEYS.has(name) || Object.hasOwn(copy, name)) continue
    copy[name] = copyTree(one, index, depth + 1)
  }
  return copy
}

function reference(record: Record<string, unknown>, index: TreeIndex): Record<string, unknown> {
  const id = record['@id']
  if (typeof id !== 'string' || Object.keys(record).some((key) => key !== '@id' && key !== '@type')) return record
  const target = index.byId.get(id)
  if (target === undefined) index.missed = true
  return (target as Record<string, unknown> | undefined) ?? record
}

/** An object that was written as a string inside its parent. */
function inner(text: string): unknown {
  if (!/^\s*[[{]+\s*"@type"/.test(text) || text.length > 20_000) return undefined
  try {
    const { value } = { value: JSON.parse(text) as unknown }
    return copyTree(value, { byId: new Map(), missed: false, nodes: 1000 })
  } catch {
    return undefined
  }
}
