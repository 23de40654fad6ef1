/** Employment types of schema.org's JobPosting as Google reads them, from the words of English and German postings. */
export const EMPLOYMENT_TYPES = [
  ...(['FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN', 'VOLUNTEER', 'PER_DIEM', 'OTHER'] as const),
] as const
export type EmploymentType = (typeof EMPLOYMENT_TYPES)[number]

const WORDS: readonly (readonly [RegExp, EmploymentType])[] = [
  [/\b(full[- _]?time|vollzeit|temps plein|tiempo completo|tempo pieno|voltijd)\b/i, 'FULL_TIME'],
  [/\b(part[- _]?time|teilzeit|temps partiel|tiempo parcial|deeltijd)\b/i, 'PART_TIME'],
  [/\b(contract(or)?|freelance|freier mitarbeiter|freiberuflich)\b/i, 'CONTRACTOR'],
  [/\b(temporary|fixed[- ]term|befristet|seasonal|cdd)\b/i, 'TEMPORARY'],
  [/\b(intern(ship)?|praktik(um|ant(in)?)|stage|werkstudent(in)?|working student|trainee)\b/i, 'INTERN'],
  [/\b(volunteer|ehrenamt(lich)?)\b/i, 'VOLUNTEER'],
  [/\b(per[- _]diem)\b/i, 'PER_DIEM'],
  [/^other$/i, 'OTHER'],
]

/** The types that the words name, in the order of the list; null when none is known: an unknown word is not OTHER. */
export function readEmploymentTypes(stated: string | readonly string[] | null | undefined): EmploymentType[] | null {
  const texts = [stated ?? []].flat()
  const found = EMPLOYMENT_TYPES.filter((type) =>
    WORDS.some(([word, means]) => means === type && texts.some((text) => word.test(text))),
  )
  return found.length > 0 ? found : null
}
