/** NUL and lone surrogates as JSON.stringify writes them: PostgreSQL refuses both in jsonb and text. */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i

/**
 * A value as JSON text that PostgreSQL accepts: NUL characters are dropped and lone surrogates become U+FFFD, in keys too. Everything
 * else stays as it is. Throws RangeError for a value nested too deep to be written.
 */
export function toJsonbText(value: unknown): string {
  const text = JSON.stringify(value)
  return UNSTORABLE.test(text) ? JSON.stringify(storable(value)) : text
}

/** One text without what PostgreSQL refuses. */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed()
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(storable)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), storable(inner)]))
}
