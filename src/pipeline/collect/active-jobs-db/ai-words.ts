import type { CollectedColumns } from '../collected-record.ts'
import { numberOf, textOf } from '../json-values.ts'

type Arrangement = NonNullable<CollectedColumns['ai_work_arrangement']>

const ARRANGEMENTS: readonly Arrangement[] = ['On-site', 'Hybrid', 'Remote OK', 'Remote Solely']
/** What the provider writes where an opening says nothing about hours. */
const DEFAULT_HOURS = 40
const STATES_DEFAULT =
  /(?<![\d.,])40(?:[.,]0)?\s*(?:-|\+)?\s*(?:h\b|hrs?\b|hours?\b|std\b|stunden\b|stündig|wochenstunden)/iu

/** The provider's four words, in any case and with any sign between; null for every other word. */
export function statedArrangement(value: unknown): Arrangement | null {
  const word = lettersOf(textOf(value) ?? '')
  return ARRANGEMENTS.find((name) => lettersOf(name) === word) ?? null
}

/** Hours a week. 40 counts only where the text names them: the provider writes 40 for "not stated". */
export function statedHours(given: unknown, description: string | null): { value: number | null; note?: string } {
  const hours = numberOf(given)
  if (hours !== DEFAULT_HOURS || STATES_DEFAULT.test(description ?? '')) return { value: hours }
  return { value: null, note: 'provider_default' }
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '')
}
