import type { SectionKind } from '../../../text/sections.ts'
import { IMPORTANCES, type Skill, WEIGHT_BANDS } from '../../records.ts'
import { isOnlyMentioned } from './everyday.ts'
import type { AskedSkill, Occurrence } from './occurrences.ts'

/** Where a skill is named says most about how much it matters. Whole numbers inside the bands of records.ts. */
const BY_SECTION: Readonly<Record<SectionKind, number>> = {
  requirements: 68,
  role: 56,
  responsibilities: 50,
  details: 44,
  other: 50,
  company: 36,
  benefits: 36,
  process: 36,
  legal: 36,
}
const IN_TITLE = 82
const REQUIRED = 92
const PREFERRED = 26
/** What the posting's own emphasis adds. */
const FOR_REPETITION = 3
const MOST_REPETITIONS = 3
const FOR_YEARS = 6
const FOR_LONG_YEARS = 10
const LONG_YEARS = 5
/** What the place in its section, from top to end, adds or takes off: the first demands are the first thought of. */
const FOR_PLACE = 3
/** Names beyond this many in one clause are examples; each further one takes a point off all of them. */
const LISTED_FREELY = 3
const MOST_FOR_LISTED = 6
/** A name of several words says more exactly what is meant. */
const FOR_EXACT_NAME = 1
/** An everyday word of business that no demand and no title names tells where the job is, not what it takes. */
const MOST_MENTIONED = 40
/** Without "must", only a skill of the title is essential. */
const MOST_UNLESS_REQUIRED = 89
/** Soft skills are asked for in nearly every posting: they tell little, and do not outrank what tells the job apart. */
const SOFT_DISCOUNT = 20
const MOST_SOFT = 60
const MOST_SOFT_REQUIRED = 75

export type Weighed = Pick<Skill, 'importance' | 'weight' | 'proficiency' | 'years_required' | 'reasoning'> & {
  best: Occurrence
}

/** Importance, weight, proficiency and years of one skill, with the occurrence that supports them best. */
export function weigh(skill: AskedSkill): Weighed {
  const { kind, inTitle, occurrences, name } = skill
  const soft = kind === 'soft'
  const best = occurrences.reduce((left, right) => (strengthOf(right) > strengthOf(left) ? right : left))
  const years = Math.max(0, ...(soft ? [] : occurrences.map(({ cues }) => cues.years ?? 0)))
  const wished = occurrences.every(({ preferred }) => preferred) || best.preferred
  const required = occurrences.some(isRequired)

  let weight = wished
    ? PREFERRED
    : Math.max(BY_SECTION[best.section], required ? REQUIRED : 0, inTitle && !soft ? IN_TITLE : 0)
  weight += FOR_REPETITION * Math.min(occurrences.length - 1, MOST_REPETITIONS)
  if (years > 0) weight += years >= LONG_YEARS ? FOR_LONG_YEARS : FOR_YEARS
  const proficiency = best.cues.proficiency
  if (proficiency === 'expert') weight += 4
  if (proficiency === 'advanced') weight += 2
  if (proficiency === 'beginner') weight -= 8
  weight += Math.round(FOR_PLACE * (1 - 2 * best.depth))
  weight -= Math.min(MOST_FOR_LISTED, Math.max(0, best.listed - LISTED_FREELY))
  if (!soft && name.includes(' ')) weight += FOR_EXACT_NAME
  if (soft && !wished) weight -= SOFT_DISCOUNT
  const essential = required || (inTitle && best.section === 'requirements')
  const most = wished
    ? WEIGHT_BANDS.preferred[1]
    : soft
      ? required
        ? MOST_SOFT_REQUIRED
        : MOST_SOFT
      : essential
        ? 100
        : isOnlyMentioned(skill)
          ? MOST_MENTIONED
          : MOST_UNLESS_REQUIRED
  weight = Math.max(wished ? WEIGHT_BANDS.preferred[0] : WEIGHT_BANDS.important[0], Math.min(weight, most))

  return {
    importance: importanceOf(weight),
    weight,
    proficiency: proficiency ?? (years >= LONG_YEARS ? 'advanced' : 'intermediate'),
    years_required: years,
    reasoning: reasonFor(best, { wished, required, inTitle: inTitle && !soft, years, times: occurrences.length }),
    best,
  }
}

/** The band that a weight lies in. */
export function importanceOf(weight: number): Skill['importance'] {
  const found = IMPORTANCES.find((importance) => weight >= WEIGHT_BANDS[importance][0])
  return found ?? 'preferred'
}

/** "Must" among the duties speaks of a process ("reports must be filed"), not of the applicant. */
const isRequired = ({ section, cues }: Occurrence) =>
  cues.required && section !== 'responsibilities' && section !== 'role'

function strengthOf(occurrence: Occurrence): number {
  const { section, cues, preferred } = occurrence
  if (preferred) return BY_SECTION[section] - 45
  return (
    BY_SECTION[section] +
    (isRequired(occurrence) ? 30 : 0) +
    (cues.years === null ? 0 : 8) +
    (cues.proficiency === null ? 0 : 4) +
    (cues.asked ? 6 : 0)
  )
}

const PLACES: Readonly<Record<SectionKind, string>> = {
  requirements: 'in the requirements',
  role: 'in the description of the role',
  responsibilities: 'among the responsibilities',
  details: 'in the details',
  other: 'in the posting',
  company: 'in the text on the company',
  benefits: 'among the benefits',
  process: 'in the text on the process',
  legal: 'in the legal text',
}

type Facts = { wished: boolean; required: boolean; inTitle: boolean; years: number; times: number }

function reasonFor({ section, cues }: Occurrence, { wished, required, inTitle, years, times }: Facts): string {
  const parts = [`${wished ? 'Wished for' : required ? 'Required' : 'Named'} ${PLACES[section]}`]
  if ((wished || required) && cues.words) parts[0] += ` ("${cues.words}")`
  if (inTitle) parts.push('stands in the title')
  if (years > 0) parts.push(`${years} ${years === 1 ? 'year' : 'years'} asked for`)
  if (times > 1) parts.push(`named ${times} times`)
  return `${parts.join(', ')}.`
}
