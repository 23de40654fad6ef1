import type { Candidate } from '../candidate.ts'
import type { Extracted } from '../extracted-page.ts'
import { fold } from '../readers/page/fold.ts'
import { LEGAL_FORM } from '../readers/page/legal-form.ts'
import { weightOf } from './evidence.ts'
import { type Reading, ranked } from './rank.ts'
import { oneLine } from './title.ts'

const LONGEST = 120
const JUNK =
  /^(?:n\/?a|none|null|undefined|unknown|confidential|company|employer|organization|about us|careers?|jobs?|details|results|search|openings|overview|description|home|logo|our client|various|anonymous|firma|unternehmen|the company|menu|follow|website)$/i
const NOT_A_NAME = /^(?:https?:|www\.)|@|^[\d\s.,:/+-]+$|[?!]$|\b(?:cookies?|sign in|log in|click here|read more)\b/i
/** How far a weak candidate gains when the page's tab or summary names it too. */
const NAMED_ELSEWHERE = 0.25

/**
 * Who offers the opening. Spellings with and without a legal form support one another; a name that the page's title or summary repeats is
 * surer. `not` are texts that are something else: the title, the place.
 */
export function employerOf(
  candidates: readonly Candidate[],
  { elsewhere, not }: { elsewhere: string; not: readonly string[] },
): Extracted<string> | null {
  const others = new Set(not.map(fold))
  const known = fold(elsewhere)
  const weight = (candidate: Candidate) => {
    const own = weightOf(candidate)
    const key = keyOf(oneLine(candidate.raw))
    const repeated = own < 0.7 && key.length > 2 && !candidate.rule.startsWith('titletag') && holdsWord(known, key)
    return repeated ? 1 - (1 - own) * (1 - NAMED_ELSEWHERE) : own
  }
  const [best] = ranked(candidates, weight, ({ raw }) => readEmployer(raw, others))
  return best ?? null
}

export function readEmployer(raw: string, not: ReadonlySet<string> = new Set()): Reading<string> | null {
  const value = oneLine(raw)
    .replace(/^(?:at|by|bei|chez|@|presso|bij|hos)\s+(?=\p{Lu})/u, '')
    .replace(/^(?:company|employer|organi[sz]ation|arbeitgeber|firma)\s*:\s*/i, '')
    .replace(/\s+(?:logo|careers?|jobs)$/i, '')
    .trim()
  if (value.length < 2 || value.length > LONGEST || JUNK.test(value) || NOT_A_NAME.test(value) || not.has(fold(value)))
    return null
  return { value, key: keyOf(value) }
}

/** The name without its legal form and marks. */
function keyOf(name: string): string {
  const folded = fold(name).replace(/[®™]/g, '')
  const bare = folded
    .replace(LEGAL_FORM, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return bare === '' ? folded : bare
}

function holdsWord(text: string, word: string): boolean {
  const at = text.indexOf(word)
  return at >= 0 && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(text[at + word.length] ?? ' ')
}
