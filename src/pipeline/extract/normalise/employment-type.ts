/** Employment types of schema.org's JobPosting as Google reads them, from the words of postings in many languages. */
import { EMPLOYMENT_TYPES, type EmploymentType } from './employment-type/types.ts'
import { LIMITED, OTHER, STATED } from './employment-type/words.ts'
import { workloadOf } from './employment-type/workload.ts'
import { foldText } from './fold-text.ts'
import { matchWords, wordPattern } from './word-patterns.ts'

export { type FoundEmploymentType, findEmploymentTypes } from './employment-type/find-employment-types.ts'
export { EMPLOYMENT_TYPES, type EmploymentType }

/** A value longer than this is prose: findEmploymentTypes reads that. */
const LONGEST_VALUE = 300
const MOST_OF_A_KIND = 10

const PATTERNS = (Object.keys(STATED) as EmploymentType[]).flatMap((type) =>
  Object.values(STATED[type] ?? {}).map((words) => wordPattern(type, words)),
)
const OTHER_WHOLE = new RegExp(`^(?:${OTHER})$`, 'u')

/**
 * The types that the stated words name, in the order of the list; null when none is known: an unknown word is not OTHER. `language`
 * (ISO 639-1) decides on words that mean different things, such as "stage".
 */
export function readEmploymentTypes(
  stated: string | readonly string[] | null | undefined,
  language: string | null = null,
): EmploymentType[] | null {
  const found = new Set<EmploymentType>()
  let other = false
  for (const text of [stated ?? []].flat()) {
    const folded = plain(text)
    for (const type of typesIn(folded, language)) found.add(type)
    other ||= folded.split(/[,;|/]/).some((item) => OTHER_WHOLE.test(item.trim()))
  }
  if (found.size === 0 && other) found.add('OTHER')
  return found.size === 0 ? null : EMPLOYMENT_TYPES.filter((type) => found.has(type))
}

/** "https://schema.org/FULL_TIME", "FullTime" and "full_time" as "full time". */
function plain(text: string): string {
  const words = text
    .slice(0, LONGEST_VALUE)
    .replace(/https?:\/\/(?:www\.)?schema\.org\//gi, '')
    .replace(/([a-z])(?=[A-Z][a-z])/g, '$1 ')
  return foldText(words.normalize('NFC'), LONGEST_VALUE).replace(/_/g, ' ').replace(/\s+/g, ' ').trim()
}

function typesIn(folded: string, language: string | null): EmploymentType[] {
  const types = [...matchWords(PATTERNS, folded, MOST_OF_A_KIND)]
    .filter(({ word }) => isOf(word, language, word === folded))
    .map(({ means }) => means)
  // "Voll- oder Teilzeit" names both; the pattern of full time has eaten the second.
  if (/voll-? ?\P{L}{0,3}(?:und|oder|bzw\.|\/|,)? ?teil-?zeit/u.test(folded)) types.push('PART_TIME')
  // "Contract" as an item of its own is freelance work; in "full-time contract" it is any contract.
  if (/(?:^|[,;|/]) ?contract(?: work)? ?(?:$|[,;|/(])/.test(folded)) types.push('CONTRACTOR')
  return [...types, ...workloadOf(folded)]
}

/** A word that is another word elsewhere counts in its own languages, or as the whole value where the language is not known. */
function isOf(word: string, language: string | null, whole: boolean): boolean {
  const languages = Object.hasOwn(LIMITED, word) ? LIMITED[word] : undefined
  if (languages === undefined) return true
  return language === null ? whole : languages.has(language.slice(0, 2).toLowerCase())
}
