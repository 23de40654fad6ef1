import type { WorkArrangement } from '../extracted-page.ts'
import { TRADE, VALUE_RULES } from './arrangement-words.ts'

export type ReadArrangement = {
  arrangement: WorkArrangement
  /** The words that say so, and where they stand in the text that was read. */
  raw: string
  start: number
  end: number
}

/** Values are short; a longer text is prose, which find-arrangement.ts reads. */
const LONGEST = 120

/**
 * What a labelled value or a tag says about where the work is done ("Hybrid", "Možnost občasné práce z domova", "#LI-Remote"); null when
 * it says nothing. A bare "Remote" is Remote Solely, since such fields set it against hybrid and on-site; home office "possible" is
 * Remote OK. `language` (ISO 639-1) is not needed for any word yet known: they mean the same wherever they stand.
 */
export function readArrangement(text: string, _language?: string | null): ReadArrangement | null {
  if (text.length > LONGEST) return null
  for (const [words, arrangement] of VALUE_RULES) {
    const match = words.exec(text)
    if (!match) continue
    const end = match.index + match[0].length
    if (!TRADE.test(text.slice(end))) return { arrangement, raw: match[0], start: match.index, end }
  }
  return null
}
