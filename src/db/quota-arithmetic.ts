/** One unit of a provider's month. `remaining` is what the provider said last; null while the limit is only assumed. */
export type QuotaMonth = {
  month: string
  unit: string
  used: number
  reserved: number
  quota_limit: number | null
  remaining: number | null
  /** When the provider's own month ends, where it told. */
  resets_at: string | null
}

/** What the headers of one answer said of one unit. */
export type Seen = { remaining?: number; limit?: number; resets_at?: string }

/** Units that may still be asked for; `cap` is the operator's own limit. null: no limit is known. */
export function leftOf({ used, reserved, quota_limit }: QuotaMonth, cap: number | undefined): number | null {
  const limit = quota_limit === null || cap === undefined ? (quota_limit ?? cap) : Math.min(quota_limit, cap)
  return limit === undefined ? null : Math.max(0, limit - used - reserved)
}

/** A month as it stands at `now`: the provider's own month may have ended, and a limit that nobody confirmed is today's assumption. */
export function refreshed(month: QuotaMonth, assumed: number | null, now: Date): QuotaMonth {
  const hasEnded = month.resets_at !== null && Date.parse(month.resets_at) <= now.getTime()
  const current = hasEnded ? { ...month, used: 0, remaining: null, resets_at: null } : month
  return current.remaining === null ? { ...current, quota_limit: assumed } : current
}

export type Ending = {
  /** Of the entry in the ledger; an expired one was charged in full already. */
  state: 'reserved' | 'expired'
  reserved: number
  spent: number
  seen: Seen
  /** No other call was under way meanwhile, so that what the provider says includes all calls and nothing but them. */
  isAlone: boolean
}

/**
 * A month after one call has ended, and what the call is charged. The provider's count wins; while several calls are under way its
 * words may arrive out of order, so that then it can only raise what is used, never free units that another answer has counted.
 */
export function settled(month: QuotaMonth, ending: Ending): { month: QuotaMonth; charged: number } {
  const { state, reserved, spent, seen, isAlone } = ending
  const own = Math.max(0, month.used + spent - (state === 'expired' ? reserved : 0))
  const open = Math.max(0, month.reserved - (state === 'reserved' ? reserved : 0))
  const limit = seen.limit ?? month.quota_limit
  const next = { ...month, reserved: open, used: own, quota_limit: limit, resets_at: seen.resets_at ?? month.resets_at }
  if (seen.remaining === undefined) {
    const remaining = seen.limit === undefined ? month.remaining : Math.max(0, seen.limit - own)
    return { month: { ...next, remaining }, charged: spent }
  }
  const theirs = limit === null ? -1 : limit - seen.remaining
  next.remaining = seen.remaining
  // More is left than the assumed limit allows: the plan is a larger one.
  if (theirs < 0) {
    if (isAlone || limit === null) next.quota_limit = own + seen.remaining
    return { month: next, charged: spent }
  }
  next.used = isAlone ? theirs : Math.max(own, theirs)
  const wasExact = month.remaining !== null && limit === month.quota_limit && month.used === limit! - month.remaining
  const difference = next.used - month.used
  const isOurs = isAlone && wasExact && state === 'reserved' && difference >= 0 && difference <= reserved
  return { month: next, charged: isOurs ? difference : spent }
}
