import type { EmploymentType } from './types.ts'

const PERCENT =
  /(?<![\d.,])(\d{1,3})(?: ?%)?(?: ?(?:-|to|bis|à|a|und|oder|or) ?(\d{1,3}))? ?(?:%|prozent|pourcent|percent)(?!\p{L})(?! ?(?:remote|home|homeoffice|online|telework|télétravail|travel|reise|commission|provision|vegan|bio|of|der|des|renewable|erneuerbar|satisfaction|free|green))/u

/** A workload in percent as types: 100 is full time, less is part time, "80-100%" is both. Nothing below 10, which is a share of something. */
export function workloadOf(folded: string): EmploymentType[] {
  const workload = readWorkload(folded)
  if (workload === null) return []
  return [
    ...(workload.max === 100 ? (['FULL_TIME'] as const) : []),
    ...(workload.min < 100 ? (['PART_TIME'] as const) : []),
  ]
}

export type Workload = { min: number; max: number; start: number; end: number }

export function readWorkload(folded: string): Workload | null {
  const match = PERCENT.exec(folded)
  if (match === null) return null
  const [first, second] = [Number(match[1]), Number(match[2] ?? match[1])]
  const [min, max] = [Math.min(first, second), Math.max(first, second)]
  if (min < 10 || max > 100) return null
  return { min, max, start: match.index, end: match.index + match[0].length }
}
