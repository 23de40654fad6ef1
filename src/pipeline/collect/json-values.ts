/** Readers of JSON from sources, which promise nothing: each yields what is plainly there and null or nothing otherwise. */

/** Trimmed text that is not empty; a finite number in its usual writing. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null
  if (typeof value !== 'string') return null
  const text = value.trim()
  return text === '' ? null : text
}

/** A finite number, also when it is written as text ("45000", "1.5"). Texts with signs of grouping are not guessed at. */
export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(value)) return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** true and false, also as text and as 1 and 0. */
export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value
  const word = textOf(value)?.toLowerCase()
  if (word === 'true' || word === '1') return true
  return word === 'false' || word === '0' ? false : null
}

/** The object, or an empty one for everything else: lists are no objects. */
export function objectOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {}
}

/** The list, or an empty one for everything else. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** The texts of a list, in their order; null when it has none, because an empty list does not say "none". */
export function textsOf(value: unknown): string[] | null {
  const texts = listOf(value).flatMap((entry) => textOf(entry) ?? [])
  return texts.length > 0 ? texts : null
}

/** The objects of a list; what is none is counted in `faults` under item_not_an_object. */
export function objectsIn(value: unknown, faults?: Record<string, number>): Record<string, unknown>[] {
  const entries = listOf(value)
  const objects = entries.filter(isObject)
  const lost = entries.length - objects.length
  if (faults && lost > 0) faults.item_not_an_object = (faults.item_not_an_object ?? 0) + lost
  return objects
}

/** The parts that are present, joined; null when none is. */
export function joined(parts: readonly (string | null | undefined)[], separator: string): string | null {
  return parts.filter((part) => part != null && part !== '').join(separator) || null
}

/** A copy without these keys: what a source says of people is dropped before anything keeps the item. */
export function without(object: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
