import { errors } from '../../errors.ts'

const PLAIN_WORD = /^[\p{L}\p{N}]+$/u
const HAS_A_WORD = /[\p{L}\p{N}]/u
/** NUL and other controls end a query at some providers; half a surrogate pair is no text at all. */
const UNSENDABLE = /[\p{Cc}\p{Cs}]/gu

/**
 * Alternative job titles as a PostgreSQL tsquery: `'Head of Data' | Controller`. Everything but one plain word is a quoted phrase, whose
 * quotes and backslashes are doubled: an operator inside a title ("R&D", "(m/w/d)") would otherwise be a syntax error. Titles without a
 * letter or a digit are left out. Throws VALIDATION when none is left, because an empty filter would fetch everything.
 */
export function titleQuery(titles: readonly string[]): string {
  const alternatives = new Map<string, string>()
  for (const title of titles) {
    const text = title.replace(UNSENDABLE, ' ').replace(/\s+/g, ' ').trim()
    const key = text.toLowerCase()
    if (HAS_A_WORD.test(text) && !alternatives.has(key)) alternatives.set(key, alternativeOf(text))
  }
  if (alternatives.size === 0) throw errors.validation([{ pointer: 'titles', message: 'must hold a title' }])
  return [...alternatives.values()].join(' | ')
}

function alternativeOf(text: string): string {
  return PLAIN_WORD.test(text) ? text : `'${text.replace(/[\\']/g, '$&$&')}'`
}
