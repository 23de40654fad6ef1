import type { Salary, SalaryUnit } from '../../extracted-page.ts'
import { readNumber } from '../read-number.ts'
import { currencyOf, type SalaryContext } from './currencies.ts'
import { readSalary } from './find-salary.ts'
import { isPlausible, unitOfAmount } from './plausible.ts'
import { unitNamed } from './units.ts'

/** Parts of a schema.org MonetaryAmount, or of anything like it. */
export type SalaryParts = Readonly<
  Partial<Record<'min' | 'max' | 'value' | 'currency' | 'unit', string | number | null>>
>
export type StructuredSalary = {
  salary: Salary | null
  /** `no_amount` when nothing is stated; null when a salary was read. */
  note: 'no_amount' | 'bad_salary' | 'implausible_salary' | null
}

/** Ends further apart than this are two different things, not a range. */
const WIDEST = 50

/**
 * Reads pay that markup states in parts. 0 is how sites write "not stated". Ends in the wrong order are swapped; what nobody is paid for
 * that unit (an hour's 50,000) is refused rather than mended.
 */
export function readStructuredSalary(parts: SalaryParts, context: SalaryContext = {}): StructuredSalary {
  const stated = [parts.min, parts.max, parts.value].filter(
    (part) => part !== null && part !== undefined && part !== '',
  )
  const [min, max, value] = [readPart(parts.min, context), readPart(parts.max, context), readPart(parts.value, context)]
  const ends =
    min?.min || max?.min || max?.max
      ? [min?.min ?? min?.max ?? null, max?.max ?? max?.min ?? null]
      : [value?.min ?? null, value?.max ?? null]
  if (ends.every((end) => end === null)) {
    return { salary: null, note: stated.every((part) => Number(part) === 0) ? 'no_amount' : 'bad_salary' }
  }
  const [first = null, second = null] = ends
  const swapped = first !== null && second !== null && first > second
  const [least, most] = swapped ? [second, first] : [first, second]
  if (least !== null && most !== null && most > least * WIDEST) return { salary: null, note: 'bad_salary' }

  const texts = [min, max, value]
  const currency = statedCurrency(parts.currency, context) ?? texts.find((text) => text?.currency)?.currency ?? null
  const [from, to] = [least ?? most ?? 0, most ?? least ?? 0]
  const unit = statedUnit(parts.unit) ?? texts.find((text) => text?.unit)?.unit ?? unitOfAmount(from, to, currency)
  if (!isPlausible(from, unit, currency) || !isPlausible(to, unit, currency))
    return { salary: null, note: 'implausible_salary' }
  const gross = texts.find((text) => text && text.gross !== null)?.gross ?? null
  return { salary: { min: least, max: most, currency, unit, gross }, note: null }
}

/** A plain number, a number with marks, or a text such as "75k-125k" or "$50,000 per year". */
function readPart(part: string | number | null | undefined, context: SalaryContext): Salary | null {
  if (part === null || part === undefined || /^\s*[-–]/.test(String(part))) return null
  const bare = typeof part === 'number' ? part : plainNumber(part)
  if (bare !== null) return bare > 0 ? { min: bare, max: null, currency: null, unit: null, gross: null } : null
  return readSalary(String(part), context)
}

/** "55000.0000" is how machines write: a point before four and more digits, or JSON's own numbers, never groups. */
function plainNumber(text: string): number | null {
  const trimmed = text.trim()
  if (/^\d{1,13}(?:\.\d{1,2}|\.\d{4,12})?$/.test(trimmed)) return Number(trimmed)
  return /^[\d\s.,']{1,30}$/.test(trimmed) ? readNumber(trimmed) : null
}

function statedCurrency(part: string | number | null | undefined, context: SalaryContext): string | null {
  const text = typeof part === 'string' ? part.trim().slice(0, 20) : ''
  if (text === '') return null
  return currencyOf(/^[a-z]{3}$/i.test(text) ? text.toUpperCase() : text, context)
}

function statedUnit(part: string | number | null | undefined): SalaryUnit | null {
  return typeof part === 'string' ? unitNamed(part) : null
}
