import type { SalaryUnit } from '../../extracted-page.ts'
import { STRONG, WEAK } from './currencies.ts'

/** Rough worth of one EUR in currencies whose postings state amounts without a unit. */
const SCALE: Readonly<Record<string, number>> = { PLN: 4, SEK: 10, NOK: 10, DKK: 7, CZK: 20, HUF: 350 }
const NO_AMOUNT = 1e12
const MOST_EUR: Readonly<Record<SalaryUnit, number>> = {
  HOUR: 5_000,
  DAY: 50_000,
  WEEK: 200_000,
  MONTH: 1_000_000,
  YEAR: 10_000_000,
}
const LEAST: Readonly<Record<SalaryUnit, number>> = { HOUR: 0, DAY: 1, WEEK: 5, MONTH: 20, YEAR: 100 }

/** Whether anybody is paid so much for that time; without a unit only nonsense is refused. */
export function isPlausible(amount: number, unit: SalaryUnit | null, currency: string | null): boolean {
  if (!(amount > 0) || amount >= NO_AMOUNT) return false
  if (unit === null) return true
  const scale = currency !== null && WEAK.has(currency) ? 1_000 : currency === null || STRONG.has(currency) ? 1 : 100
  return amount >= LEAST[unit] && amount <= MOST_EUR[unit] * scale
}

/**
 * The unit where the amount leaves no other: 30,000 and more in a strong currency is a year's pay; an amount that is under the least
 * lawful pay of a full-time year and far over that of a week is a month's where pay is stated by the month (CZK 15,000 to 200,000, PLN 3,000
 * to 30,000, HUF 200,000 to 2,000,000). Everything else stays null: 3,000 EUR may be a month's pay, a week's or an allowance.
 */
export function unitOfAmount(least: number, most: number, currency: string | null): SalaryUnit | null {
  if (currency === null) return null
  if (STRONG.has(currency)) return least >= 30_000 && most <= 1_000_000 ? 'YEAR' : null
  const [from, to] = BY_MONTH[currency] ?? [Infinity, 0]
  return least >= from && most <= to ? 'MONTH' : null
}
const BY_MONTH: Readonly<Record<string, readonly [number, number]>> = {
  CZK: [15_000, 200_000],
  PLN: [3_000, 30_000],
  HUF: [200_000, 2_000_000],
}

const PAY_FROM: Readonly<Record<SalaryUnit, number>> = { HOUR: 7, DAY: 80, WEEK: 250, MONTH: 900, YEAR: 12_000 }
const PAY_TO: Readonly<Record<SalaryUnit, number>> = {
  HOUR: 300,
  DAY: 2_500,
  WEEK: 10_000,
  MONTH: 40_000,
  YEAR: 500_000,
}

/** Whether an amount that nothing calls pay looks like the pay of a person rather than a price, an allowance or a budget. */
export function looksLikePay(amount: number, unit: SalaryUnit, currency: string): boolean {
  const scale = STRONG.has(currency) ? 1 : SCALE[currency]
  if (scale === undefined) return false
  return amount >= PAY_FROM[unit] * scale * 0.7 && amount <= PAY_TO[unit] * scale
}
