import type { Candidate } from '../candidate.ts'
import type { Extracted } from '../extracted-page.ts'
import { weightOf } from './evidence.ts'
import type { FieldContext } from './field-context.ts'
import { extracted, rank, ranked } from './rank.ts'
import { oneLine } from './title.ts'

const LONGEST_URL = 2_000

/** The address to apply at: absolute, http(s), without credentials. Mail addresses and scripts are none; the reason is noted. */
export function applicationUrlOf(candidates: readonly Candidate[], { base }: FieldContext): Extracted<string> | null {
  const best = rank(candidates, weightOf, ({ raw }) => {
    const url = readApplicationUrl(raw, base)
    return typeof url === 'string' ? { value: url, key: url.replace(/^https?:\/\/(www\.)?|\/$/g, '') } : null
  })
  if (best) return best
  const [first] = candidates
  if (!first) return null
  const { note } = readApplicationUrl(first.raw, base) as { note: string }
  return extracted<string>(null, first, 0, note)
}

function readApplicationUrl(raw: string, base: URL | null): string | { note: string } {
  const text = raw.trim()
  if (/^(?:mailto|tel|javascript|data):/i.test(text))
    return { note: /^mailto|^tel/i.test(text) ? 'contact_only' : 'not_http' }
  if (text.length > LONGEST_URL) return { note: 'too_long' }
  if (!URL.canParse(text, base ?? undefined))
    return { note: base === null ? 'relative_without_page_address' : 'bad_url' }
  const url = new URL(text, base ?? undefined)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { note: 'not_http' }
  if (url.username !== '' || url.password !== '') return { note: 'credentials_in_url' }
  return url.href
}

const MOST_CONTACTS = 5

export function contactsOf(candidates: readonly Candidate[]): Extracted<string[]> | null {
  const all = ranked(candidates, weightOf, ({ raw }) => {
    const address = /^(?:mailto|tel):/i.test(raw)
      ? raw
      : /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(raw)
        ? `mailto:${raw}`
        : null
    return address === null ? null : { value: address, key: address.toLowerCase() }
  })
  const [best] = all
  return best ? { ...best, value: all.slice(0, MOST_CONTACTS).flatMap(({ value }) => value ?? []) } : null
}

const LONGEST_IDENTIFIER = 100

export function identifierOf(candidates: readonly Candidate[]): Extracted<string> | null {
  return rank(candidates, weightOf, ({ raw }) => {
    const value = oneLine(raw).replace(/^(?:#|no\.?|nr\.?|id)\s*:?\s*/i, '')
    return value === '' || value.length > LONGEST_IDENTIFIER || /^https?:/i.test(value)
      ? null
      : { value, key: value.toLowerCase() }
  })
}
