import type { Salary } from '../../extracted-page.ts'
import { foldText } from '../fold-text.ts'
import { type Prose, proseOf } from '../prose.ts'
import { type Amount, scanAmounts, type Worth } from './amounts.ts'
import type { SalaryContext } from './currencies.ts'
import { isPlausible, looksLikePay, unitOfAmount } from './plausible.ts'
import { NOT_PAY, NOT_PAY_AFTER, PAY } from './words.ts'

/** A salary with where it stands: `text.slice(start, end) === raw`. */
export type FoundSalary = Salary & { raw: string; start: number; end: number }

const LONGEST_VALUE = 500
/** How far before an amount the word for pay may stand, in the same sentence. */
const CUE_BEFORE = 110
const CUE_AFTER = 26

/** Reads the salary out of a text that is known to speak of pay, such as the value of a label. A single amount is the least. */
export function readSalary(text: string, context: SalaryContext = {}): FoundSalary | null {
  const folded = foldText(text, LONGEST_VALUE)
  let best: { amount: Amount; weight: number } | null = null
  for (const amount of scanAmounts(text, folded, context)) {
    const weight = weightOf(amount, folded)
    if (weight > 0 && (best === null || weight > best.weight)) best = { amount, weight }
  }
  return best === null ? null : toSalary(text, best.amount)
}

/** Amounts that say what they are go before bare numbers; 0 for what is no pay at all. */
function weightOf(amount: Amount, folded: string): number {
  if (isOtherMoney(amount, folded, 30)) return 0
  const { currency, unit, thousands } = amount
  const least = amount.min ?? amount.max ?? 0
  // "Level 5", "grade 13", "2026": a bare number is pay only when it is large, and no year.
  if (currency === null && !thousands && (unit === null ? least < 100 || amount.maybeYear : least < 1)) return 0
  // 401k is a pension plan.
  if (currency === null && least === 401_000 && thousands) return 0
  return 1 + (currency ? 4 : 0) + (unit ? 2 : 0) + (amount.max !== null && amount.min !== null ? 1 : 0)
}

/** Finds the first pay in running text: an amount with a currency that is called pay, or that can be nothing else. */
export function findSalary(source: string | Prose, context: SalaryContext = {}): FoundSalary | null {
  const { text, folded, hasDigit } = proseOf(source)
  if (!hasDigit) return null
  const worth: Worth = (currency, start, bareEnd) => currency !== null || isCalledPay(folded, start, bareEnd)
  for (const amount of scanAmounts(text, folded, context, worth)) {
    if (!isPay(amount, folded)) continue
    const salary = toSalary(text, amount)
    if (salary !== null) return salary
  }
  return null
}

function isPay(amount: Amount, folded: string): boolean {
  const { currency, unit, min, max } = amount
  const [least, most] = [min ?? max ?? 0, max ?? min ?? 0]
  const ranged = min !== null && max !== null
  if (isOtherMoney(amount, folded, 60)) return false
  const called = isCalledPay(folded, amount.start, amount.bareEnd)
  if (currency === null) {
    // Without a currency: called pay, and written as a range or with a unit.
    return called && !amount.maybeYear && (unit === null ? ranged && least >= 1_000 : least >= 5) && least !== 401_000
  }
  if (called) return unit === null ? least >= 100 : least >= 3
  if (unit !== null) return looksLikePay(least, unit, currency) && looksLikePay(most, unit, currency)
  const certain = unitOfAmount(least, most, currency)
  return ranged && certain !== null && most <= least * 4 && looksLikePay(most, certain, currency)
}

function isCalledPay(folded: string, start: number, end: number): boolean {
  const before = sentenceBefore(folded, start, CUE_BEFORE)
  return before.search(PAY) >= 0 || folded.slice(end, end + CUE_AFTER).search(PAY) >= 0
}

/** A bonus, a voucher, the turnover: named right after the amount, or nearer before it than any word for pay. */
function isOtherMoney(amount: Amount, folded: string, reach: number): boolean {
  if (
    NOT_PAY_AFTER.test(folded.slice(amount.end, amount.end + 70)) &&
    !PAY_COMES_NEXT.test(folded.slice(amount.end, amount.end + 30))
  )
    return true
  if (NOT_PAY_AFTER.test(folded.slice(amount.bareEnd, amount.bareEnd + 40))) return true
  const before = sentenceBefore(folded, amount.start, reach)
  const other = lastOf(before, NOT_PAY)
  return other >= 0 && other > lastOf(before, PAY)
}
const PAY_COMES_NEXT = /^ ?(?:salary|gehalt|lohn|base)/u

function sentenceBefore(folded: string, start: number, reach: number): string {
  const before = folded.slice(Math.max(0, start - reach), start)
  return before.slice(
    Math.max(
      before.lastIndexOf('\n\n'),
      before.lastIndexOf('. '),
      before.lastIndexOf('! '),
      before.lastIndexOf('? '),
      0,
    ),
  )
}

function lastOf(text: string, words: RegExp): number {
  let last = -1
  for (const { index } of text.matchAll(words)) last = index
  return last
}

function toSalary(text: string, amount: Amount): FoundSalary | null {
  const { min, max, currency, gross, start, end } = amount
  const [least, most] = [min ?? max ?? 0, max ?? min ?? 0]
  const unit = amount.unit ?? unitOfAmount(least, most, currency)
  if (!isPlausible(least, unit, currency) || !isPlausible(most, unit, currency)) return null
  return { min, max, currency, unit, gross, raw: text.slice(start, end), start, end }
}
