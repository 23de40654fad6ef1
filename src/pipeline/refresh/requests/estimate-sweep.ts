import type { Query } from '../../../db/engine.ts'
import { countOpenPostings } from '../../../db/open-postings.ts'
import { monthOf } from '../../../db/quota.ts'
import { leftOf, refreshed } from '../../../db/quota-arithmetic.ts'
import { readQuotaMonths } from '../../../db/read-quota.ts'
import { lastCompleteSweep } from '../../../db/read-sweeps.ts'
import type { Plan } from '../collecting/plan.ts'

export type QuotaLeft = { provider: string; unit: string; left: number | null }

export type SweepEstimate = {
  source: string
  kind: string
  target: 'live' | 'shadow'
  /** The whole listing is asked for: what it does not see may be removed. */
  whole: boolean
  window: string | null
  /** Open postings of the source that are stored. */
  known_openings: number
  /** What the last complete sweep that asked the same was told, and how much it read; null where there was none. */
  last_listed_total: number | null
  last_swept_at: string | null
  /** What this one will read as far as that sweep and the limits tell; null: unknown. */
  pages: number | null
  items: number | null
  /** Of the provider's month; empty where the source has no quota. */
  quota: QuotaLeft[]
}

/** What a sweep would ask, from the database alone: nothing is asked and nothing is written. */
export async function estimateSweep(db: Query, plan: Plan, now: Date): Promise<SweepEstimate> {
  const { source, kind, target, isWhole, window, request, mostPages, mostItems } = plan
  const last = await lastCompleteSweep(db, source.source_id, request)
  return {
    source: source.source_name,
    kind: kind.kind,
    target,
    whole: isWhole,
    window,
    known_openings: await countOpenPostings(db, source.source_id, target),
    last_listed_total: last?.listed_total ?? null,
    last_swept_at: last?.started_at ?? null,
    pages: atMost(last?.pages, mostPages),
    items: atMost(last?.listed_total ?? last?.items, mostItems),
    quota: await quotaLeft(db, plan, now),
  }
}

function atMost(known: number | undefined, limit: number): number | null {
  const least = Math.min(known ?? Number.POSITIVE_INFINITY, limit)
  return Number.isFinite(least) ? least : null
}

/** A month of which nothing was used yet has no row: all of what is allowed is left. */
async function quotaLeft(db: Query, { kind, quotaLimits }: Plan, now: Date): Promise<QuotaLeft[]> {
  if (!kind.quota) return []
  const { provider } = kind.quota
  const assumed: Record<string, number> = { ...kind.quota.limits, ...quotaLimits }
  const months = new Map((await readQuotaMonths(db, provider, now)).map((month) => [month.unit, month]))
  const units = new Set([...Object.keys(assumed), ...months.keys()])
  const unused = { month: monthOf(now), used: 0, reserved: 0, remaining: null, resets_at: null }
  return [...units].sort().map((unit) => {
    const month = refreshed(months.get(unit) ?? { ...unused, unit, quota_limit: null }, assumed[unit] ?? null, now)
    return { provider, unit, left: leftOf(month, quotaLimits[unit]) }
  })
}
