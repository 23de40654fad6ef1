import { storableText } from '../../db/jsonb-text.ts'
import { cleanDescription } from '../text/clean-text.ts'

/** What programs write for "nothing"; a source means no text by it. */
const NOTHING = /^(none|null|undefined|nan)?$/i
const NEEDS_CLEANING = /[^ -~]|[&<]| {2}/

/** Text of a field, trimmed and storable; null for an empty one and for the words that programs write instead of nothing. */
export function presentText(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = storableText(String(value)).trim()
  return NOTHING.test(text) ? null : text
}

/** A short field (title, name, place) on one line: entities, tags and mojibake resolved. null when nothing is left. */
export function cleanLabel(value: unknown): string | null {
  const text = presentText(value)
  if (text === null || !NEEDS_CLEANING.test(text)) return text
  return presentText(cleanDescription(text).text.replace(/\s+/g, ' '))
}
