/** The words of a search's filters in one vocabulary, whatever spelling or order a person or an old row chose. */
import type { WorkArrangement } from '../../extract/extracted-page.ts'
import { readArrangement } from '../../extract/normalise/arrangement.ts'
import { EMPLOYMENT_TYPES, readEmploymentTypes } from '../../extract/normalise/employment-type.ts'

const BANDS = ['0-2', '2-5', '5-10', '10+'] as const
export type ExperienceBand = (typeof BANDS)[number]

export const REMOTE: readonly WorkArrangement[] = ['Remote OK', 'Remote Solely']
const ARRANGEMENTS: readonly WorkArrangement[] = ['On-site', 'Hybrid', ...REMOTE]

/** Providers filter by years, people speak of levels: the bands of years that a level stands for. */
const BANDS_OF_LEVEL: Readonly<Record<string, readonly ExperienceBand[]>> = {
  ...{ student: ['0-2'], trainee: ['0-2'], junior: ['0-2'], entry: ['0-2'], 'entry level': ['0-2'] },
  ...{ mid: ['2-5'], 'mid level': ['2-5'], intermediate: ['2-5'], senior: ['5-10'], 'senior level': ['5-10'] },
  ...{ lead: ['10+'], principal: ['10+'], head: ['10+'], executive: ['10+'], director: ['10+'] },
}

/** Parts of a list that was written as "A|B" or "A, B". */
export function listedWords(text: string | null): string[] {
  return (text ?? '').split(/[|,;]/).map((word) => word.replace(/\s+/g, ' ').trim()).filter(Boolean) // biome-ignore format: one thought
}

/** "remote" means both kinds of remote work; "flexible" and unknown words filter nothing. */
export function arrangementsOf(text: string | null): WorkArrangement[] {
  const words = listedWords(text)
  const meant = words.flatMap((word) => {
    const exact = ARRANGEMENTS.find((each) => each.toLowerCase() === word.toLowerCase())
    if (exact) return [exact]
    if (/^remote( work)?$/i.test(word)) return [...REMOTE]
    return readArrangement(word)?.arrangement ?? []
  })
  return ARRANGEMENTS.filter((each) => meant.includes(each))
}

/** schema.org's words; "Full-time", "FULL_TIME" and "Vollzeit" are one. */
export function employmentTypesOf(text: string | null): string[] {
  const meant = readEmploymentTypes(listedWords(text)) ?? []
  return EMPLOYMENT_TYPES.filter((type) => meant.includes(type))
}

/** Bands of years from levels or bands. */
export function experienceBandsOf(text: string | null): ExperienceBand[] {
  const meant = listedWords(text).flatMap((word) => {
    const level = word.toLowerCase().replace(/-/g, ' ')
    return BANDS.find((band) => band === word) ?? BANDS_OF_LEVEL[level] ?? []
  })
  return BANDS.filter((band) => meant.includes(band))
}

/** Distinct names in their order; case does not make two of one. */
export function industriesOf(text: string | null): string[] {
  return [
    ...new Map(
      listedWords(text)
        .toReversed()
        .map((name) => [name.toLowerCase(), name]),
    ).values(),
  ].toReversed()
}

/** What years of experience are called: the level and the one that a person may grow into. Null below two years or unknown. */
export function levelsOfYears(years: number | null): string | null {
  if (years === null || years < 2) return null
  return years >= 10 ? 'Senior|Lead' : years >= 5 ? 'Mid|Senior' : 'Mid'
}
