import type { Candidate } from '../candidate.ts'
import type { Extracted, Salary } from '../extracted-page.ts'
import {
  EMPLOYMENT_TYPES,
  type EmploymentType,
  findEmploymentTypes,
  readEmploymentTypes,
} from '../normalise/employment-type.ts'
import type { Prose } from '../normalise/prose.ts'
import { findSalary, readSalary, readStructuredSalary } from '../normalise/salary.ts'
import { weightOf } from './evidence.ts'
import type { FieldContext } from './field-context.ts'
import { extracted, rank, ranked } from './rank.ts'
import { oneLine } from './title.ts'

/** Schema.org's "other" says nothing when anybody says something. */
const NOTHING: readonly EmploymentType[] = ['OTHER']

/** Full time, part time and the like: what is stated, else what title and text say for sure. */
export function employmentTypeOf(
  candidates: readonly Candidate[],
  { language }: FieldContext,
  title: string,
  description: Prose,
): Extracted<EmploymentType[]> | null {
  const stated = candidates.filter(({ field }) => field === 'employment_type')
  const all = ranked(stated, weightOf, ({ raw }) => {
    const value = readEmploymentTypes(oneLine(raw))
    return value === null ? null : { value, key: value.join(',') }
  })
  const best = all.find(({ value }) => value?.join() !== NOTHING.join())
  if (best?.source !== 'label' && best) return withOthersOf(best, stated)
  if (best) return best
  const found = findEmploymentTypes(title, description, language)
  const [first] = found
  if (first) {
    const candidate: Candidate = {
      field: 'employment_type',
      reader: 'text',
      rule: 'text.employment_type',
      raw: first.raw,
    }
    const types = new Set(found.map(({ type }) => type))
    return extracted(
      EMPLOYMENT_TYPES.filter((type) => types.has(type)),
      candidate,
      weightOf(candidate),
    )
  }
  return all[0] ?? null
}

/** Structured markup may list several types, each a candidate of its own. */
function withOthersOf(best: Extracted<EmploymentType[]>, stated: readonly Candidate[]): Extracted<EmploymentType[]> {
  const types = new Set(
    stated.filter(({ reader }) => reader === best.source).flatMap(({ raw }) => readEmploymentTypes(oneLine(raw)) ?? []),
  )
  if (types.size > 1) types.delete('OTHER')
  return { ...best, value: EMPLOYMENT_TYPES.filter((type) => types.has(type)) }
}

/** Pay: as markup states it, as a label names it, else what the text says of it. Never an amount without a sign that it is pay. */
export function salaryOf(
  candidates: readonly Candidate[],
  { language }: FieldContext,
  country: string | null,
  description: Prose,
): Extracted<Salary> | null {
  const hints = { language, country }
  const stated = candidates.filter(({ field }) => field === 'salary')
  const best = rank(stated, weightOf, ({ raw, parts }) => {
    const salary = parts ? readStructuredSalary(parts, hints).salary : pay(readSalary(oneLine(raw), hints))
    return salary === null ? null : { value: salary, key: `${salary.min}-${salary.max}` }
  })
  if (best) return best
  const found = findSalary(description, hints)
  const [first] = stated
  if (!found) return first ? extracted<Salary>(null, first, 0, 'no_amount') : null
  const candidate: Candidate = { field: 'salary', reader: 'text', rule: 'text.salary', raw: found.raw }
  return extracted(pay(found), candidate, weightOf(candidate))
}

function pay(found: Salary | null): Salary | null {
  if (found === null) return null
  const { min, max, currency, unit, gross } = found
  return { min, max, currency, unit, gross }
}
