import type { EducationLevel } from '../extracted-page.ts'
import { CAPITALS, LEVELS, SHORT } from './education/words.ts'
import { type Prose, proseOf } from './prose.ts'
import { matchWords, wordPattern } from './word-patterns.ts'

/** Levels with the words that name them: `text.slice(start, end) === raw`. */
export type FoundEducation = { value: EducationLevel[]; raw: string; start: number; end: number }

/** Levels named within this distance are one demand: "Bachelor's or Master's degree". */
const SAME_DEMAND = 90
const MOST = 40

const IN_ORDER = Object.keys(LEVELS) as EducationLevel[]
const PATTERNS = IN_ORDER.flatMap((level) => [...LEVELS[level], SHORT[level]].map((words) => wordPattern(level, words)))

/**
 * The levels of education that the first demand in the text names, the lowest first. Give it requirements or a labelled value: a
 * description also names degrees that the employer offers. A degree without a level ("Studium", "university degree") is a bachelor's.
 */
export function findEducation(source: string | Prose): FoundEducation | null {
  const { text, folded, triples } = proseOf(source)
  const found = [...matchWords(PATTERNS, folded, MOST, triples)]
    // "cap" and "sou" are words when written small.
    .filter(
      ({ word, start, end }) => !CAPITALS.test(word) || text.slice(start, end) === text.slice(start, end).toUpperCase(),
    )
    .sort((a, b) => a.start - b.start)
  const [first] = found
  if (first === undefined) return null

  const levels = new Set<EducationLevel>()
  let end = first.end
  for (const match of found) {
    if (match.start > end + SAME_DEMAND || /\n\s*\n/.test(folded.slice(end, match.start))) break
    levels.add(match.means)
    end = Math.max(end, match.end)
  }
  const value = IN_ORDER.filter((level) => levels.has(level))
  return { value, raw: text.slice(first.start, end), start: first.start, end }
}
