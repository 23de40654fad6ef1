import { sql } from 'kysely'
import type { Query } from './engine.ts'
import { type DayOfQuota, type Projection, projectQuota } from './project-quota.ts'
import { monthOf } from './quota.ts'
import { leftOf, type QuotaMonth } from './quota-arithmetic.ts'

export type QuotaFigure = Projection & {
  provider: string
  unit: string
  /** Its first day. */
  month: string
  /** By the provider's count where it tells one. */
  used: number
  /** Of calls that are under way. */
  reserved: number
  limit: number | null
  left: number | null
  resets_at: string | null
  today: number
  /** Of the limit, to one decimal. */
  used_percent: number | null
  projected_percent: number | null
}

/** The quota of every provider and unit in its present month, in the order of their names. Index: quota_ledger_month. */
export async function readQuota(db: Query, now: Date): Promise<QuotaFigure[]> {
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<QuotaMonth & { provider: string; days: DayOfQuota[] }>`
    select m.provider, m.month::text, m.unit, m.used, m.reserved, m.quota_limit, m.remaining, m.resets_at, coalesce(l.days, '[]') as days
    from quota_months m
    left join lateral (
      select jsonb_agg(jsonb_build_object('day', d.day, 'used', d.used) order by d.day) as days from (
        select (q.created_at at time zone 'UTC')::date::text as day, sum(q.used)::int as used from quota_ledger q
        where q.provider = m.provider and q.month = m.month and q.unit = m.unit and q.state <> 'reserved' group by 1) d) l on true
    where m.month = (select max(n.month) from quota_months n
      where n.provider = m.provider and n.month <= ${monthOf(now)}::date + interval '1 month')
      and m.month >= ${monthOf(now)}::date
    order by m.provider, m.unit`.execute(db)
  return rows.map(({ days, remaining: _, quota_limit: limit, ...row }) => {
    const projection = projectQuota(days, row.used, row.month, today)
    return {
      ...row,
      ...projection,
      limit,
      left: leftOf({ ...row, quota_limit: limit, remaining: null }, undefined),
      today: days.find(({ day }) => day === today)?.used ?? 0,
      used_percent: percentOf(row.used, limit),
      projected_percent: percentOf(projection.projected, limit),
    }
  })
}

/** The present month of one provider, by unit; no row where nothing was asked in it. */
export async function readQuotaMonths(db: Query, provider: string, now: Date): Promise<QuotaMonth[]> {
  const { rows } = await sql<QuotaMonth>`
    select month::text, unit, used, reserved, quota_limit, remaining, resets_at from quota_months
    where provider = ${provider} and month >= ${monthOf(now)}::date and month = (select max(n.month) from quota_months n
      where n.provider = ${provider} and n.month <= ${monthOf(now)}::date + interval '1 month') order by unit`.execute(
    db,
  )
  return rows
}

export type QuotaOfRequester = {
  provider: string
  unit: string
  requested_by: string | null
  source_name: string | null
  /** The path that was asked. */
  request: string | null
  calls: number
  used: number
}

/** Who asked for what in a month (its first day), the most expensive first in each provider and unit. */
export async function quotaByRequester(db: Query, month: string): Promise<QuotaOfRequester[]> {
  const { rows } = await sql<QuotaOfRequester>`
    select q.provider, q.unit, q.requested_by, s.source_name, split_part(q.request, '?', 1) as request,
      count(*)::int as calls, sum(q.used)::int as used
    from quota_ledger q left join sources s using (source_id)
    where q.month = ${month}::date and q.state <> 'reserved'
    group by 1, 2, 3, 4, 5 order by 1, 2, 7 desc, 6 desc, 3, 4, 5`.execute(db)
  return rows
}

/** The same for the months of these figures: the month of one provider may begin on another day than that of the others. */
export async function requestersOf(db: Query, figures: readonly QuotaFigure[]): Promise<QuotaOfRequester[]> {
  const found: QuotaOfRequester[] = []
  for (const [month, ofMonth] of Map.groupBy(figures, (figure) => figure.month)) {
    const entries = await quotaByRequester(db, month)
    found.push(...entries.filter((entry) => ofMonth.some(({ provider }) => provider === entry.provider)))
  }
  return found
}

function percentOf(units: number | null, limit: number | null): number | null {
  return units === null || !limit ? null : Math.round((units / limit) * 1_000) / 10
}
