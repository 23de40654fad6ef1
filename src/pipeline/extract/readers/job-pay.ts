import { isObject, lineOf, linesOf, listOf, type Properties } from './job-values.ts'

export type StatedPay = { raw: string; parts: Readonly<Record<string, string>> }

const DEEPEST = 3
const AMOUNTS: readonly (readonly [part: string, properties: readonly string[]])[] = [
  ['min', ['minValue', 'minPrice', 'percentile10', 'percentile25']],
  ['max', ['maxValue', 'maxPrice', 'percentile90', 'percentile75']],
  ['value', ['value', 'price', 'median', 'amount']],
  ['currency', ['currency', 'priceCurrency', 'salaryCurrency']],
  ['unit', ['unitText', 'unitCode', 'duration']],
]

/**
 * Pay of baseSalary or estimatedSalary in any shape: number, text, MonetaryAmount, PriceSpecification, QuantitativeValue, distribution,
 * lists of them. What the value of a value says comes before what is said around it.
 */
export function payOf(value: unknown, currency: unknown): StatedPay[] {
  return listOf(value).flatMap((one) => {
    const parts = partsOf(one, 0)
    const stated = lineOf(currency)
    if (stated !== null) parts.currency ??= stated
    if (!(parts.min ?? parts.max ?? parts.value)) return []
    return [{ raw: written(parts), parts }]
  })
}

function partsOf(value: unknown, depth: number): Record<string, string> {
  const line = lineOf(value)
  if (line !== null) return { value: line }
  if (Array.isArray(value)) return value.length > 0 && depth < DEEPEST ? partsOf(value[0], depth + 1) : {}
  if (!isObject(value) || depth > DEEPEST) return {}
  const parts = { ...innerParts(value, depth) }
  for (const [part, properties] of AMOUNTS) {
    if (parts[part] !== undefined) continue
    const stated = properties.flatMap((property) => linesOfPart(value[property], part)).at(0)
    if (stated !== undefined) parts[part] = stated
  }
  return parts
}

/** An amount inside an amount: `value: {minValue, maxValue, unitText}`. */
function innerParts(value: Properties, depth: number): Record<string, string> {
  const inner = value.value ?? value.priceSpecification ?? value.baseSalary
  return typeof inner === 'object' && inner !== null ? partsOf(inner, depth + 1) : {}
}

/** Objects inside are read as amounts, not as texts. */
function linesOfPart(value: unknown, part: string): string[] {
  if (part === 'currency' || part === 'unit') return linesOf(value)
  const line = lineOf(value)
  return line === null ? [] : [line]
}

function written({ min, max, value, currency, unit }: Record<string, string>): string {
  const range = min !== undefined && max !== undefined && min !== max ? `${min} - ${max}` : undefined
  const amount = range ?? min ?? max ?? value
  return [currency, amount, unit && `per ${unit}`].filter((part) => part).join(' ')
}
