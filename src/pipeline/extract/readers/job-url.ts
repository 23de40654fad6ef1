/** The address that a posting names as its own, as written: `url`, the page it is the main entity of, or an `@id` that is one. */
export function urlOf(properties: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['url', 'mainEntityOfPage', '@id', 'sameAs']) {
    const url = addressOf(properties[key], 0)
    if (url !== null) return url
  }
  return null
}

function addressOf(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return /^\s*(?:https?:|\/|\.\.?\/|\?)/i.test(value) ? value.trim() : null
  if (typeof value !== 'object' || value === null || depth > 2) return null
  if (Array.isArray(value)) return addressOf(value[0], depth + 1)
  const record = value as Record<string, unknown>
  return addressOf(record.url ?? record['@id'], depth + 1)
}
