import { numberOf } from './json-values.ts'
import type { QuotaRules, QuotaUnits } from './source-kind.ts'

/**
 * What RapidAPI says of the month in the headers of an answer: x-ratelimit-UNIT-remaining, -limit and -reset (seconds). A header that is
 * missing or no count leaves its unit out: 0 would stop a source that has units left.
 */
export function readRapidApiQuota(
  headers: Readonly<Record<string, string>>,
  units: readonly string[],
): ReturnType<QuotaRules['read']> {
  const unitsOf = (what: string): QuotaUnits =>
    Object.fromEntries(
      units.flatMap((unit): [string, number][] => {
        const count = numberOf(headers[`x-ratelimit-${unit}-${what}`])
        return count === null || count < 0 ? [] : [[unit, count]]
      }),
    )
  return { remaining: unitsOf('remaining'), limits: unitsOf('limit'), resets: unitsOf('reset') }
}
