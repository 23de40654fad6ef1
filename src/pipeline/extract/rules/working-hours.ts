import { findWorkHours } from '../normalise/work-hours.ts'
import type { PostingFacts, RuleFinding } from './posting-facts.ts'

/** Whole hours a week where the text counts them; a share of a full week or hours a day say nothing certain of a week. */
export function workingHours({ description }: PostingFacts): RuleFinding<number> | null {
  const found = findWorkHours(description)
  if (found?.value.per !== 'WEEK') return null
  const hours = found.value.max ?? found.value.min
  if (hours === null || hours <= 0 || hours > 168) return null
  const { raw, start, end } = found
  return { value: Math.round(hours), confidence: 0.8, raw, span: { start, end } }
}
