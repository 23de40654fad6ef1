import { EMPLOYMENT_TYPES, type EmploymentType, findEmploymentTypes } from '../normalise/employment-type.ts'
import type { PostingFacts, RuleFinding } from './posting-facts.ts'

/** Kinds of employment: those that the source states, else what title and text say for sure. OTHER says nothing. */
export function employmentType({
  title,
  description,
  language,
  employment_type,
}: PostingFacts): RuleFinding<EmploymentType[]> | null {
  const stated = EMPLOYMENT_TYPES.filter((type) => type !== 'OTHER' && employment_type?.includes(type))
  if (stated.length > 0) return { value: stated, confidence: 0.9, raw: stated.join(', ') }
  const found = findEmploymentTypes(title, description, language)
  const [first] = found
  if (!first) return null
  const types = new Set(found.map(({ type }) => type))
  return {
    value: EMPLOYMENT_TYPES.filter((type) => types.has(type)),
    confidence: 0.8,
    raw: first.raw,
    ...(first.in === 'text' ? { span: { start: first.start, end: first.end } } : {}),
  }
}
