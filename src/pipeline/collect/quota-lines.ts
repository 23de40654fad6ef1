import type { QuotaFigure } from '../../db/read-quota.ts'

export type QuotaLinesOptions = {
  /** Name of the provider's plan, where its limit is that plan's. */
  plan?: string | undefined
  /** What the run that prints them used. */
  thisRun?: number | undefined
}

/** What a month has used and where it is going, for people. Every printed sum is that of the printed numbers. */
export function quotaLines(figure: QuotaFigure, { plan, thisRun }: QuotaLinesOptions = {}): string[] {
  const { provider, unit, used, limit, left, days, days_in_month, per_day, projected, expected_at_end } = figure
  const monthly = limit === null ? `${unit}, no limit known` : `${count(limit)} ${unit}/month`
  return [
    `Quota Analysis (${plan === undefined ? provider : `${plan} Plan`}: ${monthly}):`,
    ...(thisRun === undefined
      ? []
      : [`  This run used: ${count(thisRun)} ${unit}${share(thisRun, limit, ' of quota')}`]),
    `  Used this month: ${count(used)} ${unit}${share(used, limit)}${left === null ? '' : `, ${count(left)} left`}`,
    ...(projected === null || per_day === null
      ? []
      : [
          `  Projected monthly: ${count(per_day)}/day × ${days_in_month} = ${count(projected)} ${unit}/month`,
          `  By the end of this month: ${count(expected_at_end ?? used)} ${unit} (mean of ${days} ${days === 1 ? 'day' : 'days'})`,
          ...verdict(projected, limit, unit),
        ]),
  ]
}

function verdict(projected: number, limit: number | null, unit: string): string[] {
  if (!limit) return []
  if (projected <= limit) return [`  ✓ Good! Projected ${percent(projected / limit)} quota utilization`]
  const over = percent((projected - limit) / limit)
  const advice = 'lower the pages per query or the times a day, or raise the plan'
  return [`  ⚠ Over quota by ${over} (${count(projected - limit)} ${unit} a month too many): ${advice}`]
}

/** At least 1 %, so that no excess reads as none. */
function percent(share: number): string {
  return `${share > 0 ? Math.max(1, Math.round(share * 100)) : 0}%`
}

function share(units: number, limit: number | null, of = ''): string {
  return limit ? ` (${Math.round((units / limit) * 1_000) / 10}%${of})` : ''
}

function count(units: number): string {
  return units.toLocaleString('en-US', { maximumFractionDigits: 1 })
}
