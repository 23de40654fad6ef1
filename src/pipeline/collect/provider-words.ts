/** Readers of the words that providers of enriched openings use, into winnow's vocabulary; an unknown word is left out, never bent. */
import type { CollectedColumns } from './collected-record.ts'
import { listOf, textOf } from './json-values.ts'

type Level = NonNullable<CollectedColumns['ai_experience_level']>

const LEVELS: readonly Level[] = ['0-2', '2-5', '5-10', '10+']

/** schema.org's eight words for a kind of employment. */
const EMPLOYMENT_TYPES: ReadonlySet<string> = new Set([
  ...['FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY'],
  ...['INTERN', 'VOLUNTEER', 'PER_DIEM', 'OTHER'],
])

/** Letters without the signs between them: "Full-time", "FULLTIME" and "FULL_TIME" are one word. */
const BY_LETTERS: ReadonlyMap<string, string> = new Map(
  [...EMPLOYMENT_TYPES].map((word) => [word.replace('_', ''), word]),
)

/** The kinds of employment among the words of a list, without repetitions; null when it has none. */
export function employmentTypesAmong(value: unknown): string[] | null {
  const words = listOf(value).flatMap(
    (word) =>
      textOf(word)
        ?.toUpperCase()
        .replace(/[^A-Z]/g, '') ?? [],
  )
  const known = [...new Set(words.flatMap((word) => BY_LETTERS.get(word) ?? []))]
  return known.length > 0 ? known : null
}

/** A band of years as it is written; null for every other word. */
export function experienceLevel(value: unknown): Level | null {
  const word = textOf(value)?.replace(/[–—]/g, '-').replace(/\s/g, '')
  return LEVELS.find((level) => level === word) ?? null
}

/** The band of the years that an opening asks for at least. */
export function levelOfYears(years: number): Level {
  if (years < 2) return '0-2'
  if (years < 5) return '2-5'
  return years < 10 ? '5-10' : '10+'
}
