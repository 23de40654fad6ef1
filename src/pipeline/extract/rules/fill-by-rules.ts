import type { Content, ContentColumn, FieldOrigin } from '../../../db/posting-columns.ts'
import type { SkillLinker } from '../../taxonomy/linker.ts'
import { findHeadings } from '../../text/headings/find-headings.ts'
import type { FoundHeading } from '../../text/headings/found-heading.ts'
import { wordsOf } from '../../text/words.ts'
import { benefits } from './benefits.ts'
import { employmentType } from './employment-type.ts'
import { experienceLevel } from './experience-level.ts'
import { industries } from './industries.ts'
import { keySkills } from './key-skills.ts'
import { jobLanguage } from './language.ts'
import type { PostingFacts, RuleFinding } from './posting-facts.ts'
import { visaSponsorship } from './visa-sponsorship.ts'
import { workArrangement } from './work-arrangement.ts'
import { workingHours } from './working-hours.ts'

/** Raised whenever a rule answers differently for the same posting. */
export const RULES_EXTRACTOR = 'rules/1'

export type Filled = { columns: Content; provenance: Record<string, FieldOrigin> }

export type FillInput = Pick<PostingFacts, 'title' | 'description' | 'place_arrangement'>

/**
 * Columns that a source left empty, filled from what it says in words: each with the source `rule`, its confidence and the passage. A
 * column that `known` fills, an empty list included, is never touched. Without a linker no skills are named. Pure.
 */
export function fillByRules(input: FillInput, known: Content, linker: SkillLinker | null = null): Filled {
  const columns: Content = {}
  const provenance: Record<string, FieldOrigin> = {}
  const fill = <Column extends ContentColumn>(
    column: Column,
    find: () => RuleFinding<NonNullable<Content[Column]>> | null,
  ): void => {
    if (known[column] !== null && known[column] !== undefined) return
    const found = find()
    if (!found) return
    const { value, ...origin } = found
    Object.assign(columns, { [column]: value })
    provenance[column] = { source: 'rule', ...origin, extractor: RULES_EXTRACTOR }
  }

  fill('ai_job_language', () => jobLanguage(input.description))
  const language = known.ai_job_language ?? columns.ai_job_language ?? null
  let headings: readonly FoundHeading[] | null = null
  const facts: PostingFacts = {
    ...input,
    language,
    employment_type: known.employment_type ?? null,
    headings: () => {
      headings ??= findHeadings(input.description, wordsOf(input.description))
      return headings
    },
  }
  fill('ai_work_arrangement', () => workArrangement(facts))
  fill('ai_experience_level', () => experienceLevel(facts))
  fill('ai_employment_type', () => employmentType(facts))
  fill('ai_working_hours', () => workingHours(facts))
  fill('ai_visa_sponsorship', () => visaSponsorship(facts))
  fill('ai_benefits', () => benefits(facts))
  fill('ai_taxonomies_a', () => industries(facts))
  if (linker) fill('ai_key_skills', () => keySkills(facts, linker))
  return { columns, provenance }
}
