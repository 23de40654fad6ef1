import type { Criterion } from './criteria.ts'

/** Seconds in the unit in which they are read best: "0.35 ms", "148 s". */
export function seconds(value: number): string {
  if (value === 0) return '0 s'
  if (value < 0.001) return `${(value * 1000).toFixed(2)} ms`
  if (value < 1) return `${(value * 1000).toFixed(value < 0.1 ? 1 : 0)} ms`
  return `${value.toFixed(value < 100 ? 1 : 0)} s`
}

/** A criterion's value with its unit, or a dash where there was nothing to judge. */
export function criterionValue({ value, unit }: Criterion): string {
  if (value === null) return '-'
  if (unit === 's') return seconds(value)
  if (unit === 'ms') return seconds(value / 1000)
  return unit === '' ? String(value) : `${value} ${unit}`
}

export const VERDICT_WORDS: Record<Criterion['verdict'], string> = {
  target: 'met',
  acceptable: 'acceptable',
  between: 'missed',
  red_flag: 'RED FLAG',
  'nothing to judge': 'nothing to judge',
}
