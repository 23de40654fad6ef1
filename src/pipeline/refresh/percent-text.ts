/** A share of 100 with at most one digit behind the point: 37.5, 40. */
export function percentText(percent: number, sign = '%'): string {
  return `${Math.round(percent * 10) / 10}${sign}`
}
